import { UNREACHABLE } from "../support/complaints.ts";
import { Shop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const NOT_SAVED = /未开放存储|不会保留|no storage/i;
const DISCONNECTED = /断开|断线|离线|连不上|连接不上|重新连接|重连|offline|reconnect|unreachable/i;

test("without storage the chat works and says that nothing is kept", async ({ page, context }) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("storage is disabled", "SecurityError");
    };
  });
  const shop = new Shop(page);
  await shop.openProduct();
  await shop.openChat();
  await shop.chat.say("隐私模式下能聊天吗？");
  await shop.chat.settled("隐私模式下能聊天吗？");
  await expect(shop.chat.root.getByText(NOT_SAVED)).toBeVisible();
});

test("with storage there is no such warning", async ({ page }) => {
  const shop = new Shop(page);
  await shop.openProduct();
  await shop.openChat();
  await shop.chat.connected();
  await expect(shop.chat.root.getByText(NOT_SAVED)).toHaveCount(0);
});

test("an API that is away at the first opening is said so, and missed no longer when it is back", async ({ page, complaints }) => {
  complaints.expect(UNREACHABLE);
  const shop = new Shop(page);
  await shop.openProduct();
  await page.route(/\/(v1|demo\/sign-in)(\/|$)/, (route) => route.abort("connectionrefused"));
  await shop.chat.launcher.click();
  await expect(shop.chat.root).toHaveAttribute("data-connection", "offline");
  await expect(shop.chat.root.getByText(DISCONNECTED).first()).toBeVisible();

  await page.unrouteAll();
  await shop.chat.connected();
  await shop.chat.say("现在连上了吗？");
  await shop.chat.settled("现在连上了吗？");
});

test("a server that is gone when the chat is opened leaves words and a way to try again", async ({ page, server, complaints }) => {
  complaints.expect(UNREACHABLE);
  const shop = new Shop(page);
  await shop.openProduct();
  await server.stop();
  await shop.chat.launcher.click();
  await expect(shop.chat.element.getByText(/打不开|cannot be opened/)).toBeVisible();

  await server.start();
  await shop.chat.element.getByRole("button", { name: /重试|再试|联系客服|try again|chat with us/i }).click();
  await expect(shop.chat.composer).toBeVisible();
  await shop.chat.connected();
});

test("a server that dies in mid-conversation is noticed, and the chat goes on when it is back", async ({ page, server, complaints }) => {
  complaints.expect(UNREACHABLE);
  const shop = new Shop(page);
  await shop.openProduct();
  await shop.openChat();
  await shop.chat.connected();
  await server.stop();
  await expect(shop.chat.root).toHaveAttribute("data-connection", "offline", { timeout: 20_000 });
  await expect(shop.chat.root.getByText(DISCONNECTED).first()).toBeVisible();
  await expect(shop.chat.composer).toBeEditable();
  await server.start();
  await expect(shop.chat.root).toHaveAttribute("data-connection", "live", { timeout: 35_000 });
});

test("an answer that is not JSON is a visible state, not a crash", async ({ page, complaints }) => {
  complaints.expect(UNREACHABLE);
  const shop = new Shop(page);
  await shop.openProduct();
  await page.route("**/v1/session", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Welcome to the hotel's network</h1>" }),
  );
  await shop.chat.launcher.click();
  await expect(shop.chat.root).toHaveAttribute("data-connection", "offline");
  await expect(shop.chat.root.getByText(DISCONNECTED).first()).toBeVisible();
  await expect(shop.chat.root).not.toContainText("hotel");

  await page.unrouteAll();
  await shop.chat.connected();
});

test("a token that is refused is said so", async ({ page, complaints }) => {
  complaints.expect(UNREACHABLE);
  const shop = new Shop(page);
  await shop.openProduct();
  await page.route("**/v1/**", (route) =>
    route.fulfill({
      status: 401,
      contentType: "application/problem+json",
      body: JSON.stringify({ type: "about:blank", title: "登录已失效", status: 401, code: "token_expired", retryable: false }),
    }),
  );
  await shop.chat.launcher.click();
  await expect(shop.chat.root).toHaveAttribute("data-connection", "signed_out");
  await expect(shop.chat.root.getByText(/登录|sign/i).first()).toBeVisible();
});

import type { Page } from "@playwright/test";
import { UNREACHABLE } from "../support/complaints.ts";
import { ChatWidget } from "../support/chat.ts";
import { openHostPage } from "../support/host-page.ts";
import { VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const NOT_SAVED = /未开放存储|不会保留|no storage/i;
/** As components/client names it for this page: no endpoint, and the identity given. */
const DATABASE = `kefu  identity ${VISITOR}`;

async function openChat(page: Page): Promise<ChatWidget> {
  await openHostPage(page, `identity="${VISITOR}"`);
  const chat = new ChatWidget(page);
  await chat.open();
  return chat;
}

/** No network for the shop's own interface; the page itself can still be loaded. */
const disconnect = (page: Page) => page.route("**/v1/**", (route) => route.abort("connectionrefused"));

test("what is being written survives a reload, before anything was ever sent", async ({ page }) => {
  const chat = await openChat(page);
  await chat.connected();
  await chat.composer.pressSequentially("写了一半就刷新");
  await openChat(page);
  await expect(chat.composer).toHaveValue("写了一半就刷新");
  await chat.send.click();
  await chat.settled("写了一半就刷新");
  await openChat(page);
  await chat.connected();
  await expect(chat.bubble("写了一半就刷新")).toHaveCount(1);
  await expect(chat.composer).toHaveValue("");
});

test("what could not be sent is there after a reload, and goes out once", async ({ page, complaints }) => {
  complaints.expect(UNREACHABLE);
  const chat = await openChat(page);
  await chat.connected();
  await disconnect(page);
  await chat.say("没网时写的");
  await openChat(page);
  await expect(chat.bubble("没网时写的")).toHaveAttribute("data-state", "queued");
  await page.unroute("**/v1/**");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await chat.settled("没网时写的");
  await expect(chat.bubble("没网时写的")).toHaveCount(1);
});

test("when the browser has no room left, what is unsent still survives", async ({ page, context, complaints }) => {
  complaints.expect(UNREACHABLE);
  const chat = await openChat(page);
  await chat.connected();
  await chat.say("先聊一句");
  await chat.settled("先聊一句");
  const session = await context.newCDPSession(page);
  const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: used });
  await disconnect(page);
  await chat.say("空间满了还能写");
  await openChat(page);
  await expect(chat.bubble("空间满了还能写")).toHaveCount(1);
  await page.unroute("**/v1/**");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await chat.settled("空间满了还能写");
});

test("a database of a version to come is left alone, and what is unsent in it goes out", async ({ page, complaints }) => {
  complaints.expect(UNREACHABLE);
  const chat = await openChat(page);
  await chat.connected();
  await disconnect(page);
  await chat.say("旧版本写的");
  await page.goto("/host.html");
  const raised = await page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open(name, 99);
        request.onsuccess = () => {
          request.result.close();
          resolve(request.result.version);
        };
        request.onerror = () => reject(request.error);
      }),
    DATABASE,
  );
  expect(raised).toBe(99);
  await page.unroute("**/v1/**");
  await openChat(page);
  await chat.settled("旧版本写的");
  await expect(chat.root.getByText(NOT_SAVED)).toHaveCount(0);
  const version = await page.evaluate(
    async (name) => (await indexedDB.databases()).find((database) => database.name === name)?.version,
    DATABASE,
  );
  expect(version).toBe(99);
});

test("losing the network is said at once, and coming back needs no waiting", async ({ page, context, complaints }) => {
  complaints.expect(UNREACHABLE);
  const chat = await openChat(page);
  await chat.connected();
  await context.setOffline(true);
  await expect(chat.root).toHaveAttribute("data-connection", "offline", { timeout: 1_000 });
  await chat.say("离线写的");
  await context.setOffline(false);
  await chat.settled("离线写的");
  await chat.connected();
});

test("a clock that is a day off does not confuse anybody", async ({ page }) => {
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 86_400_000;
  });
  const chat = await openChat(page);
  await chat.connected();
  await chat.say("我的钟快了一天");
  await chat.settled("我的钟快了一天");
  await expect(chat.log.getByText("今天", { exact: true })).toBeVisible();
});

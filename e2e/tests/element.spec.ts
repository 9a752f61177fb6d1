import type { Page } from "@playwright/test";
import { Api } from "../support/api.ts";
import { ChatWidget } from "../support/chat.ts";
import { become, hold, PHONE, provideTokens, sessions } from "../support/element.ts";
import { openHostPage } from "../support/host-page.ts";
import { VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const OTHER = "buyer-2";
const LOADING = /正在打开客服/;

test.describe("leaving the document", () => {
  test("taken out and put back later, it is closed and opens again", async ({ page }) => {
    await openHostPage(page);
    const chat = new ChatWidget(page);
    await chat.open();
    await page.evaluate(async () => {
      const element = document.querySelector("kefu-chat")!;
      element.remove();
      await new Promise((resolve) => setTimeout(resolve));
      document.body.append(element);
    });
    await expect(chat.launcher).toBeVisible();
    await expect(page.getByRole("dialog")).toBeHidden();
    await chat.open();
    await chat.connected();
  });

  for (const [name, viewport] of [["desktop", { width: 1280, height: 800 }], ["phone", PHONE]] as const) {
    test(`moved at once, the panel lives on (${name})`, async ({ page }) => {
      await page.setViewportSize(viewport);
      const asked = sessions(page);
      await openHostPage(page);
      const chat = new ChatWidget(page);
      await chat.open();
      await chat.connected();
      const modal = () => page.evaluate(() => document.querySelector("kefu-chat")!.shadowRoot!.querySelector("dialog")!.matches(":modal"));
      const before = await modal();
      await page.evaluate(() => document.querySelector("main")!.append(document.querySelector("kefu-chat")!));
      await chat.say("搬家之后还能聊吗？");
      await chat.settled("搬家之后还能聊吗？");
      expect(asked).toHaveLength(1);
      expect(await modal()).toBe(before);
    });
  }

  test("taken out while it loads, it never connects", async ({ page }) => {
    const asked = sessions(page);
    await openHostPage(page);
    const chat = new ChatWidget(page);
    const wasm = await hold(page, "**/*.wasm");
    await chat.launcher.click();
    await wasm.asked;
    await page.evaluate(async () => {
      const element = document.querySelector("kefu-chat")!;
      element.remove();
      await new Promise((resolve) => setTimeout(resolve));
      document.body.append(element);
    });
    wasm.release();
    await chat.open();
    await chat.connected();
    expect(asked).toHaveLength(1);
  });
});

for (const [way, close] of [
  ["its button", (page: Page) => page.getByRole("dialog").getByRole("button", { name: "关闭" }).click()],
  ["Escape", (page: Page) => page.keyboard.press("Escape")],
] as const) {
  test(`a chat that is still loading can be closed by ${way}`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    await openHostPage(page);
    const chat = new ChatWidget(page);
    const script = await hold(page, "**/chat.js");
    await chat.launcher.click();
    await expect(chat.element.getByText(LOADING)).toBeVisible();
    await close(page);
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(chat.launcher).toBeFocused();
    script.release();
    await chat.open();
    await expect(chat.element.getByText(LOADING)).toBeHidden();
  });
}

for (const [what, identity] of [["identity and token", OTHER], ["token alone", null]] as const) {
  test(`a new ${what} on an open chat shows nothing of the former user`, async ({ page, server }) => {
    const mine = "这句话只属于第一个人";
    const others = "这句话属于第二个人";
    await provideTokens(page);
    await openHostPage(page, identity ? `identity="${VISITOR}"` : "");
    const chat = new ChatWidget(page);
    await chat.open();
    await chat.say(mine);
    await chat.settled(mine);

    expect(await become(page, OTHER, identity)).toBe(0);
    await chat.connected();
    await expect(chat.bubble(mine)).toHaveCount(0);
    await chat.say(others);
    await chat.settled(others);

    const { staff } = await Api.users(server.url);
    const api = await Api.signIn(server.url, staff[0]!.id);
    const told = async (user: string) => JSON.stringify(await api.messages((await api.conversationOf(user)).id));
    expect(await told(OTHER)).toContain(others);
    expect(await told(OTHER)).not.toContain(mine);
    expect(await told(VISITOR)).not.toContain(others);
  });
}

test("a page that changes its user while it hears of the closing gets one chat", async ({ page }) => {
  const asked = sessions(page);
  await openHostPage(page, `identity="${VISITOR}"`);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.connected();
  await page.evaluate(() => {
    const element = document.querySelector("kefu-chat")!;
    element.addEventListener("kefu-close", () => element.setAttribute("identity", "somebody"), { once: true });
  });
  await chat.root.getByRole("button", { name: "关闭聊天" }).click();
  await expect(chat.root).toHaveCount(0);
  await chat.open();
  await chat.connected();
  expect(asked).toHaveLength(2);
});

test("a token given before the element is upgraded is used", async ({ page }) => {
  await provideTokens(page);
  await openHostPage(page);
  const chat = new ChatWidget(page);
  const own = await page.evaluate((user) => {
    document.querySelector("kefu-chat")!.remove();
    // Elements of a document that is not shown are not upgraded.
    const early = document.implementation.createHTMLDocument().createElement("kefu-chat");
    Object.assign(early, { token: tokenOf(user) });
    const before = Object.hasOwn(early, "token");
    document.body.append(early);
    return [before, Object.hasOwn(early, "token")];
  }, OTHER);
  expect(own).toEqual([true, false]);
  const signIn = page.waitForRequest("**/demo/sign-in");
  await chat.open();
  expect((await signIn).postDataJSON()).toEqual({ user_id: OTHER });
  await chat.connected();
});

test("the product is what all its attributes say together", async ({ page }) => {
  await page.route("**/mug.svg", (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>' }),
  );
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  const subject = chat.root.locator(".kefu-subject");
  const describe = (product: Record<string, string | null>) =>
    page.evaluate((product) => {
      for (const [name, value] of Object.entries(product)) {
        if (value === null) document.querySelector("kefu-chat")!.removeAttribute(`product-${name}`);
        else document.querySelector("kefu-chat")!.setAttribute(`product-${name}`, value);
      }
    }, product);

  await expect(subject).toBeHidden();
  await describe({ id: "p-1", title: "粗陶马克杯", amount: "5900", currency: "CNY" });
  await expect(subject).toContainText("粗陶马克杯");
  await expect(subject).toContainText("59.00");
  await describe({ amount: "5900", currency: "JPY", exponent: "0" });
  await expect(subject).toContainText(/5,?900(?!\.)/);
  await describe({ amount: "59.00" });
  await expect(subject).toBeHidden();
  await describe({ amount: "7900", currency: "CNY", exponent: null, image: "/mug.svg" });
  await expect(subject).toContainText("79.00");
  await expect(subject.locator("img")).toHaveCount(1);
  await describe({ amount: "cheap" });
  await expect(subject).toBeHidden();
});

test.describe("theme", () => {
  test.use({ colorScheme: "dark" });

  /** What light-dark() resolves to, on the panel the loader draws and on what the chat draws into it. */
  const schemes = (page: Page) =>
    page.evaluate(() => {
      const root = document.querySelector("kefu-chat")!.shadowRoot!;
      const parts = ["dialog", "[data-kefu-chat]"].map((part) => root.querySelector(part));
      return parts.map((part) => part && getComputedStyle(part).backgroundColor);
    });
  const light = "rgb(255, 253, 251)";
  const dark = "rgb(29, 27, 25)";

  for (const [attributes, colour] of [["", light], ['theme="dark"', dark], ['theme="light"', light]] as const) {
    test(`a page without a colour scheme, ${attributes || "and no theme"}`, async ({ page }) => {
      await openHostPage(page, attributes);
      expect(await schemes(page)).toEqual([colour, null]);
      await new ChatWidget(page).open();
      expect(await schemes(page)).toEqual([colour, colour]);
    });
  }
});

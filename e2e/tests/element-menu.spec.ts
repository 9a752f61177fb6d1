import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { Api } from "../support/api.ts";
import { ChatWidget } from "../support/chat.ts";
import { openHostPage } from "../support/host-page.ts";
import { VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const menu = (chat: ChatWidget) => chat.root.getByRole("menu");
const openMenu = async (chat: ChatWidget) => {
  await chat.root.getByRole("button", { name: /更多|More/ }).click();
  await expect(menu(chat)).toBeVisible();
};

async function staff(url: string) {
  const { staff } = await Api.users(url);
  return Api.signIn(url, staff[0]!.id);
}

/** Counts the tones a page plays. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, { tones: 0 });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...args) {
      (window as unknown as { tones: number }).tones++;
      start.apply(this, args);
    };
  });
const tones = (page: Page) => page.evaluate(() => (window as unknown as { tones: number }).tones);

test("the whole conversation can be taken along, older pages included", async ({ page, server }) => {
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.say("第一句\n[2020-01-01] 店铺: 全额退款");
  await chat.settled("第一句");
  const api = await staff(server.url);
  const { id } = await api.conversationOf(VISITOR);
  for (let n = 0; n < 70; n++) await api.send(id, `第 ${n} 条`);
  await expect(chat.bubble("第 69 条")).toBeVisible();
  await page.reload();
  await chat.open();
  await chat.connected();
  await openMenu(chat);
  const download = page.waitForEvent("download");
  await menu(chat).getByRole("menuitem", { name: "下载聊天记录" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/聊天记录-\d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile((await file.path())!, "utf8");
  const all = await api.messages(id);
  expect(all.length).toBeGreaterThan(70);
  for (const { content } of all) expect(text).toContain(content.text!.split("\n")[0]);
  const lines = text.split("\n");
  expect(lines.filter((line) => line.startsWith("[")).length, "one per message, none made up").toBe(all.length);
});

test("without a network, what is cached can be taken along", async ({ page, context, complaints }) => {
  complaints.expect(/Failed to load resource|net::ERR_/);
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.say("离线也要能带走");
  await chat.settled("离线也要能带走");
  await context.setOffline(true);
  await expect(chat.root).toHaveAttribute("data-connection", "offline");
  await openMenu(chat);
  const download = page.waitForEvent("download");
  await menu(chat).getByRole("menuitem", { name: "下载聊天记录" }).click();
  expect(await readFile((await (await download).path())!, "utf8")).toContain("离线也要能带走");
});

test("works with the keyboard, and gives the focus back", async ({ page }) => {
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.connected();
  const opener = chat.root.getByRole("button", { name: "更多" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const items = menu(chat).getByRole("menuitem").or(menu(chat).getByRole("menuitemcheckbox")).or(menu(chat).getByRole("menuitemradio"));
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(items.last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu(chat)).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(opener).toHaveAttribute("aria-expanded", "false");
  await expect(chat.composer, "Escape closed the menu alone").toBeVisible();
  await openMenu(chat);
  await chat.composer.click();
  await expect(menu(chat)).toBeHidden();
});

test("another language, at once", async ({ page }) => {
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  await openMenu(chat);
  await expect(menu(chat).getByRole("menuitemradio", { checked: true })).toHaveText(/中文/);
  await menu(chat).getByRole("menuitemradio", { name: "English" }).click();
  await expect(chat.composer).toHaveAccessibleName("Message");
  await expect(chat.root).toHaveAttribute("lang", "en");
  await expect(chat.root.getByRole("button", { name: "More" })).toBeVisible();
});

test("a person can be asked for, as the server offers it", async ({ page, server }) => {
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.say("你们几点下班？");
  await chat.settled("你们几点下班？");
  await openMenu(chat);
  await menu(chat).getByRole("menuitem", { name: "转人工" }).click();
  const api = await staff(server.url);
  const { id } = await api.conversationOf(VISITOR);
  await expect.poll(async () => (await api.messages(id)).length).toBeGreaterThan(1);
  await expect
    .poll(async () => {
      await openMenu(chat);
      const disabled = await menu(chat).getByRole("menuitem", { name: "转人工" }).getAttribute("aria-disabled");
      await page.keyboard.press("Escape");
      return disabled;
    })
    .toBe("true");
});

test.describe("sound", () => {
  test("while the chat is closed, unless it is muted or the page does not want it", async ({ page, server }) => {
    await listen(page);
    await openHostPage(page);
    const chat = new ChatWidget(page);
    await chat.open();
    await chat.say("在吗？");
    await chat.settled("在吗？");
    const api = await staff(server.url);
    const { id } = await api.conversationOf(VISITOR);
    await api.send(id, "在看着的时候不响");
    await expect(chat.bubble("在看着的时候不响")).toBeVisible();
    expect(await tones(page)).toBe(0);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);

    await page.keyboard.press("Escape");
    await api.send(id, "关着的时候响");
    await expect.poll(() => tones(page)).toBe(2);

    await page.evaluate(() => document.querySelector("kefu-chat")!.addEventListener("kefu-message", (event) => event.preventDefault(), { once: true }));
    await api.send(id, "页面说不要");
    await expect(chat.launcher).toHaveAccessibleName(/2 条未读消息/);
    expect(await tones(page)).toBe(2);

    await chat.open();
    await openMenu(chat);
    await menu(chat).getByRole("menuitemcheckbox", { name: "静音" }).click();
    await page.keyboard.press("Escape");
    await api.send(id, "静音了");
    await expect(chat.launcher).toHaveAccessibleName(/1 条未读消息/);
    expect(await tones(page)).toBe(2);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(["kefu-muted"]);
  });

  test("in one tab only", async ({ page, context, server }) => {
    const pages = [page, await context.newPage()];
    for (const tab of pages) {
      await listen(tab);
      await openHostPage(tab);
      const chat = new ChatWidget(tab);
      await chat.open();
      await chat.connected();
      if (tab === page) {
        await chat.say("两个页面");
        await chat.settled("两个页面");
      }
      await tab.keyboard.press("Escape");
    }
    const api = await staff(server.url);
    const { id } = await api.conversationOf(VISITOR);
    await api.send(id, "只响一次");
    for (const tab of pages) await expect(new ChatWidget(tab).launcher).toHaveAccessibleName(/未读/);
    const counts = await Promise.all(pages.map(tones));
    expect(counts.reduce((sum, count) => sum + count)).toBe(2);
  });
});

test.describe("before the first message", () => {
  test("a question can be chosen, and a draft is kept", async ({ page }) => {
    await openHostPage(page, 'suggestions="什么时候发货？|怎么退货？"');
    const chat = new ChatWidget(page);
    await chat.open();
    // What is said while it connects takes room above the question.
    await chat.connected();
    await chat.composer.fill("我想问");
    await chat.root.getByRole("group", { name: "常见问题" }).getByRole("button", { name: "怎么退货？" }).click();
    await chat.settled("怎么退货？");
    await expect(chat.composer).toHaveValue("我想问");
    await expect(chat.root.getByRole("group", { name: "常见问题" })).toBeHidden();
  });

  test("a topic and an order, if the page asks for them", async ({ page, server }) => {
    await openHostPage(page, 'topics="物流|退换货"');
    await page.evaluate(() => (document.querySelector("kefu-chat")!.orders = [{ id: "nothing", title: "昨天的杯子" }]));
    const chat = new ChatWidget(page);
    await chat.open();
    await chat.connected();
    await chat.root.getByRole("combobox", { name: "咨询类型" }).selectOption("退换货");
    await expect(chat.root.getByRole("combobox", { name: "相关订单" }).getByRole("option")).toHaveText(["不涉及订单", "昨天的杯子"]);
    await chat.root.getByRole("button", { name: "开始咨询" }).click();
    await chat.settled("退换货");
    const api = await staff(server.url);
    expect((await api.messages((await api.conversationOf(VISITOR)).id))[0]!.content.text).toBe("退换货");
  });

  test("by default nothing is asked", async ({ page }) => {
    await openHostPage(page);
    const chat = new ChatWidget(page);
    await chat.open();
    await chat.connected();
    await expect(chat.root.getByRole("combobox")).toHaveCount(0);
    await expect(chat.root.getByRole("group", { name: "常见问题" })).toBeHidden();
  });
});

test("what the message is about can be taken off again", async ({ page }) => {
  await openHostPage(page, 'product-id="p-1" product-title="粗陶马克杯" product-amount="5900" product-currency="CNY" order-id="K-7"');
  const chat = new ChatWidget(page);
  await chat.open();
  const product = chat.root.locator(".kefu-subject");
  const order = chat.root.locator(".kefu-about");
  await expect(product).toContainText("粗陶马克杯");
  await expect(order).toContainText("K-7");
  await product.getByRole("button", { name: "不咨询这个了" }).click();
  await expect(product).toBeHidden();
  await expect(chat.composer).toBeFocused();
  await order.getByRole("button", { name: "不咨询这个了" }).click();
  await expect(order).toBeHidden();
  const opened = page.waitForRequest((request) => request.method() === "POST" && new URL(request.url()).pathname === "/v1/conversations");
  await chat.say("随便问问");
  expect(((await opened).postDataJSON() as { context?: object }).context ?? {}).toEqual({});
});

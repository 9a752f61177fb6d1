import { Api } from "../support/api.ts";
import { ChatWidget } from "../support/chat.ts";
import { PHONE } from "../support/element.ts";
import { openHostPage } from "../support/host-page.ts";
import { VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

test.describe("as a dialog", () => {
  test("on a phone nothing behind it can be reached", async ({ page }) => {
    await page.setViewportSize(PHONE);
    await openHostPage(page);
    const chat = new ChatWidget(page);
    await chat.open();
    await expect(page.getByRole("dialog", { name: "联系客服" })).toBeVisible();
    await expect(chat.composer).toBeFocused();
    const buy = page.getByRole("button", { name: "Buy", includeHidden: true });
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press("Tab");
      await expect(buy).not.toBeFocused();
    }
    await buy.evaluate((button) => button.focus());
    await expect(buy).not.toBeFocused();
    expect(await page.evaluate(() => document.querySelector("[inert], main[aria-hidden]"))).toBeNull();
  });

  test("hidden by the page, it is out of the way", async ({ page }) => {
    await page.setViewportSize(PHONE);
    await openHostPage(page);
    await new ChatWidget(page).open();
    await page.evaluate(() => document.querySelector("kefu-chat")!.toggleAttribute("hidden"));
    await page.getByRole("button", { name: "Buy" }).click();
    await expect(page.getByRole("button", { name: "Buy" })).toBeFocused();
  });

  test("on a desktop the page stays in reach", async ({ page }) => {
    await openHostPage(page);
    const chat = new ChatWidget(page);
    await chat.open();
    await expect(page.getByRole("dialog", { name: "联系客服" })).toBeVisible();
    await expect(chat.composer).toBeFocused();
    await page.getByRole("button", { name: "Buy" }).click();
    await expect(page.getByRole("button", { name: "Buy" })).toBeFocused();
    await page.evaluate(() => document.querySelector("main")!.append(document.querySelector("kefu-chat")!));
    await expect(page.getByRole("button", { name: "Buy" })).toBeFocused();
    await expect(chat.composer).toBeVisible();
  });

  test("turned to a narrow page and back, it stays open and keeps the focus", async ({ page }) => {
    await openHostPage(page);
    const chat = new ChatWidget(page);
    await chat.open();
    await expect(chat.composer).toBeFocused();
    const dialog = page.locator("kefu-chat dialog");
    for (const [viewport, modal] of [[PHONE, true], [{ width: 1280, height: 800 }, false]] as const) {
      await page.setViewportSize(viewport);
      await expect.poll(() => dialog.evaluate((panel) => panel.matches(":modal"))).toBe(modal);
      await expect(chat.composer).toBeFocused();
    }
  });

  for (const [locale, words] of [["zh-CN", "2 条未读消息"], ["en", "2 unread messages"]] as const) {
    test(`what was not read is said in words (${locale})`, async ({ page, server }) => {
      await openHostPage(page, `locale="${locale}"`);
      const chat = new ChatWidget(page);
      await chat.open();
      await chat.say("在吗？");
      await chat.settled("在吗？");
      await page.keyboard.press("Escape");
      const { staff } = await Api.users(server.url);
      const api = await Api.signIn(server.url, staff[0]!.id);
      const { id } = await api.conversationOf(VISITOR);
      await api.send(id, "在的");
      await api.send(id, "请讲");
      await expect(chat.launcher).toHaveAccessibleName(new RegExp(words));
    });
  }
});

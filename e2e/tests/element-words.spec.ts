import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { ChatWidget } from "../support/chat.ts";
import { PHONE } from "../support/element.ts";
import { openHostPage } from "../support/host-page.ts";
import { expect, test } from "../support/test.ts";

/** Brings the host's words before the element looks for them. */
const bring = (page: Page, messages: Record<string, Record<string, string>>, locale: string) =>
  page.evaluate(
    ([messages, locale]) => {
      const element = document.querySelector("kefu-chat")!;
      element.messages = messages;
      element.setAttribute("locale", locale);
    },
    [messages, locale] as const,
  );

const GERMAN = {
  open: "Fragen?",
  input: "Nachricht",
  send: "Senden",
  left: "noch {n} Zeichen",
  today: "Heute",
  menu: "Mehr",
  mute: "Stumm",
  greeting: "Hallo!",
  away_greeting: "Gerade niemand da",
};
const ARABIC = { open: "تحدث معنا", input: "رسالة", greeting: "مرحبا", menu: "المزيد" };

test("a language the host brings, key by key over English", async ({ page }) => {
  await openHostPage(page);
  await bring(page, { de: GERMAN }, "de-AT");
  await page.getByRole("button", { name: "Fragen?" }).click();
  const chat = new ChatWidget(page);
  const field = chat.root.getByRole("textbox", { name: "Nachricht" });
  await expect(field).toBeFocused();
  await expect(chat.root).toHaveAttribute("lang", "de-AT");
  await expect(chat.root.getByText("Gerade niemand da")).toBeVisible();
  await expect(chat.root.getByRole("button", { name: "Close chat" })).toBeVisible();
  await field.fill("Wo ist mein Paket?");
  await chat.root.getByRole("button", { name: "Senden" }).click();
  await chat.settled("Wo ist mein Paket?");
  await expect(chat.log.getByText("Heute")).toBeVisible();
  await field.fill("x".repeat(1990));
  await expect(chat.root.getByText(/noch \d+ Zeichen/)).toBeVisible();
  await chat.root.getByRole("button", { name: "Mehr" }).click();
  await expect(chat.root.getByRole("menuitemcheckbox", { name: "Stumm" })).toBeVisible();
  await expect(chat.root.getByRole("menuitemradio", { name: "Deutsch" })).toBeChecked();
  await chat.root.getByRole("menuitemradio", { name: "English" }).click();
  await expect(chat.composer).toHaveAccessibleName("Message");
});

test("two elements of a page, two languages", async ({ page }) => {
  await openHostPage(page, 'mode="inline" locale="en"');
  await page.evaluate((german) => {
    const other = document.createElement("kefu-chat");
    Object.assign(other, { token: document.querySelector("kefu-chat")!.token, messages: { de: german } });
    other.setAttribute("mode", "inline");
    other.setAttribute("locale", "de");
    document.body.append(other);
  }, GERMAN);
  await page.getByRole("button", { name: "Chat with us" }).click();
  await page.getByRole("button", { name: "Fragen?" }).click();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveCount(1);
  await expect(page.getByRole("textbox", { name: "Nachricht" })).toHaveCount(1);
});

for (const [name, viewport] of [["desktop", { width: 1280, height: 800 }], ["phone", PHONE]] as const) {
  test(`from right to left on a ${name}, everything mirrors and stays on screen`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await openHostPage(page);
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await bring(page, { ar: ARABIC }, "ar");
    await page.getByRole("button", { name: ARABIC.open }).click();
    const chat = new ChatWidget(page);
    await expect(chat.root.getByRole("textbox", { name: ARABIC.input })).toBeFocused();
    await chat.root.getByRole("button", { name: ARABIC.menu }).click();
    await expect(chat.root.getByRole("menu")).toBeVisible();
    const middle = async (box: Promise<{ x: number; width: number } | null>) => {
      const { x, width } = (await box)!;
      return x + width / 2;
    };
    const panel = (await page.locator("kefu-chat dialog").boundingBox())!;
    expect(panel.x).toBeGreaterThanOrEqual(0);
    expect(panel.x + panel.width).toBeLessThanOrEqual(viewport.width);
    const half = panel.x + panel.width / 2;
    expect(await middle(chat.root.getByRole("button", { name: "Close chat" }).boundingBox())).toBeLessThan(half);
    expect(await middle(chat.send.boundingBox())).toBeLessThan(half);
    const menu = (await chat.root.getByRole("menu").boundingBox())!;
    expect(menu.x).toBeGreaterThanOrEqual(panel.x);
    expect(menu.x + menu.width).toBeLessThanOrEqual(panel.x + panel.width);
    await expectAccessible(page);
  });
}

for (const look of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const) {
  test(`passes axe with menu and first questions: ${Object.values(look)}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce", ...look });
    await openHostPage(page, 'theme="auto" suggestions="什么时候发货？|怎么退货？" topics="物流|退换货" order-id="K-1"');
    const chat = new ChatWidget(page);
    await chat.open();
    await chat.connected();
    await expect(chat.root.getByRole("button", { name: "怎么退货？" })).toBeVisible();
    await expectAccessible(page);
    await chat.root.getByRole("button", { name: "更多" }).click();
    await expect(chat.root.getByRole("menu")).toBeVisible();
    await expectAccessible(page);
  });
}

test("the whole journey with the keyboard alone", async ({ page }) => {
  await openHostPage(page, 'suggestions="怎么退货？"');
  const chat = new ChatWidget(page);
  await page.getByRole("button", { name: "Buy" }).focus();
  await page.keyboard.press("Tab");
  await expect(chat.launcher).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chat.composer).toBeFocused();
  await chat.connected();
  const question = chat.root.getByRole("button", { name: "怎么退货？" });
  await expect(question).toBeVisible();
  for (let presses = 0; presses < 10 && !(await question.evaluate((button) => button.matches(":focus"))); presses++) {
    await page.keyboard.press("Shift+Tab");
  }
  await expect(question).toBeFocused();
  await page.keyboard.press("Enter");
  await chat.settled("怎么退货？");
  await expect(chat.composer).toBeFocused();
  await page.keyboard.type("七天内可以吗？");
  await page.keyboard.press("Enter");
  await chat.settled("七天内可以吗？");
  const opener = chat.root.getByRole("button", { name: "更多" });
  for (let presses = 0; presses < 20 && !(await opener.evaluate((button) => button.matches(":focus"))); presses++) {
    await page.keyboard.press("Shift+Tab");
  }
  await page.keyboard.press("Space");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(chat.composer).toHaveAccessibleName("Message");
  await page.keyboard.press("Escape");
  await expect(chat.launcher).toBeFocused();
});

test("what a screen reader finds", async ({ page }) => {
  await openHostPage(page, 'suggestions="怎么退货？"');
  const chat = new ChatWidget(page);
  await expect(chat.element).toMatchAriaSnapshot(`- button "联系客服"`);
  await chat.open();
  await chat.connected();
  await chat.root.getByRole("button", { name: "更多" }).click();
  await expect(chat.element).toMatchAriaSnapshot(`
    - dialog "联系客服":
      - region "客服聊天":
        - heading "柿子生活馆" [level=2]
        - paragraph: 暂时离开，可先留言
        - button "更多" [expanded]
        - button "关闭聊天"
        - menu:
          - menuitem "下载聊天记录"
          - menuitemcheckbox "静音"
          - group "语言":
            - menuitemradio "简体中文" [checked]
            - menuitemradio "English"
        - log "消息记录":
          - paragraph: 现在没有客服在线
          - group "常见问题":
            - button "怎么退货？"
        - textbox "输入消息"
        - button "发送"
  `);
  await page.keyboard.press("Escape");
  await chat.say("请问在吗？");
  await chat.settled("请问在吗？");
  await expect(chat.log).toContainText("我：请问在吗？");
});

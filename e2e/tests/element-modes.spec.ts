import type { Page } from "@playwright/test";
import { ChatWidget } from "../support/chat.ts";
import { PHONE } from "../support/element.ts";
import { openHostPage } from "../support/host-page.ts";
import { expect, test } from "../support/test.ts";

/** What the page asks for after its own parts. */
function asked(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

const OWN = ["/elements/index.js", "/host.html", "/host.js"];

for (const [mode, viewport] of [["inline", { width: 1280, height: 800 }], ["inline", PHONE], ["page", PHONE]] as const) {
  test(`${mode} at ${viewport.width} px: part of the page, loaded when asked for, never closed`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const paths = asked(page);
    await openHostPage(page, `mode="${mode}"`);
    const chat = new ChatWidget(page);
    await expect(chat.launcher).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect(paths.sort()).toEqual(OWN);
    const place = (await chat.element.boundingBox())!;
    expect(place.height).toBe(mode === "page" ? viewport.height : 640);

    await chat.open();
    await chat.connected();
    await expect(chat.composer).toBeFocused();
    expect(await page.locator("kefu-chat dialog").boundingBox()).toEqual(await chat.element.boundingBox());
    expect(await page.locator("kefu-chat dialog").evaluate((panel) => panel.matches(":modal"))).toBe(false);
    await expect(chat.root.getByRole("button", { name: "关闭聊天" })).toBeHidden();
    await page.keyboard.press("Escape");
    await chat.say("在页面里也能聊吗？");
    await chat.settled("在页面里也能聊吗？");
    await page.getByRole("button", { name: "Buy" }).click();
    await expect(page.getByRole("button", { name: "Buy" })).toBeFocused();
  });
}

test("with autoload it connects when it is seen, and leaves the focus where it is", async ({ page }) => {
  const paths = asked(page);
  await openHostPage(page, 'mode="inline" autoload');
  const chat = new ChatWidget(page);
  await expect(chat.composer).toBeVisible();
  await chat.connected();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);

  // Further down it waits.
  const sessions = () => paths.filter((path) => path === "/v1/session").length;
  expect(sessions()).toBe(1);
  await page.evaluate(() => {
    const below = Object.assign(document.createElement("kefu-chat"), { token: document.querySelector("kefu-chat")!.token! });
    for (const [name, value] of [["mode", "inline"], ["autoload", ""]]) below.setAttribute(name!, value!);
    document.body.append(Object.assign(document.createElement("p"), { className: "tall" }));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".tall{height:3000px}");
    document.adoptedStyleSheets.push(sheet);
    document.body.append(below);
  });
  // Whoever looks later is told later.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const observer = new IntersectionObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(document.querySelectorAll("kefu-chat")[1]!);
      }),
  );
  expect(sessions()).toBe(1);
  await page.locator("kefu-chat").nth(1).scrollIntoViewIfNeeded();
  await expect.poll(sessions).toBe(2);
});

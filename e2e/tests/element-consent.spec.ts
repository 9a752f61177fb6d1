import type { Page } from "@playwright/test";
import { ChatWidget } from "../support/chat.ts";
import { records } from "../support/element.ts";
import { openHostPage } from "../support/host-page.ts";
import { VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const OWN = ["/elements/index.js", "/host.html", "/host.js"];

const kept = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).length,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
  }));
const NOTHING = { databases: 0, local: [], session: [] };

/** Puts the host's words and link into the panel. */
const explain = (page: Page) =>
  page.evaluate(() => {
    const words = Object.assign(document.createElement("p"), { slot: "consent", textContent: "聊天内容会保存在本机。" });
    words.append(Object.assign(document.createElement("a"), { href: "/privacy", textContent: "隐私说明" }));
    document.querySelector("kefu-chat")!.append(words);
  });

test("before the visitor agrees nothing is stored, loaded or asked for", async ({ page, context }) => {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  await openHostPage(page, 'consent="required"');
  await explain(page);
  const chat = new ChatWidget(page);
  await chat.launcher.hover();
  await chat.launcher.click();
  const agree = chat.element.getByRole("button", { name: "同意" });
  await expect(agree).toBeVisible();
  await expect(chat.element.getByRole("link", { name: "隐私说明" })).toBeVisible();
  await page.keyboard.press("Escape");
  await chat.launcher.click();
  await page.waitForLoadState("networkidle");
  expect(paths.sort()).toEqual(OWN);
  expect(await kept(page)).toEqual(NOTHING);
  expect(await context.cookies()).toEqual([]);

  await agree.click();
  await expect(chat.composer).toBeFocused();
  await expect(agree).toBeHidden();
  await chat.say("同意之后可以聊");
  await chat.settled("同意之后可以聊");

  // The next page need not ask again.
  await page.reload();
  await chat.open();
});

test("the page may agree for its visitor", async ({ page }) => {
  await openHostPage(page, 'consent="required"');
  await page.evaluate(() => document.querySelector("kefu-chat")!.grantConsent());
  const chat = new ChatWidget(page);
  await expect(chat.launcher).toBeVisible();
  expect(await kept(page)).toEqual(NOTHING);
  await chat.open();
  await chat.connected();
});

for (const identity of ["", `identity="${VISITOR}"`]) {
  test(`taken back, everything goes, and it asks again (${identity || "no identity"})`, async ({ page }) => {
    await openHostPage(page, `consent="required" ${identity}`);
    const chat = new ChatWidget(page);
    await chat.launcher.click();
    await chat.element.getByRole("button", { name: "同意" }).click();
    await chat.say("这句话不能留下");
    await chat.settled("这句话不能留下");
    await expect.poll(() => records(page)).toBeGreaterThan(0);
    await page.evaluate(() => document.querySelector("kefu-chat")!.withdrawConsent());
    await expect(chat.launcher).toBeVisible();
    await expect.poll(() => records(page)).toBe(0);
    expect((await kept(page)).local).toEqual([]);
    await chat.launcher.click();
    await expect(chat.element.getByRole("button", { name: "同意" })).toBeVisible();
  });
}

test("what was never given can be taken back without loading anything", async ({ page }) => {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  await openHostPage(page, 'consent="required"');
  await page.evaluate(() => document.querySelector("kefu-chat")!.withdrawConsent());
  await page.waitForLoadState("networkidle");
  expect(paths.sort()).toEqual(OWN);
});

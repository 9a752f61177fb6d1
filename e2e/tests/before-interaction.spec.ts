import { openHostPage } from "../support/host-page.ts";
import { ChatWidget } from "../support/chat.ts";
import { expect, test } from "../support/test.ts";

test("a host page that only shows the launcher stores nothing and loads nothing but the loader", async ({ page, context }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await openHostPage(page);
  await expect(new ChatWidget(page).launcher).toBeVisible();
  await page.waitForLoadState("networkidle");

  expect(requests.sort()).toEqual(["/elements/index.js", "/host.html", "/host.js"]);
  expect(await context.cookies()).toEqual([]);
  const stored = await page.evaluate(async () => ({
    databases: await indexedDB.databases(),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(stored).toEqual({ databases: [], local: [], session: [], caches: [], workers: 0 });
});

test("the same page chats under a strict policy once its visitor asks for it", async ({ page }) => {
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.say("你好，请问发货地在哪里？");
  await chat.settled("你好，请问发货地在哪里？");
});

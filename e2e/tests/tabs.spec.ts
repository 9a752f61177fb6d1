import type { BrowserContext, Page } from "@playwright/test";
import { Api } from "../support/api.ts";
import { ChatWidget } from "../support/chat.ts";
import { openHostPage } from "../support/host-page.ts";
import { VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { Workbench } from "../support/workbench.ts";

/** A buyer who has a conversation in the demo data. */
const TALKER = "buyer-2";

/** The lead must have moved by then. */
const MOVED = { timeout: 2_000 };

interface Tab {
  page: Page;
  chat: ChatWidget;
  /** How many event streams it has open. */
  streams: () => number;
}

async function openTab(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  let open = 0;
  const isStream = (url: string) => new URL(url).pathname === "/v1/events";
  page.on("request", (request) => (open += Number(isStream(request.url()))));
  const ended = (request: { url(): string }) => (open -= Number(isStream(request.url())));
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  await openHostPage(page, `identity="${VISITOR}"`);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.connected();
  return { page, chat, streams: () => open };
}

test("two tabs share one stream, and what is written in either is in both, once", async ({ context }) => {
  const [leader, follower] = [await openTab(context), await openTab(context)];
  expect([leader.streams(), follower.streams()]).toEqual([1, 0]);
  await follower.chat.say("第二个标签页说的");
  await leader.chat.say("第一个标签页说的");
  for (const { chat } of [leader, follower]) {
    await expect(chat.bubble("第二个标签页说的")).toHaveCount(1);
    await expect(chat.bubble("第一个标签页说的")).toHaveCount(1);
    await chat.settled("第二个标签页说的");
    await chat.settled("第一个标签页说的");
  }
  expect([leader.streams(), follower.streams()]).toEqual([1, 0]);
});

test("closing the tab that leads hands over to the other", async ({ context, server }) => {
  const [leader, follower] = [await openTab(context), await openTab(context)];
  await leader.chat.say("在吗");
  await follower.chat.settled("在吗");
  const agent = await Api.signIn(server.url, "agent-1");
  const conversation = await agent.conversationOf(VISITOR);
  await leader.page.close();
  await agent.send(conversation.id, "在的");
  await expect(follower.chat.bubble("在的")).toBeVisible(MOVED);
  // A tab that comes to the front looks for news by itself, so the words can be there before the lead has moved.
  await expect.poll(follower.streams, MOVED).toBe(1);
});

test("a tab that is frozen loses the lead, and does not take it back when it wakes up", async ({ context, server }) => {
  const [leader, follower] = [await openTab(context), await openTab(context)];
  await leader.chat.say("冻结之前");
  await follower.chat.settled("冻结之前");
  const session = await context.newCDPSession(leader.page);
  // A page on screen cannot be frozen by name; one whose every step is paused does as little.
  await session.send("Debugger.enable");
  await session.send("Debugger.pause");
  await expect.poll(follower.streams, MOVED).toBe(1);
  const agent = await Api.signIn(server.url, "agent-1");
  const conversation = await agent.conversationOf(VISITOR);
  await agent.send(conversation.id, "冻结期间");
  await expect(follower.chat.bubble("冻结期间")).toBeVisible(MOVED);
  await follower.chat.say("另一个标签页还能发");
  await follower.chat.settled("另一个标签页还能发");

  await session.send("Debugger.resume");
  await session.send("Debugger.disable");
  await expect(leader.chat.bubble("冻结期间")).toHaveCount(1);
  await expect(leader.chat.bubble("另一个标签页还能发")).toHaveCount(1);
  expect(follower.streams()).toBe(1);
  await expect.poll(leader.streams).toBe(0);
});

test("what is written in one tab and read in another is the same in both", async ({ context, server }) => {
  const [first, second] = [await openTab(context), await openTab(context)];
  await second.page.bringToFront();
  await second.chat.composer.fill("写到一半");
  await first.page.bringToFront();
  await expect(first.chat.composer).toHaveValue("写到一半");
  await first.chat.send.click();
  await first.chat.settled("写到一半");
  await second.page.bringToFront();
  await expect(second.chat.composer).toHaveValue("");

  for (const { page } of [first, second]) await page.locator("kefu-chat").evaluate((chat: HTMLElement & { close(): void }) => chat.close());
  const agent = await Api.signIn(server.url, "agent-1");
  await agent.send((await agent.conversationOf(VISITOR)).id, "有一条未读");
  for (const { chat } of [first, second]) await expect(chat.launcher).toHaveAccessibleName(/1/);
  await first.page.bringToFront();
  await first.chat.open();
  await expect(first.chat.bubble("有一条未读")).toBeVisible();
  await expect(second.chat.launcher).not.toHaveAccessibleName(/1/);
});

test("a buyer's message sounds in one of an agent's tabs, until the sound is switched off", async ({ context, server }) => {
  await context.addInitScript(() => {
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      document.documentElement.dataset.notes = String(Number(document.documentElement.dataset.notes ?? 0) + 1);
      start.apply(this, when);
    };
  });
  const pages = [await context.newPage(), await context.newPage()];
  for (const page of pages) await new Workbench(page).signIn("周岚");
  for (const page of pages) await expect(page.locator(".connection")).toHaveAttribute("data-state", "live");
  const notes = async () => {
    const counted = await Promise.all(pages.map((page) => page.evaluate(() => document.documentElement.dataset.notes ?? "0")));
    return counted.map(Number).sort();
  };
  const buyer = await Api.signIn(server.url, TALKER);
  const conversation = await buyer.conversationOf(TALKER);
  await buyer.send(conversation.id, "响一下");
  for (const page of pages) await expect(page.locator("[data-conversation]").filter({ hasText: "响一下" })).toBeVisible();
  expect(await notes(), "two notes, in one tab").toEqual([0, 2]);

  for (const page of pages) await page.getByRole("button", { name: "提示音：开" }).click();
  await buyer.send(conversation.id, "安静一点");
  for (const page of pages) await expect(page.locator("[data-conversation]").filter({ hasText: "安静一点" })).toBeVisible();
  expect(await notes()).toEqual([0, 2]);
});

test("signing out in one tab signs the other out", async ({ context }) => {
  const [leader, follower] = [await openTab(context), await openTab(context)];
  await leader.page.evaluate(() => (document.querySelector("kefu-chat") as Element & { signOut(): void }).signOut());
  await expect(follower.chat.root).toHaveAttribute("data-connection", "signed_out");
});

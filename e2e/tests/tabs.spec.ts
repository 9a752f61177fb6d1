import type { BrowserContext, Page } from "@playwright/test";
import { Api } from "../support/api.ts";
import { ChatWidget } from "../support/chat.ts";
import { openHostPage } from "../support/host-page.ts";
import { VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

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
  expect(follower.streams()).toBe(1);
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

test("signing out in one tab signs the other out", async ({ context }) => {
  const [leader, follower] = [await openTab(context), await openTab(context)];
  await leader.page.evaluate(() => (document.querySelector("kefu-chat") as Element & { signOut(): void }).signOut());
  await expect(follower.chat.root).toHaveAttribute("data-connection", "signed_out");
});

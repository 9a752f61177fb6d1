import type { Locator, Page } from "@playwright/test";
import { Api } from "../support/api.ts";
import { ChatWidget } from "../support/chat.ts";
import { UNREACHABLE } from "../support/complaints.ts";
import { openHostPage } from "../support/host-page.ts";
import { Steadiness } from "../support/steadiness.ts";
import { expect, test } from "../support/test.ts";
import { Workbench } from "../support/workbench.ts";

// Hundreds of turns of the wheel are too many to keep a picture of each.
test.use({ trace: "off" });

/** A buyer with more than three hundred messages. */
const TALKATIVE = "buyer-38";
const STEP = 160;
const TOLERANCE = 8;

async function openChat(page: Page, userId: string): Promise<ChatWidget> {
  await openHostPage(page, "", userId);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.connected();
  return chat;
}

async function openHistory(page: Page): Promise<ChatWidget> {
  const chat = await openChat(page, TALKATIVE);
  await expect(chat.log.locator("[data-message]").last()).toBeInViewport();
  return chat;
}

async function agentOf(url: string, buyerId: string) {
  const { staff } = await Api.users(url);
  const agent = await Api.signIn(url, staff[0]!.id);
  const { id } = await agent.conversationOf(buyerId);
  return { id, name: staff[0]!.name, send: (text: string) => agent.send(id, text) };
}

test.describe("a long history", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("does not jump while it is scrolled through, up and down again", async ({ page, server }) => {
    test.setTimeout(120_000);
    const stored = await (await Api.signIn(server.url, TALKATIVE)).messages((await agentOf(server.url, TALKATIVE)).id);
    expect(stored.length).toBeGreaterThan(300);
    const chat = await openHistory(page);
    const steadiness = new Steadiness(page, chat.log);
    await steadiness.start();
    await steadiness.wheelToTheEnd(-STEP);
    await expect(chat.log.locator("[data-message]")).toHaveCount(stored.length);
    await steadiness.wheelToTheEnd(STEP);
    await expect(chat.log.locator("[data-message]").last()).toBeInViewport();
    await steadiness.expectWithin(STEP + TOLERANCE);
  });

  test("stays where it is read when older messages arrive at the very top", async ({ page }) => {
    const chat = await openHistory(page);
    let release = () => {};
    const released = new Promise<void>((done) => (release = done));
    await page.route(/\/messages\?.*before=/, async (route) => {
      await released;
      await route.continue();
    });
    const messages = chat.log.locator("[data-message]");
    const before = await messages.count();
    await chat.log.evaluate((log) => (log.scrollTop = 0));
    const first = chat.log.locator(`[data-message="${await messages.first().getAttribute("data-message")}"]`);
    const steadiness = new Steadiness(page, chat.log);
    await expect(first).toBeInViewport();
    await steadiness.start();
    const top = (await first.boundingBox())!.y;
    release();
    await expect.poll(() => messages.count()).toBeGreaterThan(before);
    await expect.poll(async () => Math.abs((await first.boundingBox())!.y - top)).toBeLessThanOrEqual(TOLERANCE);
    await steadiness.expectWithin(TOLERANCE);
  });

  test("follows at the end, and counts what arrives while it is read further up", async ({ page, server }) => {
    const chat = await openHistory(page);
    const agent = await agentOf(server.url, TALKATIVE);
    await agent.send("第一句，跟到末尾");
    await expect(chat.bubble("第一句，跟到末尾")).toBeInViewport();

    await chat.log.hover();
    await page.mouse.wheel(0, -600);
    const jump = chat.root.locator(".kefu-jump");
    await expect(jump).toHaveText("回到最新");
    const steadiness = new Steadiness(page, chat.log);
    await expect(chat.bubble("第一句，跟到末尾")).not.toBeInViewport();
    await steadiness.start();
    for (const text of ["第二句", "第三句", "第四句"]) await agent.send(text);
    await expect(jump).toHaveText("3 条新消息");
    await page.locator("kefu-chat").evaluate((element) => element.setAttribute("locale", "en"));
    await expect(jump).toHaveText("3 new messages");
    await steadiness.expectWithin(TOLERANCE);

    await jump.click();
    await expect(chat.bubble("第四句")).toBeInViewport();
    await expect(jump).toBeHidden();
    await chat.log.hover();
    await page.mouse.wheel(0, -600);
    await expect(jump).toHaveText("Latest");
  });

  test("keeps its end in sight when the room for it changes", async ({ page }) => {
    const chat = await openHistory(page);
    for (const height of [480, 800, 560]) {
      await page.setViewportSize({ width: 420, height });
      await expect(chat.log.locator("[data-message]").last()).toBeInViewport({ ratio: 1 });
    }
  });
});

/** Everything that was ever in the region that screen readers read out. */
async function listen(chat: ChatWidget): Promise<() => Promise<string[]>> {
  const region = chat.root.locator("[data-announcer]");
  await expect(region).toHaveAttribute("aria-live", "polite");
  const heard = await region.evaluateHandle((region) => {
    const heard: string[] = region.textContent ? [region.textContent] : [];
    new MutationObserver(() => region.textContent && heard.push(region.textContent)).observe(region, { childList: true, characterData: true });
    return heard;
  });
  return () => heard.jsonValue();
}

test.describe("screen readers", () => {
  test("hear what others write, and neither history nor oneself", async ({ page, server }) => {
    const chat = await openHistory(page);
    const heard = await listen(chat);
    await expect(chat.log).toHaveAttribute("aria-live", "off");
    const messages = chat.log.locator("[data-message]");
    const before = await messages.count();
    await chat.log.evaluate((log) => (log.scrollTop = 0));
    await expect.poll(() => messages.count()).toBeGreaterThan(before);
    await chat.say("我自己写的");
    await chat.settled("我自己写的");

    const agent = await agentOf(server.url, TALKATIVE);
    await agent.send("您好，请稍等");
    await expect.poll(heard).toEqual([`${agent.name}：您好，请稍等`]);
    for (const text of ["一", "二", "三", "四", "五"]) await agent.send(text);
    await expect.poll(async () => (await heard()).at(-1)).toBe("5 条新消息");
    expect(await heard()).toHaveLength(2);
  });

  test("hear that a message was refused", async ({ page, complaints }) => {
    complaints.expect(UNREACHABLE);
    const chat = await openChat(page, "buyer-1");
    const heard = await listen(chat);
    await page.route("**/v1/conversations**", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({
            status: 422,
            contentType: "application/problem+json",
            body: JSON.stringify({ type: "about:blank", title: "这句话不能发", status: 422, code: "refused", retryable: false }),
          })
        : route.continue(),
    );
    await chat.say("会被拒绝的话");
    await expect(chat.bubble("会被拒绝的话")).toHaveAttribute("data-state", "failed");
    await expect.poll(heard).toEqual([expect.stringMatching(/^发送失败：./)]);
    await expect(chat.log.getByRole("alert")).toHaveCount(0);
  });

  test("hear once that a draft is too long", async ({ page }) => {
    const chat = await openChat(page, "buyer-1");
    const heard = await listen(chat);
    await chat.composer.fill("好".repeat(20_000));
    await expect.poll(heard).toEqual([expect.stringContaining("超出")]);
    await chat.composer.press("End");
    await chat.composer.pressSequentially("呀");
    await chat.composer.fill("短");
    await chat.composer.fill("好".repeat(20_001));
    await expect.poll(heard).toHaveLength(2);
  });

  test("have a place for the state of the connection that is always there", async ({ page }) => {
    const chat = await openChat(page, "buyer-1");
    const banner = chat.root.locator(".kefu-banner");
    await expect(banner).toBeEmpty();
    await expect(banner).not.toHaveCSS("display", "none");
    await expect(banner).toHaveRole("status");
    expect((await banner.boundingBox())!.height).toBe(0);
  });
});

test.describe("a group of messages", () => {
  const under = (bubble: Locator) => bubble.locator("xpath=following-sibling::p");

  test("tells time and delivery once, at its end, and on the way everywhere", async ({ page, server }) => {
    const chat = await openChat(page, "buyer-1");
    await chat.say("先开个头");
    await chat.settled("先开个头");
    let release = () => {};
    const released = new Promise<void>((done) => (release = done));
    await page.route("**/v1/conversations**", async (route) => {
      if (route.request().method() === "POST") await released;
      await route.continue();
    });
    const texts = ["这是甲句", "这是乙句", "这是丙句"];
    for (const text of texts) await chat.say(text);
    for (const text of texts) await expect(under(chat.bubble(text))).toHaveText(/\d\d:\d\d(待发送|发送中)/);
    const kept = await chat.bubble(texts[0]!).elementHandle();
    release();
    for (const text of texts) await chat.settled(text);
    for (const text of texts.slice(0, 2)) await expect(under(chat.bubble(text))).toBeHidden();
    await expect(under(chat.bubble(texts[2]!))).toHaveText(/\d\d:\d\d(已发送|已读)/);

    const agent = await agentOf(server.url, "buyer-1");
    await agent.send("这是丁句");
    await agent.send("这是戊句");
    await expect(under(chat.bubble("这是戊句"))).toBeVisible();
    await expect(under(chat.bubble("这是丁句"))).toBeHidden();
    await expect(under(chat.bubble(texts[2]!))).toBeVisible();
    expect(await kept!.evaluate((bubble) => bubble.isConnected), "changed in place").toBe(true);
  });
});

test.describe("writing", () => {
  const told = (page: Page) => {
    const told: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith("/typing")) told.push(`${pathname.split("/").at(-2)} ${JSON.parse(request.postData()!).typing}`);
    });
    return told;
  };

  test("is told again every three seconds while it lasts", async ({ page }) => {
    await page.clock.install();
    const requests = told(page);
    const chat = await openHistory(page);
    await chat.composer.pressSequentially("在");
    await expect.poll(() => requests.length).toBe(1);
    await chat.composer.pressSequentially("吗");
    await page.clock.fastForward(3_100);
    await chat.composer.pressSequentially("？");
    await expect.poll(() => requests.length).toBe(2);
    await page.clock.fastForward(4_100);
    await expect.poll(() => requests.map((line) => line.split(" ")[1])).toEqual(["true", "true", "false"]);
  });

  test("stops where it began when another conversation is opened", async ({ page, server }) => {
    const requests = told(page);
    const { staff } = await Api.users(server.url);
    const workbench = new Workbench(page);
    await workbench.signIn(staff[0]!.name);
    await workbench.conversations.nth(0).click();
    await workbench.chat.composer.pressSequentially("您");
    await expect.poll(() => requests.length).toBe(1);
    const began = requests[0]!.split(" ")[0];
    await workbench.conversations.nth(1).click();
    await expect.poll(() => requests).toEqual([`${began} true`, `${began} false`]);
  });
});

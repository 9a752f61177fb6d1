import type { Page } from "@playwright/test";
import { ChatWidget } from "../support/chat.ts";
import { PHONE } from "../support/element.ts";
import { openHostPage } from "../support/host-page.ts";
import { Shop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

/** Lets the page believe in a keyboard of this height: browsers without a screen have none. */
const raiseKeyboard = (page: Page, height: number, scrolled = 0) =>
  page.evaluate(
    ([height, scrolled]) => {
      const fixed = (value: number) => ({ value, configurable: true });
      const view = { height: fixed(innerHeight - height!), offsetTop: fixed(scrolled!), scale: fixed(1) };
      Object.defineProperties(visualViewport!, view);
      visualViewport!.dispatchEvent(new Event("resize"));
    },
    [height, scrolled] as const,
  );

/** How many entries the page's history has beyond those it had at first. */
const entries = (page: Page) => page.evaluate(() => history.length);

test("the keyboard never hides the composer", async ({ page }) => {
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  for (const [keyboard, scrolled] of [[336, 0], [336, 120], [0, 0]] as const) {
    await raiseKeyboard(page, keyboard, scrolled);
    await expect
      .poll(async () => {
        const box = (await chat.composer.boundingBox())!;
        const header = (await chat.root.locator("header").boundingBox())!;
        return [header.y, box.y + box.height <= PHONE.height - keyboard + scrolled];
      })
      .toEqual([scrolled, true]);
  }
});

test("the way back closes it, and the page stays", async ({ page }) => {
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await page.evaluate(() => history.replaceState({ of: "the page" }, ""));
  const heard = await page.evaluateHandle(() => {
    const heard: unknown[] = [];
    addEventListener("popstate", (event) => heard.push([location.href, event.state]));
    return heard;
  });
  const before = await entries(page);
  const url = page.url();
  await chat.open();
  await expect.poll(() => entries(page)).toBe(before + 1);
  expect(page.url()).toBe(url);
  expect(await page.evaluate(() => history.state.of)).toBe("the page");
  await page.goBack();
  await expect(chat.launcher).toBeVisible();
  expect(page.url()).toBe(url);
  expect(await page.evaluate(() => history.state)).toEqual({ of: "the page" });
  expect(await heard.jsonValue(), "the page's router hears what it knows").toEqual([[url, { of: "the page" }]]);

  // Closed otherwise, the entry goes as well, and the next opening makes one, not two.
  for (let time = 0; time < 3; time++) {
    await chat.open();
    await expect.poll(() => page.evaluate(() => history.state["kefu-chat"])).toBe(true);
    await chat.root.getByRole("button", { name: "关闭聊天" }).tap();
    await expect.poll(() => page.evaluate(() => history.state)).toEqual({ of: "the page" });
  }
  expect(await entries(page)).toBe(before + 1);
});

test("the shop's router goes back where it came from", async ({ page }) => {
  const shop = new Shop(page);
  const title = await shop.openProduct();
  const url = page.url();
  await shop.openChat();
  await expect.poll(() => page.evaluate(() => history.state?.["kefu-chat"])).toBe(true);
  await page.goBack();
  await expect(shop.chat.composer).toBeHidden();
  expect(page.url()).toBe(url);
  await expect(shop.title).toHaveText(title);
  await page.goBack();
  await expect(shop.products.first()).toBeVisible();
  expect(page.url()).not.toBe(url);
});

test("an entry that outlived a reload is used again", async ({ page }) => {
  await openHostPage(page);
  const chat = new ChatWidget(page);
  await chat.open();
  await expect.poll(() => page.evaluate(() => history.state?.["kefu-chat"])).toBe(true);
  const before = await entries(page);
  await page.reload();
  await chat.open();
  await chat.connected();
  expect(await entries(page)).toBe(before);
  await page.goBack();
  await expect(chat.launcher).toBeVisible();
});

test("a page may keep its history to itself", async ({ page }) => {
  await openHostPage(page, 'history="off"');
  const before = await entries(page);
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.connected();
  expect(await entries(page)).toBe(before);
});

test("the page behind is at rest, and free again afterwards", async ({ page }) => {
  await openHostPage(page);
  const overflow = () => page.evaluate(() => getComputedStyle(document.documentElement).overflowY);
  const chat = new ChatWidget(page);
  expect(await overflow()).toBe("visible");
  await chat.open();
  await expect.poll(overflow).toBe("hidden");
  await chat.root.getByRole("button", { name: "关闭聊天" }).tap();
  await expect.poll(overflow).toBe("visible");
  await chat.open();
  await expect.poll(overflow).toBe("hidden");
  await page.evaluate(() => document.querySelector("kefu-chat")!.remove());
  await expect.poll(overflow).toBe("visible");
});

test("fingers and small type: targets of 44 px, and fields no browser zooms into", async ({ page }) => {
  await openHostPage(page, 'suggestions="什么时候发货？|怎么退货？" topics="物流|退换货" product-id="p-1" product-title="杯" product-amount="5900" product-currency="CNY" order-id="K-1"');
  const chat = new ChatWidget(page);
  await chat.open();
  await chat.root.getByRole("button", { name: "更多" }).tap();
  await expect(chat.root.getByRole("menu")).toBeVisible();
  const small = await chat.root.evaluate((root) => {
    const named = (element: Element) => element.ariaLabel || element.textContent || element.tagName;
    const visible = (element: Element) => element.checkVisibility();
    const targets = [...root.querySelectorAll("button, select, textarea")].filter(visible);
    const fields = [...root.querySelectorAll("select, textarea")].filter(visible);
    return {
      count: targets.length,
      targets: targets.filter((target) => target.getBoundingClientRect().height < (target.matches("textarea") ? 36 : 44)).map(named),
      fields: fields.filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16).map(named),
    };
  });
  expect(small).toEqual({ count: expect.any(Number), targets: [], fields: [] });
  expect(small.count).toBeGreaterThan(8);
});

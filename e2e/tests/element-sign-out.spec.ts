import type { Page } from "@playwright/test";
import { ChatWidget } from "../support/chat.ts";
import { records } from "../support/element.ts";
import { openHostPage } from "../support/host-page.ts";
import { VISITOR } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

test.describe("signing out", () => {
  const signOut = (page: Page) => page.evaluate(() => (document.querySelector("kefu-chat") as Element & { signOut(): Promise<void> }).signOut());

  test("wipes what the open chat has stored, and closes it", async ({ page }) => {
    await openHostPage(page, `identity="${VISITOR}"`);
    const chat = new ChatWidget(page);
    await chat.open();
    await chat.say("退出登录后，这句话不能留在这台电脑上");
    await chat.settled("退出登录后，这句话不能留在这台电脑上");
    await expect.poll(() => records(page)).toBeGreaterThan(0);
    await signOut(page);
    expect(await records(page)).toBe(0);
    await expect(chat.root).toHaveCount(0);
    await expect(chat.launcher).toBeVisible();
  });

  for (const identity of [`identity="${VISITOR}"`, ""]) {
    test(`wipes what an earlier visit has stored, and asks the server nothing${identity ? "" : ", whoever that was"}`, async ({ page }) => {
      await openHostPage(page, identity);
      const chat = new ChatWidget(page);
      await chat.open();
      await chat.say("上次来的时候说的");
      await chat.settled("上次来的时候说的");
      await expect.poll(() => records(page)).toBeGreaterThan(0);
      await page.reload();
      await expect(chat.launcher).toBeVisible();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await signOut(page);
      expect(await records(page)).toBe(0);
      expect(asked.filter((path) => !path.startsWith("/elements/"))).toEqual([]);
    });
  }
});

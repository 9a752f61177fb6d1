import type { Page } from "@playwright/test";
import { Api } from "../support/api.ts";
import { Shop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { Workbench } from "../support/workbench.ts";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

/** Pictures to be looked at: every main view, as it stands, on a phone and on a desk, light and dark. */
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({
        viewport,
        colorScheme,
        contextOptions: { reducedMotion: "reduce" },
        hasTouch: size === "phone",
        deviceScaleFactor: size === "phone" ? 2 : 1,
      });

      const shoot = async (page: Page, view: string) => {
        // Pictures that are still loading would make a view look broken.
        await page.waitForFunction(() => [...document.images].every(({ complete, loading }) => complete || loading === "lazy"));
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: `artifacts/screenshots/${view}-${size}-${colorScheme}.png`, caret: "hide" });
      };

      test("shop", async ({ page, server }) => {
        const { staff } = await Api.users(server.url);
        const shop = new Shop(page);
        await shop.home();
        await shoot(page, "shop");
        await shop.openProduct();
        await shoot(page, "product");
        await shop.openChat();
        await shop.chat.connected();
        await shoot(page, "chat-empty");
        await shop.chat.say("你好，这款适合送长辈吗？想要一只拿着不烫手的。");
        await shop.chat.settled("你好，这款适合送长辈吗？");
        const agent = await Api.signIn(server.url, staff[0]!.id);
        const { id } = await agent.conversationOf("buyer-1");
        await agent.send(id, "您好！很适合的，杯壁是双层的，装热水外壁也不烫手。");
        await agent.send(id, "长辈用的话推荐 350 ml，轻一些，礼盒装还附一张手写卡片。");
        await expect(shop.chat.bubble("手写卡片")).toBeVisible();
        await shop.chat.say("好的，那就要 350 ml 的礼盒装。");
        await shop.chat.settled("那就要 350 ml 的礼盒装");
        await shoot(page, "chat");
      });

      test("workbench", async ({ page, server }) => {
        const { staff } = await Api.users(server.url);
        await page.goto("/workbench");
        await expect(page.getByRole("button", { name: staff[0]!.name })).toBeVisible();
        await shoot(page, "workbench-sign-in");
        const workbench = new Workbench(page);
        await workbench.signIn(staff[0]!.name);
        await shoot(page, "workbench-list");
        await workbench.conversations.first().click();
        await expect(workbench.chat.composer).toBeVisible();
        await expect(workbench.chat.log.locator("[data-message]").first()).toBeVisible();
        await shoot(page, "workbench-conversation");
      });
    });
  }
}

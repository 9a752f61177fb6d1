import { Api } from "../support/api.ts";
import { expectAccessible } from "../support/axe.ts";
import { Shop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { Workbench } from "../support/workbench.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ contextOptions: { reducedMotion: "reduce" }, colorScheme });

    test("shop and open chat pass axe", async ({ page }) => {
      const shop = new Shop(page);
      await shop.home();
      await expectAccessible(page);
      await shop.openProduct();
      await expectAccessible(page);
      await shop.openChat();
      await shop.chat.connected();
      await shop.chat.say("请问有其他颜色吗？");
      await shop.chat.settled("请问有其他颜色吗？");
      await expectAccessible(page);
    });

    test("the workbench passes axe", async ({ page, server }) => {
      const { staff } = await Api.users(server.url);
      await page.goto("/workbench");
      await expect(page.getByRole("button", { name: staff[0]!.name })).toBeVisible();
      await expectAccessible(page);
      const workbench = new Workbench(page);
      await workbench.signIn(staff[0]!.name);
      await expectAccessible(page);
      await workbench.conversations.first().click();
      await expect(workbench.chat.composer).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test("a buyer can ask with the keyboard alone", async ({ page }) => {
  const shop = new Shop(page);
  await shop.openProduct();
  await shop.chat.launcher.focus();
  await page.keyboard.press("Enter");
  await expect(shop.chat.composer).toBeFocused();
  await page.keyboard.type("只用键盘也能问吗？");
  await page.keyboard.press("Enter");
  await shop.chat.settled("只用键盘也能问吗？");
  await page.keyboard.press("Escape");
  await expect(shop.chat.composer).toBeHidden();
  await expect(shop.chat.launcher).toBeFocused();
});

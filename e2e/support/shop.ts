import { expect, type Locator, type Page } from "@playwright/test";
import { ChatWidget } from "./chat.ts";

/** The storefront as a buyer sees it. Without any sign-in the visitor is this buyer. */
export const VISITOR = "buyer-1";

export class Shop {
  readonly chat: ChatWidget;
  readonly products: Locator;
  readonly title: Locator;

  constructor(readonly page: Page) {
    this.chat = new ChatWidget(page);
    this.products = page.getByRole("main").locator('a[href^="/p/"]');
    this.title = page.getByRole("main").getByRole("heading", { level: 1 });
  }

  async home(): Promise<void> {
    await this.page.goto("/");
    await expect(this.products.first()).toBeVisible();
  }

  /** Opens the first product's page and tells its title. */
  async openProduct(): Promise<string> {
    await this.home();
    await this.products.first().click();
    await this.page.waitForURL("**/p/*");
    await expect(this.title).toBeVisible();
    return (await this.title.innerText()).trim();
  }

  /** Opens the chat by whatever the page offers: the launcher, or on phones the bar at the bottom. */
  async openChat(): Promise<void> {
    const bar = this.page.locator(".sticky-bar").getByRole("button", { name: /客服|Chat/i });
    await this.chat.launcher.or(bar).filter({ visible: true }).click();
    await expect(this.chat.composer).toBeVisible();
  }
}

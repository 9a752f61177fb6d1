import { expect, type Locator, type Page } from "@playwright/test";
import { Conversation } from "./chat.ts";

/** The agents' side. */
export class Workbench {
  readonly conversations: Locator;
  readonly context: Locator;
  readonly chat: Conversation;

  constructor(readonly page: Page) {
    this.conversations = page.locator("[data-conversation]");
    this.context = page.locator("[data-context]");
    this.chat = new Conversation(page.locator("[data-kefu-chat]"));
  }

  async signIn(name: string): Promise<void> {
    await this.page.goto("/workbench");
    await this.page.getByRole("button", { name }).click();
    await expect(this.conversations.first()).toBeVisible();
  }

  /** Opens the conversation whose last line says this. */
  async openWith(text: string): Promise<void> {
    await this.conversations.filter({ hasText: text }).click();
    await expect(this.chat.composer).toBeVisible();
  }
}

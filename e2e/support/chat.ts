import { expect, type Locator, type Page } from "@playwright/test";

/** Where a conversation is read and written: the buyer's panel, or the middle of the workbench. */
export class Conversation {
  readonly log: Locator;
  readonly composer: Locator;
  readonly send: Locator;

  constructor(readonly root: Locator) {
    this.log = root.getByRole("log");
    this.composer = root.getByRole("textbox", { name: /输入消息|Message/ });
    this.send = root.getByRole("button", { name: /^(发送|Send)/ });
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.send.click();
    await expect(this.composer).toHaveValue("");
  }

  /** The bubbles that say exactly this much; a test that looks for one is also told when there are two. */
  bubble(text: string): Locator {
    return this.log.locator("[data-message]").filter({ hasText: text });
  }

  /** Waits until everything said was taken by the server. */
  async settled(text: string): Promise<void> {
    await expect(this.bubble(text)).toHaveAttribute("data-state", /^(sent|delivered|read)$/);
  }
}

/** `<kefu-chat>` on any page. */
export class ChatWidget extends Conversation {
  readonly element: Locator;
  readonly launcher: Locator;

  constructor(page: Page) {
    super(page.locator("kefu-chat [data-kefu-chat]"));
    this.element = page.locator("kefu-chat");
    this.launcher = this.element.getByRole("button", { name: /客服|Chat/i });
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await expect(this.composer).toBeVisible();
  }

  async connected(): Promise<void> {
    await expect(this.root).toHaveAttribute("data-connection", "live");
  }
}

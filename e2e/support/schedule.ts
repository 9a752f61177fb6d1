import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { Api, type Message } from "./api.ts";
import { ChatWidget, type Conversation } from "./chat.ts";
import { Dice } from "./dice.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import { openHostPage } from "./host-page.ts";
import { Workbench } from "./workbench.ts";

const STEPS = 8;
/** Share of requests and events that suffer while it storms. */
const RATES = [0.1, 0.25, 0.4] as const;
/** Once it is calm, everything must have arrived within this: the longest wait between two attempts, and a bit. */
const SETTLED_MS = 45_000;

const BUYER_ACTS = ["say", "say", "say", "reload", "kill", "offline", "break"] as const;
const AGENT_ACTS = ["say", "say", "say", "reload"] as const;

/** Two people who talk through a bad network, as a seed has it. */
export class Schedule {
  readonly #dice: Dice;
  readonly #said: string[] = [];
  #buyerPage!: Page;
  #buyer!: Conversation;
  #workbench!: Workbench;

  constructor(
    readonly seed: number,
    private readonly browser: { buyer: BrowserContext; agent: BrowserContext; of: Browser },
    private readonly server: string,
    private readonly proxy: FaultProxy,
    private readonly people: { buyer: { id: string; name: string }; agent: { id: string; name: string } },
  ) {
    this.#dice = new Dice(seed);
  }

  /** Plays it all and checks the end. */
  async run(): Promise<void> {
    const weather = this.#dice.split();
    await this.#sitDown();
    this.proxy.storm(weather, this.#dice.pick(RATES));
    for (let step = 0; step < STEPS; step += 1) {
      await (this.#dice.chance(0.6) ? this.#buyerActs(step) : this.#agentActs(step));
    }
    this.proxy.calm();
    await this.#everythingArrived();
  }

  async #sitDown(): Promise<void> {
    this.#workbench = new Workbench(await this.browser.agent.newPage());
    await this.#openBuyer();
    // The conversation stands before it storms, so that the agent has something to open.
    const first = this.#text("buyer", "first");
    await this.#buyer.say(first);
    await this.#buyer.settled(first);
    await this.#workbench.signIn(this.people.agent.name);
    await this.#workbench.openWith(first);
    await expect(this.#workbench.chat.bubble(first)).toBeVisible();
  }

  async #openBuyer(): Promise<void> {
    this.#buyerPage = await this.browser.buyer.newPage();
    await openHostPage(this.#buyerPage, `identity="${this.people.buyer.id}"`, this.people.buyer.id);
    await this.#openChat();
  }

  async #openChat(): Promise<void> {
    const chat = new ChatWidget(this.#buyerPage);
    await chat.open();
    this.#buyer = chat;
  }

  #text(who: string, step: number | string): string {
    const text = `${who} ${step} of ${this.seed}.`;
    this.#said.push(text);
    return text;
  }

  async #buyerActs(step: number): Promise<void> {
    const act = this.#dice.pick(BUYER_ACTS);
    this.proxy.log.push(`-- buyer: ${act}`);
    switch (act) {
      case "say":
        return this.#buyer.say(this.#text("buyer", step));
      case "reload":
        await this.#kept();
        await this.#buyerPage.reload();
        return this.#openChat();
      case "kill":
        await this.#kept();
        await this.#buyerPage.close();
        return this.#openBuyer();
      case "offline":
        await this.browser.buyer.setOffline(true);
        await this.#buyer.say(this.#text("buyer", step));
        return this.browser.buyer.setOffline(false);
      case "break":
        this.proxy.breakAll();
    }
  }

  async #agentActs(step: number): Promise<void> {
    const act = this.#dice.pick(AGENT_ACTS);
    this.proxy.log.push(`-- agent: ${act}`);
    if (act === "say") return this.#workbench.chat.say(this.#text("agent", step));
    await this.#kept();
    await this.#workbench.page.reload();
    await expect(this.#workbench.chat.composer.or(this.#workbench.conversations.first()).first()).toBeVisible({ timeout: SETTLED_MS });
    if (!(await this.#workbench.chat.composer.isVisible())) {
      await this.#workbench.conversations.filter({ hasText: this.people.buyer.name }).first().click();
    }
    await expect(this.#workbench.chat.composer).toBeVisible({ timeout: SETTLED_MS });
  }

  /** Waits until nothing said exists in a page's memory alone: that is what a crash may take. */
  async #kept(): Promise<void> {
    for (const page of [this.#buyerPage, this.#workbench.page]) {
      await expect.poll(() => page.evaluate(unkept), { message: "what was said is stored" }).toEqual([]);
    }
  }

  /** Both sides and the server hold the same messages, each once, in one order. */
  async #everythingArrived(): Promise<void> {
    const sides: Conversation[] = [this.#buyer, this.#workbench.chat];
    for (const side of sides) {
      await expect.poll(() => this.#shown(side), { message: "everything said is shown, once", timeout: SETTLED_MS }).toEqual([...this.#said].sort());
      await expect(side.log.locator('[data-state="queued"],[data-state="sending"],[data-state="failed"]')).toHaveCount(0, { timeout: SETTLED_MS });
    }
    const api = await Api.signIn(this.server, this.people.agent.id);
    const conversation = await api.conversationOf(this.people.buyer.id);
    const mine = (message: Message) => this.#said.includes(message.content.text ?? "");
    const stored = (await api.messages(conversation.id)).filter(mine);
    expect(stored.map(({ content }) => content.text).sort(), "the server has everything said, once").toEqual([...this.#said].sort());
    expect(stored.map(({ position }) => position), "positions grow").toEqual(stored.map(({ position }) => position).sort((a, b) => a - b));
    const order = stored.map(({ content }) => content.text ?? "");
    for (const side of sides) expect(await this.#inOrder(side), "all show one order").toEqual(order);
  }

  async #shown(side: Conversation): Promise<string[]> {
    return (await this.#inOrder(side)).sort();
  }

  async #inOrder(side: Conversation): Promise<string[]> {
    const bubbles = await side.log.locator("[data-message]").allInnerTexts();
    return bubbles.flatMap((bubble) => this.#said.filter((text) => bubble.includes(text)));
  }
}

/** Runs in the page: the texts on screen that are neither with the server nor in the database. */
async function unkept(): Promise<string[]> {
  const roots = [document, ...[...document.querySelectorAll("kefu-chat")].flatMap((host) => (host.shadowRoot ? [host.shadowRoot] : []))];
  const waiting = roots
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>('[data-message][data-state="queued"],[data-message][data-state="sending"]')])
    .map((bubble) => bubble.innerText);
  if (waiting.length === 0) return [];
  const kept: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith("kefu ")) continue;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error(String(opening.error)));
    });
    const holdsOutbox = database.objectStoreNames.contains("outbox");
    const entries = await new Promise<unknown[]>((resolve, reject) => {
      if (!holdsOutbox) return resolve([]);
      const asking = database.transaction("outbox").objectStore("outbox").getAll();
      asking.onsuccess = () => resolve(asking.result as unknown[]);
      asking.onerror = () => reject(new Error(String(asking.error)));
    });
    database.close();
    kept.push(...entries.map((entry) => JSON.stringify(entry instanceof Map ? [...entry] : entry)));
  }
  return waiting.filter((text) => !kept.some((entry) => text.split("\n").some((line) => line.endsWith(".") && entry.includes(line))));
}

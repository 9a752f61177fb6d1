import type { Messages, OrderChoice, TokenProvider } from "./options.js";
import { covers, isChinese, localeOf, NARROW, show, wordsOf } from "./shell.js";

export type { Messages, OrderChoice, TokenProvider };

// Everything a page pays before anybody clicks is in this file: a button, an empty panel, the wish to load the rest.
const CSS = `
:host{position:fixed;z-index:var(--kefu-z-index,2147483000);inset-block-end:var(--kefu-launcher-inset-block,24px);inset-inline-end:var(--kefu-launcher-inset-inline,24px)}
:host([theme=light]){color-scheme:light}
:host([theme=dark]){color-scheme:dark}
:host([theme=auto]){color-scheme:light dark}
:host([hidden]),[hidden]{display:none!important}
.launcher,.note,.quit{font:14px/22px var(--kefu-font,system-ui,sans-serif)}
.launcher,.quit{min-height:48px;padding:0 16px;border:0;border-radius:24px;cursor:pointer;font-weight:600}
.launcher{display:flex;gap:8px;align-items:center;background:var(--kefu-accent,light-dark(#b8431a,#f0905f));color:var(--kefu-accent-text,light-dark(#fff,#2a1206))}
.launcher,dialog{box-shadow:0 8px 24px #0003}
.launcher:focus-visible{outline:2px solid;outline-offset:-5px}
.launcher:before{content:"";background:currentcolor;forced-color-adjust:none;width:22px;height:22px;clip-path:path("M3 3h16l3 3v8l-3 3h-8l-5 4v-4H3l-3-3V6z")}
dialog{position:absolute;inset:auto;inset-block-end:0;inset-inline-end:0;box-sizing:border-box;width:min(380px,100vw - 32px);height:min(640px,100dvh - 48px);margin:0;padding:0;max-width:none;max-height:none;overflow:hidden;border-radius:16px;border:1px solid #8883;background:var(--kefu-surface,light-dark(#fffdfb,#1d1b19));color:var(--kefu-text,light-dark(#26211d,#f0ebe6))}
.note{display:grid;place-items:center;padding:40% 16px}
.quit{background:0;color:inherit}
@media${NARROW}{dialog{position:fixed;inset:0;width:auto;height:100dvh;border-radius:0;border:0}}
:host([mode$=e]){position:static;display:grid;place-items:center;height:640px}
:host([mode=page]){height:100dvh}
:host([mode$=e]) dialog{width:100%;height:100%;position:static}
`;

const TEXT = {
  zh: {
    open: "联系客服",
    loading: "正在打开客服…",
    close: "关闭",
    failed: "客服打不开，点此重试",
    agree: "同意",
  },
  en: {
    open: "Chat with us",
    loading: "Loading chat…",
    close: "Close",
    failed: "Chat failed, try again",
    agree: "Agree",
  },
};

/** The events of `<kefu-chat>`; all bubble and cross shadow roots. */
export interface KefuChatEvents {
  /** The panel was opened. */
  "kefu-open": CustomEvent<null>;
  /** The panel was closed: by the user, by `close()`, or because the chat failed or the element left the document. */
  "kefu-close": CustomEvent<null>;
  /** `count` messages have not been read. */
  "kefu-unread": CustomEvent<{ count: number }>;
  /** Somebody wrote; told in one tab only. Cancel it, and it makes no sound. */
  "kefu-message": CustomEvent<null>;
  /** The panel could not be loaded or has stopped; the fallback is shown. */
  "kefu-error": CustomEvent<{ message: string }>;
}

const make = <T extends keyof HTMLElementTagNameMap>(tag: T, className = "") =>
  Object.assign(document.createElement(tag), { className });

/**
 * `<kefu-chat>`: a launcher and, after the first click, the chat panel.
 *
 * Attributes:
 * - `endpoint`: base URL of the backend; default the page's origin. A change is a hard switch.
 * - `identity`: a stable name of the signed-in user, for the browser's cache. A change is a hard switch: what was
 *   shown goes at once, and an open panel is loaded anew. Set it in one go with `token`.
 * - `locale`: `zh-CN`, `en`, or a language of `messages`; default the page's language, or else the browser's. Which
 *   way it runs is up to `dir`, of the element or the page. The buyer may change it in the menu.
 * - `theme`: `light`, `dark`, or `auto` for what the system prefers; default the page's `color-scheme`.
 * - `mode`: `floating` (default), `inline` for a place of its own in the page (640 px high unless styled otherwise), or
 *   `page` for the whole height. In a place of its own there is a button until the chat is wanted, and no closing.
 * - `autoload`: loads the chat at once; one with a place of its own also connects when it is first seen.
 * - `consent`: `required` to load, store and request nothing before the visitor has agreed, in the panel or by
 *   `grantConsent()`; becomes `granted`. Agreement in the panel holds for later pages of the origin too.
 * - `history`: `off` to keep the page's history as it is. Otherwise a panel that covers the page adds one entry, of the
 *   same address and with the page's own state beside `kefu-chat`, so that the way back closes it; closed in another
 *   way, it goes back itself. After a reload the entry is used again.
 * - `suggestions`: questions to choose from before the first message, separated by `|`.
 * - `topics`: what it may be about, separated by `|`, to choose from before the first message.
 * - `order-id`: the order the page is about.
 * - `product-id`, `product-title`, `product-image`, `product-amount` (an integer, in minor units),
 *   `product-currency` (ISO 4217), `product-exponent` (decimal digits of the minor unit, default 2): the product
 *   page it stands on. The id alone tells the agents; title and price together show a card.
 * - `wasm-url`: where the WebAssembly is, if not beside the scripts. One module serves all elements of a page.
 * - `hidden`: closes the panel and shows nothing.
 *
 * Property `token`: see {@link TokenProvider}; may be set before the element is defined. Another function is another
 * user, and a hard switch, so give the same one for the same user.
 *
 * Properties `messages` ({@link Messages}) and `orders` ({@link OrderChoice}, to choose from with `topics`).
 *
 * Methods: `open()`, `close()`, `signOut()`, `grantConsent()`, `withdrawConsent()`. Events: {@link KefuChatEvents}.
 * Slots: `fallback`, what to show when the chat cannot run; `consent`, what the visitor agrees to.
 * Parts: `launcher`, `panel`; in an open chat also `header`, `messages`, `composer`, `menu`.
 *
 * CSS variables: `--kefu-accent`, `--kefu-accent-text`, `--kefu-surface`, `--kefu-text`, `--kefu-radius`,
 * `--kefu-font`, `--kefu-z-index`, and `--kefu-launcher-inset-block`, `--kefu-launcher-inset-inline`, the distances
 * from the end of the page.
 */
export class KefuChat extends HTMLElement {
  static observedAttributes = ["locale", "identity", "endpoint", "hidden"];

  /** The host's own words. Looked up when the element is connected and whenever `locale` is set. */
  declare messages?: Messages;
  /** Orders to choose from before the first message, with `topics`. */
  declare orders?: OrderChoice[];

  #label = make("span");
  #launcher = make("button", "launcher");
  #panel = make("dialog");
  #note = make("div", "note");
  #status = make("p");
  /** What is to be agreed to, in the host's words or ours. */
  #consent = make("slot");
  #agree = make("button", "launcher");
  #quit = make("button", "quit");
  #fallback = make("slot");
  /** From the wish to load a chat until it is to be gone; ending it leaves nothing behind. */
  #life: AbortController | undefined;
  #token: TokenProvider | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    this.#fallback.name = "fallback";
    this.#fallback.hidden = true;
    this.#label.ariaLive = "polite";
    this.#launcher.part.add("launcher");
    this.#launcher.append(this.#label);
    this.#status.role = "status";
    this.#consent.name = "consent";
    this.#note.append(this.#status, this.#consent, this.#agree, this.#quit);
    this.#panel.part.add("panel");
    this.#panel.append(this.#note);
    root.append(this.#fallback, this.#panel, this.#launcher);
    this.#launcher.onclick = () => this.open();
    // Pointing at the button is a first interaction: the bundle arrives while the finger comes down.
    this.#launcher.onpointerenter = () => this.#preload();
    this.#agree.onclick = () => this.grantConsent();
    this.#quit.onclick = () => this.close();
    this.#panel.onkeydown = (event) => {
      if (event.key === "Escape" && !event.isComposing) this.close();
    };
    // A phone's back gesture closes a modal by itself. Told late: it may be open again.
    this.#panel.onclose = () => this.#panel.open || this.close();
    // Set before the element was defined, it is the object's own and hides the class's.
    const { token } = this;
    delete (this as { token?: unknown }).token;
    this.token = token;
  }

  /** Asked for credentials at the first interaction, and again after a refusal. */
  get token() {
    return this.#token;
  }

  set token(token: TokenProvider | undefined) {
    if (token === this.#token) return;
    this.#token = token;
    this.#switch();
  }

  connectedCallback() {
    this.#translate();
    // Moved, a modal is one no more.
    if (this.#panel.open && covers(this)) show(this, this.#panel);
    if (this.hasAttribute("autoload")) this.#preload();
  }

  disconnectedCallback() {
    // Frameworks move elements by taking them out and putting them back in at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stop();
      this.close();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null) {
    if (name === "locale") this.#translate();
    else if (name === "hidden") this.close();
    else if (before !== now) this.#switch();
  }

  /** Shows the panel, loading it first if need be. Does nothing while hidden or outside of a document. */
  open() {
    if (this.hidden || !this.isConnected || this.#launcher.hidden) return;
    this.#launcher.hidden = true;
    if (!this.#life) this.#load();
    show(this, this.#panel);
    this.#emit("kefu-open", null);
  }

  /** Hides the panel; the conversation goes on and unread messages are counted on the launcher. */
  close() {
    if (!this.#launcher.hidden) return;
    this.#launcher.hidden = false;
    this.#panel.close();
    this.#launcher.focus();
    this.#emit("kefu-close", null);
  }

  /**
   * Closes the chat and wipes what this browser keeps for the current `identity`, also from an earlier visit; without
   * one, what any visitor has left.
   * Resolves once that is gone.
   */
  signOut(entirely?: boolean): Promise<void> {
    // A copy, for its attributes may be somebody else's next.
    const former = this.cloneNode() as KefuChat;
    this.#stop(true);
    this.close();
    return import("./chat.js").then(({ wipe }) => wipe(former, entirely));
  }

  /** The visitor agrees: `consent` becomes `granted`, and a panel that waits for it goes on. */
  grantConsent() {
    this.setAttribute("consent", "granted");
    if (this.#launcher.hidden && !this.#life) this.#load();
  }

  /** The visitor agrees no longer: the chat closes, all it keeps in this browser goes, and it asks before the next. */
  async withdrawConsent() {
    if (this.#barred) return;
    this.setAttribute("consent", "required");
    return this.signOut(true);
  }

  get #barred() {
    let asks = this.getAttribute("consent") === "required";
    try {
      // Kept by chat.js, of an earlier page.
      asks &&= !localStorage["kefu-consent"];
    } catch {}
    return asks;
  }

  get #text() {
    return { ...TEXT[isChinese(localeOf(this)) ? "zh" : "en"], ...wordsOf(this) };
  }

  #translate() {
    const text = this.#text;
    this.#label.textContent = this.#panel.ariaLabel = text.open;
    this.#quit.textContent = text.close;
    this.#agree.textContent = text.agree;
  }

  #preload() {
    if (!this.#barred) import("./chat.js").then(({ appear }) => appear(this), () => {});
  }

  async #load() {
    const barred = this.#barred;
    this.#translate();
    this.#consent.hidden = this.#agree.hidden = !barred;
    this.#status.textContent = barred ? "" : this.#text.loading;
    this.#fallback.hidden = true;
    if (barred) return;
    const { signal } = (this.#life = new AbortController());
    // The chat cannot run: the launcher says so and tries again, the host's fallback is shown.
    const fail = (error: unknown) => {
      if (signal.aborted) return;
      this.#stop();
      this.close();
      this.#label.textContent = this.#text.failed;
      this.#fallback.hidden = false;
      this.#emit("kefu-error", { message: String(error) });
    };
    try {
      const { mount } = await import("./chat.js");
      await mount(this, signal, fail);
    } catch (error) {
      fail(error);
    }
  }

  /** Somebody else, or somewhere else: nothing of what is there may be seen any more. */
  #switch() {
    if (!this.#life) return;
    this.#stop();
    if (this.#launcher.hidden && !this.#life) this.#load();
  }

  /** Ends the chat; signing out wipes what it keeps. */
  #stop(signOut?: boolean) {
    const life = this.#life;
    // The end of it is heard by the page, which may begin another.
    this.#life = undefined;
    this.#note.hidden = false;
    life?.abort(signOut);
  }

  #emit(name: keyof KefuChatEvents, detail: unknown) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("kefu-chat")) customElements.define("kefu-chat", KefuChat);

declare global {
  interface HTMLElementTagNameMap {
    "kefu-chat": KefuChat;
  }
}

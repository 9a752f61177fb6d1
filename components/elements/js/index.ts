import type { Account, MountedChat, TokenProvider } from "./options.js";
import { covering, isChinese, localeOf, show } from "./shell.js";

export type { TokenProvider };

// Everything a page pays before anybody clicks is in this file: a button, an empty panel, the wish to load the rest.
const CSS = `
:host{position:fixed;z-index:var(--kefu-z-index,2147483000);inset-block-end:var(--kefu-launcher-inset-block,24px);inset-inline-end:var(--kefu-launcher-inset-inline,24px)}
:host([theme=light]){color-scheme:light}
:host([theme=dark]){color-scheme:dark}
:host([hidden]),[hidden]{display:none!important}
.launcher,.note{font:14px/22px var(--kefu-font,system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif)}
.launcher,.note button{min-height:48px;padding:0 18px;border:0;border-radius:24px;font-weight:600;cursor:pointer}
.launcher{position:relative;display:flex;align-items:center;gap:8px;background:var(--kefu-accent,light-dark(#b8431a,#f0905f));color:var(--kefu-accent-text,light-dark(#fff,#2a1206));box-shadow:0 4px 16px rgb(0 0 0/18%)}
.launcher:focus-visible{outline:2px solid currentcolor;outline-offset:-5px}
.launcher svg{width:22px;fill:none;stroke:currentcolor;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
dialog{position:absolute;inset:auto 0 0 auto;box-sizing:border-box;width:min(380px,100vw - 32px);height:min(640px,100dvh - 48px);max-width:none;max-height:none;margin:0;padding:0;overflow:hidden;border:1px solid light-dark(#e4dcd4,#3b3631);border-radius:16px;background:var(--kefu-surface,light-dark(#fffdfb,#1d1b19));color:var(--kefu-text,light-dark(#26211d,#f0ebe6));box-shadow:0 12px 32px rgb(0 0 0/20%)}
.note{padding:40% 24px;text-align:center}
.note button{background:0;color:inherit;font:inherit;text-decoration:underline}
@media(max-width:480px){dialog{position:fixed;inset:0;width:auto;height:100dvh;border:0;border-radius:0}}
`;

const TEXT = {
  zh: { open: "联系客服", loading: "正在打开客服…", close: "关闭", failed: "客服打不开，点此重试" },
  en: { open: "Chat with us", loading: "Opening chat…", close: "Close", failed: "Chat failed, try again" },
};

/** The events of `<kefu-chat>`; all bubble and cross shadow roots. */
export interface KefuChatEvents {
  /** The panel was opened. */
  "kefu-open": CustomEvent<null>;
  /** The panel was closed: by the user, by `close()`, or because the chat failed or the element left the document. */
  "kefu-close": CustomEvent<null>;
  /** `count` messages have not been read. */
  "kefu-unread": CustomEvent<{ count: number }>;
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
 * - `locale`: `zh-CN` or `en`; default the page's language.
 * - `theme`: `light` or `dark`; default the page's `color-scheme`.
 * - `product-id`, `product-title`, `product-image`, `product-amount` (an integer, in minor units),
 *   `product-currency` (ISO 4217), `product-exponent` (decimal digits of the minor unit, default 2): the product
 *   page it stands on. The id alone tells the agents; title and price together show a card.
 * - `wasm-url`: where the WebAssembly is, if not beside the scripts. One module serves all elements of a page.
 * - `hidden`: closes the panel and shows nothing.
 *
 * Property `token`: see {@link TokenProvider}; may be set before the element is defined. Another function is another
 * user, and a hard switch, so give the same one for the same user.
 *
 * Methods: `open()`, `close()`, `signOut()`. Events: {@link KefuChatEvents}.
 * Slot `fallback`: what to show when the chat cannot run. Parts: `launcher`, `panel`.
 *
 * CSS variables: `--kefu-accent`, `--kefu-accent-text`, `--kefu-surface`, `--kefu-text`, `--kefu-radius`,
 * `--kefu-font`, `--kefu-z-index`, and `--kefu-launcher-inset-block`, `--kefu-launcher-inset-inline`, the distances
 * from the end of the page.
 */
export class KefuChat extends HTMLElement {
  static observedAttributes = ["locale", "identity", "endpoint", "hidden"];

  #label = make("span");
  #launcher = make("button", "launcher");
  #panel = make("dialog");
  #note = make("div", "note");
  #status = make("p");
  #quit = make("button");
  #fallback = make("slot");
  /** From the wish to load a chat until it is to be gone; ending it leaves nothing behind. */
  #life: AbortController | undefined;
  #chat: MountedChat | undefined;
  #token: TokenProvider | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M4 5.5h16a1 1 0 0 1 1 1V16a1 1 0 0 1-1 1h-8.5L7 20.5V17H4a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1zM8 10h8M8 13h5");
    svg.append(path);
    this.#fallback.name = "fallback";
    this.#fallback.hidden = true;
    this.#label.ariaLive = "polite";
    this.#launcher.part.add("launcher");
    this.#launcher.append(svg, this.#label);
    this.#status.role = "status";
    this.#note.append(this.#status, this.#quit);
    this.#panel.part.add("panel");
    this.#panel.append(this.#note);
    root.append(this.#fallback, this.#panel, this.#launcher);
    this.#launcher.onclick = () => this.open();
    // Pointing at the button is a first interaction: the bundle arrives while the finger comes down.
    this.#launcher.onpointerenter = () => void import("./chat.js").catch(() => {});
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
    if (this.#panel.open && covering().matches) show(this.#panel);
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
    show(this.#panel);
    this.#emit("kefu-open", null);
    if (!this.#life) this.#load();
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
  signOut(): Promise<void> {
    this.#chat?.signOut();
    const account = this.#account;
    this.#stop();
    this.close();
    return import("./chat.js").then(({ wipe }) => wipe(account));
  }

  get #account(): Account {
    const read = (name: string) => this.getAttribute(name) || undefined;
    return {
      endpoint: read("endpoint") ?? "",
      locale: localeOf(this),
      identity: read("identity"),
      token: this.#token,
      wasmUrl: read("wasm-url"),
    };
  }

  get #text() {
    return isChinese(localeOf(this)) ? TEXT.zh : TEXT.en;
  }

  #translate() {
    this.#label.textContent = this.#panel.ariaLabel = this.#text.open;
    this.#quit.textContent = this.#text.close;
  }

  async #load() {
    const { signal } = (this.#life = new AbortController());
    const account = this.#account;
    this.#translate();
    this.#status.textContent = this.#text.loading;
    this.#fallback.hidden = true;
    const fail = (error: unknown) => {
      if (!signal.aborted) this.#fail(String(error));
    };
    try {
      const { mount } = await import("./chat.js");
      const chat = await mount(this, account, signal, fail);
      if (signal.aborted) return;
      this.#chat = chat;
      this.#note.hidden = true;
    } catch (error) {
      fail(error);
    }
  }

  /** The chat cannot run: the launcher says so and tries again, the host's fallback is shown. */
  #fail(message: string) {
    this.#stop();
    this.close();
    this.#label.textContent = this.#text.failed;
    this.#fallback.hidden = false;
    this.#emit("kefu-error", { message });
  }

  /** Somebody else, or somewhere else: nothing of what is there may be seen any more. */
  #switch() {
    if (!this.#life) return;
    this.#stop();
    if (this.#launcher.hidden && !this.#life) this.#load();
  }

  #stop() {
    const life = this.#life;
    // The end of it is heard by the page, which may begin another.
    this.#life = this.#chat = undefined;
    this.#note.hidden = false;
    life?.abort();
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

import type { ChatOptions, MountedChat, Product, TokenProvider } from "./options.js";

export type { Product, TokenProvider };

// Everything a page pays before anybody clicks is in this file: a button and the wish to load the rest.
const CSS = `
:host{position:fixed;z-index:var(--kefu-z-index,2147483000);inset-block-end:var(--kefu-launcher-inset-block,24px);inset-inline-end:var(--kefu-launcher-inset-inline,24px)}
:host([hidden]),[hidden]{display:none!important}
.launcher{position:relative;display:flex;align-items:center;gap:8px;min-height:48px;padding:0 18px 0 14px;border:0;border-radius:24px;background:var(--kefu-accent,light-dark(#b8431a,#f0905f));color:var(--kefu-accent-text,light-dark(#fff,#2a1206));font:600 14px/22px var(--kefu-font,system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif);box-shadow:0 4px 16px rgb(0 0 0/18%);cursor:pointer}
.launcher:focus-visible{outline:2px solid currentcolor;outline-offset:-5px}
svg{width:22px;height:22px;fill:none;stroke:currentcolor;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
b{position:absolute;inset-block-start:-6px;inset-inline-end:-4px;min-width:20px;border-radius:10px;background:#a8201a;color:#fff;font-size:12px;line-height:20px;text-align:center}
.panel{position:absolute;inset-block-end:0;inset-inline-end:0;width:min(380px,100vw - 32px);height:min(640px,100dvh - 48px);overflow:hidden;border:1px solid light-dark(#e4dcd4,#3b3631);border-radius:16px;background:var(--kefu-surface,light-dark(#fffdfb,#1d1b19));box-shadow:0 12px 32px rgb(0 0 0/20%)}
.panel>div{height:100%}
.note{margin:0;padding:40% 24px;color:var(--kefu-text,light-dark(#26211d,#f0ebe6));font:14px/22px var(--kefu-font,system-ui,sans-serif);text-align:center}
@media(max-width:480px){.panel{position:fixed;inset:0;width:auto;height:100dvh;border:0;border-radius:0}}
`;

const TEXT = {
  zh: { open: "联系客服", loading: "正在打开客服…", failed: "客服打不开，点此重试" },
  en: { open: "Chat with us", loading: "Opening chat…", failed: "Chat failed, try again" },
};

/** The events of `<kefu-chat>`; all bubble and cross shadow roots. */
export interface KefuChatEvents {
  "kefu-open": CustomEvent<null>;
  "kefu-close": CustomEvent<null>;
  /** `count` messages have not been read. */
  "kefu-unread": CustomEvent<{ count: number }>;
  /** The panel could not be loaded or has stopped; the fallback is shown. */
  "kefu-error": CustomEvent<{ message: string }>;
}

/**
 * `<kefu-chat>`: a launcher and, after the first click, the chat panel.
 *
 * Attributes: `endpoint` (base URL of the backend, default the page's origin), `locale` (`zh-CN` or `en`, default
 * the page's language), `identity` (a stable name of the signed-in user, for the browser cache), `product-id`,
 * `product-title`, `product-image`, `product-amount` (minor units), `product-currency`, `theme` (`light`, `dark`),
 * `wasm-url`. Property `token`: see {@link TokenProvider}. Slot `fallback`: what to show when the chat cannot run.
 * Methods: `open()`, `close()`.
 */
export class KefuChat extends HTMLElement {
  static observedAttributes = ["locale", "product-id", "product-title", "product-amount"];

  /** Asked for credentials at the first interaction. Declared only: a field would overwrite what was set early. */
  declare token: TokenProvider | undefined;

  #root = this.attachShadow({ mode: "open" });
  #launcher = document.createElement("button");
  #label = document.createElement("span");
  #badge = document.createElement("b");
  #panel = document.createElement("div");
  #mount = document.createElement("div");
  #note = document.createElement("p");
  #fallback = document.createElement("slot");
  #loading: Promise<void> | undefined;
  #chat: MountedChat | undefined;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    this.#root.adoptedStyleSheets = [sheet];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M4 5.5h16a1 1 0 0 1 1 1V16a1 1 0 0 1-1 1h-8.5L7 20.5V17H4a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1zM8 10h8M8 13h5");
    svg.append(path);
    this.#fallback.name = "fallback";
    this.#label.ariaLive = "polite";
    this.#launcher.className = "launcher";
    this.#launcher.type = "button";
    this.#launcher.part.add("launcher");
    this.#launcher.append(svg, this.#label, this.#badge);
    this.#badge.hidden = this.#panel.hidden = this.#fallback.hidden = true;
    this.#panel.className = "panel";
    this.#panel.part.add("panel");
    this.#note.className = "note";
    this.#note.setAttribute("role", "status");
    this.#panel.append(this.#note, this.#mount);
    this.#root.append(this.#fallback, this.#panel, this.#launcher);
    this.#launcher.onclick = () => this.open();
    // Pointing at the button is a first interaction: the bundle arrives while the finger comes down.
    this.#launcher.onpointerenter = () => void import("./chat.js").catch(() => {});
    this.#panel.onkeydown = (event) => {
      if (event.key === "Escape" && !event.isComposing) this.close();
    };
  }

  connectedCallback() {
    this.#translate();
  }

  disconnectedCallback() {
    // Frameworks move elements by taking them out and putting them back in at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#chat?.unmount();
      this.#reset();
    });
  }

  attributeChangedCallback(name: string) {
    this.#translate();
    if (name === "locale") this.#chat?.setLocale(this.#locale);
    else this.#chat?.setProduct(this.#product);
  }

  /** Shows the panel, loading it first if need be. */
  open() {
    this.#panel.hidden = false;
    this.#launcher.hidden = true;
    this.#chat?.setOpen(true);
    this.#emit("kefu-open", null);
    this.#loading ??= this.#load();
  }

  /** Hides the panel; the conversation goes on and unread messages are counted on the launcher. */
  close() {
    if (this.#panel.hidden) return;
    this.#panel.hidden = true;
    this.#launcher.hidden = false;
    this.#chat?.setOpen(false);
    this.#launcher.focus();
    this.#emit("kefu-close", null);
  }

  get #locale() {
    return this.getAttribute("locale") || document.documentElement.lang || navigator.language;
  }

  get #text() {
    return /^zh/i.test(this.#locale) ? TEXT.zh : TEXT.en;
  }

  get #product(): Product | undefined {
    const read = (name: string) => this.getAttribute(`product-${name}`) ?? undefined;
    const id = read("id");
    if (!id) return;
    const amount = read("amount");
    return {
      id,
      title: read("title"),
      image: read("image"),
      currency: read("currency"),
      amount: amount === undefined ? undefined : Number(amount),
    } as Product;
  }

  #translate() {
    this.#label.textContent = this.#text.open;
  }

  async #load() {
    this.#note.textContent = this.#text.loading;
    this.#fallback.hidden = true;
    this.#translate();
    const options: ChatOptions = {
      endpoint: this.getAttribute("endpoint") ?? "",
      locale: this.#locale,
      identity: this.getAttribute("identity") ?? undefined,
      token: this.token && (() => this.token?.()),
      onClose: () => this.close(),
      onUnread: (count) => this.#unread(count),
    };
    const wasm = this.getAttribute("wasm-url") ?? new URL("./kefu_elements_bg.wasm", import.meta.url).href;
    try {
      const { mount, watchFaults } = await import("./chat.js");
      watchFaults((words) => this.#fail(words));
      this.#chat = await mount(this.#root, this.#mount, wasm, options);
      this.#chat.setProduct(this.#product);
      this.#chat.setOpen(!this.#panel.hidden);
      this.#note.hidden = true;
    } catch (error) {
      this.#fail(String(error));
    }
  }

  #unread(count: number) {
    this.#badge.textContent = count > 99 ? "99+" : String(count);
    this.#badge.hidden = !count;
    this.#emit("kefu-unread", { count });
  }

  /** The chat cannot run: the launcher says so and tries again, the host's fallback is shown. */
  #fail(message: string) {
    this.#reset();
    this.close();
    this.#label.textContent = this.#text.failed;
    this.#fallback.hidden = false;
    this.#emit("kefu-error", { message });
  }

  #reset() {
    this.#chat = this.#loading = undefined;
    this.#mount.replaceChildren();
    this.#note.hidden = false;
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

// Loaded at the first interaction: the panel's styles, the glue and, through it, the WebAssembly module.
import type { Engine } from "kefu:engine";
import styles from "kefu:styles";
import { examine, live, load } from "./engine.js";
import type { KefuChat } from "./index.js";
import type { Account, MountedChat } from "./options.js";
import { PRODUCT, productOf } from "./product.js";
import { covering, isChinese, localeOf, show } from "./shell.js";

/** What the loader's own style sheet does not need yet. */
const LATER = `
.badge{position:absolute;inset-block-start:-6px;inset-inline-end:-4px;min-width:20px;border-radius:10px;background:#a8201a;color:#fff;font-size:12px;line-height:20px;text-align:center}`;

let sheet: CSSStyleSheet | undefined;

const engine = ({ wasmUrl }: Account) => load(wasmUrl ?? new URL("./kefu_elements_bg.wasm", import.meta.url).href);

/**
 * Mounts a panel into `host` and keeps it in step with the element, until `signal` is aborted.
 * Nothing is mounted when that happens first. `fail` is called if the module stops later.
 */
export async function mount(
  host: KefuChat,
  account: Account,
  signal: AbortSignal,
  fail: (error: unknown) => void,
): Promise<MountedChat | undefined> {
  const { Chat } = await engine(account);
  if (signal.aborted) return;
  live.add(fail);
  signal.addEventListener("abort", () => live.delete(fail));
  try {
    return attach(Chat, host, account, signal);
  } catch (error) {
    examine(error);
    throw error;
  }
}

function attach(Chat: Engine["Chat"], host: KefuChat, account: Account, signal: AbortSignal) {
  const root = host.shadowRoot!;
  const panel = root.querySelector("dialog")!;
  const parent = document.createElement("section");
  panel.append(parent);
  const badge = new Badge(host, root);
  signal.addEventListener("abort", () => {
    badge.remove();
    parent.remove();
  });
  dress(root);
  const chat = new Chat(parent, {
    ...account,
    onClose: () => host.close(),
    onUnread: (count) => badge.count(count),
  });
  const follow = () => {
    chat.setLocale(localeOf(host));
    chat.setProduct(productOf(host));
    chat.setOpen(panel.open);
    badge.say();
  };
  follow();
  // Told once of all changes made in one go.
  const observer = new MutationObserver(follow);
  observer.observe(host, { attributeFilter: ["locale", ...PRODUCT] });
  observer.observe(panel, { attributeFilter: ["open"] });
  covering().addEventListener("change", () => turn(root, panel), { signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    chat.unmount();
  });
  return chat;
}

/** Wipes what an earlier visit has left in this browser. */
export async function wipe(account: Account) {
  const { wipe } = await engine(account);
  if (!(await new Promise((resolve) => wipe(account, resolve)))) throw new Error("the chat's data could not be wiped");
}

function dress(root: ShadowRoot) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles + LATER);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.unshift(sheet);
}

/** A phone was turned: the panel covers the page now, or does so no longer. */
function turn(root: ShadowRoot, panel: HTMLDialogElement) {
  if (!panel.open) return;
  const focused = root.activeElement;
  show(panel);
  if (focused instanceof HTMLElement) focused.focus();
}

/** The number of unread messages, on the launcher. */
class Badge {
  #count = 0;
  #element = document.createElement("b");

  constructor(
    private host: KefuChat,
    root: ShadowRoot,
  ) {
    this.#element.className = "badge";
    // Part of the launcher's name, in words.
    this.#element.role = "img";
    this.#element.hidden = true;
    root.querySelector(".launcher")!.append(this.#element);
  }

  count(count: number) {
    if (count === this.#count) return;
    this.#count = count;
    this.say();
    this.host.dispatchEvent(new CustomEvent("kefu-unread", { detail: { count }, bubbles: true, composed: true }));
  }

  remove() {
    this.count(0);
    this.#element.remove();
  }

  say() {
    const count = this.#count;
    const words = isChinese(localeOf(this.host)) ? `${count} 条未读消息` : `${count} unread message${count === 1 ? "" : "s"}`;
    this.#element.textContent = count > 99 ? "99+" : String(count);
    this.#element.ariaLabel = words;
    this.#element.hidden = !count;
  }
}

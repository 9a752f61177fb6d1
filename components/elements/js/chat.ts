// Loaded at the first interaction: the panel's styles, the glue and, through it, the WebAssembly module.
import type { Engine } from "kefu:engine";
import styles from "kefu:styles";
import { examine, live, load } from "./engine.js";
import type { KefuChat } from "./index.js";
import type { Account } from "./options.js";
import { orderOf, PRODUCT, productOf } from "./product.js";
import { isFixed, localeOf, wordsOf } from "./shell.js";
import { sheet } from "./sheet.js";
import { textOf } from "./words.js";

/** In the browser's storage of the page: the visitor has agreed. Read by the loader. */
const CONSENT = "kefu-consent";

/** What a page may style beyond the variables. */
const PARTS = [
  ["header", ".kefu-chat-header"],
  ["messages", ".kefu-chat-list"],
  ["composer", ".kefu-composer"],
] as const;

let dressing: CSSStyleSheet | undefined;

const engine = ({ wasmUrl }: Account) => load(wasmUrl ?? new URL("./kefu_elements_bg.wasm", import.meta.url).href);

function accountOf(host: KefuChat): Account {
  const read = (name: string) => host.getAttribute(name) || undefined;
  return {
    endpoint: read("endpoint") ?? "",
    locale: localeOf(host),
    identity: read("identity"),
    token: host.token,
    wasmUrl: read("wasm-url"),
  };
}

/**
 * Mounts a panel into `host` and keeps it in step with the element, until `signal` is aborted; with `true` as the
 * reason, what it keeps is wiped. Nothing is mounted when that happens first. `fail` is called if the module stops
 * later.
 */
export async function mount(host: KefuChat, signal: AbortSignal, fail: (error: unknown) => void): Promise<void> {
  const account = accountOf(host);
  const { Chat } = await engine(account);
  if (signal.aborted) return;
  live.add(fail);
  signal.addEventListener("abort", () => live.delete(fail));
  try {
    attach(Chat, host, account, signal);
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
  remember(host);
  let hear = (_arrived: boolean) => {};
  const chat = new Chat(parent, {
    ...account,
    onClose: () => isFixed(host) || host.close(),
    onChange: (unread, arrived) => {
      badge.count(unread);
      hear(arrived);
    },
  });
  for (const [part, of] of PARTS) parent.querySelector(of)!.part.add(part);
  const turn = sheet(host, panel, signal);
  let shown = false;
  /** Ids of what the buyer does not want to ask about. */
  const dropped = new Set<string | undefined>();
  const follow = () => {
    chat.setLocale(localeOf(host), Object.entries(wordsOf(host) ?? {}).flat());
    const product = productOf(host);
    chat.setProduct(dropped.has(product?.id) ? undefined : product);
    const order = orderOf(host);
    chat.setOrder(dropped.has(order) ? undefined : order);
    const nobody = document.activeElement === document.body && !awaited.has(host);
    const focused = root.activeElement || nobody;
    chat.setOpen(panel.open);
    turn();
    // Whoever opens the chat wants to write; whoever is elsewhere by now is left there.
    if (panel.open && !shown && focused) parent.querySelector("textarea")!.focus();
    shown = panel.open;
    badge.say();
  };
  follow();
  root.querySelector<HTMLElement>(".note")!.hidden = true;
  // Told once of all changes made in one go.
  const observer = new MutationObserver(follow);
  observer.observe(host, { attributeFilter: ["locale", "mode", "order-id", ...PRODUCT] });
  observer.observe(panel, { attributeFilter: ["open"] });
  // In a place of its own the panel stays; the loader would close it.
  parent.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isFixed(host)) event.stopPropagation();
  });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    if (signal.reason === true) chat.signOut();
    chat.unmount();
  });
  // The composer is there; what comes now may take its time.
  import("./more.js").then(
    ({ equip }) => {
      if (signal.aborted) return;
      const drop = (id: string) => {
        dropped.add(id);
        follow();
      };
      hear = equip({ host, parent, chat, signal, drop });
    },
    // A chat without a menu is better than none.
    () => {},
  );
}

/** Those that open by themselves when they are seen. */
const awaited = new WeakSet<KefuChat>();

/** Opens a panel with a place of its own when it is first seen, if the host has asked for that. */
export function appear(host: KefuChat) {
  if (!host.hasAttribute("autoload") || !isFixed(host) || awaited.has(host)) return;
  awaited.add(host);
  const panel = host.shadowRoot!.querySelector("dialog")!;
  new IntersectionObserver((entries, observer) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    // Nobody has asked for it: the focus stays where it is.
    panel.inert = true;
    host.open();
    panel.inert = false;
  }).observe(host);
}

/** Keeps that the visitor has agreed, for the next page. */
function remember(host: KefuChat) {
  if (host.getAttribute("consent") !== "granted") return;
  try {
    localStorage.setItem(CONSENT, "1");
  } catch {
    // No storage: asked again on the next page.
  }
}

/** Wipes what an earlier visit has left in this browser; `entirely`: of whomever, and the consent to it. */
export async function wipe(host: KefuChat, entirely?: boolean) {
  const account = accountOf(host);
  // Without a name the module looks for all there are; so does `forget`, without the module.
  if (account.identity || !entirely) {
    const { wipe } = await engine(account);
    if (!(await new Promise((resolve) => wipe(account, resolve)))) throw new Error("the chat's data could not be wiped");
  }
  if (entirely) await forget(account.endpoint);
}

/** The databases of every visitor of this backend, and what is kept beside them. */
async function forget(endpoint: string) {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("kefu-")) localStorage.removeItem(name);
  } catch {
    // No storage: nothing to forget.
  }
  const ours = `kefu ${endpoint.replace(/\/+$/, "")} `;
  // Where a browser does not list them, an open chat has still wiped its own, and the identity's are gone.
  for (const { name } of (await indexedDB.databases?.()) ?? []) {
    if (!name?.startsWith(ours)) continue;
    await empty(name);
    // Goes when the last tab has let go of it.
    indexedDB.deleteDatabase(name);
  }
}

const empty = (name: string) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const stores = [...database.objectStoreNames];
      const done = () => {
        database.close();
        resolve();
      };
      if (!stores.length) return done();
      const clearing = database.transaction(stores, "readwrite");
      for (const store of stores) clearing.objectStore(store).clear();
      clearing.oncomplete = done;
      clearing.onabort = () => reject(clearing.error);
    };
  });

function dress(root: ShadowRoot) {
  if (!dressing) {
    dressing = new CSSStyleSheet();
    dressing.replaceSync(styles);
  }
  if (!root.adoptedStyleSheets.includes(dressing)) root.adoptedStyleSheets.unshift(dressing);
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
    root.querySelector("[part=launcher]")!.append(this.#element);
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
    const text = textOf(this.host);
    this.#element.textContent = count > 99 ? "99+" : String(count);
    this.#element.ariaLabel = (count === 1 ? text.unread_one : text.unread).replace("{n}", String(count));
    this.#element.hidden = !count;
  }
}

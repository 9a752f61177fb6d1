// Loaded once the composer can be used: what makes a conversation pleasant, but is not needed to begin one.
import styles from "kefu:more-styles";
import { about } from "./about.js";
import type { KefuChat } from "./index.js";
import { menu } from "./menu.js";
import type { MountedChat } from "./options.js";
import { chime } from "./sound.js";
import { start } from "./start.js";

/** What everything here works on. */
export interface Place {
  host: KefuChat;
  /** The panel. */
  parent: HTMLElement;
  chat: MountedChat;
  /** Aborted when the chat is gone, and the panel with it. */
  signal: AbortSignal;
  /** The buyer does not want to ask about this product or order. */
  drop: (id: string) => void;
}

let sheet: CSSStyleSheet | undefined;

/** Adds itself to a panel, and returns what is to be told of changes: whether a message has just come. */
export function equip(place: Place): (arrived: boolean) => void {
  const { host, signal } = place;
  const root = host.shadowRoot!;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const parts = [menu(place), start(place), about(place)];
  let waiting = false;
  /** Once for all that has changed together. */
  const sync = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      if (!signal.aborted) for (const part of parts) part();
    });
  };
  const observer = new MutationObserver(sync);
  observer.observe(host, { attributes: true });
  signal.addEventListener("abort", () => observer.disconnect());
  sync();
  return (arrived) => {
    if (arrived) chime(host);
    sync();
  };
}

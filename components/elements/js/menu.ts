import { button, icon, make } from "./build.js";
import type { Place } from "./more.js";
import { localeOf } from "./shell.js";
import { isMuted, mute } from "./sound.js";
import { download, loadAll, written } from "./transcript.js";
import { textOf } from "./words.js";

const MORE = "M12 6h.01M12 12h.01M12 18h.01";

/** Actions of the contract that have a place here, and our words for them. */
const ACTIONS = [
  ["conversation.ask_human", "ask_human"],
  ["conversation.close", "end_chat"],
] as const;

/** The menu in the panel's header, with a line below for what comes of it. */
export function menu(place: Place) {
  const { host, parent, chat, signal } = place;
  const header = parent.querySelector(".kefu-chat-header")!;
  const list = make("div", "kefu-menu");
  list.role = "menu";
  list.part.add("menu");
  list.hidden = true;
  const opener = button("kefu-icon-button kefu-more", () => (list.hidden ? open() : close(true)), icon(MORE));
  opener.ariaHasPopup = "menu";
  const told = make("p", "kefu-told");
  told.role = "status";
  header.querySelector("[data-close]")!.before(opener);
  header.append(list);
  header.after(told);

  const items = () => [...list.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  function open() {
    list.replaceChildren(...entries());
    list.hidden = false;
    opener.ariaExpanded = "true";
    items()[0]!.focus();
  }
  function close(back: boolean) {
    if (list.hidden) return;
    list.hidden = true;
    opener.ariaExpanded = "false";
    if (back) opener.focus();
  }
  const item = (role: string, words: string, act: () => void) => {
    const element = button("kefu-menu-item", () => {
      close(true);
      act();
    }, words);
    element.role = role;
    element.tabIndex = -1;
    return element;
  };

  /** What can be done now. */
  function entries() {
    const text = textOf(host);
    const actions = chat.conversation()?.actions ?? [];
    const offered = ACTIONS.flatMap(([code, words]) => {
      const action = actions.find((action) => action.code === code);
      if (!action) return [];
      const element = item("menuitem", text[words], () => action.enabled && chat.act(code));
      if (!action.enabled) {
        element.ariaDisabled = "true";
        element.append(make("small", "", action.reason ?? ""));
      }
      return [element];
    });
    const silent = item("menuitemcheckbox", text.mute, () => mute(!isMuted()));
    silent.ariaChecked = String(isMuted());
    return [...offered, item("menuitem", text.transcript, () => void save()), silent, languages()];
  }

  function languages() {
    const text = textOf(host);
    const group = make("div", "kefu-menu-group", make("span", "", text.language));
    group.role = "group";
    group.ariaLabel = text.language;
    const now = localeOf(host).toLowerCase();
    const tags = [...new Set(["zh-CN", "en", ...Object.keys(host.messages ?? {})])];
    for (const tag of tags) {
      const name = tag === "zh-CN" ? "简体中文" : new Intl.DisplayNames([tag], { type: "language" }).of(tag)!;
      const element = item("menuitemradio", name, () => host.setAttribute("locale", tag));
      element.lang = tag;
      element.ariaChecked = String(now === tag.toLowerCase() || now.split("-")[0] === tag.split("-")[0]);
      group.append(element);
    }
    return group;
  }

  async function save() {
    const text = textOf(host);
    tell(text.preparing);
    await loadAll(chat, () => parent.dataset.connection === "live", signal);
    tell("");
    const shop = parent.querySelector(".kefu-chat-name")?.textContent ?? "";
    const day = new Date().toLocaleDateString("sv");
    const name = [shop, text.transcript_file, day].filter(Boolean).join("-").replace(/[\\/:*?"<>|\p{C}]/gu, "_");
    download(`${name}.txt`, written([shop, text.transcript_file].join(" · "), chat.messages(), localeOf(host)));
  }
  const tell = (words: string, tone = "quiet") => {
    told.textContent = words;
    told.dataset.tone = tone;
  };

  list.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(event.target as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Tab" || event.key === "Escape") close(true);
    if (next !== undefined) all[next % all.length]!.focus();
    else if (event.key !== "Escape") return;
    // Escape closes the menu alone; arrows do not scroll.
    event.stopPropagation();
    event.preventDefault();
  });
  // A click elsewhere, or the focus gone elsewhere.
  const away = (event: Event) => {
    if (!event.composedPath().some((node) => node === list || node === opener)) close(false);
  };
  addEventListener("pointerdown", away, { signal, capture: true });
  parent.addEventListener("focusin", away);

  return () => {
    opener.ariaLabel = textOf(host).menu;
    const refusal = chat.refusal();
    if (refusal) tell(refusal, "bad");
  };
}

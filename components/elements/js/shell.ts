import type { KefuChat } from "./index.js";

// What the loader and the chat both need to know about the element; every byte of it is paid twice.

/** The language wanted: the element's, the page's, or the browser's. */
export const localeOf = (host: Element) =>
  host.getAttribute("locale") || document.documentElement.lang || navigator.language;

export const isChinese = (locale: string) => /^zh/i.test(locale);

/** What the host has said in the language wanted. */
export const wordsOf = (host: KefuChat) => {
  const locale = localeOf(host);
  return host.messages?.[locale] ?? host.messages?.[locale.slice(0, 2)];
};

/** Where a floating panel covers the whole page: phones, also turned. */
export const NARROW = "(max-width:480px),(max-height:480px) and (pointer:coarse)";

/** Whether the panel has a place of its own in the page: inline or page, but not floating, which ends otherwise. */
export const isFixed = (host: Element) => host.matches("[mode$=e]");

/** Whether the panel covers the page. */
export const covers = (host: Element) => matchMedia(NARROW).matches && !isFixed(host);

/** Shows the panel. As a modal where it covers the page: what is behind cannot be reached by key or by reader. */
export function show(host: Element, panel: HTMLDialogElement) {
  panel.close();
  if (covers(host)) panel.showModal();
  else panel.show();
}

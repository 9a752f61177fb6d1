// What the loader and the chat both need to know about the element; every byte of it is paid twice.

/** The language wanted: the element's, the page's, or the browser's. */
export const localeOf = (host: Element) =>
  host.getAttribute("locale") || document.documentElement.lang || navigator.language;

export const isChinese = (locale: string) => /^zh/i.test(locale);

/** Where the panel covers the whole page; the same as in the loader's style sheet. */
export const covering = () => matchMedia("(max-width:480px)");

/** Shows the panel. As a modal where it covers the page: what is behind cannot be reached by key or by reader. */
export function show(panel: HTMLDialogElement) {
  panel.close();
  if (covering().matches) panel.showModal();
  else panel.show();
}

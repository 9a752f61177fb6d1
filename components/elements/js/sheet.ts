// On a phone the panel is a sheet over the whole page: above the keyboard, the page behind it at rest, and closed by
// the way back.
import type { KefuChat } from "./index.js";
import { covers, NARROW, show } from "./shell.js";
import { mark } from "./way-back.js";

/** The page's own styles while a sheet is open: what is behind does not scroll. */
const still = new CSSStyleSheet();
still.replaceSync("html,body{overflow:hidden!important}");

const rest = (resting: boolean) => {
  const others = document.adoptedStyleSheets.filter((sheet) => sheet !== still);
  document.adoptedStyleSheets = resting ? [...others, still] : others;
};

/**
 * Keeps `panel` a sheet whenever it covers the page, until `signal` is aborted. Returns what is to be called when it
 * may have been opened or closed.
 */
export function sheet(host: KefuChat, panel: HTMLDialogElement, signal: AbortSignal): () => void {
  let covering = false;
  const settle = () => {
    const covered = panel.open && covers(host) && !signal.aborted;
    if (covered === covering) return;
    covering = covered;
    rest(covering);
    mark(host, covering);
  };
  const turn = () => {
    if (panel.open && panel.matches(":modal") !== covers(host)) {
      const focused = host.shadowRoot!.activeElement;
      show(host, panel);
      if (focused instanceof HTMLElement) focused.focus();
    }
    settle();
  };
  const view = visualViewport;
  const fit = () => {
    // A page that was made larger with two fingers is not to make the chat smaller.
    if (!view || view.scale > 1.05) return;
    panel.style.setProperty("--kefu-sheet-top", `${view.offsetTop}px`);
    panel.style.setProperty("--kefu-sheet-height", `${view.height}px`);
  };
  fit();
  for (const name of ["resize", "scroll"]) view?.addEventListener(name, fit, { signal });
  matchMedia(NARROW).addEventListener("change", turn, { signal });
  signal.addEventListener("abort", settle);
  return turn;
}

// The way back closes a sheet: while one is open, the page's history has one entry more, of the same address.
import type { KefuChat } from "./index.js";

/** In the state of that entry, beside the page's own. */
const MARK = "kefu-chat";

let open: KefuChat | undefined;
/** Our entry is being left by us; the browser tells when that is done. */
let leaving = false;

const isOurs = () => !!history.state?.[MARK];

function enter() {
  // One that has outlived a reload is used again.
  if (!leaving && !isOurs()) history.pushState({ ...history.state, [MARK]: true }, "");
}

/** Says whether a sheet of `host` is open now. With `history="off"` the page's history is left alone. */
export function mark(host: KefuChat, shown: boolean) {
  if (shown && host.getAttribute("history") !== "off") {
    open = host;
    enter();
  } else if (!shown && open === host) {
    open = undefined;
    if (leaving || !isOurs()) return;
    leaving = true;
    history.back();
  }
}

// The page's router hears of it as well: the same address, and its own state. There is nothing for it to do.
addEventListener("popstate", () => {
  if (leaving) {
    leaving = false;
    if (open) enter();
  } else if (open && !isOurs()) open.close();
});

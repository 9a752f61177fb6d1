// Loaded at the first interaction: the panel's styles, the glue and, through it, the WebAssembly module.
import css from "kefu:styles";
import init, { Chat } from "../dist/.glue/kefu_elements.js";
import type { ChatOptions, MountedChat } from "./options.js";

let sheet: CSSStyleSheet | undefined;

/**
 * Calls `onFault` when the module has stopped. A panic in it is a trap, which ends every view of the module and
 * reaches the page as an uncaught `WebAssembly.RuntimeError`.
 */
export function watchFaults(onFault: (words: string) => void) {
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError && error.stack?.includes("kefu_elements")) onFault(String(error));
  });
}

/** Mounts a panel into `parent`, which lives in `root`. One module serves all elements of a page. */
export async function mount(
  root: ShadowRoot,
  parent: HTMLElement,
  wasmUrl: string,
  options: ChatOptions,
): Promise<MountedChat> {
  await init({ module_or_path: wasmUrl });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.unshift(sheet);
  return new Chat(parent, options as never);
}

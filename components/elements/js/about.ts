import { button, CLOSE, icon, make } from "./build.js";
import type { Place } from "./more.js";
import { orderOf, productOf } from "./product.js";
import { textOf } from "./words.js";

/** What the next message is about can be taken off again: the product, which the panel shows, and the order. */
export function about({ host, parent, chat, drop }: Place) {
  const removed = new Set<string | undefined>();
  const dropper = (idOf: (host: Element) => string | undefined) =>
    button(
      "kefu-icon-button kefu-drop",
      () => {
        const id = idOf(host)!;
        removed.add(id);
        drop(id);
        sync();
        parent.querySelector("textarea")!.focus();
      },
      icon(CLOSE),
    );
  const product = dropper((host) => productOf(host)?.id);
  const order = dropper(orderOf);
  const words = make("span", "kefu-order");
  const chip = make("div", "kefu-about", words, order);
  parent.querySelector(".kefu-subject")!.append(product);
  parent.querySelector(".kefu-composer")!.prepend(chip);
  function sync() {
    const text = textOf(host);
    const id = orderOf(host);
    product.ariaLabel = order.ariaLabel = text.remove;
    words.textContent = text.about_order.replace("{name}", () => id ?? "");
    chip.hidden = !id || removed.has(id) || chat.conversation()?.context.order_id === id;
  }
  return sync;
}

import type { Product } from "./options.js";

/** The attributes that describe the product page. */
export const PRODUCT = ["id", "title", "image", "amount", "currency", "exponent"].map((name) => `product-${name}`);

/** What the element says about the page it stands on. A price that is not surely one is none. */
export function productOf(host: Element): Product | undefined {
  const [id, title, image, amount, currency, exponent = "2"] = PRODUCT.map((name) => host.getAttribute(name) || undefined);
  if (!id) return;
  const price = /^\d{1,15}$/.test(amount ?? "") && /^\d$/.test(exponent) ? Number(amount) : undefined;
  return { id, title, image, currency, amount: price, exponent: Number(exponent) };
}

/** The order the page is about. */
export const orderOf = (host: Element) => host.getAttribute("order-id") || undefined;

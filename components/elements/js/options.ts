/** A product page, as the host describes it. Title and price make a card; the id alone is enough to ask about it. */
export interface Product {
  id: string;
  title?: string;
  image?: string;
  /** Price in minor units, e.g. 5900 for ¥59.00. */
  amount?: number;
  /** ISO 4217 code. */
  currency?: string;
  /** Decimal digits of the minor unit, 2 when missing. */
  exponent?: number;
}

/** Returns the signed-in user's token; asked when first needed and again after the backend refused one. */
export type TokenProvider = () => string | null | undefined | Promise<string | null | undefined>;

/** What the element hands to the panel; read by `src/chat.rs`. */
export interface ChatOptions {
  endpoint: string;
  locale: string;
  identity: string | undefined;
  token: TokenProvider | undefined;
  onClose: () => void;
  onUnread: (count: number) => void;
}

/** A mounted panel. */
export interface MountedChat {
  setOpen(open: boolean): void;
  setLocale(locale: string): void;
  setProduct(product?: Product): void;
  unmount(): void;
}

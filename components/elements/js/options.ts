/** Returns the signed-in user's token; asked when first needed and again after the backend refused one. */
export type TokenProvider = () => string | null | undefined | Promise<string | null | undefined>;

/** Where and as whom, read by `src/chat.rs`. */
export interface Account {
  endpoint: string;
  locale: string;
  identity: string | undefined;
  token: TokenProvider | undefined;
  /** Where the WebAssembly is; beside the scripts when missing. */
  wasmUrl: string | undefined;
}

/** What the element hands to the panel; read by `src/chat.rs`. */
export interface ChatOptions extends Account {
  onClose: () => void;
  onUnread: (count: number) => void;
}

/** A product page, as the host describes it. Title and price make a card; the id alone is enough to ask about it. */
export interface Product {
  id: string;
  title: string | undefined;
  image: string | undefined;
  /** Price in minor units, e.g. 5900 for ¥59.00. */
  amount: number | undefined;
  /** ISO 4217 code. */
  currency: string | undefined;
  /** Decimal digits of the minor unit. */
  exponent: number;
}

/** A mounted panel: `Chat` of `src/chat.rs`. */
export interface MountedChat {
  setOpen(open: boolean): void;
  setLocale(locale: string): void;
  setProduct(product?: Product): void;
  signOut(): void;
  unmount(): void;
}

/** Returns the signed-in user's token; asked when first needed and again after the backend refused one. */
export type TokenProvider = () => string | null | undefined | Promise<string | null | undefined>;

/**
 * Words of the host's own, by BCP 47 tag or its first two letters: `{ de: { open: "Fragen?" } }`. They add a language, or
 * replace some of ours in one there is; what is missing is English. `{n}` and `{name}` stand where ours have them.
 * The keys are listed in the README of the chat panel.
 */
export type Messages = Record<string, Record<string, string>>;

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
  /** Something is different. So many messages are unread; whether one has just come, which only one tab is told. */
  onChange: (unread: number, arrived: boolean) => void;
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

/** An order to choose before the first message. */
export interface OrderChoice {
  id: string;
  /** What the buyer knows it by. */
  title: string;
}

/** Of the contract's conversation, what the element reads. */
export interface Conversation {
  context: { order_id?: string };
  actions: { code: string; label?: string; enabled: boolean; reason?: string }[];
}

/** Of the contract's message, what the element reads. */
export interface Message {
  sender: { name: string };
  sent_at: string;
  content: { type: string; text?: string; product?: { title: string }; files?: { name: string }[] };
}

/** A mounted panel: `Chat` of `src/chat.rs`. */
export interface MountedChat {
  setOpen(open: boolean): void;
  /** `words` are the host's own: key, text, key, text. */
  setLocale(locale: string, words: string[]): void;
  setProduct(product?: Product): void;
  setOrder(id?: string): void;
  /** The buyer's conversation with the shop. */
  conversation(): Conversation | undefined;
  /** Its messages, as far as they are loaded, oldest first. */
  messages(): Message[];
  /** Asks for older messages; whether there are any. */
  loadOlder(): boolean;
  /** Sends a text as if it had been written. */
  ask(text: string): void;
  /** Does what the conversation's `actions` offer under this code. */
  act(code: string): void;
  /** Why the last thing done was refused; told once. */
  refusal(): string | undefined;
  signOut(): void;
  unmount(): void;
}

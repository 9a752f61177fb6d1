import type { Message, MountedChat } from "./options.js";

/** How long an older page is waited for, in milliseconds; then what is there has to do. */
const PATIENCE_MS = 10_000;

/** Loads all of the conversation, as far as the network allows. */
export async function loadAll(chat: MountedChat, isLive: () => boolean, signal: AbortSignal) {
  for (let known = -1; isLive() && !signal.aborted; ) {
    const count = chat.messages().length;
    if (count === known || !chat.loadOlder()) return;
    known = count;
    const end = performance.now() + PATIENCE_MS;
    while (chat.messages().length === count && isLive() && !signal.aborted && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function said({ content }: Message) {
  const files = content.files?.map(({ name }) => name).join(", ");
  return content.text || content.product?.title || files || content.type;
}

/** The conversation as plain text. A line break within a message cannot look like a message of its own. */
export function written(title: string, messages: Message[], locale: string) {
  const lines = messages.map(({ sender, sent_at, ...message }) => {
    const at = new Date(sent_at).toLocaleString(locale);
    return `[${at}] ${sender.name}: ${said({ sender, sent_at, ...message }).replace(/\r\n?|[\n\u2028\u2029]/g, "\n    ")}`;
  });
  return [title, new Date().toLocaleDateString(locale), "", ...lines, ""].join("\n");
}

/** Hands a text to the visitor as a file. */
export function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/plain;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

import type { KefuChat } from "./index.js";
import { isChinese, localeOf, wordsOf } from "./shell.js";

// Texts of what the element adds to the panel. A missing one does not compile; the host may bring its own.

const ZH = {
  unread: "{n} 条未读消息",
  unread_one: "1 条未读消息",
  menu: "更多",
  transcript: "下载聊天记录",
  preparing: "正在整理聊天记录…",
  transcript_file: "聊天记录",
  mute: "静音",
  language: "语言",
  ask_human: "转人工客服",
  end_chat: "结束会话",
  suggestions: "常见问题",
  topic: "咨询类型",
  order: "相关订单",
  no_order: "不涉及订单",
  start: "开始咨询",
  about_order: "订单 {name}",
  remove: "不咨询这个了",
};

const EN: typeof ZH = {
  unread: "{n} unread messages",
  unread_one: "1 unread message",
  menu: "More",
  transcript: "Download conversation",
  preparing: "Preparing the conversation…",
  transcript_file: "conversation",
  mute: "Mute sounds",
  language: "Language",
  ask_human: "Talk to a person",
  end_chat: "End conversation",
  suggestions: "Common questions",
  topic: "What is it about?",
  order: "Which order?",
  no_order: "None",
  start: "Start",
  about_order: "Order {name}",
  remove: "Not about this",
};

/** The texts in the language wanted. */
export const textOf = (host: KefuChat): typeof ZH => ({ ...(isChinese(localeOf(host)) ? ZH : EN), ...wordsOf(host) });

//! Every text of the chat panel, in each language. A missing text does not compile.

use super::catalogue::{Count, Named, catalogue};
use crate::Locale;

catalogue! {
/// The catalogue of one language.
pub(super) struct Text {
    pub(super) panel: &'static str,
    pub(super) close: &'static str,
    pub(super) messages: &'static str,
    pub(super) load_older: &'static str,
    pub(super) greeting: &'static str,
    pub(super) greeting_hint: &'static str,
    pub(super) no_messages: &'static str,
    pub(super) choose: &'static str,
    pub(super) input: &'static str,
    pub(super) input_buyer: &'static str,
    pub(super) input_agent: &'static str,
    pub(super) send: &'static str,
    pub(super) send_hint: &'static str,
    pub(super) too_long: Count,
    pub(super) left: Count,
    pub(super) jump: Count,
    pub(super) typing: Named,
    pub(super) about: &'static str,
    pub(super) online: &'static str,
    pub(super) busy: &'static str,
    pub(super) away: &'static str,
    pub(super) expected_wait: Count,
    pub(super) connecting: &'static str,
    pub(super) catching_up: &'static str,
    pub(super) offline: &'static str,
    pub(super) signed_out: &'static str,
    pub(super) volatile: &'static str,
    pub(super) queued: &'static str,
    pub(super) sending: &'static str,
    pub(super) sent: &'static str,
    pub(super) read: &'static str,
    pub(super) failed: &'static str,
    pub(super) retry: &'static str,
    pub(super) discard: &'static str,
    pub(super) bot: &'static str,
    pub(super) note: &'static str,
    pub(super) you: &'static str,
    /// Between a name and what is said.
    pub(super) colon: &'static str,
    pub(super) unknown: &'static str,
    pub(super) away_greeting: &'static str,
    pub(super) away_hint: &'static str,
}
}

impl Text {
    /// The catalogue for `locale`.
    pub(super) fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
            Locale::Added(added) => Self::added(added),
        }
    }
}

/// Whole minutes, rounded up: nobody minds an answer that comes early.
fn minutes(seconds: u32) -> u32 {
    seconds.div_ceil(60).max(1)
}

static ZH_CN: Text = Text {
    panel: "客服聊天",
    close: "关闭聊天",
    messages: "消息记录",
    load_older: "查看更早的消息",
    greeting: "你好，有什么可以帮你？",
    greeting_hint: "商品、物流、退换货都可以问，发送后客服会尽快回复。",
    no_messages: "还没有消息",
    choose: "从左侧选择一个会话开始接待",
    input: "输入消息",
    input_buyer: "输入你想问的…",
    input_agent: "回复买家…",
    send: "发送",
    send_hint: "发送（Enter），换行（Shift+Enter）",
    too_long: &|over| format!("超出 {over} 字，请删减后发送"),
    left: &|left| format!("还可输入 {left} 字"),
    jump: &|count| if count == 0 { "回到最新".to_owned() } else { format!("{count} 条新消息") },
    typing: &|name| format!("{name} 正在输入…"),
    about: "正在咨询",
    online: "在线",
    busy: "忙碌，回复会慢一些",
    away: "暂时离开，可先留言",
    expected_wait: &|s| {
        if s <= 90 { format!("约 {s} 秒内回复") } else { format!("约 {} 分钟内回复", minutes(s)) }
    },
    connecting: "正在连接…",
    catching_up: "正在同步消息…",
    offline: "连接已断开，正在重试。你写的消息会在恢复后自动发出。",
    signed_out: "登录已失效，请重新登录后继续。",
    volatile: "浏览器未开放存储：关闭页面后，未发出的消息不会保留。",
    queued: "待发送",
    sending: "发送中",
    sent: "已发送",
    read: "已读",
    failed: "发送失败",
    retry: "重试",
    discard: "放弃",
    bot: "机器人",
    note: "内部备注",
    you: "我",
    colon: "：",
    unknown: "暂不支持显示的消息",
    away_greeting: "现在没有客服在线",
    away_hint: "可以先留言，客服上线后会在这里回复你。",
};

static EN: Text = Text {
    panel: "Customer service chat",
    close: "Close chat",
    messages: "Messages",
    load_older: "Show earlier messages",
    greeting: "Hello, how can we help?",
    greeting_hint: "Ask about products, delivery or returns. We answer as soon as we can.",
    no_messages: "No messages yet",
    choose: "Choose a conversation on the left",
    input: "Message",
    input_buyer: "Type your question…",
    input_agent: "Reply…",
    send: "Send",
    send_hint: "Send (Enter), new line (Shift+Enter)",
    too_long: &|over| format!("{over} characters too many; shorten it to send"),
    left: &|left| format!("{left} characters left"),
    jump: &|count| match count {
        0 => "Latest".to_owned(),
        1 => "1 new message".to_owned(),
        n => format!("{n} new messages"),
    },
    typing: &|name| format!("{name} is typing…"),
    about: "About",
    online: "Online",
    busy: "Busy, answers take a little longer",
    away: "Away, leave a message",
    expected_wait: &|s| {
        if s <= 90 {
            format!("usually answers in {s} s")
        } else {
            format!("usually answers in {} min", minutes(s))
        }
    },
    connecting: "Connecting…",
    catching_up: "Fetching messages…",
    offline: "Connection lost, trying again. What you write is sent once it is back.",
    signed_out: "You are signed out. Sign in again to go on.",
    volatile: "This browser offers no storage: unsent messages are lost when you close the page.",
    queued: "Waiting to send",
    sending: "Sending",
    sent: "Sent",
    read: "Read",
    failed: "Not sent",
    retry: "Try again",
    discard: "Discard",
    bot: "Bot",
    note: "Internal note",
    you: "You",
    colon: ": ",
    unknown: "A message this version cannot show",
    away_greeting: "Nobody is here right now",
    away_hint: "Leave a message; the answer comes here as soon as we are back.",
};

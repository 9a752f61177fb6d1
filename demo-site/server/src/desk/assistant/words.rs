//! What the shop says by itself, in both languages.

use crate::{desk::orders::wall_time, locale::Text};
use kefu_contract::Timestamp;
use kefu_rules::assistant::{Desk, Reason};

/// The assistant says what it is the first time it answers.
pub(super) fn introduced(name: &str, first: bool, text: &Text) -> Text {
    if !first {
        return text.clone();
    }
    let Text { zh, en } = text;
    Text::new(
        format!("我是智能助手{name}。{zh}\n需要人工客服，回复“转人工”即可。"),
        format!("I am {name}, the shop's automatic assistant. {en}\nFor a person, just reply “human”."),
    )
}

/// 店铺介绍 and what is on offer.
pub(super) fn welcome(shop: &Text, introduction: &Text, offer: Option<&Text>) -> Text {
    let sentence =
        |text: &str, gap: &str| if text.is_empty() { String::new() } else { format!("{gap}{text}") };
    let empty = Text::new("", "");
    let offer = offer.map_or(empty, |offer| {
        Text::new(format!("\n现在有优惠：{}。", offer.zh), format!("\nOn offer now: {}.", offer.en))
    });
    Text::new(
        format!("您好，欢迎光临{}！{}{}", shop.zh, sentence(&introduction.zh, ""), offer.zh),
        format!("Hello and welcome to {}!{}{}", shop.en, sentence(&introduction.en, " "), offer.en),
    )
}

/// What there is to say of a desk where buyers have to wait, and how long.
pub(super) fn about(desk: Desk, place: u64, wait_s: Option<u32>, utc_offset_min: i32) -> Text {
    match desk {
        Desk::Online => {
            let Text { zh, en } = wait(wait_s);
            Text::new(
                format!("您排在第 {place} 位{zh}。"),
                format!("You are number {place} in the queue{en}."),
            )
        }
        Desk::Busy => {
            let Text { zh, en } = wait(wait_s);
            Text::new(
                format!("现在咨询的人较多，您排在第 {place} 位{zh}。我们会按顺序尽快回复，请稍候。"),
                format!(
                    "Many customers are asking just now. You are number {place} in the queue{en}. We answer in turn, as soon as we can."
                ),
            )
        }
        Desk::Away => Text::new(
            "客服暂时离开了。请留下您的问题，我们回来后第一时间回复您。",
            "Nobody is at the desk right now. Please leave your question; we answer as soon as we are back.",
        ),
        Desk::Closed(opens) => closed(opens, utc_offset_min),
    }
}

fn closed(opens: Option<Timestamp>, utc_offset_min: i32) -> Text {
    let Some(opens) = opens else {
        return Text::new(
            "现在是休息时间。请留言，我们上班后第一时间回复您。",
            "We are closed now. Please leave a message; we answer when we are back.",
        );
    };
    let Text { zh, en } = wall_time(opens, utc_offset_min);
    Text::new(
        format!("现在是休息时间，我们 {zh} 恢复服务。请留言，上班后第一时间回复您。"),
        format!("We are closed now and back at {en}. Please leave a message; we answer then."),
    )
}

/// How long it usually takes.
fn wait(seconds: Option<u32>) -> Text {
    match seconds {
        None => Text::new("", ""),
        Some(seconds) if seconds < 60 => {
            Text::new("，预计 1 分钟内回复", ", and usually answered within a minute")
        }
        Some(seconds) => {
            let minutes = seconds.div_ceil(60);
            Text::new(format!("，预计 {minutes} 分钟"), format!(", with about {minutes} min to wait"))
        }
    }
}

/// People take over; what there is to say of the desk follows.
pub(super) fn hand_over(reason: Reason, about: &Text) -> Text {
    let (zh, en) = match reason {
        Reason::Asked => ("好的，", "Of course. "),
        Reason::Anger => ("非常抱歉给您带来不好的体验，", "I am sorry about this. "),
        Reason::Money => ("这件事需要专人为您处理，", "This is for somebody of the team to look into. "),
        Reason::Unsure => ("抱歉，这个问题我回答不了，", "I am sorry that I have no answer. "),
    };
    Text::new(
        format!("{zh}正在为您转接人工客服。{}", about.zh),
        format!("{en}I am handing you over to a person. {}", about.en),
    )
}

/// Why people take over, for the staff.
pub(super) fn reason(reason: Reason) -> Text {
    let (zh, en) = match reason {
        Reason::Asked => ("买家要求人工", "the buyer asked for a person"),
        Reason::Anger => ("买家情绪激动", "the buyer is angry"),
        Reason::Money => ("涉及投诉或退款纠纷", "a complaint, or a dispute about money"),
        Reason::Unsure => ("连续没有答上来", "no answer to several questions in a row"),
    };
    Text::new(format!("智能助手转人工：{zh}"), format!("The assistant handed over: {en}"))
}

/// There is no answer.
pub(super) fn unsure(suggests: bool) -> Text {
    if suggests {
        return Text::new(
            "抱歉，我没有完全明白。您可以换个说法，或者看看是不是想问下面的问题。",
            "I am sorry, I did not quite understand. Could you put it another way, or is it one of these questions?",
        );
    }
    Text::new(
        "抱歉，我没有完全明白，您可以换个说法。",
        "I am sorry, I did not quite understand. Could you put it another way?",
    )
}

/// An order that waits for its payment.
pub(super) fn unpaid(number: &str, until: Option<String>) -> Text {
    let (zh, en) = match until {
        Some(until) => (format!("，会保留到 {until}"), format!("; it is kept until {until}")),
        None => Default::default(),
    };
    Text::new(
        format!("尾号 {number} 的订单还没有付款{zh}。付款后我们会尽快发货。"),
        format!("Your order ending in {number} is not paid yet{en}. It ships soon after the payment."),
    )
}

/// An order that waits to be shipped.
pub(super) fn unshipped(number: &str, until: Option<String>) -> Text {
    let (zh, en) = match until {
        Some(until) => (format!("，最晚 {until} 发出"), format!(" and ships by {until} at the latest")),
        None => Default::default(),
    };
    Text::new(
        format!("尾号 {number} 的订单正在准备发货{zh}。"),
        format!("Your order ending in {number} is being prepared{en}."),
    )
}

/// A parcel on its way.
#[derive(Debug)]
pub(super) struct Parcel<'a> {
    pub(super) order: &'a str,
    pub(super) courier: &'a str,
    pub(super) tracking: Option<String>,
    pub(super) news: String,
    pub(super) expected: Option<String>,
    /// How many other parcels the order has.
    pub(super) others: usize,
}

impl Parcel<'_> {
    pub(super) fn tell(&self) -> Text {
        let Self { order, courier, tracking, news, expected, others } = self;
        let (mut zh, mut en) = (
            format!("尾号 {order} 的订单已由{courier}承运"),
            format!("Your order ending in {order} travels with {courier}"),
        );
        if let Some(tracking) = tracking {
            zh += &format!("，运单尾号 {tracking}");
            en += &format!(", tracking number ending in {tracking}");
        }
        zh += &format!("。最新进展：{news}。");
        en += &format!(". Latest news: {news}.");
        if let Some(expected) = expected {
            zh += &format!("预计 {expected} 前送达。");
            en += &format!(" Expected by {expected}.");
        }
        if *others > 0 {
            zh += &format!("另有 {others} 个包裹，详见订单。");
            en += &format!(" The order has {others} more; see there.");
        }
        Text::new(zh, en)
    }
}

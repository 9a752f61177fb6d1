//! What a buyer wants, by the words of the policy.

use crate::policy::AssistantWords;
use crate::text::{Folded, is_cjk};

/// What a message asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// A human.
    Human,
    /// To be heard: the buyer is angry.
    Anger,
    /// Redress: a complaint, or a quarrel about money.
    Money,
    /// News of the buyer's own order.
    Order,
    /// Nothing: courtesies only.
    Nothing,
    /// An answer.
    Answer,
}

/// Reads what a message asks for; what needs people goes first.
///
/// ```
/// # use kefu_rules::{assistant::{Wish, wish}, policy::AssistantWords};
/// let words = AssistantWords::default();
/// assert_eq!(wish("转人工！", &words), Wish::Human);
/// assert_eq!(wish("Where is my order?", &words), Wish::Order);
/// assert_eq!(wish("您好，在吗？", &words), Wish::Nothing);
/// ```
pub fn wish(text: &str, words: &AssistantWords) -> Wish {
    let folded = Folded::new(text);
    let has = |list: &[String]| list.iter().any(|word| !folded.find(word).is_empty());
    if has(&words.human) || has(&words.human_alone) && is_all(&folded, &words.human_alone) {
        return Wish::Human;
    }
    // A threat to complain says more than the anger it comes with.
    [(&words.money, Wish::Money), (&words.anger, Wish::Anger), (&words.order, Wish::Order)]
        .into_iter()
        .find_map(|(list, wish)| has(list).then_some(wish))
        .unwrap_or(if is_all(&folded, &words.courtesy) { Wish::Nothing } else { Wish::Answer })
}

/// Whether a text is made of these words and nothing else that could be read. A Chinese character at the end of a
/// sentence that only colours it (吗、呀) says nothing.
fn is_all(text: &Folded, words: &[String]) -> bool {
    let mut covered = vec![false; text.len()];
    for glyphs in words.iter().flat_map(|word| text.find(word)) {
        covered[glyphs].fill(true);
    }
    let says = |c: char| c.is_alphanumeric() && !(is_cjk(c) && "吗呢吧啊呀嘛么了哦哈的".contains(c));
    (0..text.len()).all(|at| covered[at] || !text.at(at).is_some_and(says))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wishes_are_read_in_both_languages() {
        let words = AssistantWords::default();
        for (text, expected) in [
            ("人工", Wish::Human),
            ("人 工！", Wish::Human),
            ("我要转 人工客服", Wish::Human),
            ("这是人工做的吗", Wish::Answer),
            ("Agent.", Wish::Human),
            ("is there a cleaning agent for copper", Wish::Answer),
            ("I want to talk to a HUMAN", Wish::Human),
            ("你们什么态度！", Wish::Anger),
            ("This is ridiculous", Wish::Anger),
            ("不给退我就投诉你们这个黑店", Wish::Money),
            ("I'd like to make a complaint", Wish::Money),
            ("I was charged twice", Wish::Money),
            ("退款多久到账", Wish::Answer),
            ("When will I get my refund?", Wish::Answer),
            ("我的快递到哪了", Wish::Order),
            ("什么时候发货呀", Wish::Order),
            ("where's my parcel", Wish::Order),
            ("where’s my parcel", Wish::Order),
            ("你好", Wish::Nothing),
            ("好的，谢谢！", Wish::Nothing),
            ("Hi there", Wish::Answer),
            ("ok thanks", Wish::Nothing),
            ("？？", Wish::Nothing),
            ("你好，能放洗碗机吗", Wish::Answer),
            // Words that mean something else here.
            ("图片是真人实拍吗", Wish::Answer),
            ("能放进垃圾桶旁边吗", Wish::Answer),
            ("可以用工商银行付款吗", Wish::Answer),
            ("滚筒洗衣机能洗吗", Wish::Answer),
            ("退货寄到哪里", Wish::Answer),
            ("我的订单地址写错了", Wish::Answer),
            ("does it fit a rubbish bin", Wish::Answer),
        ] {
            assert_eq!(wish(text, &words), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,40}") {
            wish(&text, &AssistantWords::default());
        }
    }
}

//! Hits in words, so that an author sees which phrase is not allowed and why.

use super::{GuardRule, Hit};
use crate::language::Language;
use kefu_contract::{ProblemCode, ProblemField};

impl GuardRule {
    /// The problem a text that breaks this rule is refused with.
    pub fn code(self) -> ProblemCode {
        match self {
            Self::Phone | Self::OrderNumber | Self::Name | Self::Address => ProblemCode::PrivateDataInText,
            Self::Insult | Self::Blame => ProblemCode::AbusiveText,
            Self::Reward => ProblemCode::RewardForReview,
            Self::Promise => ProblemCode::InvalidValue,
        }
    }

    /// The rule in words.
    pub fn text(self, lang: Language) -> &'static str {
        let (chinese, english) = match self {
            Self::Phone => ("公开回复不能出现电话号码", "a public reply must not show a telephone number"),
            Self::OrderNumber => ("公开回复不能出现订单号", "a public reply must not show an order number"),
            Self::Name => ("公开回复不能出现买家姓名", "a public reply must not show the buyer's name"),
            Self::Address => ("公开回复不能出现买家地址", "a public reply must not show the buyer's address"),
            Self::Insult => ("不能辱骂买家", "a reply must not insult"),
            Self::Blame => ("请勿指责买家", "a reply should not blame the buyer"),
            Self::Reward => ("不能以好处换取评价", "no money or gifts may be offered for a review"),
            Self::Promise => ("店铺政策未作此承诺", "a promise the shop's policy does not cover"),
        };
        lang.pick(chinese, english)
    }
}

/// A hit as a fault of the text at `pointer`: the phrase and the rule it breaks.
pub fn finding(hit: &Hit, reply: &str, pointer: &str, lang: Language) -> ProblemField {
    let phrase = reply.get(hit.span.clone()).unwrap_or_default();
    let rule = hit.rule.text(lang);
    let detail = lang.pick(format!("“{phrase}”：{rule}"), format!("“{phrase}”: {rule}"));
    ProblemField { detail: Some(detail), ..ProblemField::new(pointer, hit.rule.code()) }
}

//! What kinds and states are called, and sentences that are stored with a case, in the languages of the interface.

use super::intervention::Verdict;
use crate::language::Language;
use kefu_contract::{CaseKind, CaseState};

type Words = (&'static str, &'static str);

/// Where a refund goes: back to whoever paid, the way it came.
pub(super) const SAME_WAY: Words = ("原路退回", "The way it was paid");
/// Where a refund goes that the courier collected in cash.
pub(super) const TO_BALANCE: Words = ("退至账户余额", "To the account balance");

/// What a kind of application is called; an unknown one shows its code.
pub fn kind(kind: &CaseKind, language: Language) -> &str {
    let (chinese, english) = match kind {
        CaseKind::RefundOnlyNotReceived => ("仅退款（未收到货）", "Refund, not received"),
        CaseKind::RefundOnlyReceived => ("仅退款（已收到货）", "Refund, goods kept"),
        CaseKind::ReturnRefund => ("退货退款", "Return and refund"),
        CaseKind::Exchange => ("换货", "Exchange"),
        CaseKind::Repair => ("维修", "Repair"),
        CaseKind::Reship => ("补发", "Missing pieces"),
        CaseKind::Compensation => ("折价补偿", "Compensation"),
        CaseKind::Other(code) => return code,
    };
    language.pick(chinese, english)
}

/// What a state is called; an unknown one shows its code.
pub fn state(state: &CaseState, language: Language) -> &str {
    let (chinese, english) = match state {
        CaseState::Draft => ("未提交", "Not handed in"),
        CaseState::AwaitingSeller => ("等待卖家处理", "Waiting for the seller"),
        CaseState::Countered => ("卖家提出新方案，等待买家回应", "The seller made another offer"),
        CaseState::AwaitingReturn => ("等待买家寄回商品", "Waiting for the goods to be sent back"),
        CaseState::AwaitingInspection => ("等待卖家验货", "The seller inspects what came back"),
        CaseState::Refunding => ("退款处理中", "Refund on its way"),
        CaseState::Refunded => ("退款成功", "Refunded"),
        CaseState::Refused => ("卖家已拒绝", "Refused by the seller"),
        CaseState::Closed => ("已关闭", "Closed"),
        CaseState::RefundFailed => ("退款失败，将重新退款", "Refund failed, to be tried again"),
        CaseState::AwaitingReship => ("等待卖家发货", "Waiting for the seller to ship"),
        CaseState::AwaitingBuyerReceipt => ("等待买家确认收货", "On its way to the buyer"),
        CaseState::Exchanged => ("售后已完成", "Done"),
        CaseState::Other(code) => return code,
    };
    language.pick(chinese, english)
}

/// A sentence the rules stored with a case, in another language; anything else stays as somebody wrote it.
pub fn retold(text: &str, language: Language) -> &str {
    let decisions = [Verdict::SellerSilent, Verdict::Preference, Verdict::BuyerHeard].map(Verdict::words);
    let known = |(chinese, english): &Words| text == *chinese || text == *english;
    let found = [SAME_WAY, TO_BALANCE].into_iter().chain(decisions).find(known);
    found.map_or(text, |(chinese, english)| language.pick(chinese, english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_name_in_both_languages() {
        let kinds = CaseKind::KNOWN.iter().map(|code| CaseKind::from(*code));
        for one in kinds {
            let (chinese, english) = (kind(&one, Language::Chinese), kind(&one, Language::English));
            assert!(!chinese.is_ascii() && english.is_ascii() && english != one.as_str());
        }
        for one in CaseState::KNOWN.iter().map(|code| CaseState::from(*code)) {
            let (chinese, english) = (state(&one, Language::Chinese), state(&one, Language::English));
            assert!(!chinese.is_ascii() && english.is_ascii() && english != one.as_str());
        }
        assert_eq!(state(&CaseState::from("from_tomorrow"), Language::English), "from_tomorrow");
    }

    #[test]
    fn stored_sentences_follow_the_reader_and_others_stay() {
        let decision = Verdict::Preference;
        for language in [Language::Chinese, Language::English] {
            for stored in [Language::Chinese, Language::English] {
                assert_eq!(retold(decision.text(stored), language), decision.text(language));
            }
            assert_eq!(retold("我不同意", language), "我不同意");
        }
    }
}

//! What to beware of with a customer.

use super::Figures;
use crate::{language::Language, policy::CustomerPolicy};
use kefu_contract::{Timestamp, Warning, WarningCode};

const DAY_MS: i64 = 86_400_000;

/// What is known about somebody beside their orders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Caution {
    /// They asked not to be contacted.
    pub do_not_contact: bool,
    /// Reviews of theirs that were filed as threats (恶意评价).
    pub threats: u32,
}

/// The warnings staff get about somebody at `now`.
pub fn warnings(
    figures: &Figures,
    caution: Caution,
    now: Timestamp,
    policy: &CustomerPolicy,
    language: Language,
) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut warn = |code, chinese: String, english: String| {
        found.push(Warning { code, text: language.pick(chinese, english) });
    };
    if caution.do_not_contact {
        warn(
            WarningCode::DoNotContact,
            "顾客要求不再联系，请勿主动发消息或致电".to_owned(),
            "Asked not to be contacted: do not write or call first".to_owned(),
        );
    }
    let days = policy.refunds_within_d;
    let since = now.plus_ms(-i64::from(days) * DAY_MS);
    let refunds = figures.refunded_paid_at.iter().filter(|at| **at >= since).count();
    if policy.many_refunds > 0 && refunds >= usize::try_from(policy.many_refunds).unwrap_or(usize::MAX) {
        warn(
            WarningCode::ManyRefunds,
            format!("近 {days} 天的订单中有 {refunds} 笔退款"),
            format!("{refunds} of the orders of the last {days} days had money paid back"),
        );
    }
    if caution.threats > 0 {
        warn(
            WarningCode::ReviewExtortion,
            format!("有 {} 条评价被标为恶意，请保留证据", caution.threats),
            format!("{} of their reviews filed as threats: keep the evidence", caution.threats),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::Money;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    fn refunded(days_ago: &[i64]) -> Figures {
        let at = |days: &i64| NOW.plus_ms(-days * DAY_MS);
        Figures {
            refunded_paid_at: days_ago.iter().map(at).collect(),
            ..Figures::of([], false, Money::cny(0))
        }
    }

    fn codes(figures: &Figures, caution: Caution) -> Vec<WarningCode> {
        let all = |language| warnings(figures, caution, NOW, &CustomerPolicy::default(), language);
        let (chinese, english) = (all(Language::Chinese), all(Language::English));
        assert!(
            chinese.iter().all(|one| !one.text.is_ascii()) && english.iter().all(|one| one.text.is_ascii())
        );
        chinese.into_iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn every_reason_warns_by_itself() {
        let calm = Caution::default();
        assert_eq!(codes(&refunded(&[1, 2]), calm), []);
        assert_eq!(codes(&refunded(&[1, 2, 90]), calm), [WarningCode::ManyRefunds]);
        assert_eq!(codes(&refunded(&[1, 2, 91]), calm), []);
        let caution = Caution { do_not_contact: true, threats: 1 };
        assert_eq!(codes(&refunded(&[]), caution), [WarningCode::DoNotContact, WarningCode::ReviewExtortion]);
    }

    #[test]
    fn a_shop_may_do_without() {
        let policy = CustomerPolicy { many_refunds: 0, ..CustomerPolicy::default() };
        assert!(warnings(&refunded(&[]), Caution::default(), NOW, &policy, Language::English).is_empty());
    }
}

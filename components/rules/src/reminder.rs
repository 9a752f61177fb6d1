//! Payment reminders (催付): may this buyer be reminded now, and if not, when?

use crate::business_hours::{local_day_and_minute, local_instant};
use crate::money::{self, MoneyError};
use crate::policy::ReminderPolicy;
use kefu_contract::{Money, Timestamp};

/// What the decision needs to know of an unpaid order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnpaidOrder {
    /// When it was placed.
    pub placed_at: Timestamp,
    /// When it closes unpaid.
    pub pay_until: Timestamp,
    /// What is to be paid.
    pub amount: Money,
    /// When reminders were sent, by whatever channel.
    pub reminded_at: Vec<Timestamp>,
    /// The buyer asked not to be contacted.
    pub do_not_contact: bool,
}

/// Why a reminder may not be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderDenial {
    /// The buyer asked not to be contacted.
    DoNotContact,
    /// The order is too small to bother anybody.
    AmountTooSmall,
    /// All reminders of this order have been sent.
    TotalReached,
    /// The order has closed, or will have before a reminder may be sent.
    OrderCloses,
    /// The order was placed only just now.
    TooYoung,
    /// The reminders of this day have been sent.
    DayReached,
    /// It is night at the shop.
    QuietHours,
}

/// Whether a reminder may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderDecision {
    /// Yes, now.
    Allowed,
    /// Not now; from `opens_at` on, if nothing else happens.
    Later {
        /// What stands in the way first.
        reason: ReminderDenial,
        /// When it becomes possible.
        opens_at: Timestamp,
    },
    /// Not any more.
    Never(ReminderDenial),
}

/// Decides on a payment reminder at `now`, in local time at `utc_offset_min`.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`] when the policy's smallest amount is in another currency.
pub fn decide(
    order: &UnpaidOrder,
    now: Timestamp,
    utc_offset_min: i32,
    policy: &ReminderPolicy,
) -> Result<ReminderDecision, MoneyError> {
    if let Some(reason) = never(order, policy)? {
        return Ok(ReminderDecision::Never(reason));
    }
    let mut at = now;
    let mut first = None;
    // Each obstacle moves `at` forward past itself; the calendar has finitely many sent reminders.
    while let Some((reason, opens_at)) = obstacle(order, at, utc_offset_min, policy) {
        first.get_or_insert(reason);
        at = opens_at;
        if at >= order.pay_until {
            break;
        }
    }
    Ok(match first {
        _ if at >= order.pay_until => ReminderDecision::Never(ReminderDenial::OrderCloses),
        Some(reason) => ReminderDecision::Later { reason, opens_at: at },
        None => ReminderDecision::Allowed,
    })
}

fn never(order: &UnpaidOrder, policy: &ReminderPolicy) -> Result<Option<ReminderDenial>, MoneyError> {
    if let Some(least) = &policy.min_amount {
        money::same_currency(least, &order.amount)?;
        if order.amount.amount < least.amount {
            return Ok(Some(ReminderDenial::AmountTooSmall));
        }
    }
    let spent = order.reminded_at.len() as u64 >= u64::from(policy.total);
    Ok(if order.do_not_contact {
        Some(ReminderDenial::DoNotContact)
    } else if spent || policy.per_day == 0 {
        Some(ReminderDenial::TotalReached)
    } else {
        None
    })
}

/// What forbids a reminder at this instant, and the later instant at which it no longer does.
fn obstacle(
    order: &UnpaidOrder,
    at: Timestamp,
    offset: i32,
    policy: &ReminderPolicy,
) -> Option<(ReminderDenial, Timestamp)> {
    let of_age = order.placed_at.plus_ms(i64::from(policy.min_age_min) * 60_000);
    if at < of_age {
        return Some((ReminderDenial::TooYoung, of_age));
    }
    let (day, minute) = local_day_and_minute(at, offset);
    let that_day = |sent: &&Timestamp| local_day_and_minute(**sent, offset).0 == day;
    if order.reminded_at.iter().filter(that_day).count() as u64 >= u64::from(policy.per_day) {
        return Some((ReminderDenial::DayReached, local_instant(day + 1, 0, offset)));
    }
    let (from, to) = (i64::from(policy.quiet_from_min), i64::from(policy.quiet_to_min));
    let quiet_ends = match from.cmp(&to) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Less => (from <= minute && minute < to).then_some(day),
        std::cmp::Ordering::Greater if minute >= from => Some(day + 1),
        std::cmp::Ordering::Greater => (minute < to).then_some(day),
    };
    quiet_ends.map(|day| (ReminderDenial::QuietHours, local_instant(day, to, offset)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CHINA: i32 = 480;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn order(placed: &str, reminded: &[&str]) -> UnpaidOrder {
        UnpaidOrder {
            placed_at: at(placed),
            pay_until: at(placed).plus_ms(3 * 86_400_000),
            amount: Money::cny(9_900),
            reminded_at: reminded.iter().map(|text| at(text)).collect(),
            do_not_contact: false,
        }
    }

    fn decision(order: &UnpaidOrder, now: &str) -> ReminderDecision {
        decide(order, at(now), CHINA, &ReminderPolicy::default()).unwrap()
    }

    #[test]
    fn every_reason_and_when_it_ends() {
        use ReminderDenial::*;
        let later = |reason, opens: &str| ReminderDecision::Later { reason, opens_at: at(opens) };
        let fresh = order("2026-11-20T21:00:00+08:00", &[]);
        assert_eq!(decision(&fresh, "2026-11-20T21:30:00+08:00"), ReminderDecision::Allowed);
        assert_eq!(
            decision(&fresh, "2026-11-20T21:10:00+08:00"),
            later(TooYoung, "2026-11-20T21:30:00+08:00")
        );
        assert_eq!(
            decision(&fresh, "2026-11-20T22:00:00+08:00"),
            later(QuietHours, "2026-11-21T09:00:00+08:00")
        );
        assert_eq!(
            decision(&fresh, "2026-11-21T03:00:00+08:00"),
            later(QuietHours, "2026-11-21T09:00:00+08:00")
        );
        assert_eq!(decision(&fresh, "2026-11-23T21:00:00+08:00"), ReminderDecision::Never(OrderCloses));
        let once = order("2026-11-20T10:00:00+08:00", &["2026-11-20T11:00:00+08:00"]);
        assert_eq!(
            decision(&once, "2026-11-20T12:00:00+08:00"),
            later(DayReached, "2026-11-21T09:00:00+08:00")
        );
        assert_eq!(decision(&once, "2026-11-21T09:00:00+08:00"), ReminderDecision::Allowed);
        let twice =
            order("2026-11-20T10:00:00+08:00", &["2026-11-20T11:00:00+08:00", "2026-11-21T11:00:00+08:00"]);
        assert_eq!(decision(&twice, "2026-11-22T12:00:00+08:00"), ReminderDecision::Never(TotalReached));
        let silent = UnpaidOrder { do_not_contact: true, ..fresh };
        assert_eq!(decision(&silent, "2026-11-20T21:30:00+08:00"), ReminderDecision::Never(DoNotContact));
    }

    #[test]
    fn small_orders_are_left_alone() {
        let policy = ReminderPolicy { min_amount: Some(Money::cny(10_000)), ..ReminderPolicy::default() };
        let small = order("2026-11-20T10:00:00+08:00", &[]);
        let now = at("2026-11-20T12:00:00+08:00");
        let denied = ReminderDecision::Never(ReminderDenial::AmountTooSmall);
        assert_eq!(decide(&small, now, CHINA, &policy), Ok(denied));
        let yen = Money { amount: 1, currency: "JPY".into(), exponent: 0 };
        let foreign = UnpaidOrder { amount: yen, ..small };
        assert!(decide(&foreign, now, CHINA, &policy).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn what_opens_later_is_allowed_then_and_never_at_night(
            placed in 0i64..86_400_000, wait in -3_600_000i64..300_000_000, offset in -720i32..=840,
            sent in prop::collection::vec(0i64..300_000_000, 0..3), quiet in (0u32..1_440, 0u32..1_440), per_day in 0u32..3,
        ) {
            let policy = ReminderPolicy { quiet_from_min: quiet.0, quiet_to_min: quiet.1, per_day, ..ReminderPolicy::default() };
            let mut order = order("2026-11-20T00:00:00Z", &[]);
            order.placed_at = order.placed_at.plus_ms(placed);
            order.pay_until = order.pay_until.plus_ms(placed);
            order.reminded_at = sent.iter().map(|ms| order.placed_at.plus_ms(*ms)).collect();
            let now = order.placed_at.plus_ms(wait);
            let minute = |t| local_day_and_minute(t, offset).1 as u32;
            match decide(&order, now, offset, &policy).unwrap() {
                ReminderDecision::Allowed => {
                    let m = minute(now);
                    let night = if quiet.0 <= quiet.1 { quiet.0 <= m && m < quiet.1 } else { m >= quiet.0 || m < quiet.1 };
                    prop_assert!(!night && now < order.pay_until);
                }
                ReminderDecision::Later { opens_at, .. } => {
                    prop_assert!(opens_at > now);
                    prop_assert_eq!(decide(&order, opens_at, offset, &policy).unwrap(), ReminderDecision::Allowed);
                    let before = decide(&order, opens_at.plus_ms(-1), offset, &policy).unwrap();
                    prop_assert!(before != ReminderDecision::Allowed);
                }
                ReminderDecision::Never(_) => {}
            }
        }
    }
}

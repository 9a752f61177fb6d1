//! What a case lays claim to, and how an amount falls on its lines.

use super::inspection::{borne_out, counted};
use super::machine::{Facts, State, Track};
use super::quote::{Reserved, Shares};
use crate::money::{self, MoneyError};
use crate::order::refund::RefundPart;
use kefu_contract::{Case, CaseId, CaseKind, InspectedLine, LineId, Money};

/// Whether a case is still going on; one in a state of a newer backend may be.
pub(super) fn is_open(case: &Case) -> bool {
    State::known(&case.state).is_none_or(|state| !state.is_terminal())
}

/// Most that may ever be paid back.
pub(super) fn maximum(case: &Case) -> &Money {
    case.quote.as_ref().map_or(&case.amount, |quote| &quote.maximum)
}

/// What is paid back where nothing else is agreed: the amount asked for. Who asks for goods and names no amount
/// gets the whole value of the goods should that become a refund.
pub(super) fn worth(case: &Case) -> &Money {
    if case.amount.amount == 0 { maximum(case) } else { &case.amount }
}

/// What is paid back as things stand.
pub(super) fn due(case: &Case) -> &Money {
    case.agreed_amount.as_ref().unwrap_or_else(|| worth(case))
}

/// What was counted, where the goods of the case come back.
fn count(case: &Case) -> Option<&[InspectedLine]> {
    match Facts::of(case).track()? {
        Track::ReturnCounted | Track::SwapCounted => case.inspection.as_ref().map(|found| &found.lines[..]),
        Track::Money | Track::Return | Track::Swap | Track::Reship => None,
    }
}

/// Whether the parcel was counted and nothing was in it.
pub(super) fn nothing_came(case: &Case) -> bool {
    count(case).is_some_and(|found| case.lines.iter().all(|line| counted(line, found) == 0))
}

/// Most the seller pays back of what is due: as much as the counted pieces bear out, postage with any of them.
pub(super) fn refundable(case: &Case) -> Result<Money, MoneyError> {
    match count(case) {
        Some(found) => sum(&case.amount, &borne(case, found)?),
        None => Ok(due(case).clone()),
    }
}

fn sum(like: &Money, shares: &Shares) -> Result<Money, MoneyError> {
    let nothing = Money { amount: 0, ..like.clone() };
    shares.lines.iter().chain(&shares.postage).try_fold(nothing, |sum, share| money::add(&sum, share))
}

/// The shares of what is due that the counted pieces bear out.
fn borne(case: &Case, found: &[InspectedLine]) -> Result<Shares, MoneyError> {
    let whole = spread(case, due(case))?;
    let lines = case.lines.iter().zip(&whole.lines);
    let lines: Result<Vec<Money>, _> = lines.map(|(line, share)| borne_out(line, share, found)).collect();
    let postage = whole.postage.filter(|_| !nothing_came(case));
    Ok(Shares { lines: lines?, postage })
}

/// An amount over lines and postage as they were asked for; by their maxima where more is paid than was asked. The
/// shares add up to it, and none is above its maximum.
pub(super) fn spread(case: &Case, amount: &Money) -> Result<Shares, MoneyError> {
    let quote = case.quote.as_ref().filter(|_| amount.amount > case.amount.amount);
    let lines = case.lines.iter().map(|line| match quote {
        Some(quote) => quote.lines.iter().find(|q| q.line_id == line.line_id).map(|q| &q.maximum),
        None => Some(&line.amount),
    });
    let postage = match quote {
        Some(quote) => quote.postage.as_ref().map(|row| &row.amount),
        None => case.postage.as_ref(),
    };
    by(amount, lines, postage)
}

/// An amount in proportion to others.
fn by<'a>(
    amount: &Money,
    lines: impl Iterator<Item = Option<&'a Money>>,
    postage: Option<&Money>,
) -> Result<Shares, MoneyError> {
    let weight = |money: Option<&Money>| money.map_or(0, |m| u64::try_from(m.amount).unwrap_or(0));
    let weights: Vec<u64> = lines.map(weight).chain([weight(postage)]).collect();
    let mut lines = money::allocate(amount, &weights)?;
    // As many shares as weights; the last one is the postage's.
    let last = lines.pop();
    Ok(Shares { lines, postage: postage.and(last) })
}

/// What [`crate::order::refund::record_refund`] has to book once the refund has succeeded: parts, and postage. They
/// add up to the refund; a compensation takes no pieces, a return those that were counted.
///
/// # Errors
/// [`MoneyError`] on a case whose amounts do not mix.
pub fn refund_parts(case: &Case) -> Result<(Vec<RefundPart>, Money), MoneyError> {
    let nothing = Money { amount: 0, ..case.amount.clone() };
    let Some(refund) = &case.refund else { return Ok((Vec::new(), nothing)) };
    let found = count(case);
    let borne = found.map(|found| borne(case, found)).transpose()?;
    let shares = match borne {
        // Goods that did not come are not paid for while those that did explain the amount.
        Some(borne) if refund.amount.amount <= sum(&nothing, &borne)?.amount => {
            by(&refund.amount, borne.lines.iter().map(Some), borne.postage.as_ref())?
        }
        _ => spread(case, &refund.amount)?,
    };
    let parts = case.lines.iter().zip(shares.lines).map(|(line, amount)| {
        let quantity = match found {
            _ if case.kind == CaseKind::Compensation => 0,
            Some(found) => counted(line, found),
            None => line.quantity,
        };
        RefundPart { line_id: line.line_id.clone(), quantity, amount }
    });
    Ok((parts.collect(), shares.postage.unwrap_or(nothing)))
}

/// What open cases may still come to, for quotes: line by line, and postage in minor units.
///
/// That is the maximum of each, whatever was asked for: kind and amount are open to negotiation until a case ends,
/// and all cases of an order must fit into it at once. For the same reason a compensation holds its pieces, too.
pub fn reserved(cases: &[Case], except: Option<&CaseId>) -> (Vec<Reserved>, i64) {
    let claim = |line_id: &LineId, quantity, amount: &Money| Reserved {
        line_id: line_id.clone(),
        quantity,
        amount: amount.clone(),
    };
    let (mut lines, mut postage) = (Vec::new(), 0_i64);
    for case in cases.iter().filter(|case| is_open(case) && Some(&case.id) != except) {
        let share = match &case.quote {
            Some(quote) => {
                lines.extend(quote.lines.iter().map(|l| claim(&l.line_id, l.quantity, &l.maximum)));
                quote.postage.as_ref().map(|row| row.amount.amount)
            }
            None => {
                lines.extend(case.lines.iter().map(|l| claim(&l.line_id, l.quantity, &l.amount)));
                case.postage.as_ref().map(|postage| postage.amount)
            }
        };
        postage = postage.saturating_add(share.unwrap_or(0));
    }
    (lines, postage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::{CaseLine, Quote, Refund};
    use serde_json::json;

    /// Two lines, three and one pieces, worth 100 and 50, with 7 postage; `asked` of it is asked for.
    fn case(kind: &str, asked: [i64; 3], refund: i64) -> Case {
        let text = include_str!("../../../contract/spec/fixtures/case.awaiting-seller.json");
        let mut case: Case = serde_json::from_str(text).unwrap();
        let like = case.lines[0].clone();
        let line = |id: &str, quantity, amount| CaseLine {
            line_id: id.into(),
            quantity,
            amount: Money::cny(amount),
            ..like.clone()
        };
        let quoted = |id: &str, quantity: u32, maximum| json!({"line_id": id, "quantity": quantity, "rows": [], "maximum": Money::cny(maximum)});
        let quote: Quote = serde_json::from_value(json!({
            "quote_id": "q", "order_id": "o", "order_version": 1, "maximum": Money::cny(157), "expires_at": case.created_at,
            "lines": [quoted("a", 3, 100), quoted("b", 1, 50)],
            "postage": {"code": "postage", "amount": Money::cny(7)},
        }))
        .unwrap();
        case.kind = kind.into();
        case.lines = vec![line("a", 3, asked[0]), line("b", 1, asked[1])];
        case.postage = Some(Money::cny(asked[2]));
        case.amount = Money::cny(asked.iter().sum());
        case.quote = Some(quote);
        let paid = json!({"state": "pending", "amount": Money::cny(refund), "requested_at": case.created_at});
        case.refund = serde_json::from_value::<Refund>(paid).ok();
        case
    }

    fn count(case: &mut Case, counted: [u32; 2]) {
        let line = |i: usize| json!({"line_id": case.lines[i].line_id, "expected": 3, "counted": counted[i], "condition": "intact"});
        let found = json!({"lines": [line(0), line(1)], "at": case.created_at});
        case.inspection = serde_json::from_value(found).ok();
    }

    fn parts(case: &Case) -> Vec<(u32, i64)> {
        let (parts, postage) = refund_parts(case).unwrap();
        parts.iter().map(|part| (part.quantity, part.amount.amount)).chain([(0, postage.amount)]).collect()
    }

    #[test]
    fn an_amount_falls_on_lines_as_asked_for_and_beyond_that_by_the_quote() {
        assert_eq!(parts(&case("return_refund", [60, 0, 0], 30)), [(3, 30), (1, 0), (0, 0)]);
        assert_eq!(parts(&case("return_refund", [60, 0, 0], 157)), [(3, 100), (1, 50), (0, 7)]);
        assert_eq!(parts(&case("compensation", [60, 20, 0], 40)), [(0, 30), (0, 10), (0, 0)]);
        // Goods were asked for, no money: worth what the quote says.
        let exchange = case("exchange", [0, 0, 0], 157);
        assert_eq!((worth(&exchange).amount, parts(&exchange)), (157, vec![(3, 100), (1, 50), (0, 7)]));
    }

    #[test]
    fn what_came_bears_the_amount_as_far_as_it_goes() {
        let mut case = case("return_refund", [100, 50, 7], 73);
        count(&mut case, [2, 0]);
        assert_eq!(refundable(&case).unwrap().amount, 67 + 7);
        assert_eq!(parts(&case), [(2, 66), (0, 0), (0, 7)]);
        // More than that was granted by somebody who may: then it falls on everything.
        case.refund = case.refund.map(|refund| Refund { amount: Money::cny(157), ..refund });
        assert_eq!(parts(&case), [(2, 100), (0, 50), (0, 7)]);
        count(&mut case, [0, 0]);
        assert_eq!((nothing_came(&case), refundable(&case).unwrap().amount), (true, 0));
    }

    #[test]
    fn open_cases_hold_all_they_may_come_to() {
        let mut closed = case("return_refund", [10, 0, 0], 0);
        closed.state = kefu_contract::CaseState::Closed;
        let cases = [case("compensation", [10, 0, 0], 0), closed];
        let (claims, postage) = reserved(&cases, None);
        let held: Vec<_> = claims.iter().map(|claim| (claim.quantity, claim.amount.amount)).collect();
        assert_eq!((held, postage), (vec![(3, 100), (1, 50)], 7));
        assert!(reserved(&cases[..1], Some(&cases[0].id)).0.is_empty());
    }
}

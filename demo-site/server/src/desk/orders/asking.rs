//! Accounts that want something of somebody else's order (仿冒账号). They get nothing, not even to know that the order
//! exists; the staff get a warning when the account's name could be mistaken for the buyer's.

use crate::{
    app::App,
    http::ApiError,
    store::{Change, OrderRecord},
    subject::Subject,
};
use kefu_contract::{Content, Person, Role};
use kefu_rules::safety::lookalike::{LookalikeVerdict, check};

/// Digits that may be an order's number.
const NUMBER_DIGITS: std::ops::RangeInclusive<usize> = 10..=20;

/// Most numbers that are looked up for one message.
const MOST_NUMBERS: usize = 5;

/// Notes that somebody wants something of an order. Says whether there was anything to note.
pub(super) async fn note(
    app: &App,
    change: &mut Change,
    mut record: OrderRecord,
    asking: &Person,
) -> Result<bool, ApiError> {
    let verdict = check(asking, &record.order.buyer, &app.policy.safety.lookalike);
    let noted = record.asked_by.iter().any(|known| known.id == asking.id && known.name == asking.name);
    if noted || !matches!(verdict, LookalikeVerdict::Lookalike(_)) {
        return Ok(false);
    }
    record.asked_by.push(asking.clone());
    change.keep_order(&record).await?;
    // The order itself has not changed, so nobody's work on it is disturbed; who looks at it hears of the warning.
    let order = &record.order;
    change.tell_of(&Subject::Order(order.id.clone()), &order.buyer.id, app.clock.now()).await?;
    Ok(true)
}

/// Looks for numbers of orders in what a buyer says.
pub(crate) async fn listen(
    app: &App,
    change: &mut Change,
    speaker: &Person,
    content: &Content,
) -> Result<(), ApiError> {
    let text = content.text.as_deref().unwrap_or_default();
    if speaker.role != Role::Buyer {
        return Ok(());
    }
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|run| NUMBER_DIGITS.contains(&run.len()));
    for number in numbers.take(MOST_NUMBERS) {
        if let Some(record) = change.order_numbered(number).await? {
            note(app, change, record, speaker).await?;
        }
    }
    Ok(())
}

//! The payment service, as far as refunds go.
//!
//! A refund is ordered by writing an attempt into the ledger, in the transaction that sends the case on its way; the
//! answer comes later, through the clock, and is written down in the transaction that books it. So nothing is paid that
//! is not booked, nothing twice, and a restart in between loses nothing. [`Bank`] is all that knows the service: a shop
//! with a real one replaces [`DemoBank`] by its client, handing over case and number of the attempt as the key.

use crate::{
    locale::Text,
    store::{Attempt, Change, StoreError},
};
use kefu_contract::{CaseId, Money, Order, PaymentMethod, Timestamp};

/// A payment service.
pub(crate) trait Bank {
    /// When the answer to a refund ordered at `at` comes.
    fn answers_at(&self, at: Timestamp) -> Timestamp;

    /// Whether an attempt to pay back an order was successful, and if not, why.
    fn answer(&self, order: &Order, attempt: Attempt) -> Result<(), Text>;
}

/// Milliseconds the demo's bank takes.
const DEMO_TAKES_MS: i64 = 3_000;

/// The demo's bank: a friend who paid must confirm the account first, so that a first attempt fails; all else succeeds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DemoBank;

impl Bank for DemoBank {
    fn answers_at(&self, at: Timestamp) -> Timestamp {
        at.plus_ms(DEMO_TAKES_MS)
    }

    fn answer(&self, order: &Order, attempt: Attempt) -> Result<(), Text> {
        match order.payment_method {
            Some(PaymentMethod::PayForMe) if attempt.number == 1 => Err(account_unconfirmed()),
            _ => Ok(()),
        }
    }
}

fn account_unconfirmed() -> Text {
    Text::new(
        "代付人的收款账户尚未确认，请稍后重试。",
        "The friend who paid has not confirmed their account yet. Try again later.",
    )
}

/// Orders a refund and says when the answer comes.
pub(crate) async fn order_refund(
    change: &mut Change,
    bank: &impl Bank,
    case: &CaseId,
    amount: &Money,
    now: Timestamp,
) -> Result<Timestamp, StoreError> {
    change.add_attempt(case, amount, now).await?;
    Ok(bank.answers_at(now))
}

/// The payment service's answer to the attempt under way, written down; nothing when none is.
pub(crate) async fn take_answer(
    change: &mut Change,
    bank: &impl Bank,
    case: &CaseId,
    order: &Order,
    now: Timestamp,
) -> Result<Option<Result<(), Text>>, StoreError> {
    let Some(attempt) = change.pending_attempt(case).await? else { return Ok(None) };
    let answer = bank.answer(order, attempt);
    change.settle_attempt(case, attempt, answer.is_ok(), now).await?;
    Ok(Some(answer))
}

/// What the payment service said, as it is kept, in the reader's language; nothing for other texts.
pub(crate) fn retold(text: &str) -> Option<Text> {
    let known = account_unconfirmed();
    (text == known.zh || text == known.en).then_some(known)
}

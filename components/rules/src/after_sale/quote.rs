//! Refund quotes: how much at most, derived row by row, and how an amount asked for is shared.

use super::pieces::{Claimed, minus, pieces_left, plus, quote_line, with};
use super::reasons::{kinds, no_reason_until, payer_words, reasons, return_postage_payer, sellers_fault};
use super::words::Denial;
use crate::language::Language;
use crate::money::{self, MoneyError};
use crate::policy::AfterSalePolicy;
use kefu_contract::{
    AmountCode, AmountRow, CaseKind, CaseReason, LineId, Money, Order, OrderLine, ProblemCode, ProblemField,
    Quote, QuoteId, QuoteLine, QuoteRequest, Scenario, Timestamp,
};

/// Pieces and money of a line that another open case may come to; see [`super::reserved`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// The line.
    pub line_id: LineId,
    /// Pieces; 0 where money is claimed alone.
    pub quantity: u32,
    /// The most it can come to.
    pub amount: Money,
}

/// What a quote needs to know beside the order and the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms<'a> {
    /// Identifier of the quote.
    pub quote_id: QuoteId,
    /// How long it holds.
    pub expires_at: Timestamp,
    /// Now.
    pub now: Timestamp,
    /// When the goods arrived.
    pub received_at: Option<Timestamp>,
    /// Whether freight insurance covers sending goods back.
    pub insured: bool,
    /// Claims of other open cases.
    pub reserved: &'a [Reserved],
    /// Postage that other open cases lay claim to, in minor units.
    pub reserved_postage: i64,
    /// The language of the words.
    pub language: Language,
}

/// Why there is no quote, or why an amount is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuoteRefusal {
    /// A value of the request is wrong.
    #[error("{} at {}", .0.code.as_str(), .0.pointer)]
    Field(Box<ProblemField>),
    /// Nothing has been paid.
    #[error("the order has not been paid")]
    NotPaid,
    /// The amounts of the order itself do not fit together.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl QuoteRefusal {
    fn at(pointer: impl Into<String>, code: ProblemCode) -> Self {
        Self::Field(Box::new(ProblemField::new(pointer, code)))
    }

    fn quantity(pointer: String, max: u32) -> Self {
        let fault = ProblemField::new(pointer, ProblemCode::QuantityAboveBought);
        Self::Field(Box::new(ProblemField { max: Some(max.into()), ..fault }))
    }

    /// The problem code to answer with.
    pub fn code(&self) -> ProblemCode {
        match self {
            Self::Field(field) => field.code.clone(),
            Self::NotPaid => ProblemCode::ActionNotAllowed,
            Self::Money(_) => ProblemCode::Internal,
        }
    }
}

/// Computes a quote.
///
/// # Errors
/// [`QuoteRefusal`] with the place in the request and, where useful, the maximum.
pub fn quote(
    order: &Order,
    request: &QuoteRequest,
    terms: &Terms<'_>,
    policy: &AfterSalePolicy,
) -> Result<Quote, QuoteRefusal> {
    let paid = order.paid.as_ref().ok_or(QuoteRefusal::NotPaid)?;
    check_reason(request)?;
    let mut stands = stands(order, terms)?;
    let mut lines = Vec::with_capacity(request.lines.len());
    for i in 0..request.lines.len() {
        let stand = check_line(&mut stands, request, i, terms, policy)?;
        lines.push(quote_line(stand.line, stand.asked, stand.claimed)?);
    }
    let mut postage = postage(order, request, &stands, terms)?;
    let left = left(paid, order, terms)?;
    let mut maximum = total(paid, &lines, postage.as_ref())?;
    if maximum.amount > left {
        maximum = with(paid, left);
        cap(&mut lines, &mut postage, &maximum)?;
    }
    let payer = return_postage_payer(&request.scenario, &request.reason, terms.insured);
    Ok(Quote {
        quote_id: terms.quote_id.clone(),
        order_id: order.id.clone(),
        order_version: order.version,
        lines,
        postage,
        maximum,
        payer_reason: payer.as_ref().and_then(|p| payer_words(p, terms.language)).map(str::to_owned),
        return_postage_payer: payer,
        expires_at: terms.expires_at,
    })
}

fn check_reason(request: &QuoteRequest) -> Result<(), QuoteRefusal> {
    if !kinds(&request.scenario).contains(&request.kind) {
        return Err(QuoteRefusal::at("/kind", ProblemCode::InvalidValue));
    }
    if !reasons(&request.scenario).contains(&request.reason) {
        return Err(QuoteRefusal::at("/reason", ProblemCode::ReasonNotAllowed));
    }
    if request.lines.is_empty() {
        return Err(QuoteRefusal::at("/lines", ProblemCode::InvalidValue));
    }
    Ok(())
}

/// A line of the order, what other cases may take of it, and how many pieces this request asks for.
struct Stand<'a> {
    line: &'a OrderLine,
    claimed: Claimed,
    asked: u32,
}

fn stands<'a>(order: &'a Order, terms: &Terms<'_>) -> Result<Vec<Stand<'a>>, MoneyError> {
    let stand = |line| Stand { line, claimed: Claimed::default(), asked: 0 };
    let mut stands: Vec<Stand<'a>> = order.lines.iter().map(stand).collect();
    for claim in terms.reserved {
        if let Some(stand) = stands.iter_mut().find(|stand| stand.line.id == claim.line_id) {
            money::same_currency(&stand.line.total, &claim.amount)?;
            stand.claimed.quantity = stand.claimed.quantity.saturating_add(claim.quantity);
            stand.claimed.amount = plus(stand.claimed.amount, claim.amount.amount)?;
        }
    }
    Ok(stands)
}

/// What has been paid and is neither paid back nor claimed, in minor units.
fn left(paid: &Money, order: &Order, terms: &Terms<'_>) -> Result<i64, MoneyError> {
    money::same_currency(paid, &order.refunded)?;
    let mut left = minus(paid.amount, order.refunded.amount)?.saturating_sub(terms.reserved_postage);
    for claim in terms.reserved {
        money::same_currency(paid, &claim.amount)?;
        left = minus(left, claim.amount.amount)?;
    }
    Ok(left.max(0))
}

/// Checks the line at `i` and notes how many pieces of it are asked for.
fn check_line<'s, 'a>(
    stands: &'s mut [Stand<'a>],
    request: &QuoteRequest,
    i: usize,
    terms: &Terms<'_>,
    policy: &AfterSalePolicy,
) -> Result<&'s Stand<'a>, QuoteRefusal> {
    let wanted = &request.lines[i];
    let at = |field: &str| format!("/lines/{i}/{field}");
    // Whole orders are asked for line by line: look there first.
    let of = |stand: &Stand<'_>| stand.line.id == wanted.line_id;
    let found = if stands.get(i).is_some_and(of) { Some(i) } else { stands.iter().position(of) };
    let found = found.ok_or_else(|| QuoteRefusal::at(at("line_id"), ProblemCode::UnknownLine))?;
    let stand = &mut stands[found];
    if stand.asked > 0 {
        return Err(QuoteRefusal::at(at("line_id"), ProblemCode::InvalidValue));
    }
    if wanted.quantity == 0 {
        return Err(QuoteRefusal::at(at("quantity"), ProblemCode::InvalidValue));
    }
    let left = pieces_left(stand.line, stand.claimed);
    let received = matches!(request.scenario, Scenario::ReceivedKeep | Scenario::ReceivedReturn);
    let left = if received { left.min(stand.line.shipped) } else { left };
    if wanted.quantity > left {
        return Err(QuoteRefusal::quantity(at("quantity"), left));
    }
    stand.asked = wanted.quantity;
    if request.reason == CaseReason::NoReason {
        let received = terms.received_at.unwrap_or(terms.now);
        no_reason_until(stand.line, received, terms.now, policy).map_err(|why| {
            let code = match why {
                Denial::NoReasonOver => ProblemCode::WindowClosed,
                _ => ProblemCode::ReasonNotAllowed,
            };
            let detail = Some(why.text(terms.language).to_owned());
            QuoteRefusal::Field(Box::new(ProblemField { detail, ..ProblemField::new("/reason", code) }))
        })?;
    }
    Ok(stand)
}

/// Whether postage goes back: nothing was shipped, or the seller is at fault.
pub(super) fn owes_postage(order: &Order, request: &QuoteRequest) -> bool {
    let unshipped = order.lines.iter().all(|line| line.shipped == 0);
    match (&request.kind, &request.scenario) {
        (CaseKind::Compensation, _) => false,
        (_, Scenario::NotReceived) => unshipped || sellers_fault(&request.reason),
        _ => sellers_fault(&request.reason),
    }
}

/// Postage, where it goes back, does so with the last pieces.
fn postage(
    order: &Order,
    request: &QuoteRequest,
    stands: &[Stand<'_>],
    terms: &Terms<'_>,
) -> Result<Option<AmountRow>, MoneyError> {
    let complete = stands.iter().all(|stand| pieces_left(stand.line, stand.claimed) <= stand.asked);
    if !(complete && owes_postage(order, request)) {
        return Ok(None);
    }
    money::same_currency(&order.postage, &order.refunded)?;
    let mut before = order.refunded.amount;
    for refunded in order.lines.iter().filter_map(|line| line.refunded_amount.as_ref()) {
        money::same_currency(&order.postage, refunded)?;
        before = minus(before, refunded.amount)?;
    }
    let left = minus(order.postage.amount, before.max(0).saturating_add(terms.reserved_postage))?;
    let row = |left| AmountRow { code: AmountCode::Postage, label: None, amount: with(&order.postage, left) };
    Ok((left > 0).then(|| row(left)))
}

fn total(like: &Money, lines: &[QuoteLine], postage: Option<&AmountRow>) -> Result<Money, MoneyError> {
    let mut sum = 0;
    for amount in lines.iter().map(|line| &line.maximum).chain(postage.map(|row| &row.amount)) {
        money::same_currency(like, amount)?;
        sum = plus(sum, amount.amount)?;
    }
    Ok(with(like, sum))
}

/// Where less was paid than the lines add up to, all maxima shrink alike.
fn cap(lines: &mut [QuoteLine], postage: &mut Option<AmountRow>, left: &Money) -> Result<(), MoneyError> {
    let shares = money::allocate(left, &weights(lines, postage.as_ref()))?;
    for (line, share) in lines.iter_mut().zip(&shares) {
        let amount = money::sub(share, &line.maximum)?;
        if amount.amount != 0 {
            line.rows.push(AmountRow { code: AmountCode::AlreadyRefunded, label: None, amount });
        }
        line.maximum = share.clone();
    }
    if let (Some(row), Some(share)) = (postage.as_mut(), shares.get(lines.len())) {
        row.amount = share.clone();
    }
    Ok(())
}

fn weights(lines: &[QuoteLine], postage: Option<&AmountRow>) -> Vec<u64> {
    let amounts = lines.iter().map(|line| &line.maximum).chain(postage.map(|row| &row.amount));
    amounts.map(|amount| u64::try_from(amount.amount).unwrap_or(0)).collect()
}

/// An amount asked for, shared among the lines and postage of its quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// For each line of the quote, in order; never above its maximum.
    pub lines: Vec<Money>,
    /// For postage, where the quote has it.
    pub postage: Option<Money>,
}

/// Checks an amount at `pointer` against a quote and shares it; the shares add up to it exactly.
///
/// # Errors
/// [`QuoteRefusal`]: wrong currency, not above zero, or above the maximum, which it then names.
pub fn share(amount: &Money, quote: &Quote, pointer: &str) -> Result<Shares, QuoteRefusal> {
    check_amount(amount, &quote.maximum, pointer)?;
    let mut lines = money::allocate(amount, &weights(&quote.lines, quote.postage.as_ref()))?;
    let postage = if quote.postage.is_some() { lines.pop() } else { None };
    Ok(Shares { lines, postage })
}

/// Checks an amount at `pointer` against a maximum.
///
/// # Errors
/// [`QuoteRefusal`]: wrong currency, not above zero, or above the maximum, which it then names.
pub fn check_amount(amount: &Money, maximum: &Money, pointer: &str) -> Result<(), QuoteRefusal> {
    let refused = |code| {
        let fault = ProblemField::new(pointer, code);
        Err(QuoteRefusal::Field(Box::new(ProblemField { max_amount: Some(maximum.clone()), ..fault })))
    };
    if money::same_currency(amount, maximum).is_err() {
        return refused(ProblemCode::WrongCurrency);
    }
    match amount.amount {
        ..=0 => refused(ProblemCode::AmountNotPositive),
        above if above > maximum.amount => refused(ProblemCode::AmountAboveMaximum),
        _ => Ok(()),
    }
}

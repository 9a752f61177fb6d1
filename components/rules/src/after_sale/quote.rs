//! Refund quotes: how much at most, derived row by row, and how an amount asked for is shared.

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
    let mut lines = Vec::with_capacity(request.lines.len());
    for i in 0..request.lines.len() {
        let line = check_line(order, request, i, terms, policy)?;
        lines.push(quote_line(line, request.lines[i].quantity, &reserved(line, terms)?)?);
    }
    let mut postage = postage(order, request, terms)?;
    let claimed = terms.reserved.iter().map(|r| &r.amount);
    let claimed = money::sum(claimed)?.map_or(0, |sum| sum.amount).saturating_add(terms.reserved_postage);
    let left = with(paid, money::sub(paid, &order.refunded)?.amount.saturating_sub(claimed).max(0));
    let mut maximum = total(paid, &lines, postage.as_ref())?;
    if maximum.amount > left.amount {
        cap(&mut lines, &mut postage, &left)?;
        maximum = left;
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

fn check_line<'a>(
    order: &'a Order,
    request: &QuoteRequest,
    i: usize,
    terms: &Terms<'_>,
    policy: &AfterSalePolicy,
) -> Result<&'a OrderLine, QuoteRefusal> {
    let wanted = &request.lines[i];
    let at = |field: &str| format!("/lines/{i}/{field}");
    let line = order.lines.iter().find(|line| line.id == wanted.line_id);
    let line = line.ok_or_else(|| QuoteRefusal::at(at("line_id"), ProblemCode::UnknownLine))?;
    if request.lines[..i].iter().any(|before| before.line_id == wanted.line_id) {
        return Err(QuoteRefusal::at(at("line_id"), ProblemCode::InvalidValue));
    }
    if wanted.quantity == 0 {
        return Err(QuoteRefusal::at(at("quantity"), ProblemCode::InvalidValue));
    }
    let left = pieces_left(line, &reserved(line, terms)?);
    let received = matches!(request.scenario, Scenario::ReceivedKeep | Scenario::ReceivedReturn);
    let left = if received { left.min(line.shipped) } else { left };
    if wanted.quantity > left {
        return Err(QuoteRefusal::quantity(at("quantity"), left));
    }
    if request.reason == CaseReason::NoReason {
        let received = terms.received_at.unwrap_or(terms.now);
        no_reason_until(line, received, terms.now, policy).map_err(|why| {
            let code = match why {
                Denial::NoReasonOver => ProblemCode::WindowClosed,
                _ => ProblemCode::ReasonNotAllowed,
            };
            let detail = Some(why.text(terms.language).to_owned());
            QuoteRefusal::Field(Box::new(ProblemField { detail, ..ProblemField::new("/reason", code) }))
        })?;
    }
    Ok(line)
}

/// Sum of the claims on a line.
fn reserved(line: &OrderLine, terms: &Terms<'_>) -> Result<Reserved, MoneyError> {
    let mut sum = Reserved { line_id: line.id.clone(), quantity: 0, amount: with(&line.total, 0) };
    for claim in terms.reserved.iter().filter(|claim| claim.line_id == line.id) {
        sum.quantity = sum.quantity.saturating_add(claim.quantity);
        sum.amount = money::add(&sum.amount, &claim.amount)?;
    }
    Ok(sum)
}

fn pieces_left(line: &OrderLine, reserved: &Reserved) -> u32 {
    line.quantity.saturating_sub(line.refunded).saturating_sub(reserved.quantity)
}

/// Rows of one line. Shares of discounts are differences of running shares, so that refunding piece after piece
/// adds up exactly to the line's total, whatever the order and sizes.
fn quote_line(line: &OrderLine, quantity: u32, reserved: &Reserved) -> Result<QuoteLine, MoneyError> {
    let gone = line.refunded.saturating_add(reserved.quantity).min(line.quantity);
    let value = Value::of(line, gone, quantity)?;
    let base = value.base()?;

    let refunded = line.refunded_amount.clone().unwrap_or_else(|| with(&line.total, 0));
    let taken = money::add(&refunded, &reserved.amount)?;
    let left = money::sub(&line.total, &taken)?.amount.max(0);
    // What was paid back beyond the value of the pieces gone, e.g. as compensation, burdens the rest alike.
    let value_gone = Value::of(line, 0, gone)?.base()?;
    let excess = with(&taken, money::sub(&taken, &value_gone)?.amount.max(0));
    let burden = between(&excess, line.quantity - gone, 0, quantity)?;
    let maximum = with(&base, money::sub(&base, &burden)?.amount.clamp(0, left));
    let taken_off = money::sub(&maximum, &base)?;
    let code = if refunded.amount > 0 { AmountCode::AlreadyRefunded } else { AmountCode::Reserved };

    let rows = [
        (AmountCode::Goods, value.goods),
        (AmountCode::LineDiscount, value.discount),
        (AmountCode::PriceChange, value.change),
        (code, taken_off),
    ];
    let rows = rows
        .into_iter()
        .filter(|(code, amount)| *code == AmountCode::Goods || amount.amount != 0)
        .map(|(code, amount)| AmountRow { code, label: None, amount })
        .collect();
    Ok(QuoteLine { line_id: line.id.clone(), quantity, rows, maximum })
}

/// What some pieces of a line are worth, as bought.
struct Value {
    goods: Money,
    discount: Money,
    change: Money,
}

impl Value {
    /// Of `count` pieces after the first `from`.
    fn of(line: &OrderLine, from: u32, count: u32) -> Result<Self, MoneyError> {
        let listed = money::sub(&money::times(&line.unit_price, line.quantity)?, &line.discount)?;
        let change = money::sub(&line.total, &listed)?;
        Ok(Self {
            goods: money::times(&line.unit_price, count)?,
            discount: money::neg(&between(&line.discount, line.quantity, from, count)?)?,
            change: between(&change, line.quantity, from, count)?,
        })
    }

    fn base(&self) -> Result<Money, MoneyError> {
        money::add(&money::add(&self.goods, &self.discount)?, &self.change)
    }
}

/// The share of `whole` for the first `count` of `of` pieces.
fn running(whole: &Money, of: u32, count: u32) -> Result<Money, MoneyError> {
    let weights = [u64::from(count), u64::from(of.saturating_sub(count))];
    let shares = money::allocate(whole, &weights)?;
    Ok(shares.into_iter().next().unwrap_or_else(|| with(whole, 0)))
}

/// The share of `whole` for `count` pieces after the first `from` of `of` pieces.
fn between(whole: &Money, of: u32, from: u32, count: u32) -> Result<Money, MoneyError> {
    if whole.amount == 0 {
        return Ok(whole.clone());
    }
    money::sub(&running(whole, of, from.saturating_add(count))?, &running(whole, of, from)?)
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
    terms: &Terms<'_>,
) -> Result<Option<AmountRow>, MoneyError> {
    if !owes_postage(order, request) {
        return Ok(None);
    }
    let mut to_lines = with(&order.refunded, 0);
    let mut complete = true;
    for line in &order.lines {
        if let Some(refunded) = &line.refunded_amount {
            to_lines = money::add(&to_lines, refunded)?;
        }
        let asked = request.lines.iter().find(|l| l.line_id == line.id).map_or(0, |l| l.quantity);
        complete &= pieces_left(line, &reserved(line, terms)?) <= asked;
    }
    if !complete {
        return Ok(None);
    }
    let before = money::sub(&order.refunded, &to_lines)?.amount.max(0).saturating_add(terms.reserved_postage);
    let left = money::sub(&order.postage, &with(&order.postage, before))?;
    Ok((left.amount > 0).then_some(AmountRow { code: AmountCode::Postage, label: None, amount: left }))
}

fn total(like: &Money, lines: &[QuoteLine], postage: Option<&AmountRow>) -> Result<Money, MoneyError> {
    let amounts = lines.iter().map(|line| &line.maximum).chain(postage.map(|row| &row.amount));
    amounts.into_iter().try_fold(with(like, 0), |sum, amount| money::add(&sum, amount))
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

fn with(like: &Money, amount: i64) -> Money {
    Money { amount, currency: like.currency.clone(), exponent: like.exponent }
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

//! Whether an application is what its quote was computed for.

use super::check::explained;
use super::exchange::is_for_goods;
use super::options::received_at;
use super::quote::{QuoteRefusal, Reserved, Shares, Terms, owes_postage, quote, share};
use super::{Context, claim};
use crate::money;
use crate::order::Refused;
use kefu_contract::{Case, CaseKind, CaseLine, Money, Payer, ProblemCode, Quote, QuoteId, QuoteRequest};

impl From<QuoteRefusal> for Refused {
    fn from(refusal: QuoteRefusal) -> Self {
        match refusal {
            QuoteRefusal::Field(field) => Self::field(*field),
            QuoteRefusal::NotPaid => Self::plain(ProblemCode::ActionNotAllowed),
            QuoteRefusal::Money(error) => error.into(),
        }
    }
}

const AT: &str = "/quote_id";

fn expired(ctx: &Context) -> Refused {
    let words = ctx.lang.pick("报价已失效，请重新获取", "The quote no longer holds; ask for another");
    explained(AT, ProblemCode::QuoteExpired, words)
}

/// The quote does not belong to what is asked for.
pub(super) fn other(pointer: &str, ctx: &Context) -> Refused {
    let words = ctx
        .lang
        .pick("报价与申请内容不一致，请重新获取", "The quote is about something else; ask for another");
    explained(pointer, ProblemCode::InvalidValue, words)
}

/// The stored quote a request names. One that is gone has most likely been forgotten for its age.
pub(super) fn stored<'a>(id: &QuoteId, ctx: &Context<'a>) -> Result<&'a Quote, Refused> {
    let quote = ctx.quote.filter(|quote| quote.quote_id == *id).ok_or_else(|| expired(ctx))?;
    if quote.order_id != ctx.order.id {
        return Err(other(AT, ctx));
    }
    if ctx.now > quote.expires_at { Err(expired(ctx)) } else { Ok(quote) }
}

/// The same quote computed anew. Insurance shows in who would pay; where it does not, it does not matter.
fn again(
    old: &Quote,
    request: &QuoteRequest,
    reserved: &(Vec<Reserved>, i64),
    ctx: &Context,
) -> Result<Quote, QuoteRefusal> {
    let terms = Terms {
        quote_id: old.quote_id.clone(),
        expires_at: old.expires_at,
        now: ctx.now,
        received_at: received_at(ctx.order),
        insured: old.return_postage_payer == Some(Payer::Insurance),
        reserved: &reserved.0,
        reserved_postage: reserved.1,
        language: ctx.lang,
    };
    quote(ctx.order, request, &terms, &ctx.policy.after_sale)
}

/// Refuses an application that its quote does not bear out now, beside what other cases lay claim to.
pub(super) fn check_new(
    old: &Quote,
    request: &QuoteRequest,
    reserved: &(Vec<Reserved>, i64),
    ctx: &Context,
) -> Result<(), Refused> {
    let quoted = old.lines.iter().map(|line| (&line.line_id, line.quantity));
    let asked = request.lines.iter().map(|line| (&line.line_id, line.quantity));
    let differ = !quoted.eq(asked);
    let new = again(old, request, reserved, ctx)?;
    if differ {
        return Err(other("/lines", ctx));
    }
    if new.return_postage_payer != old.return_postage_payer {
        return Err(other(AT, ctx));
    }
    let maxima = |quote: &Quote| quote.lines.iter().map(|line| line.maximum.clone()).collect::<Vec<_>>();
    let postage = |quote: &Quote| quote.postage.as_ref().map(|row| row.amount.clone());
    let same = maxima(&new) == maxima(old) && postage(&new) == postage(old) && new.maximum == old.maximum;
    if same { Ok(()) } else { Err(expired(ctx)) }
}

/// Refuses a newer quote for a case that was not computed for its kind and scenario, and this reason, on the order
/// as it stands; or beside another case than this one, whose claim it would then take in.
pub(super) fn check_newer(new: &Quote, request: &QuoteRequest, ctx: &Context) -> Result<(), Refused> {
    if new.order_version != ctx.order.version {
        return Err(expired(ctx));
    }
    let claims = claim::reserved(ctx.cases, request.case_id.as_ref());
    let fresh = match again(new, request, &claims, ctx) {
        Err(QuoteRefusal::Field(field)) if field.pointer != "/reason" => return Err(expired(ctx)),
        answer => answer?,
    };
    let taken = new.lines.iter().zip(&fresh.lines).any(|(new, now)| new.maximum.amount > now.maximum.amount);
    if taken || new.maximum.amount > fresh.maximum.amount {
        return Err(expired(ctx));
    }
    let undue = new.postage.is_some() && !owes_postage(ctx.order, request);
    if undue || new.return_postage_payer != fresh.return_postage_payer {
        return Err(other(AT, ctx));
    }
    Ok(())
}

/// An amount asked for, shared over its quote. Who asks for goods may leave it at nothing: it is paid only if the
/// case becomes a refund, and then the whole maximum is.
pub(super) fn shares(amount: &Money, kind: &CaseKind, quote: &Quote) -> Result<Shares, Refused> {
    let nothing = amount.amount == 0 && is_for_goods(kind);
    if nothing && money::same_currency(amount, &quote.maximum).is_ok() {
        let lines = vec![amount.clone(); quote.lines.len()];
        return Ok(Shares { lines, postage: quote.postage.as_ref().map(|_| amount.clone()) });
    }
    Ok(share(amount, quote, "/amount")?)
}

/// The lines of a quote as lines of a case.
pub(super) fn lines(quote: &Quote, shares: Vec<Money>, ctx: &Context) -> Result<Vec<CaseLine>, Refused> {
    let line = |(of, amount): (&kefu_contract::QuoteLine, Money)| {
        let bought = ctx.order.lines.iter().find(|line| line.id == of.line_id).ok_or_else(|| expired(ctx))?;
        Ok(CaseLine {
            line_id: of.line_id.clone(),
            title: bought.title.clone(),
            sku: bought.sku.clone(),
            image_url: bought.image_url.clone(),
            quantity: of.quantity,
            amount,
        })
    };
    quote.lines.iter().zip(shares).map(line).collect()
}

/// An amount asked for in a case without a quote: never more than was asked for before.
pub(super) fn unquoted(amount: &Money, case: &Case) -> Result<Shares, Refused> {
    super::quote::check_amount(amount, &case.amount, "/amount")?;
    Ok(claim::spread(case, amount)?)
}

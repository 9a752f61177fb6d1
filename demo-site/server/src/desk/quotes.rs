//! What may be applied for, and how much could be paid back.

use super::orders;
use crate::{
    app::App,
    auth::Viewer,
    fresh,
    http::ApiError,
    locale::{Locale, Text},
};
use kefu_contract::{Case, CaseOptions, OrderId, ProblemCode, Quote, QuoteId, QuoteRequest};
use kefu_rules::{
    after_sale::{
        self,
        options::{self, Situation},
        quote::{self, QuoteRefusal, Terms},
        words::Denial,
    },
    language::Language,
    order::Refused,
};

/// Freight insurance is bought with the line in some shops; the contract has no place for it yet, so nobody has it.
const INSURED: bool = false;

/// Milliseconds of a minute.
const MINUTE_MS: i64 = 60_000;

/// Kinds and scenarios, allowed and denied, for an order the viewer may see.
pub(crate) async fn options(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &OrderId,
) -> Result<CaseOptions, ApiError> {
    let record = app.store.order(id).await?.filter(|record| viewer.may_see(&record.order.buyer.id));
    let order = record.ok_or_else(ApiError::not_found)?.order;
    let situation = Situation {
        received_at: options::received_at(&order),
        insured: INSURED,
        now: app.clock.now(),
        language: locale.language(),
    };
    let options = options::options(&order, &situation, &app.policy.after_sale);
    Ok(CaseOptions { order_id: order.id, order_version: order.version, options })
}

/// Computes a quote on an order the viewer may see, and keeps it for the application that refers to it.
pub(crate) async fn quote(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    request: &QuoteRequest,
) -> Result<Quote, ApiError> {
    let mut change = app.store.begin().await?;
    let record = change.order(&request.order_id).await?.ok_or_else(ApiError::not_found)?;
    if !viewer.may_see(&record.order.buyer.id) {
        return Err(orders::turn_away(app, change, record, viewer).await);
    }
    let order = record.order;
    let cases: Vec<Case> = change.cases_of(&order.id).await?;
    if request.case_id.as_ref().is_some_and(|id| cases.iter().all(|case| case.id != *id)) {
        return Err(ApiError::not_found());
    }
    let (reserved, reserved_postage) = after_sale::reserved(&cases, request.case_id.as_ref());
    let now = app.clock.now();
    let policy = &app.policy.after_sale;
    let terms = Terms {
        quote_id: QuoteId(fresh::id("q")),
        expires_at: now.plus_ms(i64::from(policy.quote_valid_min) * MINUTE_MS),
        now,
        received_at: options::received_at(&order),
        insured: INSURED,
        reserved: &reserved,
        reserved_postage,
        language: locale.language(),
    };
    let quote = quote::quote(&order, request, &terms, policy).map_err(refused)?;
    change.add_quote(&viewer.person.id, &quote).await?;
    change.commit().await?;
    Ok(quote)
}

fn refused(refusal: QuoteRefusal) -> ApiError {
    match refusal {
        QuoteRefusal::NotPaid => {
            let words = |language| Denial::NotPaid.text(language);
            ApiError::new(ProblemCode::ActionNotAllowed)
                .detail(Text::new(words(Language::Chinese), words(Language::English)))
        }
        other => Refused::from(other).into(),
    }
}

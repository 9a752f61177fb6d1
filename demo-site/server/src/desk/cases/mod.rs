//! After-sale cases: shown, opened, acted on, and what time and the payment service do to them.
//!
//! The rules decide what a step does; what has to happen outside the case is carried out in the same transaction: the
//! payment service is given its order, the order follows its cases, and the conversation hears of it.

mod card;
mod carry_out;
mod said;
mod variants;
mod view;

pub(crate) use view::{sign, view};

use super::{
    orders::{self, Background, platform},
    uploads,
};
use crate::{
    app::App,
    auth::Viewer,
    fresh,
    http::{ApiError, Begun, Current, Write},
    locale::Locale,
    payments::{self, DemoBank},
    store::{BANK_ANSWERS, CaseFile, CaseRecord, Change, OrderRecord},
};
use carry_out::carry_out;
use kefu_contract::{ActOnCase, Case, CaseId, DeadlineKind, OpenCase, Person, ProblemCode};
use kefu_rules::after_sale::{self, Context};

/// A case as the viewer may see it; nothing when it does not exist or is somebody else's.
pub(crate) async fn find(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &CaseId,
) -> Result<Option<Case>, ApiError> {
    let file = app.store.case(id).await?.filter(|file| viewer.may_see(&file.record.case.buyer.id));
    let Some(file) = file else { return Ok(None) };
    let background = Background::of_many(app, viewer, &[&file.order]).await?;
    Ok(Some(signed(app, view(app, viewer, locale, &file, &background))))
}

/// Opens a case, and says whether it is new: the same application under the same key is handed in once.
pub(crate) async fn open(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    request: &OpenCase,
) -> Result<(bool, Case), ApiError> {
    let mut write = match Write::begin(app, viewer, &request.client_id, "POST cases", request).await? {
        Begun::Earlier(answer) => return Ok((false, signed(app, answer))),
        Begun::New(write) => write,
    };
    let order = write.change.order(&request.order_id).await?.ok_or_else(ApiError::not_found)?;
    if !viewer.may_see(&order.order.buyer.id) {
        return Err(orders::turn_away(app, write.change, order, viewer).await);
    }
    let request = said::in_application(request)?;
    variants::check(app, &order.order, &request.exchange)?;
    let evidence = uploads::named(&mut write.change, viewer, &request.evidence).await?;
    let quote = write.change.quote(&viewer.person.id, &request.quote_id).await?;
    let others = write.change.cases_of(&order.order.id).await?;
    let (new_id, new_number) = (fresh::id("case"), case_number(app));
    let limits = app.limits();
    let context = Context {
        limits: Some(&limits),
        evidence: &evidence,
        quote: quote.as_ref(),
        new_id: &new_id,
        new_number: &new_number,
        ..context(app, &viewer.person, locale, &order)
    };
    let applied = match after_sale::open(&request, &others, &context) {
        Ok(applied) => applied,
        // An application is about a version of its order.
        Err(refused) if refused.code == ProblemCode::VersionConflict => {
            let now = orders::seen_within(app, &mut write.change, viewer, locale, &order).await?;
            return Err(ApiError::stale_at("/order_version", Current::Order(Box::new(now))));
        }
        Err(refused) => return Err(refused.into()),
    };
    uploads::mark_used(&mut write.change, &request.evidence).await?;
    let mut record = CaseRecord { case: applied.case.clone(), bank_answers_at: None };
    record.case.conversation_id = write.change.latest_conversation_of(&viewer.person.id).await?;
    let now = context.now;
    let file =
        carry_out(app, &mut write.change, CaseFile { record, order: order.clone() }, applied.facts, now)
            .await?;
    card::tell(&mut write.change, &file.record.case, now).await?;
    let answer = seen_within(app, &mut write.change, viewer, locale, &file).await?;
    write.finish(&answer, now).await?;
    Ok((true, signed(app, answer)))
}

/// A number people say: an `S` tells it from an order's.
fn case_number(app: &App) -> String {
    format!("S{}", fresh::number(app.clock.now(), &app.policy))
}

/// Carries out an action on a case and gives the case afterwards.
pub(crate) async fn act(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &CaseId,
    request: &ActOnCase,
) -> Result<Case, ApiError> {
    pass_deadlines(app, id).await?;
    let target = format!("POST cases/{id}/actions");
    let mut write = match Write::begin(app, viewer, &request.client_id, &target, request).await? {
        Begun::Earlier(answer) => return Ok(signed(app, answer)),
        Begun::New(write) => write,
    };
    let before = write.change.case(id).await?.ok_or_else(ApiError::not_found)?;
    if !viewer.may_see(&before.record.case.buyer.id) {
        return Err(orders::turn_away(app, write.change, before.order, viewer).await);
    }
    let request = said::in_action(request, app)?;
    let evidence = uploads::named(&mut write.change, viewer, &request.evidence).await?;
    let quote = match &request.quote_id {
        Some(id) => write.change.quote(&viewer.person.id, id).await?,
        None => None,
    };
    let cases = write.change.cases_of(&before.record.case.order_id).await?;
    let new_id = fresh::id("s");
    let limits = app.limits();
    let context = Context {
        limits: Some(&limits),
        evidence: &evidence,
        quote: quote.as_ref(),
        cases: &cases,
        new_id: &new_id,
        ..context(app, &viewer.person, locale, &before.order)
    };
    let applied = match after_sale::act(&before.record.case, &request, &context) {
        Ok(applied) => applied,
        Err(refused) if refused.code == ProblemCode::VersionConflict => {
            let now = seen_within(app, &mut write.change, viewer, locale, &before).await?;
            return Err(ApiError::stale(Current::Case(Box::new(signed(app, now)))));
        }
        Err(refused) => return Err(refused.into()),
    };
    uploads::mark_used(&mut write.change, &request.evidence).await?;
    let record = CaseRecord { case: applied.case, ..before.record };
    let file = CaseFile { record, order: before.order.clone() };
    let file = carry_out(app, &mut write.change, file, applied.facts, context.now).await?;
    card::tell_end(&mut write.change, &file.record.case, context.now).await?;
    let answer = seen_within(app, &mut write.change, viewer, locale, &file).await?;
    write.finish(&answer, context.now).await?;
    Ok(signed(app, answer))
}

/// Carries out deadlines the clock has not come to yet, so that nobody acts after their time.
async fn pass_deadlines(app: &App, id: &CaseId) -> Result<(), ApiError> {
    let Some(file) = app.store.case(id).await? else { return Ok(()) };
    let now = app.clock.now();
    for deadline in
        file.record.case.deadlines.iter().filter(|deadline| !deadline.paused && deadline.at <= now)
    {
        // The clock may come to it at the same moment; then nothing is left to be done here.
        if let Err(error) = expire(app, id, deadline.kind.as_str()).await {
            tracing::debug!(?error, %id, "a deadline was carried out elsewhere");
        }
    }
    Ok(())
}

/// Lets a deadline of a case pass, or takes the payment service's answer.
pub(crate) async fn expire(app: &App, id: &CaseId, what: &str) -> Result<(), ApiError> {
    let mut change = app.store.begin().await?;
    let CaseFile { mut record, order } = change.case(id).await?.ok_or_else(ApiError::not_found)?;
    let (platform, now) = (platform(), app.clock.now());
    let context = Context { now, ..context(app, &platform, Locale::ZhCn, &order) };
    let applied = if what == BANK_ANSWERS {
        record.bank_answers_at = None;
        let answer = payments::take_answer(&mut change, &DemoBank, id, &order.order, now).await?;
        let answer = answer.ok_or_else(ApiError::not_found)?;
        let answer = answer.as_ref().map_or_else(|why| Err(why.zh.as_str()), |()| Ok(()));
        after_sale::settle(&record.case, answer, &context)?
    } else {
        after_sale::expire(&record.case, &DeadlineKind::from(what), &context)?
    };
    let file = CaseFile { record: CaseRecord { case: applied.case, ..record }, order: order.clone() };
    let file = carry_out(app, &mut change, file, applied.facts, now).await?;
    card::tell_end(&mut change, &file.record.case, now).await?;
    Ok(change.commit().await?)
}

/// The case as the viewer sees it, with what a change has done so far.
async fn seen_within(
    app: &App,
    change: &mut Change,
    viewer: &Viewer,
    locale: Locale,
    file: &CaseFile,
) -> Result<Case, ApiError> {
    let background = Background::within(app, change, viewer, &file.order).await?;
    Ok(view(app, viewer, locale, file, &background))
}

fn signed(app: &App, mut case: Case) -> Case {
    sign(app, &mut case);
    case
}

fn context<'a>(app: &'a App, person: &'a Person, locale: Locale, order: &'a OrderRecord) -> Context<'a> {
    Context { lang: locale.language(), ..Context::new(person, &order.order, app.clock.now(), &app.policy) }
}

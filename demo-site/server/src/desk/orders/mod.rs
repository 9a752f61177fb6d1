//! Orders: placed, shown, acted on, and what time does to them.

mod addresses;
mod asking;
mod background;
pub(crate) mod courier;
mod facts;
mod placing;
pub(super) mod texts;
mod view;
pub(super) mod warnings;
mod words;

pub(crate) use addresses::{ask, is_hidden};
pub(crate) use asking::listen;
pub(crate) use background::Background;
pub(crate) use facts::{Cause, settle};
pub(crate) use placing::{CartItem, PlaceOrder, Placed, cart, place};
pub(crate) use view::{Detail, view};
pub(crate) use words::wall_time;

use crate::{
    app::App,
    auth::Viewer,
    fresh,
    http::{ApiError, Begun, Current, Write},
    locale::Locale,
    store::{Change, OrderRecord},
};
use kefu_contract::{ActOnOrder, DeadlineKind, Order, OrderId, Person, ProblemCode, Role, UserId};
use kefu_rules::order::{self, Context};

/// An order as the viewer may see it; nothing when it does not exist or is somebody else's.
pub(crate) async fn find(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &OrderId,
) -> Result<Option<Order>, ApiError> {
    let record = app.store.order(id).await?.filter(|record| viewer.may_see(&record.order.buyer.id));
    let Some(record) = record else { return Ok(None) };
    let background = Background::of(app, viewer, &record).await?;
    Ok(Some(view(app, viewer, locale, &record, &background, Detail::Full)))
}

/// Carries out an action on an order and gives the order afterwards.
pub(crate) async fn act(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &OrderId,
    request: &ActOnOrder,
) -> Result<Order, ApiError> {
    let target = format!("POST orders/{id}/actions");
    let mut write = match Write::begin(app, viewer, &request.client_id, &target, request).await? {
        Begun::Earlier(answer) => return Ok(answer),
        Begun::New(write) => write,
    };
    let record = write.change.order(id).await?.ok_or_else(ApiError::not_found)?;
    if !viewer.may_see(&record.order.buyer.id) {
        return Err(turn_away(app, write.change, record, viewer).await);
    }
    let request = texts::ready(request)?;
    let related = related(&mut write.change, &request).await?;
    let (new_id, new_number) = (fresh::id("o"), fresh::number(app.clock.now(), &app.policy));
    let limits = app.limits();
    let context = Context {
        limits: Some(&limits),
        related: &related,
        new_id: &new_id,
        new_number: &new_number,
        ..context(app, &viewer.person, locale, &record)
    };
    let applied = match order::act(&record.order, &request, &context) {
        Ok(applied) => applied,
        Err(refused) if refused.code == ProblemCode::VersionConflict => {
            let now = seen_within(app, &mut write.change, viewer, locale, &record).await?;
            return Err(ApiError::stale(Current::Order(Box::new(now))));
        }
        Err(refused) => return Err(refused.into()),
    };
    let (reference, note) = (request.code.as_str(), request.note.as_deref());
    let cause = Cause { by: &viewer.person, reference, note };
    let record = settle(app, &mut write.change, &record, applied, cause).await?;
    let answer = seen_within(app, &mut write.change, viewer, locale, &record).await?;
    write.finish(&answer, context.now).await?;
    Ok(answer)
}

/// What somebody is told who wants something of an order that is not theirs; the staff are warned of lookalikes.
pub(super) async fn turn_away(
    app: &App,
    mut change: Change,
    record: OrderRecord,
    viewer: &Viewer,
) -> ApiError {
    let noted = async {
        if asking::note(app, &mut change, record, &viewer.person).await? {
            change.commit().await?;
        }
        Ok(ApiError::not_found())
    };
    noted.await.unwrap_or_else(|error: ApiError| error)
}

/// The whole order as the viewer sees it, with what a change has done so far.
pub(super) async fn seen_within(
    app: &App,
    change: &mut Change,
    viewer: &Viewer,
    locale: Locale,
    record: &OrderRecord,
) -> Result<Order, ApiError> {
    let background = Background::within(app, change, viewer, record).await?;
    Ok(view(app, viewer, locale, record, &background, Detail::Full))
}

/// Does what has fallen due: lets a deadline pass, or has a courier tell of a parcel.
pub(crate) async fn expire(app: &App, id: &OrderId, what: &str) -> Result<(), ApiError> {
    let mut change = app.store.begin().await?;
    let record = change.order(id).await?.ok_or_else(ApiError::not_found)?;
    let platform = platform();
    let context = context(app, &platform, Locale::ZhCn, &record);
    match OrderRecord::parcel_of(what) {
        Some(parcel) => change.save_order(&courier::report(&record, &parcel, &context)?).await?,
        None => {
            let applied = order::expire(&record.order, &DeadlineKind::from(what), &context)?;
            let reference = format!("deadline.{what}");
            let cause = Cause { by: &platform, reference: &reference, note: None };
            settle(app, &mut change, &record, applied, cause).await?;
        }
    }
    Ok(change.commit().await?)
}

/// Who acts when time does.
pub(crate) fn platform() -> Person {
    Person { id: UserId::from("system"), name: String::new(), role: Role::System, avatar_url: None }
}

/// The orders named in a request, as far as they exist.
async fn related(change: &mut Change, request: &ActOnOrder) -> Result<Vec<Order>, ApiError> {
    let mut found = Vec::new();
    for id in &request.merge_with {
        found.extend(change.order(id).await?.map(|record| record.order));
    }
    Ok(found)
}

fn context<'a>(app: &'a App, person: &'a Person, locale: Locale, record: &'a OrderRecord) -> Context<'a> {
    Context {
        lang: locale.language(),
        reminded_at: &record.reminded_at,
        address_asked: record.address_asked,
        reviewed: record.reviewed,
        do_not_contact: record.left_alone,
        ..Context::new(person, app.clock.now(), &app.policy)
    }
}

//! Orders: shown, acted on, and what time does to them.

mod view;

pub(crate) use view::{Detail, view};

use crate::{
    app::App,
    auth::Viewer,
    fresh,
    http::{ApiError, Begun, Current, Write},
    locale::Locale,
    store::{Change, OrderRecord},
};
use kefu_contract::{ActOnOrder, DeadlineKind, Order, OrderId, Person, ProblemCode, Role, UserId};
use kefu_rules::order::{self, Applied, Context};

/// An order as the viewer may see it; nothing when it does not exist or is somebody else's.
pub(crate) async fn find(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &OrderId,
) -> Result<Option<Order>, ApiError> {
    let record = app.store.order(id).await?.filter(|record| viewer.may_see(&record.order.buyer.id));
    Ok(record.map(|record| view(app, viewer, locale, &record, Detail::Full)))
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
    let found = write.change.order(id).await?.filter(|record| viewer.may_see(&record.order.buyer.id));
    let record = found.ok_or_else(ApiError::not_found)?;
    let related = related(&mut write.change, request).await?;
    let (new_id, new_number) = (fresh::id("o"), fresh::number(app.clock.now(), &app.policy));
    let limits = app.limits();
    let context = Context {
        limits: Some(&limits),
        related: &related,
        new_id: &new_id,
        new_number: &new_number,
        ..context(app, &viewer.person, locale, &record)
    };
    let applied = order::act(&record.order, request, &context).map_err(|refused| {
        if refused.code == ProblemCode::VersionConflict {
            let now = view(app, viewer, locale, &record, Detail::Full);
            return ApiError::stale(Current::Order(Box::new(now)));
        }
        refused.into()
    })?;
    let record = save(&mut write.change, &record, applied).await?;
    let answer = view(app, viewer, locale, &record, Detail::Full);
    write.finish(&answer, context.now).await?;
    Ok(answer)
}

/// Lets a deadline of an order pass.
pub(crate) async fn expire(app: &App, id: &OrderId, what: &str) -> Result<(), ApiError> {
    let mut change = app.store.begin().await?;
    let record = change.order(id).await?.ok_or_else(ApiError::not_found)?;
    let platform = platform();
    let context = context(app, &platform, Locale::ZhCn, &record);
    let applied = order::expire(&record.order, &DeadlineKind::from(what), &context)?;
    save(&mut change, &record, applied).await?;
    Ok(change.commit().await?)
}

/// Who acts when time does.
pub(super) fn platform() -> Person {
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
        reviewed: record.reviewed,
        ..Context::new(person, app.clock.now(), &app.policy)
    }
}

/// Stores an order after an action, and the others it changed.
async fn save(change: &mut Change, before: &OrderRecord, applied: Applied) -> Result<OrderRecord, ApiError> {
    for other in applied.others {
        let record = match change.order(&other.id).await? {
            Some(record) => OrderRecord { order: other, ..record },
            None => OrderRecord::new(other),
        };
        change.save_order(&record).await?;
    }
    let record = OrderRecord { order: applied.order, ..before.clone() };
    change.save_order(&record).await?;
    Ok(record)
}

//! Customers: shown to staff, and what staff file about them.

mod edit;
mod view;

pub(crate) use view::view;

use crate::{
    app::App,
    auth::Viewer,
    http::{ApiError, Begun, Current, Write},
    locale::Locale,
    store::CustomerRecord,
};
use kefu_contract::{Customer, UpdateCustomer, UserId};

/// A customer as staff see them; nothing for who is no buyer, or was never heard of.
pub(crate) async fn find(app: &App, locale: Locale, id: &UserId) -> Result<Option<Customer>, ApiError> {
    let record = app.store.customer(id).await?;
    Ok(record.map(|record| view(app, locale, &record)))
}

/// Files something about a customer and gives the customer afterwards.
pub(crate) async fn update(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &UserId,
    request: &UpdateCustomer,
) -> Result<Customer, ApiError> {
    let target = format!("PATCH customers/{id}");
    let mut write = match Write::begin(app, viewer, &request.client_id, &target, request).await? {
        Begun::Earlier(answer) => return Ok(answer),
        Begun::New(write) => write,
    };
    let record = write.change.customer(id).await?.ok_or_else(ApiError::not_found)?;
    if request.version != record.file.version {
        return Err(ApiError::stale(Current::Customer(Box::new(view(app, locale, &record)))));
    }
    let now = app.clock.now();
    let CustomerRecord { person, mut file } = record;
    file.filed = edit::file(app, viewer, file.filed, request)?;
    file.version += 1;
    file.updated_at = now;
    let record = CustomerRecord { person, file };
    write.change.save_customer(&record).await?;
    let answer = view(app, locale, &record);
    write.finish(&answer, now).await?;
    Ok(answer)
}

/// Scores a customer anew: time alone has lowered their scores, or the policy has changed.
pub(crate) async fn expire(app: &App, id: &UserId) -> Result<(), ApiError> {
    let mut change = app.store.begin().await?;
    change.touch_customer(id, app.clock.now()).await?;
    Ok(change.commit().await?)
}

//! New reviews: written by buyers, or given by default.

use super::{
    pictures::{self, signed},
    save,
    view::view,
};
use crate::{
    app::App,
    auth::Viewer,
    desk::orders::platform,
    fresh,
    http::{ApiError, Begun, Write},
    locale::Locale,
    store::{Change, OrderRecord, ReviewRecord},
};
use kefu_contract::{Order, OrderLine, ProblemCode, ProductCard, Review, WriteReview};
use kefu_rules::{
    order,
    review::{self, Context},
};

/// Writes the review of a line, and says whether it is new.
pub(crate) async fn write(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    request: &WriteReview,
) -> Result<(bool, Review), ApiError> {
    let mut write = match Write::begin(app, viewer, &request.client_id, "POST reviews", request).await? {
        Begun::Earlier(answer) => return Ok((false, signed(app, answer))),
        Begun::New(write) => write,
    };
    let found = write.change.order(&request.order_id).await?;
    let found = found.filter(|record| viewer.may_see(&record.order.buyer.id));
    let record = found.ok_or_else(|| ApiError::not_found().at("/order_id"))?;
    let line = record.order.lines.iter().find(|line| line.id == request.line_id);
    let line = line.ok_or_else(|| ApiError::new(ProblemCode::UnknownLine).at("/line_id"))?;
    let reviewed = write.change.reviewed_lines(&record.order.id).await?;
    let images = pictures::named(&mut write.change, viewer, &request.images).await?;
    let (limits, new_id) = (app.limits(), fresh::id("r"));
    let context = Context {
        lang: locale.language(),
        limits: Some(&limits),
        images: &images,
        new_id: &new_id,
        ..Context::new(&viewer.person, app.clock.now(), &app.policy)
    };
    let again = reviewed.contains(&line.id);
    let applied = review::write(request, &record.order, card(app, line), again, &context)?;
    pictures::keep(&mut write.change, &images).await?;
    let review = ReviewRecord::new(applied.review);
    save(app, &mut write.change, &review).await?;
    if record.order.lines.iter().all(|other| other.id == line.id || reviewed.contains(&other.id)) {
        end(app, viewer, &mut write.change, record).await?;
    }
    let answer = view(app, viewer, locale, &review);
    write.finish(&answer, context.now).await?;
    Ok((true, signed(app, answer)))
}

/// Notes that an order has nothing left to be reviewed.
async fn end(app: &App, viewer: &Viewer, change: &mut Change, record: OrderRecord) -> Result<(), ApiError> {
    let context = order::Context::new(&viewer.person, app.clock.now(), &app.policy);
    let order = order::record_reviews(&record.order, &context).order;
    Ok(change.save_order(&OrderRecord { order, reviewed: true, ..record }).await?)
}

/// Gives every line of an order that has no review the default one.
pub(crate) async fn give_defaults(app: &App, change: &mut Change, order: &Order) -> Result<(), ApiError> {
    let reviewed = change.reviewed_lines(&order.id).await?;
    let platform = platform();
    for line in order.lines.iter().filter(|line| !reviewed.contains(&line.id)) {
        let new_id = fresh::id("r");
        let context = Context { new_id: &new_id, ..Context::new(&platform, app.clock.now(), &app.policy) };
        let review = review::default_review(order, line, card(app, line), &context);
        save(app, change, &ReviewRecord::new(review)).await?;
    }
    Ok(())
}

/// The product of a line: as it is today, or as it was bought where the shop no longer has it.
fn card(app: &App, line: &OrderLine) -> ProductCard {
    match app.catalogue.find(&line.product_id) {
        // Kept in the shop's own language; readers get theirs.
        Some(product) => product.card(Locale::ZhCn),
        None => ProductCard {
            id: line.product_id.clone(),
            title: line.title.clone(),
            price: line.unit_price.clone(),
            image_url: line.image_url.clone(),
            url: line.url.clone(),
        },
    }
}

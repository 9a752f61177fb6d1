//! Placing an order at the demo shop's checkout.

use super::{Background, Detail, texts, view};
use crate::{
    app::App,
    auth::Viewer,
    catalogue::Product,
    fresh,
    http::{ApiError, Begun, Write, composed},
    locale::{Locale, Text},
    store::{CartLine, Change, OrderRecord},
};
use kefu_contract::{
    Address, ClientId, DeliveryClass, Order, PaymentMethod, ProblemCode, ProductId, SkuId, Timestamp,
};
use kefu_rules::order::{self, Context, Goods, Purchase};
use serde::{Deserialize, Serialize};

/// What a buyer orders. Prices are none of it: the catalogue has them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlaceOrder {
    pub(crate) client_id: ClientId,
    lines: Vec<Wanted>,
    address: Address,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    buyer_message: Option<String>,
    /// How they mean to pay; they pay with `order.pay`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payment_method: Option<PaymentMethod>,
}

/// Pieces of one thing.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Wanted {
    product_id: ProductId,
    /// Index of the value chosen for each of the product's options.
    #[serde(default)]
    options: Vec<usize>,
    quantity: u32,
}

/// An order just placed, or placed before with the same key.
pub(crate) enum Placed {
    Now(Order),
    Before(Order),
}

/// Places an order for the viewer.
pub(crate) async fn place(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    request: &PlaceOrder,
) -> Result<Placed, ApiError> {
    if viewer.is_staff() {
        return Err(ApiError::new(ProblemCode::Forbidden)
            .detail(Text::new("只有买家可以下单。", "Only buyers place orders.")));
    }
    let mut write = match Write::begin(app, viewer, &request.client_id, "POST demo/orders", request).await? {
        Begun::Earlier(answer) => return Ok(Placed::Before(answer)),
        Begun::New(write) => write,
    };
    let now = app.clock.now();
    let purchase = purchase(app, request)?;
    let lines: Vec<CartLine> = purchase.goods.iter().map(in_cart).collect();
    let order = order(app, viewer, locale, purchase, now)?;
    let change = &mut write.change;
    take_from_shelf(app, change, &lines).await?;
    for line in &lines {
        change.take_out_of_cart(&viewer.person.id, line).await?;
    }
    let record = OrderRecord { language: locale, ..OrderRecord::new(order) };
    change.save_order(&record).await?;
    let background = Background::within(app, change, viewer, &record).await?;
    let answer = view(app, viewer, locale, &record, &background, Detail::Full);
    write.finish(&answer, now).await?;
    Ok(Placed::Now(answer))
}

fn order(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    purchase: Purchase,
    now: Timestamp,
) -> Result<Order, ApiError> {
    let (id, number, limits) = (fresh::id("o"), fresh::number(now, &app.policy), app.limits());
    let context = Context {
        limits: Some(&limits),
        new_id: &id,
        new_number: &number,
        lang: locale.language(),
        ..Context::new(&viewer.person, now, &app.policy)
    };
    Ok(order::place(purchase, &context)?)
}

fn purchase(app: &App, request: &PlaceOrder) -> Result<Purchase, ApiError> {
    let message = request.buyer_message.as_deref();
    let mut goods = Vec::with_capacity(request.lines.len());
    for (i, wanted) in request.lines.iter().enumerate() {
        let product = app.catalogue.find(&wanted.product_id).ok_or_else(|| {
            ApiError::invalid_value(
                &format!("/lines/{i}/product_id"),
                Text::new("本店没有这件商品。", "The shop has no such product."),
            )
        })?;
        goods.push(of(product, wanted, i)?);
    }
    Ok(Purchase {
        goods,
        delivery: DeliveryClass::Courier,
        address: Some(texts::address(request.address.clone())),
        message: message.map(|message| composed(message, "/buyer_message")).transpose()?,
        payment_method: request.payment_method.clone(),
    })
}

fn of(product: &Product, wanted: &Wanted, i: usize) -> Result<Goods, ApiError> {
    let variant = product.variant(&wanted.options).ok_or_else(|| {
        ApiError::invalid_value(
            &format!("/lines/{i}/options"),
            Text::new(
                "请为每个选项各选一个值，以从 0 开始的序号给出。",
                "Choose one value of every option, by its index from 0.",
            ),
        )
    })?;
    Ok(Goods {
        product_id: product.id.clone(),
        title: product.title.zh.clone(),
        image_url: Some(product.image_url.clone()),
        url: product.card(Locale::ZhCn).url,
        sku_id: variant.as_ref().map(|(id, _)| id.clone()),
        sku: variant.map(|(_, words)| words.zh),
        unit_price: product.price.clone(),
        no_reason_exclusion: None,
        quantity: wanted.quantity,
    })
}

fn in_cart(goods: &Goods) -> CartLine {
    CartLine { product: goods.product_id.clone(), sku: goods.sku_id.clone(), quantity: goods.quantity }
}

/// Takes the pieces, or says how many are left.
async fn take_from_shelf(app: &App, change: &mut Change, lines: &[CartLine]) -> Result<(), ApiError> {
    for (i, line) in lines.iter().enumerate() {
        let counted = app.catalogue.find(&line.product).map_or(0, |product| i64::from(product.page.stock));
        let wanted = i64::from(line.quantity);
        let left = counted + change.move_stock(&line.product, -wanted).await?;
        if left < 0 {
            let most = u64::try_from(left + wanted).unwrap_or(0);
            return Err(ApiError::invalid_value(
                &format!("/lines/{i}/quantity"),
                Text::new(
                    format!("库存不足，最多可买 {most} 件。"),
                    format!("Not enough in stock; at most {most} can be bought."),
                ),
            )
            .max(most));
        }
    }
    Ok(())
}

/// A line of a cart as the demo shop's checkout takes it back.
#[derive(Debug, Serialize)]
pub(crate) struct CartItem {
    product_id: ProductId,
    options: Vec<usize>,
    quantity: u32,
}

/// The viewer's cart: what was put into it by buying again.
pub(crate) async fn cart(app: &App, viewer: &Viewer) -> Result<Vec<CartItem>, ApiError> {
    let lines = app.store.cart(&viewer.person.id).await?;
    let item = |line: CartLine| {
        let product = app.catalogue.find(&line.product)?;
        let options = line.sku.as_ref().map_or(Some(Vec::new()), |sku: &SkuId| product.choice(sku))?;
        Some(CartItem { product_id: line.product, options, quantity: line.quantity })
    };
    Ok(lines.into_iter().filter_map(item).collect())
}

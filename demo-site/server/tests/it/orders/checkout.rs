//! The demo shop's checkout.

use super::*;
use kefu_contract::{EventType, OrderState, ProblemCode};

#[tokio::test]
async fn an_order_costs_what_the_shop_says() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let (at_home, at_desk) = (buyer.session().await.stream.seq, agent.session().await.stream.seq);
    let mut body = wanted(basket());
    body["buyer_message"] = "送人的，请包好".into();
    body["payment_method"] = "quick_pay".into();
    let answer = buyer.post("/demo/orders", &body).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let order: Order = answer.json().await.unwrap();
    assert_eq!(order.state, OrderState::AwaitingPayment);
    assert_eq!((order.goods_total.amount, order.discount.amount, order.postage.amount), (16_600, 0, 0));
    assert_eq!(
        (order.lines[0].title.as_str(), order.lines[0].unit_price.amount),
        ("素白马克杯 350 ml", 5_900)
    );
    assert_eq!(order.lines[1].sku.as_deref(), Some("颜色：柿红；内页：空白"));
    assert_eq!(order.buyer_message.as_deref(), Some("送人的，请包好"));
    assert_eq!(order.payment_method.as_ref().map(|method| method.as_str()), Some("quick_pay"));
    let pay_until = deadline(&order, DeadlineKind::Pay).unwrap();
    assert_eq!(pay_until - order.created_at.unix_ms, 72 * HOUR * 1_000);
    assert_eq!(order.history.len(), 1);

    for (user, seq) in [(&buyer, at_home), (&agent, at_desk)] {
        // Staff are told of the buyer's file as well.
        let mut told = user.poll(&format!("after={seq}&wait=0")).await.events;
        told.retain(|event| event.kind != EventType::CustomerChanged);
        assert_eq!(told.len(), 1);
        assert_eq!(
            (&told[0].kind, &told[0].order.as_ref().unwrap().id),
            (&EventType::OrderChanged, &order.id)
        );
    }

    let again = buyer.post("/demo/orders", &body).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<Order>().await.unwrap(), order);
    body["lines"][0]["quantity"] = 1.into();
    let reused = problem(buyer.post("/demo/orders", &body).await).await;
    assert_eq!(reused.code, ProblemCode::IdempotencyKeyReused);
}

#[tokio::test]
async fn savings_and_postage_follow_the_policy() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let one = |product: &str, options: &[usize], quantity: u32| json!([{ "product_id": product, "options": options, "quantity": quantity }]);
    // ¥59: below both amounts.
    let small = place(&buyer, one("mug-01", &[0], 1)).await;
    assert_eq!((small.discount.amount, small.postage.amount, small.total.amount), (0, 800, 6_700));
    // ¥295: ¥20 off, nothing for sending.
    let large = place(&buyer, one("mug-01", &[0], 5)).await;
    assert_eq!((large.discount.amount, large.postage.amount, large.total.amount), (2_000, 0, 27_500));
    let rows: i64 = large.amounts.iter().map(|row| row.amount.amount).sum();
    assert_eq!((large.amounts[1].code.as_str(), rows), ("order_discount", 27_500));
    let mut far = wanted(one("mug-01", &[0], 5));
    far["address"]["region"] = "西藏自治区".into();
    let far: Order = buyer.post("/demo/orders", &far).await.json().await.unwrap();
    assert!(far.postage.amount > 800, "far places always pay");
}

#[tokio::test]
async fn what_is_not_there_cannot_be_bought() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let stock = || async {
        let product: Value = shop.get("/demo/products/mug-01").await.json().await.unwrap();
        product["stock"].as_u64().unwrap()
    };
    let whole = stock().await;
    let all = |quantity: u64| json!([{ "product_id": "mug-01", "options": [0], "quantity": quantity }]);
    let before = rows(&shop).await;
    let refused = problem(buyer.post("/demo/orders", &wanted(all(whole + 1))).await).await;
    assert_eq!((refused.code, refused.errors[0].max), (ProblemCode::InvalidValue, Some(whole)));
    assert_eq!(refused.errors[0].pointer, "/lines/0/quantity");
    assert_eq!(rows(&shop).await, before, "nothing written");

    let order = place(&buyer, all(whole - 1)).await;
    assert_eq!(stock().await, 1);
    // The same product twice counts together.
    let twice = json!([
        { "product_id": "mug-01", "options": [0], "quantity": 1 },
        { "product_id": "mug-01", "options": [1], "quantity": 1 },
    ]);
    let refused = problem(buyer.post("/demo/orders", &wanted(twice)).await).await;
    assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].max), ("/lines/1/quantity", Some(0)));
    done(&agent, &order, "order.close", json!({ "reason": "agreed" })).await;
    assert_eq!(stock().await, whole, "what was not sent can be sold again");
}

#[tokio::test]
async fn buying_again_fills_the_cart_and_ordering_empties_it() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let order = place(&buyer, basket()).await;
    let same = done(&buyer, &order, "order.buy_again", json!({})).await;
    assert_eq!((same.version, same.history.len()), (order.version, order.history.len()), "the order stays");
    let cart: Value = buyer.get("/demo/cart").await;
    assert_eq!(cart, basket());
    let others: Value = shop.user("buyer-2").await.get("/demo/cart").await;
    assert_eq!(others, json!([]));
    place(&buyer, json!([cart[1]])).await;
    let cart: Value = buyer.get("/demo/cart").await;
    assert_eq!(cart, json!([basket()[0]]));
}

#[tokio::test]
async fn bad_orders_are_refused_and_pointed_at() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let before = rows(&shop).await;
    let with = |pointer: &str, value: Value| {
        let mut body = wanted(basket());
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = body.pointer_mut(parent).unwrap();
        match name.parse::<usize>() {
            Ok(index) => parent[index] = value,
            Err(_) => parent[name] = value,
        }
        body
    };
    use ProblemCode::{InvalidBody, InvalidValue, MaskedValue, TextTooLong, UnknownField};
    let cases = [
        (json!({}), InvalidBody, ""),
        (with("/price", json!(1)), UnknownField, "/price"),
        (with("/lines/0/unit_price", json!(1)), UnknownField, "/lines/0/unit_price"),
        (with("/client_id", json!("x")), InvalidValue, "/client_id"),
        (with("/lines", json!([])), InvalidValue, "/lines"),
        (with("/lines/0/product_id", json!("mug-99")), InvalidValue, "/lines/0/product_id"),
        (with("/lines/1/options", json!([0])), InvalidValue, "/lines/1/options"),
        (with("/lines/1/options/1", json!(3)), InvalidValue, "/lines/1/options"),
        (with("/lines/0/quantity", json!(0)), InvalidValue, "/lines/0/quantity"),
        (with("/lines/0/quantity", json!(-1)), InvalidBody, "/lines/0/quantity"),
        (with("/address/street", json!(" \u{200b}")), InvalidValue, "/address/street"),
        (with("/address/recipient", json!("林\u{7}")), InvalidValue, "/address/recipient"),
        (with("/address/masked", json!(true)), MaskedValue, "/address"),
        (with("/payment_method", json!("shells")), InvalidValue, "/payment_method"),
        (with("/buyer_message", json!(" ")), InvalidValue, "/buyer_message"),
        (with("/buyer_message", json!("好".repeat(501))), TextTooLong, "/buyer_message"),
    ];
    for (body, code, pointer) in cases {
        let refused = problem(buyer.post("/demo/orders", &body).await).await;
        assert_eq!((&refused.code, refused.errors[0].pointer.as_str()), (&code, pointer), "{body}");
    }
    let agent = shop.user("agent-1").await;
    let refused = problem(agent.post("/demo/orders", &wanted(basket())).await).await;
    assert_eq!(refused.code, ProblemCode::Forbidden);
    let stranger = shop.request(Method::POST, "/demo/orders").json(&wanted(basket())).send().await.unwrap();
    assert_eq!(problem(stranger).await.code, ProblemCode::Unauthenticated);
    assert_eq!(rows(&shop).await, before, "nothing written");
}

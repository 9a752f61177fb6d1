//! What each side sees of an order.

use super::*;
use kefu_contract::{ProblemCode, WarningCode};

#[tokio::test]
async fn what_is_the_staffs_stays_with_the_staff() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    let memo = json!({ "memo": { "flag": "yellow", "text": "先别发" } });
    let order = done(&agent, &order, "order.set_memo", memo).await;
    let order = done(&agent, &order, "order.mark", json!({ "mark": "void" })).await;
    let order = done(&agent, &order, "order.report_out_of_stock", json!({})).await;
    assert!(order.memo.is_some() && !order.marks.is_empty() && !order.warnings.is_empty());
    assert_eq!(order.history[2].person.as_ref().unwrap().id.as_str(), "agent-1");
    assert!(order.actions.iter().any(|action| action.code == "order.ship"));

    let theirs = show(&buyer, &order.id).await;
    assert_eq!(
        (theirs.memo, theirs.marks.len(), theirs.warnings.len(), theirs.shipping_options.len()),
        (None, 0, 0, 0)
    );
    let seen: Vec<_> = theirs
        .history
        .iter()
        .map(|e| (e.code.as_str(), e.person.as_ref().map(|p| p.name.as_str())))
        .collect();
    assert_eq!(
        seen,
        [("order.place", Some("林小满")), ("order.pay", Some("林小满")), ("order.report_out_of_stock", None)]
    );
    assert!(theirs.actions.iter().all(|action| action.code != "order.ship"));
    assert_eq!(theirs.version, order.version);
    let list: kefu_contract::Page<Order> = agent.get("/v1/orders").await;
    assert!(list.items[0].history.is_empty() && list.items[0].memo.is_some());
}

#[tokio::test]
async fn goods_are_called_as_the_reader_calls_them() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    let english = show_in_english(&agent, &order.id).await;
    assert_eq!(english.lines[1].title, "Cloth-bound notebook, A5");
    assert_eq!(english.lines[1].sku.as_deref(), Some("Colour: Persimmon; Pages: Blank"));
    let lines = &action(&english, "order.change_address").input.as_ref().unwrap().fields[1].options;
    assert_eq!(lines[1].label, "Cloth-bound notebook, A5");
    let memo = &action(&english, "order.set_memo").input.as_ref().unwrap().fields[0];
    assert_eq!(memo.length.as_ref().map(|limit| limit.max), Some(500));
    // A title that has changed since stays as it was bought.
    shop.sql("UPDATE shop_order SET body = json_set(body, '$.order.lines[0].title', '旧款马克杯')").await;
    assert_eq!(show_in_english(&agent, &order.id).await.lines[0].title, "旧款马克杯");
}

#[tokio::test]
async fn couriers_are_offered_while_there_is_something_to_ship() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    assert!(show(&agent, &order.id).await.shipping_options.is_empty());
    done(&buyer, &order, "order.pay", json!({ "payment_method": "balance" })).await;
    let order = show(&agent, &order.id).await;
    let options = &order.shipping_options;
    assert_eq!((options[0].courier.as_str(), options[0].days_min, options[0].days_max), ("圆通", 2, 4));
    let serving: Vec<_> = options.iter().take_while(|option| option.serves).collect();
    assert!(serving.is_sorted_by_key(|option| option.cost.amount) && serving.len() == 4);
    assert!(options[4..].iter().all(|option| !option.serves), "abroad only");
    assert_eq!(show_in_english(&agent, &order.id).await.shipping_options[0].courier, "YTO");
    let sent = done(&agent, &order, "order.ship", parcel("ZT0001")).await;
    assert!(sent.shipping_options.is_empty());
    let english = show_in_english(&agent, &order.id).await;
    let parcels = &action(&english, "order.report_exception").input.as_ref().unwrap().fields[0].options;
    assert_eq!(parcels[0].label, "ZTO ZT0001");
}

#[tokio::test]
async fn addresses_are_hidden_once_they_are_needed_no_more() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    assert!(!show(&agent, &order.id).await.address.unwrap().masked);
    let closed = done(&buyer, &order, "order.close", json!({ "reason": "wrong_item" })).await;
    assert_eq!(closed.address.as_ref().unwrap().recipient, "林小满", "their own they may see");
    let hidden = show(&agent, &order.id).await.address.unwrap();
    assert_eq!(
        (hidden.recipient.as_str(), hidden.phone.as_str(), hidden.masked),
        ("林**", "138****5678", true)
    );
    assert_eq!((hidden.street.as_str(), hidden.city.as_str()), ("***", "杭州市"));
    let next = place(&buyer, basket()).await;
    let back = refused(&agent, &next, "order.change_address", json!({ "address": hidden })).await;
    assert_eq!((back.code, back.errors[0].pointer.as_str()), (ProblemCode::MaskedValue, "/address"));
    // While a case is open, the address is still needed.
    shop.sql("UPDATE shop_order SET body = json_set(body, '$.order.lines[0].case_id', 'case-1')").await;
    assert!(!show(&agent, &order.id).await.address.unwrap().masked);
}

#[tokio::test]
async fn doubtful_addresses_and_many_refunds_are_warned_of() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let codes = |order: &Order| order.warnings.iter().map(|warning| warning.code.clone()).collect::<Vec<_>>();
    let mut odd = wanted(basket());
    odd["address"]["phone"] = "12345".into();
    odd["address"]["street"] = "家里".into();
    let odd: Order = buyer.post("/demo/orders", &odd).await.json().await.unwrap();
    let seen = show(&agent, &odd.id).await;
    assert_eq!(codes(&seen), [WarningCode::ImplausibleAddress, WarningCode::ImplausibleAddress]);
    assert!(seen.warnings[0].text.contains("电话"));
    let fixed = done(&agent, &seen, "order.change_address", json!({ "address": address() })).await;
    assert_eq!(codes(&fixed), []);

    let mut last = None;
    for _ in 0..3 {
        let order = paid(&buyer, basket()).await;
        last = Some(done(&agent, &order, "order.close", json!({ "reason": "buyer_changed_mind" })).await);
    }
    assert_eq!(codes(&last.unwrap()), [WarningCode::ManyRefunds], "as soon as it is the third");
    let list: kefu_contract::Page<Order> = agent.get("/v1/orders").await;
    assert!(list.items.iter().all(|order| codes(order) == [WarningCode::ManyRefunds]));
    advance(&shop, 91 * DAY).await;
    let later: kefu_contract::Page<Order> = agent.get("/v1/orders?limit=1").await;
    assert_eq!(codes(&later.items[0]), [], "long ago");
}

//! The whole life of an order.

use super::*;
use kefu_contract::{Escrow, EventType, OrderState, ProblemCode, ShipmentState};

#[tokio::test]
async fn from_the_checkout_to_the_confirmed_receipt() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;

    // Reminded once a day, not at once.
    let young = show(&agent, &order.id).await;
    let remind = action(&young, "order.remind_to_pay");
    assert!(!remind.enabled && remind.opens_at.is_some());
    let early = refused(&agent, &young, "order.remind_to_pay", json!({ "channel": "chat" })).await;
    assert_eq!((early.code, early.detail), (ProblemCode::ActionNotAllowed, remind.reason.clone()));
    advance(&shop, HOUR).await;
    let order = done(&agent, &young, "order.remind_to_pay", json!({ "channel": "chat" })).await;
    assert_eq!(order.history.last().unwrap().text.as_deref(), Some("聊天"));
    let again = refused(&agent, &order, "order.remind_to_pay", json!({ "channel": "sms" })).await;
    assert_eq!(again.code, ProblemCode::ActionNotAllowed);

    // An agent's price has a limit, which is named.
    let line = &order.lines[0].id;
    let cut = |fen: i64| {
        let discount = json!({ "amount": fen, "currency": "CNY", "exponent": 2 });
        json!({ "prices": [{ "line_id": line, "discount": discount }] })
    };
    let above = refused(&agent, &order, "order.change_price", cut(5_000)).await;
    assert_eq!(
        (above.code, above.errors[0].pointer.as_str()),
        (ProblemCode::AmountAboveMaximum, "/prices/0/discount")
    );
    let most = above.errors[0].max_amount.as_ref().unwrap().amount;
    assert_eq!(most, 1_660, "a tenth");
    let order = done(&agent, &order, "order.change_price", cut(most)).await;
    assert_eq!((order.total.amount, order.amounts[1].code.as_str()), (14_940, "price_change"));
    let head = shop.user("supervisor-1").await;
    let order = done(&head, &order, "order.change_price", cut(5_000)).await;
    assert_eq!(order.total.amount, 11_600);

    let order =
        done(&buyer, &show(&buyer, &order.id).await, "order.pay", json!({ "payment_method": "balance" }))
            .await;
    assert_eq!((&order.state, &order.escrow), (&OrderState::AwaitingShipment, &Escrow::Held));
    assert_eq!(order.paid.as_ref().unwrap().amount, 11_600);

    let mut moved = address();
    moved["street"] = "文二路 8 号".into();
    let order = done(&agent, &order, "order.change_address", json!({ "address": moved })).await;
    assert_eq!(order.address.as_ref().unwrap().street, "文二路 8 号");

    // Part of it, then the rest.
    let first = json!({ "shipment": {
        "courier": "顺丰", "tracking_no": "SF0001", "lines": [{ "line_id": order.lines[0].id, "quantity": 1 }],
    }});
    let order = done(&agent, &order, "order.ship", first).await;
    assert_eq!((&order.state, order.lines[0].shipped), (&OrderState::PartShipped, 1));
    let too_much = json!({ "shipment": {
        "courier": "顺丰", "tracking_no": "SF0002", "lines": [{ "line_id": order.lines[0].id, "quantity": 2 }],
    }});
    let above = refused(&agent, &order, "order.ship", too_much).await;
    assert_eq!((above.code, above.errors[0].max), (ProblemCode::QuantityAboveBought, Some(1)));
    let order = done(&agent, &order, "order.ship", parcel("ZT0003")).await;
    assert_eq!((&order.state, order.shipments.len()), (&OrderState::AwaitingReceipt, 2));
    let before = deadline(&order, DeadlineKind::ConfirmReceipt).unwrap();

    let order = done(&buyer, &order, "order.extend_receipt", json!({ "extend_days": 5 })).await;
    assert_eq!(deadline(&order, DeadlineKind::ConfirmReceipt), Some(before + 5 * DAY * 1_000));

    let (at_home, at_desk) = (buyer.session().await.stream.seq, agent.session().await.stream.seq);
    let order = done(&buyer, &order, "order.confirm_receipt", json!({})).await;
    assert_eq!((&order.state, &order.escrow), (&OrderState::Completed, &Escrow::Released));
    for (user, seq) in [(&buyer, at_home), (&agent, at_desk)] {
        let told = user.poll(&format!("after={seq}&wait=0")).await.events.remove(0);
        assert_eq!((told.kind, told.order.unwrap().state), (EventType::OrderChanged, OrderState::Completed));
    }
    let codes: Vec<String> =
        show(&buyer, &order.id).await.history.into_iter().map(|entry| entry.code).collect();
    assert_eq!(
        codes,
        [
            "order.place",
            "order.remind_to_pay",
            "order.change_price",
            "order.change_price",
            "order.pay",
            "order.change_address",
            "order.ship",
            "order.ship",
            "order.extend_receipt",
            "order.confirm_receipt",
        ]
    );
    assert_eq!(
        ask(&shop, "SELECT kind || ' ' || amount || ' ' || reference FROM payment ORDER BY rowid").await,
        ["charge 11600 order.pay", "release 11600 order.confirm_receipt"]
    );
}

#[tokio::test]
async fn parcels_tell_of_their_way() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    let order = done(&agent, &order, "order.ship", parcel("ZT0001")).await;
    let sent = &order.shipments[0];
    assert_eq!(sent.state, ShipmentState::Announced);
    assert_eq!(sent.expected_at.unwrap().since(sent.shipped_at), 3 * DAY * 1_000);
    for (hours, state) in [
        (3, ShipmentState::PickedUp),
        (10, ShipmentState::InTransit),
        (46, ShipmentState::OutForDelivery),
        (10, ShipmentState::Delivered),
    ] {
        advance(&shop, hours * HOUR).await;
        until(&buyer, &order.id, |order| order.shipments[0].state == state).await;
    }
    let arrived = show(&buyer, &order.id).await;
    let there = &arrived.shipments[0];
    assert!(there.delivered_at.unwrap() < there.expected_at.unwrap());
    assert!(there.events.is_sorted_by(|newer, older| newer.at > older.at) && there.events.len() == 5);
    assert_eq!(
        (there.events[0].text.as_str(), there.events[0].place.as_deref()),
        ("快件已签收", Some("杭州市"))
    );
    assert_eq!(arrived.state, OrderState::AwaitingReceipt, "only the buyer, or time, confirms");
    let english = show_in_english(&agent, &order.id).await;
    assert_eq!(english.shipments[0].events[0].text, "Delivered and signed for");
    assert_eq!(english.shipments[0].events[4].place.as_deref(), Some("Jingdezhen"));
    assert_eq!(english.shipments[0].courier, "ZTO");
    let late = refused(
        &agent,
        &arrived,
        "order.report_exception",
        json!({
            "shipment_id": sent.id, "exception": "lost",
        }),
    );
    assert_eq!(late.await.code, ProblemCode::ActionNotAllowed);
}

#[tokio::test]
async fn a_corrected_label_begins_the_way_anew_and_trouble_ends_it() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    let order = done(&agent, &order, "order.ship", parcel("ZT0001")).await;
    advance(&shop, 3 * HOUR).await;
    let moving = until(&agent, &order.id, |order| order.shipments[0].events.len() == 1).await;
    let mut label = parcel("ZT0002");
    label["shipment_id"] = moving.shipments[0].id.as_str().into();
    let corrected = done(&agent, &moving, "order.change_shipment", label).await;
    assert_eq!(
        (corrected.shipments[0].events.len(), &corrected.shipments[0].state),
        (0, &ShipmentState::Announced)
    );
    advance(&shop, 3 * HOUR).await;
    let moving = until(&agent, &order.id, |order| order.shipments[0].events.len() == 1).await;
    let what = json!({ "shipment_id": moving.shipments[0].id, "exception": "no_movement" });
    let stuck = done(&agent, &moving, "order.report_exception", what).await;
    assert_eq!(stuck.shipments[0].state, ShipmentState::Exception);
    let waits = ask(&shop, "SELECT what FROM due WHERE subject_kind = 'order'").await;
    assert_eq!(waits, ["confirm_receipt"], "nobody waits for the courier any more");
}

#[tokio::test]
async fn merging_and_splitting() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let mug = json!([{ "product_id": "mug-01", "options": [0], "quantity": 1 }]);
    let card = json!([{ "product_id": "notebook-03", "options": [0], "quantity": 1 }]);
    let (one, two) = (paid(&buyer, mug.clone()).await, paid(&buyer, card).await);
    let unpaid = place(&buyer, mug).await;
    let foreign = paid(&shop.user("buyer-2").await, basket()).await;
    let one = show(&agent, &one.id).await;
    let choices = &action(&one, "order.merge").input.as_ref().unwrap().fields[0].options;
    assert_eq!(choices.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>(), [two.id.as_str()]);
    for (id, code) in [(&unpaid.id, ProblemCode::InvalidValue), (&foreign.id, ProblemCode::NotFound)] {
        let wrong = refused(&agent, &one, "order.merge", json!({ "merge_with": [two.id, id] })).await;
        assert_eq!((wrong.code, wrong.errors[0].pointer.as_str()), (code, "/merge_with/1"));
    }
    let merged = done(&agent, &one, "order.merge", json!({ "merge_with": [two.id] })).await;
    assert_eq!((merged.lines.len(), merged.postage.amount, merged.refunded.amount), (2, 800, 800));
    let away = show(&buyer, &two.id).await;
    assert_eq!((away.state, away.version), (OrderState::Closed, two.version + 1));

    let seq = buyer.session().await.stream.seq;
    let off = json!({ "lines": [{ "line_id": merged.lines[1].id, "quantity": 1 }] });
    let rest = done(&agent, &merged, "order.split", off).await;
    let told = buyer.poll(&format!("after={seq}&wait=0")).await.events;
    assert_eq!(told.len(), 2, "both orders are told of");
    let part =
        told.iter().find_map(|event| event.order.as_ref().filter(|order| order.id != rest.id)).unwrap();
    assert_eq!(part.lines[0].product_id.as_str(), "notebook-03");
    assert_eq!(part.total.amount + rest.total.amount, merged.total.amount);
    assert_ne!(part.number, rest.number);
    done(&agent, part, "order.ship", parcel("ZT0009")).await;
}

#[tokio::test]
async fn of_two_agents_at_once_one_is_shown_what_the_other_did() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let (one, two) = (shop.user("agent-1").await, shop.user("agent-2").await);
    let order = show(&one, &place(&buyer, basket()).await.id).await;
    let memo = |text: &str| json!({ "memo": { "flag": "red", "text": text } });
    let (a, b) = tokio::join!(
        act(&one, &order, "order.set_memo", memo("赠品已放")),
        act(&two, &order, "order.set_memo", memo("先别发货")),
    );
    let (kept, stale) = if a.status() == StatusCode::OK { (a, b) } else { (b, a) };
    let kept: Order = kept.json().await.unwrap();
    let stale = problem(stale).await;
    assert_eq!((&stale.code, stale.errors[0].pointer.as_str()), (&ProblemCode::VersionConflict, "/version"));
    let now = stale.current_order.unwrap();
    assert_eq!((now.version, &now.memo, &now.actions), (kept.version, &kept.memo, &kept.actions));
    let rebased = done(&two, &now, "order.set_memo", memo("赠品已放；先别发货")).await;
    assert_eq!(rebased.memo.unwrap().author.id.as_str(), "agent-2");
}

#[tokio::test]
async fn an_action_is_done_once_per_key() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    let path = format!("/v1/orders/{}/actions", order.id);
    let pay = request(&order, "order.pay", json!({ "payment_method": "balance" }));
    let send = || buyer.post(&path, &pay);
    let (a, b, c) = tokio::join!(send(), send(), send());
    let mut answers = Vec::new();
    for answer in [a, b, c] {
        assert_eq!(answer.status(), StatusCode::OK);
        answers.push(answer.json::<Order>().await.unwrap());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(ask(&shop, "SELECT kind FROM payment").await, ["charge"]);
    let before = rows(&shop).await;
    let mut other = pay.clone();
    other["payment_method"] = "credit".into();
    assert_eq!(problem(buyer.post(&path, &other).await).await.code, ProblemCode::IdempotencyKeyReused);
    assert_eq!(rows(&shop).await, before);
    // Keys are the user's own.
    let mut memo = request(&answers[0], "order.set_memo", json!({ "memo": { "flag": "green", "text": "" } }));
    memo["client_id"] = pay["client_id"].clone();
    assert_eq!(agent.post(&path, &memo).await.status(), StatusCode::OK);
}

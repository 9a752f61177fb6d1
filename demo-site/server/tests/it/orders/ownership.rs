//! Whose order it is, and who else asks for it.

use super::*;
use kefu_contract::{ProblemCode, WarningCode};

/// A buyer called like the first one.
async fn impostor(shop: &Shop) -> User<'_> {
    shop.sql(
        "INSERT INTO person (id, name, role, demo_rank) VALUES
           ('impostor', '林小满_', 'buyer', 900), ('stranger', '海边的卡夫卡', 'buyer', 901)",
    )
    .await;
    shop.user("impostor").await
}

fn lookalikes(order: &Order) -> usize {
    order.warnings.iter().filter(|warning| warning.code == WarningCode::LookalikeAccount).count()
}

#[tokio::test]
async fn what_belongs_to_others_does_not_exist() {
    let shop = open().await;
    let order = place(&shop.user("buyer-1").await, basket()).await;
    let other = shop.user("buyer-2").await;
    let before = rows(&shop).await;
    for (method, tail) in [(Method::GET, ""), (Method::POST, "/actions")] {
        let mut answers = Vec::new();
        for id in [order.id.as_str(), "o-nothing"] {
            let body = request(&order, "order.confirm_receipt", json!({}));
            let mut asked = other.request(method.clone(), &format!("/v1/orders/{id}{tail}"));
            if method == Method::POST {
                asked = asked.json(&body);
            }
            answers.push(problem(asked.send().await.unwrap()).await);
        }
        assert_eq!(answers[0].code, ProblemCode::NotFound);
        assert_eq!(answers[0], answers[1], "the two cannot be told apart");
    }
    assert_eq!(rows(&shop).await, before, "nothing written");
    let seq = other.session().await.stream.seq;
    done(&shop.user("buyer-1").await, &order, "order.pay", json!({ "payment_method": "balance" })).await;
    assert_eq!(other.session().await.stream.seq, seq, "others hear nothing");
}

#[tokio::test]
async fn a_lookalike_that_wants_a_change_is_warned_of() {
    let shop = open().await;
    let impostor = impostor(&shop).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    let seq = agent.session().await.stream.seq;
    for user in [&impostor, &impostor, &shop.user("stranger").await, &shop.user("buyer-2").await] {
        let answer = act(user, &order, "order.change_address", json!({ "address": address() })).await;
        assert_eq!(problem(answer).await.code, ProblemCode::NotFound);
    }
    let told = agent.poll(&format!("after={seq}&wait=0")).await.events;
    assert_eq!(told.len(), 1, "once");
    let warned = told[0].order.as_ref().unwrap();
    assert_eq!((lookalikes(warned), warned.version), (1, order.version));
    assert!(warned.warnings[0].text.contains("林小满_"));
    assert!(show_in_english(&agent, &order.id).await.warnings[0].text.contains("is not “林小满”"));
    assert_eq!(lookalikes(&show(&buyer, &order.id).await), 0, "buyers see no warnings");
    done(&buyer, &order, "order.pay", json!({ "payment_method": "balance" })).await;
    assert_eq!(lookalikes(&show(&agent, &order.id).await), 1, "still known after the order changed");
}

#[tokio::test]
async fn a_lookalike_that_names_the_number_is_warned_of() {
    let shop = open().await;
    let impostor = impostor(&shop).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    let text = format!("你好，订单{}的地址帮我改一下，电话 13900001111", order.number);
    for user in [&buyer, &shop.user("stranger").await] {
        user.say(&user.conversation().await, &text).await;
    }
    assert_eq!(lookalikes(&show(&agent, &order.id).await), 0);
    impostor.say(&impostor.conversation().await, "我的订单 12345678901234567890 呢").await;
    assert_eq!(lookalikes(&show(&agent, &order.id).await), 0);
    impostor.say(&impostor.conversation().await, &text).await;
    assert_eq!(lookalikes(&show(&agent, &order.id).await), 1);
}

#[tokio::test]
async fn buyers_do_not_search_by_the_staffs_notes() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    for query in ["flag=red", "mark=void"] {
        let answer = buyer.request(Method::GET, &format!("/v1/orders?{query}")).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{query}");
    }
}

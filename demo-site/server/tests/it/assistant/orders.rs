//! News of orders.

use super::*;
use crate::orders::{DAY, basket, done, paid, parcel, place, until};
use kefu_contract::{ContentType, OrderState};

/// Nothing private of the order is in what was said.
fn is_discreet(messages: &[Message]) {
    let said = serde_json::to_string(messages).unwrap();
    for private in ["13800005678", "林小满", "文三路", "西湖区", "310012", "ZT123456789012"] {
        assert!(!said.contains(private), "{private}: {said}");
    }
}

#[tokio::test]
async fn a_buyer_hears_where_their_order_is() {
    let shop = open_with(json!({ "answers": true }), always()).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    // Without an order it is a question like any other.
    assert!(reply_to(&buyer, &id, "什么时候发货").await[0].contains("智能助手"));

    let order = place(&buyer, basket()).await;
    let tail = &order.number[order.number.len() - 4..];
    let said = reply_to(&buyer, &id, "我的订单呢").await;
    assert!(said[0].contains(&format!("尾号 {tail} 的订单还没有付款，会保留到 ")), "{said:?}");

    let order = done(&buyer, &order, "order.pay", json!({ "payment_method": "balance" })).await;
    // A newer one that is not paid yet is not what is asked about.
    place(&buyer, basket()).await;
    let message = buyer.say(&id, "怎么还没发货").await;
    let said = replies(&buyer, &id, &message).await;
    let text = said[0].content.text.as_ref().unwrap();
    assert!(text.contains(&format!("尾号 {tail} 的订单正在准备发货，最晚 ")), "{text}");
    assert_eq!(said[1].content.kind, ContentType::Order);
    assert_eq!(said[1].content.order.as_ref().unwrap().id, order.id);
    is_discreet(&said);

    done(&agent, &order, "order.ship", parcel("ZT123456789012")).await;
    advance(&shop, DAY).await;
    // Within a day it is picked up and leaves for its destination.
    let left = until(&buyer, &order.id, |order| order.shipments[0].events.len() == 2).await;
    assert_eq!(left.state, OrderState::AwaitingReceipt);
    let message = buyer.say(&id, "我的快递到哪了？").await;
    let said = replies(&buyer, &id, &message).await;
    let text = said[0].content.text.as_ref().unwrap();
    for part in ["已由中通", "运单尾号 9012", "最新进展：快件已离开转运中心", "预计 "]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    is_discreet(&said);
    // A courier who tells too much is not repeated.
    shop.sql(
        "UPDATE shop_order SET body = json_set(body, '$.order.shipments[0].events[0].text',
           '快递员 13800005678 已联系林小满') WHERE body LIKE '%ZT123456789012%'",
    )
    .await;
    let message = buyer.say(&id, "到哪了").await;
    let said = replies(&buyer, &id, &message).await;
    assert!(said[0].content.text.as_ref().unwrap().contains("最新进展：运输途中（"), "{said:?}");
    is_discreet(&said);
    let message = say_in_english(&buyer, &id, "Where is my parcel?").await;
    let said = replies(&buyer, &id, &message).await;
    let text = said[0].content.text.as_ref().unwrap();
    for part in ["Your order ending in ", "tracking number ending in 9012. Latest news: ", "Expected by "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    is_discreet(&said);
}

#[tokio::test]
async fn the_order_of_the_conversation_goes_first_and_other_buyers_orders_are_nobodys_business() {
    let shop = open_with(json!({ "answers": true }), always()).await;
    let (buyer, other) = (shop.user("buyer-1").await, shop.user("buyer-2").await);
    let (first, latest) = (paid(&buyer, basket()).await, paid(&buyer, basket()).await);
    let about = async |user: &User<'_>, id: &ConversationId, text: &str| {
        let message = user.say(id, text).await;
        let said = replies(user, id, &message).await.into_iter();
        said.filter_map(|message| message.content.order).map(|card| card.id).collect::<Vec<_>>()
    };
    let id = buyer.conversation().await;
    assert_eq!(about(&buyer, &id, "到哪了").await, [latest.id]);
    buyer.open(json!({ "order_id": first.id })).await;
    assert_eq!(about(&buyer, &id, "到哪了").await, std::slice::from_ref(&first.id));

    let theirs = other.conversation().await;
    let question = format!("查物流，我的订单 {}", first.number);
    assert!(about(&other, &theirs, &question).await.is_empty());
    let everything = serde_json::to_string(&other.messages(&theirs, "limit=100").await).unwrap();
    assert!(!everything.contains(&format!("尾号 {}", &first.number[first.number.len() - 4..])));
}

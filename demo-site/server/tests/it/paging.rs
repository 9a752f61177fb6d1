//! Pages of messages.

use crate::harness::{Shop, User};
use kefu_contract::{Conversation, ConversationId, Message, Page};

/// The longest conversation of the demo shop.
async fn longest(agent: &User<'_>) -> (ConversationId, u64) {
    let page: Page<Conversation> = agent.get("/v1/conversations?limit=100").await;
    let length = |one: &Conversation| one.last_message.as_ref().map_or(0, |message| message.position);
    let found = page.items.iter().max_by_key(|one| length(one)).unwrap();
    (found.id.clone(), length(found))
}

fn positions(messages: &[Message]) -> Vec<u64> {
    messages.iter().map(|message| message.position).collect()
}

#[tokio::test]
async fn backwards_from_the_newest_nothing_is_missing_or_doubled() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let (id, length) = longest(&agent).await;
    assert!(length >= 250);
    let mut page = agent.messages(&id, "limit=40").await;
    assert!(page.after.is_none(), "nothing is newer than the newest");
    let mut all = page.items;
    while let Some(before) = page.before {
        page = agent.messages(&id, &format!("limit=40&before={}", before.0)).await;
        assert!(page.after.is_some());
        all.splice(0..0, page.items.clone());
    }
    assert_eq!(positions(&all), (1..=length).collect::<Vec<_>>());
}

#[tokio::test]
async fn forwards_from_the_oldest_nothing_is_missing_or_doubled() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let (id, length) = longest(&agent).await;
    let newest = agent.messages(&id, "limit=100").await;
    let mut first = newest;
    while let Some(before) = first.before {
        first = agent.messages(&id, &format!("limit=100&before={}", before.0)).await;
    }
    let mut all = first.items;
    let mut after = first.after;
    while let Some(cursor) = after {
        let page = agent.messages(&id, &format!("limit=33&after={}", cursor.0)).await;
        assert!(page.before.is_some());
        all.extend(page.items);
        after = page.after;
    }
    assert_eq!(positions(&all), (1..=length).collect::<Vec<_>>());
}

#[tokio::test]
async fn around_a_message_both_sides_are_shown() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let (id, length) = longest(&agent).await;
    let newest = agent.messages(&id, "limit=100").await.items;

    let middle = &newest[10];
    let page = agent.messages(&id, &format!("around={}&limit=20", middle.id)).await;
    let first = middle.position - 10;
    assert_eq!(positions(&page.items), (first..first + 20).collect::<Vec<_>>());
    assert!(page.before.is_some() && page.after.is_some());

    let last = newest.last().unwrap();
    let page = agent.messages(&id, &format!("around={}&limit=20", last.id)).await;
    assert_eq!(positions(&page.items), (length - 19..=length).collect::<Vec<_>>());
    assert!(page.before.is_some() && page.after.is_none());

    let oldest = agent.messages(&id, &format!("around={}&limit=100", middle.id)).await;
    assert!(oldest.items.len() == 100);
}

#[tokio::test]
async fn pages_of_buyers_leave_notes_out_without_getting_shorter() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    for round in 0..6 {
        buyer.say(&id, &format!("问题 {round}")).await;
        agent.note(&id, &format!("备注 {round}")).await;
    }
    let page = buyer.messages(&id, "limit=4").await;
    assert_eq!(positions(&page.items), [5, 7, 9, 11]);
    assert!(page.after.is_none(), "the note after the last message does not count");
    let page = buyer.messages(&id, &format!("limit=4&before={}", page.before.unwrap().0)).await;
    assert_eq!(positions(&page.items), [1, 3]);
    assert!(page.before.is_none() && page.after.is_some());
}

#[tokio::test]
async fn new_messages_do_not_disturb_a_reader_going_back() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    for number in 0..6 {
        buyer.say(&id, &number.to_string()).await;
    }
    let newest = buyer.messages(&id, "limit=3").await;
    buyer.say(&id, "新的").await;
    let older = buyer.messages(&id, &format!("limit=3&before={}", newest.before.unwrap().0)).await;
    assert_eq!(positions(&older.items), [1, 2, 3]);
    let newer = buyer.messages(&id, &format!("limit=3&after={}", older.after.unwrap().0)).await;
    assert_eq!(positions(&newer.items), [4, 5, 6]);
    let newer = buyer.messages(&id, &format!("limit=3&after={}", newer.after.unwrap().0)).await;
    assert_eq!(positions(&newer.items), [7]);
    assert!(newer.after.is_none());
}

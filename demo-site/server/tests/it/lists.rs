//! Pages of conversations.

use crate::harness::{Shop, User};
use kefu_contract::{Conversation, Page};
use std::collections::BTreeSet;

/// Buyers beside those of the demo shop.
const MORE_BUYERS: usize = 130;

/// A shop with many more conversations, every other one waiting for an answer.
async fn crowded() -> Shop {
    let shop = Shop::open().await;
    shop.sql(
        "WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 129)
         INSERT INTO person (id, name, role, demo_rank) SELECT 'crowd-' || n, 'Crowd ' || n, 'buyer', 1000 + n
         FROM number",
    )
    .await;
    for number in 0..MORE_BUYERS {
        let buyer = shop.user(&format!("crowd-{number}")).await;
        let id = buyer.conversation().await;
        if number % 2 == 0 {
            buyer.say(&id, "在吗").await;
        }
    }
    // Many of the same moment: then the id decides.
    shop.sql("UPDATE conversation SET activity_ms = activity_ms / 60000 * 60000").await;
    shop
}

/// Every page, first to last; `between` happens after each.
async fn pages(user: &User<'_>, query: &str, mut between: impl AsyncFnMut(usize)) -> Vec<Vec<Conversation>> {
    let path = format!("/v1/conversations?{query}");
    let mut page: Page<Conversation> = user.get(&path).await;
    let mut pages = Vec::new();
    loop {
        assert!(page.before.is_none());
        pages.push(page.items);
        between(pages.len()).await;
        let Some(after) = page.after else { return pages };
        assert!(pages.len() < 1_000, "pages come to an end");
        page = user.get(&format!("{path}&after={}", after.0)).await;
    }
}

fn ids(conversations: &[Conversation]) -> Vec<String> {
    conversations.iter().map(|one| one.id.to_string()).collect()
}

#[tokio::test]
async fn staff_see_every_conversation_once_whatever_the_size_of_the_page() {
    let shop = crowded().await;
    let agent = shop.user("agent-1").await;
    let whole = usize::try_from(shop.counts().await[0]).unwrap();
    assert!(whole > MORE_BUYERS);
    let mut orders = Vec::new();
    for limit in [100, 50, 7, 1] {
        let pages = pages(&agent, &format!("limit={limit}"), async |_| {}).await;
        let (last, full) = pages.split_last().unwrap();
        assert!(full.iter().all(|page| page.len() == limit) && (1..=limit).contains(&last.len()));
        let all = pages.concat();
        assert_eq!(all.len(), whole, "limit {limit}");
        assert_eq!(ids(&all).into_iter().collect::<BTreeSet<_>>().len(), whole, "limit {limit}");
        let waiting = all.iter().take_while(|one| one.waiting_since.is_some()).count();
        assert!(waiting > MORE_BUYERS / 2 && all[waiting..].iter().all(|one| one.waiting_since.is_none()));
        assert!(all[..waiting].is_sorted_by_key(|one| one.waiting_since.map(|at| at.unix_ms)));
        orders.push(ids(&all));
    }
    assert!(orders.iter().all(|order| *order == orders[0]), "the same order");
}

#[tokio::test]
async fn a_list_of_one_status_pages_to_its_end_too() {
    let shop = crowded().await;
    let agent = shop.user("agent-1").await;
    let all = pages(&agent, "limit=100", async |_| {}).await.concat();
    let mut parts = 0;
    for status in all.iter().map(|one| one.status.as_str().to_owned()).collect::<BTreeSet<_>>() {
        let part = pages(&agent, &format!("limit=9&status={status}"), async |_| {}).await.concat();
        assert!(part.iter().all(|one| one.status.as_str() == status));
        assert_eq!(ids(&part).into_iter().collect::<BTreeSet<_>>().len(), part.len());
        parts += part.len();
    }
    assert_eq!(parts, all.len());
}

#[tokio::test]
async fn a_conversation_that_moves_between_two_pages_disturbs_no_other() {
    let shop = crowded().await;
    let agent = shop.user("agent-1").await;
    let before = pages(&agent, "limit=100", async |_| {}).await.concat();
    // The one whose key is the cursor, the last of the first page, is answered and moves away down the list.
    let moving = before[19].id.clone();
    let pages = pages(&agent, "limit=20", async |number| {
        if number == 1 {
            agent.say(&moving, "在的").await;
        }
    })
    .await;
    let others = |all: &[Conversation]| -> Vec<String> {
        all.iter().filter(|one| one.id != moving).map(|one| one.id.to_string()).collect()
    };
    assert_eq!(others(&pages.concat()), others(&before));
}

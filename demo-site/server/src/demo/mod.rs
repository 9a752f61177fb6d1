//! The demo shop, the same every time: Persimmon Home, household goods.

mod addresses;
pub(crate) mod avatars;
mod chance;
mod conversations;
mod customers;
mod dialogue;
pub(crate) mod knowledge;
mod offers;
mod people;
pub(crate) mod pictures;
mod products;
mod replies;
mod trade;

use crate::{
    locale::Text,
    store::{ShopRecord, Store, StoreError},
};
use chance::{Purpose, rng};
use kefu_contract::{Address, Timestamp};
use kefu_rules::{order::Refused, policy::Policy};

/// Why the shop could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("an order cannot be placed: {0}")]
    Refused(#[from] Refused),
}

/// Fills an empty database; leaves any other alone. Times in the data are relative to `now`.
pub(crate) async fn seed(store: &Store, policy: &Policy, now: Timestamp) -> Result<(), SeedError> {
    let mut change = store.begin().await?;
    if change.has_shop().await? {
        return Ok(());
    }
    change.add_shop(&shop()).await?;
    for person in people::everybody() {
        change.add_person(&person).await?;
    }
    let cast = people::Cast::new();
    let trade = trade::until(now, &cast, policy)?;
    let mut rng = rng(Purpose::Products, 0);
    for (rank, item) in (1..).zip(products::all()) {
        change.add_product(&products::stored(rank, item, &trade.opinions, &mut rng)?).await?;
    }
    trade.save_orders(&mut change).await?;
    conversations::add_all(&mut change, &cast, &trade.orders, now).await?;
    trade.save_the_rest(&mut change, policy, now).await?;
    replies::add_all(&mut change, now).await?;
    knowledge::add_all(&mut change, now).await?;
    offers::add_all(&mut change, now).await?;
    // Last, when everything that is to be known of buyers has happened.
    customers::add_all(&mut change, &cast, now).await?;
    Ok(change.commit().await?)
}

fn shop() -> ShopRecord {
    ShopRecord {
        id: "persimmon".into(),
        name: Text::new("柿子生活馆", "Persimmon Home"),
        time_zone: "Asia/Shanghai".to_owned(),
        currency: "CNY".to_owned(),
        return_address: Some(returns()),
    }
}

/// Where goods are sent back to.
fn returns() -> Address {
    Address {
        recipient: "柿子生活馆售后仓".to_owned(),
        phone: "0571-55550168".to_owned(),
        country: "CN".to_owned(),
        region: Some("浙江省".to_owned()),
        city: "杭州市".to_owned(),
        district: Some("余杭区".to_owned()),
        street: "良渚街道柿园路 8 号 2 号仓".to_owned(),
        postal_code: Some("311113".to_owned()),
        masked: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_rules::policy::Policy;
    use std::{path::Path, sync::Arc};

    const TABLES: [&str; 17] = [
        "SELECT json_array(id, name, role, tagline_zh, tagline_en, demo_rank) FROM person ORDER BY id",
        "SELECT json_array(id, rank, title_zh, price_amount, image_url, page) FROM product ORDER BY id",
        "SELECT json_array(id, version, buyer_id, assignee_id, status, product_id, order_id, last_position, read_buyer,
           read_staff, waiting_since_ms, tags, created_ms, updated_ms, activity_ms)
         FROM conversation ORDER BY id",
        "SELECT json_array(id, conversation_id, position, sender_id, content, visibility, sent_ms)
         FROM message ORDER BY id",
        "SELECT json_array(audience, seq, body, subject_kind, subject_id) FROM event ORDER BY audience, seq",
        "SELECT json_array(id, version, number, buyer_id, state, flag, marks, total, created_ms, due_ms, warn_ms,
           searched, body)
         FROM shop_order ORDER BY id",
        "SELECT json_array(subject_kind, subject_id, what, at_ms) FROM due ORDER BY subject_id, what",
        "SELECT json_array(order_id, kind, amount, currency, exponent, at_ms, reference) FROM payment
         ORDER BY order_id, at_ms, kind, amount",
        "SELECT json_array(id, version, number, order_id, buyer_id, state, kind, ended, created_ms, due_ms, warn_ms,
           searched, body)
         FROM after_sale_case ORDER BY id",
        "SELECT json_array(case_id, attempt, amount, ordered_ms, state, settled_ms) FROM refund_attempt
         ORDER BY case_id, attempt",
        "SELECT json_array(id, owner_id, client_id, name, media_type, width, height, hex(content), used, created_ms)
         FROM upload ORDER BY id",
        "SELECT json_array(id, version, buyer_id, anonymous, product_id, order_id, line_id, rating, triage, work_group,
           explanation, removed, created_ms, searched, body)
         FROM review ORDER BY id",
        "SELECT json_array(review_id, version, kind, author_id, at_ms, body) FROM review_file ORDER BY review_id, version",
        "SELECT json_array(user_id, tier, segment, seen_ms, searched, body) FROM customer ORDER BY user_id",
        "SELECT json_array(id, owner_id, shortcut, used, body) FROM quick_reply ORDER BY id",
        "SELECT json_array(id, topic, products, updated_ms, body) FROM knowledge ORDER BY id",
        "SELECT json_array(id, kind, body) FROM offer ORDER BY id",
    ];

    /// Everything a shop seeded at `now` holds.
    async fn seeded(path: &Path, now: i64) -> Vec<Vec<String>> {
        let policy = Policy::default();
        let store = Store::open(path, Arc::default(), policy.clone()).await.unwrap();
        seed(&store, &policy, Timestamp::from_unix_ms(now)).await.unwrap();
        // A second time changes nothing.
        seed(&store, &policy, Timestamp::from_unix_ms(now + 1)).await.unwrap();
        store.close().await.unwrap();
        let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}?mode=ro", path.display())).await.unwrap();
        let mut dump = Vec::new();
        for sql in TABLES {
            dump.push(sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap());
        }
        pool.close().await;
        dump
    }

    #[tokio::test]
    async fn the_same_clock_gives_the_same_shop() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        let now = 1_795_000_000_000;
        let (one, two) = (seeded(&path("one"), now).await, seeded(&path("two"), now).await);
        let most = [one[3].len(), one[5].len(), one[8].len(), one[11].len()];
        assert!(most.iter().zip([800, 320, 70, 170]).all(|(has, least)| *has >= least), "{most:?}");
        assert_eq!(one, two);
        let later = seeded(&path("later"), now + 7_000).await;
        assert_eq!(one[0], later[0]);
        assert_ne!(one[3], later[3], "times follow the clock");
    }
}

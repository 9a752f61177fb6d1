//! The demo shop, the same every time: Persimmon Home, household goods.

pub(crate) mod avatars;
mod conversations;
mod dialogue;
mod people;
pub(crate) mod pictures;
mod products;

use crate::{
    locale::Text,
    store::{ShopRecord, Store, StoreError},
};
use kefu_contract::{Address, Timestamp};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Whatever is random in the demo data is random the same way every time.
const SEED: u64 = 20_261_120;

/// Fills an empty database; leaves any other alone. Times in the data are relative to `now`.
pub(crate) async fn seed(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    let mut change = store.begin().await?;
    if change.has_shop().await? {
        return Ok(());
    }
    change.add_shop(&shop()).await?;
    for person in people::everybody() {
        change.add_person(&person).await?;
    }
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    for (rank, item) in (1..).zip(products::all()) {
        change.add_product(&products::stored(rank, item, now, &mut rng)?).await?;
    }
    conversations::add_all(&mut change, &people::Cast::new(), now).await?;
    change.commit().await
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
    use crate::live::Hub;
    use std::{path::Path, sync::Arc};

    const TABLES: [&str; 5] = [
        "SELECT json_array(id, name, role, tagline_zh, tagline_en, demo_rank) FROM person ORDER BY id",
        "SELECT json_array(id, rank, title_zh, price_amount, image_url, page) FROM product ORDER BY id",
        "SELECT json_array(id, version, buyer_id, assignee_id, status, product_id, last_position, read_buyer,
           read_staff, waiting_since_ms, tags, created_ms, updated_ms, activity_ms)
         FROM conversation ORDER BY id",
        "SELECT json_array(id, conversation_id, position, sender_id, content, visibility, sent_ms)
         FROM message ORDER BY id",
        "SELECT json_array(audience, seq, body) FROM event ORDER BY audience, seq",
    ];

    /// Everything a shop seeded at `now` holds.
    async fn seeded(path: &Path, now: i64) -> Vec<Vec<String>> {
        let store = Store::open(path, Arc::new(Hub::default())).await.unwrap();
        seed(&store, Timestamp::from_unix_ms(now)).await.unwrap();
        // A second time changes nothing.
        seed(&store, Timestamp::from_unix_ms(now + 1)).await.unwrap();
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
        assert!(one[3].len() >= 800, "there is something to compare");
        assert_eq!(one, two);
        let later = seeded(&path("later"), now + 7_000).await;
        assert_eq!(one[0], later[0]);
        assert_ne!(one[3], later[3], "times follow the clock");
    }
}

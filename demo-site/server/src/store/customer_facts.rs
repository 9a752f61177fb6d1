//! What the rest of the shop knows about a buyer: their orders, questions, cases and reviews.

use super::{OrderRecord, ReviewRecord, StoreError};
use kefu_contract::{CaseId, Money, Order, Rating, RatingCount, ReviewGroup, Timestamp, UserId};
use kefu_rules::customer::{Figures, OrderFacts};
use serde::{Deserialize, Serialize};
use sqlx::{Row, SqliteConnection};

/// What a customer's file says by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) figures: Figures,
    /// After-sale cases that are open.
    pub(crate) open_cases: Vec<CaseId>,
    /// Reviews given, by verdict.
    pub(crate) ratings: Vec<RatingCount>,
    /// Reviews filed as threats.
    pub(crate) threats: u32,
}

/// Everything gathered about a buyer.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) facts: Facts,
    /// Order numbers and phones, by which customers are searched.
    pub(super) searched: Vec<String>,
    /// When they were first heard of.
    pub(super) first_at: Option<Timestamp>,
    /// When something last happened between them and the shop.
    pub(super) last_at: Option<Timestamp>,
}

/// Gathers everything about a buyer. `zero` tells the currency to add up in.
pub(super) async fn gather(
    connection: &mut SqliteConnection,
    buyer: &UserId,
    zero: Money,
) -> Result<Gathered, StoreError> {
    let orders = orders(connection, buyer).await?;
    let (ratings, threats) = reviews(connection, buyer).await?;
    let row = sqlx::query(
        "SELECT MIN(created_ms) AS first_ms, MAX(activity_ms) AS last_ms FROM conversation WHERE buyer_id = $1",
    )
    .bind(&buyer.0)
    .fetch_one(&mut *connection)
    .await?;
    let at = |name| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(name)?.map(Timestamp::from_unix_ms));
    let (asked_at, talked_at) = (at("first_ms")?, at("last_ms")?);
    let ordered: Vec<OrderFacts> = orders.iter().map(OrderFacts::from).collect();
    let ordered_at = || ordered.iter().map(|order| order.created_at);
    Ok(Gathered {
        facts: Facts {
            figures: Figures::of(&ordered, asked_at.is_some(), zero),
            open_cases: open_cases(connection, buyer).await?,
            ratings,
            threats,
        },
        searched: searched(&orders),
        first_at: ordered_at().chain(asked_at).min(),
        last_at: ordered_at().chain(talked_at).max(),
    })
}

async fn orders(connection: &mut SqliteConnection, buyer: &UserId) -> Result<Vec<Order>, StoreError> {
    let rows = sqlx::query("SELECT body FROM shop_order WHERE buyer_id = $1 ORDER BY created_ms DESC")
        .bind(&buyer.0)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok(serde_json::from_str::<OrderRecord>(row.try_get("body")?)?.order)).collect()
}

/// The after-sale cases of a buyer that have not ended, the newest first.
async fn open_cases(connection: &mut SqliteConnection, buyer: &UserId) -> Result<Vec<CaseId>, StoreError> {
    let rows = sqlx::query(
        "SELECT id FROM after_sale_case WHERE buyer_id = $1 AND ended = 0 ORDER BY created_ms DESC, id",
    )
    .bind(&buyer.0)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(CaseId(row.try_get("id")?))).collect()
}

/// The verdicts a buyer gave and did not take back, and how many reviews of theirs were filed as threats.
async fn reviews(
    connection: &mut SqliteConnection,
    buyer: &UserId,
) -> Result<(Vec<RatingCount>, u32), StoreError> {
    let rows = sqlx::query("SELECT body FROM review WHERE buyer_id = $1")
        .bind(&buyer.0)
        .fetch_all(connection)
        .await?;
    let (mut ratings, mut threats) = (Vec::<RatingCount>::new(), 0);
    for row in rows {
        let ReviewRecord { review, removed, .. } = serde_json::from_str(row.try_get("body")?)?;
        threats += u32::from(review.group == Some(ReviewGroup::Malicious));
        if removed || review.by_default {
            continue;
        }
        match ratings.iter_mut().find(|count| count.rating == review.rating) {
            Some(count) => count.count += 1,
            None => ratings.push(RatingCount { rating: review.rating, count: 1 }),
        }
    }
    let rank = |count: &RatingCount| Rating::KNOWN.iter().position(|rating| *rating == count.rating.as_str());
    ratings.sort_by_key(rank);
    Ok((ratings, threats))
}

fn searched(orders: &[Order]) -> Vec<String> {
    let mut words = Vec::new();
    for order in orders {
        words.push(order.number.clone());
        let phone = order.address.as_ref().map(|address| &address.phone);
        words.extend(phone.filter(|phone| !words.contains(phone)).cloned());
    }
    words
}

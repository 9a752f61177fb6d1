//! Orders.

use super::{Change, Store, StoreError, order_record::OrderRecord};
use crate::subject::Subject;
use kefu_contract::{
    Deadline, Order, OrderId, OrderQuery, OrderSort, OrderState, ProductId, Timestamp, UserId,
};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Most other orders that are offered for merging.
const MERGEABLE: u32 = 20;

/// Which orders a list holds.
#[derive(Debug, Clone)]
pub(crate) struct OrderFilter {
    /// Only this buyer's, whatever the query says.
    pub(crate) buyer: Option<UserId>,
    pub(crate) query: OrderQuery,
    pub(crate) now: Timestamp,
}

/// Place of an order in a list; grows down the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OrderKey {
    pub(crate) order: i64,
    pub(crate) id: OrderId,
}

/// The column a list is sorted by, such that small comes first.
fn sorted_by(sort: Option<&OrderSort>) -> &'static str {
    match sort {
        Some(OrderSort::Oldest) => "created_ms",
        // What has no deadline comes last.
        Some(OrderSort::Deadline) => "COALESCE(due_ms, 9223372036854775807)",
        Some(OrderSort::Amount) => "-total",
        Some(OrderSort::Newest | OrderSort::Other(_)) | None => "-created_ms",
    }
}

/// An order, and whether its buyer asked to be left alone.
macro_rules! order_sql {
    ($more:literal) => {
        concat!(
            "SELECT body, COALESCE((SELECT json_extract(c.body, '$.filed.do_not_contact') FROM customer c \
             WHERE c.user_id = shop_order.buyer_id), 0) AS left_alone",
            $more
        )
    };
}

fn record_in(row: &SqliteRow) -> Result<OrderRecord, StoreError> {
    let record: OrderRecord = serde_json::from_str(row.try_get("body")?)?;
    Ok(OrderRecord { left_alone: row.try_get("left_alone")?, ..record })
}

async fn find(connection: &mut SqliteConnection, id: &OrderId) -> Result<Option<OrderRecord>, StoreError> {
    let row = sqlx::query(order_sql!(" FROM shop_order WHERE id = $1"))
        .bind(&id.0)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(record_in).transpose()
}

/// Other orders of the same buyer that are as far along, newest first.
async fn alike(connection: &mut SqliteConnection, order: &Order) -> Result<Vec<Order>, StoreError> {
    let rows = sqlx::query(order_sql!(
        " FROM shop_order WHERE buyer_id = $1 AND state = $2 AND id <> $3 ORDER BY created_ms DESC, id LIMIT $4"
    ))
    .bind(&order.buyer.id.0)
    .bind(order.state.as_str())
    .bind(&order.id.0)
    .bind(MERGEABLE)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(record_in(row)?.order)).collect()
}

/// A text as it is searched: composed, in lower case.
pub(super) fn plain(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}

/// What a text is searched for as: plain, with the wildcards of `LIKE` made so too.
pub(super) fn pattern(search: &str) -> String {
    let mut pattern = String::from("%");
    for c in plain(search.trim()).chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

impl Store {
    pub(crate) async fn order(&self, id: &OrderId) -> Result<Option<OrderRecord>, StoreError> {
        let mut connection = self.read.acquire().await?;
        find(&mut connection, id).await
    }

    /// Other orders of the same buyer that are as far along.
    pub(crate) async fn orders_like(&self, order: &Order) -> Result<Vec<Order>, StoreError> {
        let mut connection = self.read.acquire().await?;
        alike(&mut connection, order).await
    }

    /// At most `limit` orders after `after`, each with its place in the list.
    pub(crate) async fn orders(
        &self,
        filter: &OrderFilter,
        after: Option<&OrderKey>,
        limit: u32,
    ) -> Result<Vec<(OrderKey, OrderRecord)>, StoreError> {
        let sort = sorted_by(filter.query.sort.as_ref());
        let mut sql = QueryBuilder::<Sqlite>::new(order_sql!(", "));
        sql.push(sort).push(" AS place FROM shop_order WHERE 1 = 1");
        narrow(&mut sql, filter);
        if let Some(key) = after {
            sql.push(" AND (").push(sort).push(", id) > (").push_bind(key.order);
            sql.push(", ").push_bind(key.id.as_str()).push(")");
        }
        sql.push(" ORDER BY ").push(sort).push(", id LIMIT ").push_bind(limit);
        let rows = sql.build().fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| {
                let record = record_in(row)?;
                Ok((OrderKey { order: row.try_get("place")?, id: record.order.id.clone() }, record))
            })
            .collect()
    }
}

fn narrow(sql: &mut QueryBuilder<Sqlite>, filter: &OrderFilter) {
    let query = &filter.query;
    for buyer in [&filter.buyer, &query.buyer_id].into_iter().flatten() {
        sql.push(" AND buyer_id = ").push_bind(buyer.0.clone());
    }
    if let Some(state) = &query.state {
        sql.push(" AND state = ").push_bind(state.as_str().to_owned());
    }
    if let Some(flag) = &query.flag {
        sql.push(" AND flag = ").push_bind(flag.as_str().to_owned());
    }
    if let Some(mark) = &query.mark {
        sql.push(" AND EXISTS (SELECT 1 FROM json_each(shop_order.marks) WHERE value = ");
        sql.push_bind(mark.as_str().to_owned()).push(")");
    }
    if let Some(search) = &query.search {
        sql.push(" AND searched LIKE ").push_bind(pattern(search)).push(" ESCAPE '\\'");
    }
    match query.warned {
        Some(true) => sql.push(" AND warn_ms <= ").push_bind(filter.now.unix_ms),
        Some(false) => sql.push(" AND COALESCE(warn_ms > ").push_bind(filter.now.unix_ms).push(", TRUE)"),
        None => sql,
    };
    if let Some(from) = query.from {
        sql.push(" AND created_ms >= ").push_bind(from.unix_ms);
    }
    if let Some(to) = query.to {
        sql.push(" AND created_ms < ").push_bind(to.unix_ms);
    }
}

/// Everything an order is searched by; `titles` are those of its products in the other language.
fn searched(order: &Order, titles: &[String]) -> String {
    let address = order.address.iter().flat_map(|address| [&address.recipient, &address.phone]);
    let parcels = order.shipments.iter().filter_map(|parcel| parcel.tracking_no.as_ref());
    let bought = order.lines.iter().map(|line| &line.title);
    let words: Vec<&str> = [&order.number, &order.buyer.name]
        .into_iter()
        .chain(address)
        .chain(parcels)
        .chain(bought)
        .chain(titles)
        .map(String::as_str)
        .collect();
    // However a telephone number is written, its digits are found.
    let phone = order.address.iter().flat_map(|address| address.phone.chars());
    let digits: String = phone.filter(char::is_ascii_digit).collect();
    plain(&format!("{}\n{digits}", words.join("\n")))
}

/// The deadlines whose clock runs.
pub(super) fn running(deadlines: &[Deadline]) -> impl Iterator<Item = &Deadline> {
    deadlines.iter().filter(|deadline| !deadline.paused)
}

/// Deadlines as the clock gets to know them: by the name of their kind.
pub(super) fn dues(deadlines: &[Deadline]) -> Vec<(String, Timestamp)> {
    running(deadlines).map(|deadline| (deadline.kind.as_str().to_owned(), deadline.at)).collect()
}

impl Change {
    pub(crate) async fn order(&mut self, id: &OrderId) -> Result<Option<OrderRecord>, StoreError> {
        find(self.connection(), id).await
    }

    /// The order that people call by this number.
    /// A buyer's order that is not over: the wanted one, else the latest, those that are paid first.
    pub(crate) async fn open_order_of(
        &mut self,
        buyer: &UserId,
        wanted: Option<&OrderId>,
    ) -> Result<Option<OrderRecord>, StoreError> {
        let row = sqlx::query(order_sql!(
            " FROM shop_order WHERE buyer_id = $1 AND state NOT IN ($2, $3)
             ORDER BY CASE WHEN id = $4 THEN 0 WHEN state <> $5 THEN 1 ELSE 2 END, created_ms DESC, id LIMIT 1"
        ))
        .bind(&buyer.0)
        .bind(OrderState::Completed.as_str())
        .bind(OrderState::Closed.as_str())
        .bind(wanted.map(OrderId::as_str))
        .bind(OrderState::AwaitingPayment.as_str())
        .fetch_optional(self.connection())
        .await?;
        row.as_ref().map(record_in).transpose()
    }

    pub(crate) async fn order_numbered(&mut self, number: &str) -> Result<Option<OrderRecord>, StoreError> {
        let row = sqlx::query(order_sql!(" FROM shop_order WHERE number = $1"))
            .bind(number)
            .fetch_optional(self.connection())
            .await?;
        row.as_ref().map(record_in).transpose()
    }

    /// Other orders of the same buyer that are as far along.
    pub(crate) async fn orders_like(&mut self, order: &Order) -> Result<Vec<Order>, StoreError> {
        alike(self.connection(), order).await
    }

    /// Stores an order, new or changed, with its deadlines, tells those who may see it, and brings the buyer's file up
    /// to date.
    pub(crate) async fn save_order(&mut self, record: &OrderRecord) -> Result<(), StoreError> {
        self.store_order(record).await?;
        self.touch_customer(&record.order.buyer.id, record.order.updated_at).await
    }

    /// The same, with the buyer's file left to whoever stores many.
    pub(crate) async fn store_order(&mut self, record: &OrderRecord) -> Result<(), StoreError> {
        let order = &record.order;
        self.put_order(record).await?;
        let subject = Subject::Order(order.id.clone());
        // Ended orders keep windows that merely close; the clock has to know, lists need not.
        let dues: Vec<_> = dues(&order.deadlines).into_iter().chain(record.news()).collect();
        self.schedule(&subject, &dues).await?;
        self.tell_of(&subject, &order.buyer.id, order.updated_at).await
    }

    /// Stores what is known beside an order that has not changed itself. Nobody is told.
    pub(crate) async fn keep_order(&mut self, record: &OrderRecord) -> Result<(), StoreError> {
        self.put_order(record).await
    }

    /// Titles of the products in the language the shop does not keep its orders in.
    async fn english_titles(&mut self, order: &Order) -> Result<Vec<String>, StoreError> {
        let products: BTreeSet<&ProductId> = order.lines.iter().map(|line| &line.product_id).collect();
        let mut titles = Vec::new();
        for product in products {
            let row = sqlx::query("SELECT title_en FROM product WHERE id = $1")
                .bind(&product.0)
                .fetch_optional(self.connection())
                .await?;
            titles.extend(row.map(|row| row.try_get("title_en")).transpose()?);
        }
        Ok(titles)
    }

    async fn put_order(&mut self, record: &OrderRecord) -> Result<(), StoreError> {
        let order = &record.order;
        let titles = self.english_titles(order).await?;
        let marks: Vec<&str> = order.marks.iter().map(|mark| mark.as_str()).collect();
        let live = !matches!(order.state, OrderState::Completed | OrderState::Closed);
        let due = running(&order.deadlines).filter(|_| live).map(|deadline| deadline.at.unix_ms).min();
        let warn = running(&order.deadlines)
            .filter(|_| live)
            .filter_map(|deadline| deadline.warn_at)
            .map(|at| at.unix_ms)
            .min();
        sqlx::query(
            "INSERT INTO shop_order (id, version, number, buyer_id, state, flag, marks, total, created_ms, due_ms,
               warn_ms, searched, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (id) DO UPDATE SET version = $2, number = $3, buyer_id = $4, state = $5, flag = $6,
               marks = $7, total = $8, created_ms = $9, due_ms = $10, warn_ms = $11, searched = $12, body = $13",
        )
        .bind(&order.id.0)
        .bind(i64::try_from(order.version).unwrap_or(i64::MAX))
        .bind(&order.number)
        .bind(&order.buyer.id.0)
        .bind(order.state.as_str())
        .bind(order.memo.as_ref().map(|memo| memo.flag.as_str()))
        .bind(serde_json::to_string(&marks)?)
        .bind(order.total.amount)
        .bind(order.created_at.unix_ms)
        .bind(due)
        .bind(warn)
        .bind(searched(order, &titles))
        .bind(serde_json::to_string(record)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

//! After-sale cases.

use super::{
    Change, OrderRecord, Store, StoreError,
    orders::{dues, pattern, running},
};
use crate::subject::Subject;
use kefu_contract::{Case, CaseId, CaseQuery, OrderId, Timestamp, UserId};
use kefu_rules::after_sale::machine::State;
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

/// The name under which the clock brings the payment service's answer.
pub(crate) const BANK_ANSWERS: &str = "payment";

/// A case as it is kept: as the shop sees it, without what depends on who is looking or when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CaseRecord {
    pub(crate) case: Case,
    /// When the payment service answers; while a refund is on its way.
    #[serde(default)]
    pub(crate) bank_answers_at: Option<Timestamp>,
}

/// A case and its order.
#[derive(Debug, Clone)]
pub(crate) struct CaseFile {
    pub(crate) record: CaseRecord,
    pub(crate) order: OrderRecord,
}

/// Which cases a list holds.
#[derive(Debug, Clone)]
pub(crate) struct CaseFilter {
    /// Only this buyer's, whatever the query says.
    pub(crate) buyer: Option<UserId>,
    pub(crate) query: CaseQuery,
    pub(crate) now: Timestamp,
}

/// Place of a case in a list; grows down the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CaseKey {
    pub(crate) place: i64,
    pub(crate) id: CaseId,
}

/// The next deadline first; then what has none: open cases, then ended ones, the newest first.
const PLACE: &str =
    "COALESCE(c.due_ms, CASE WHEN c.ended THEN 8000000000000000000 ELSE 7000000000000000000 END
   - c.created_ms)";

/// Cases with their orders.
macro_rules! file_sql {
    ($tail:literal) => {
        concat!(
            "SELECT c.body AS case_body, o.body AS order_body FROM after_sale_case c \
             JOIN shop_order o ON o.id = c.order_id ",
            $tail
        )
    };
}

fn file_in(row: &SqliteRow) -> Result<CaseFile, StoreError> {
    Ok(CaseFile {
        record: serde_json::from_str(row.try_get("case_body")?)?,
        order: serde_json::from_str(row.try_get("order_body")?)?,
    })
}

async fn find(connection: &mut SqliteConnection, id: &CaseId) -> Result<Option<CaseFile>, StoreError> {
    let row = sqlx::query(file_sql!("WHERE c.id = $1")).bind(&id.0).fetch_optional(connection).await?;
    row.as_ref().map(file_in).transpose()
}

impl Store {
    pub(crate) async fn case(&self, id: &CaseId) -> Result<Option<CaseFile>, StoreError> {
        let mut connection = self.read.acquire().await?;
        find(&mut connection, id).await
    }

    /// At most `limit` cases after `after`, each with its place in the list.
    pub(crate) async fn cases(
        &self,
        filter: &CaseFilter,
        after: Option<&CaseKey>,
        limit: u32,
    ) -> Result<Vec<(CaseKey, CaseFile)>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT c.body AS case_body, o.body AS order_body, ");
        sql.push(PLACE)
            .push(" AS place FROM after_sale_case c JOIN shop_order o ON o.id = c.order_id WHERE 1 = 1");
        narrow(&mut sql, filter);
        if let Some(key) = after {
            sql.push(" AND (").push(PLACE).push(", c.id) > (").push_bind(key.place);
            sql.push(", ").push_bind(key.id.as_str()).push(")");
        }
        sql.push(" ORDER BY place, c.id LIMIT ").push_bind(limit);
        let rows = sql.build().fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| {
                let file = file_in(row)?;
                Ok((CaseKey { place: row.try_get("place")?, id: file.record.case.id.clone() }, file))
            })
            .collect()
    }
}

fn narrow(sql: &mut QueryBuilder<Sqlite>, filter: &CaseFilter) {
    let query = &filter.query;
    for buyer in [&filter.buyer, &query.buyer_id].into_iter().flatten() {
        sql.push(" AND c.buyer_id = ").push_bind(buyer.0.clone());
    }
    if let Some(state) = &query.state {
        sql.push(" AND c.state = ").push_bind(state.as_str().to_owned());
    }
    if let Some(kind) = &query.kind {
        sql.push(" AND c.kind = ").push_bind(kind.as_str().to_owned());
    }
    if let Some(order) = &query.order_id {
        sql.push(" AND c.order_id = ").push_bind(order.0.clone());
    }
    if let Some(ended) = query.ended {
        sql.push(" AND c.ended = ").push_bind(ended);
    }
    if let Some(search) = &query.search {
        sql.push(" AND c.searched LIKE ").push_bind(pattern(search)).push(" ESCAPE '\\'");
    }
    match query.warned {
        Some(true) => sql.push(" AND c.warn_ms <= ").push_bind(filter.now.unix_ms),
        Some(false) => sql.push(" AND COALESCE(c.warn_ms > ").push_bind(filter.now.unix_ms).push(", TRUE)"),
        None => sql,
    };
}

/// Everything a case is searched by.
fn searched(case: &Case) -> String {
    let titles = case.lines.iter().map(|line| &line.title);
    let words: Vec<&str> = [&case.number, &case.order_number, &case.buyer.name]
        .into_iter()
        .chain(titles)
        .map(String::as_str)
        .collect();
    words.join("\n").to_lowercase()
}

/// Whether a case is over; one in a state of another version is not.
fn has_ended(case: &Case) -> bool {
    State::known(&case.state).is_some_and(State::is_terminal)
}

impl Change {
    pub(crate) async fn case(&mut self, id: &CaseId) -> Result<Option<CaseFile>, StoreError> {
        find(self.connection(), id).await
    }

    /// All cases of an order, the newest first.
    pub(crate) async fn cases_of(&mut self, order: &OrderId) -> Result<Vec<Case>, StoreError> {
        let rows =
            sqlx::query("SELECT body FROM after_sale_case WHERE order_id = $1 ORDER BY created_ms DESC, id")
                .bind(&order.0)
                .fetch_all(self.connection())
                .await?;
        rows.iter().map(|row| Ok(serde_json::from_str::<CaseRecord>(row.try_get("body")?)?.case)).collect()
    }

    /// Stores a case, new or changed, with its deadlines, tells those who may see it, and brings the buyer's file up to
    /// date.
    pub(crate) async fn save_case(&mut self, record: &CaseRecord) -> Result<(), StoreError> {
        let case = &record.case;
        self.put_case(record).await?;
        let subject = Subject::Case(case.id.clone());
        let bank = record.bank_answers_at.map(|at| (BANK_ANSWERS.to_owned(), at));
        let dues: Vec<_> = dues(&case.deadlines).into_iter().chain(bank).collect();
        self.schedule(&subject, &dues).await?;
        self.tell_of(&subject, &case.buyer.id, case.updated_at).await?;
        self.touch_customer(&case.buyer.id, case.updated_at).await
    }

    async fn put_case(&mut self, record: &CaseRecord) -> Result<(), StoreError> {
        let case = &record.case;
        let due = running(&case.deadlines).map(|deadline| deadline.at.unix_ms).min();
        let warn =
            running(&case.deadlines).filter_map(|deadline| deadline.warn_at).map(|at| at.unix_ms).min();
        sqlx::query(
            "INSERT INTO after_sale_case (id, version, number, order_id, buyer_id, state, kind, ended, created_ms,
               due_ms, warn_ms, searched, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (id) DO UPDATE SET version = $2, state = $6, kind = $7, ended = $8, due_ms = $10,
               warn_ms = $11, searched = $12, body = $13",
        )
        .bind(&case.id.0)
        .bind(i64::try_from(case.version).unwrap_or(i64::MAX))
        .bind(&case.number)
        .bind(&case.order_id.0)
        .bind(&case.buyer.id.0)
        .bind(case.state.as_str())
        .bind(case.kind.as_str())
        .bind(has_ended(case))
        .bind(case.created_at.unix_ms)
        .bind(due)
        .bind(warn)
        .bind(searched(case))
        .bind(serde_json::to_string(record)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

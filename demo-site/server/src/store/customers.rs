//! Customers: what staff filed about a buyer, and what follows from everything else.

use super::{Change, Store, StoreError, customer_facts::Facts, orders::pattern, people::person_in};
use crate::subject::Subject;
use kefu_contract::{CustomerNote, CustomerQuery, JourneyStage, Person, Temperament, Timestamp, UserId};
use kefu_rules::customer::Standing;
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

/// What staff wrote down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Filed {
    pub(crate) tags: Vec<String>,
    pub(crate) group: Option<String>,
    pub(crate) temperament: Option<Temperament>,
    /// The stage, whatever the orders say.
    pub(crate) journey: Option<JourneyStage>,
    pub(crate) do_not_contact: bool,
    /// Newest first.
    pub(crate) notes: Vec<CustomerNote>,
}

/// A customer's file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CustomerFile {
    pub(crate) version: u64,
    pub(crate) filed: Filed,
    pub(crate) facts: Facts,
    /// What follows from the facts, as of the last look. Kept, so that lists, events and versions agree on it.
    pub(crate) standing: Standing,
    /// BCP 47 tag of the language they write.
    pub(crate) locale: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// A customer with their file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomerRecord {
    pub(crate) person: Person,
    pub(crate) file: CustomerFile,
}

/// Place of a customer in a list; grows down the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CustomerKey {
    pub(crate) order: i64,
    pub(crate) id: UserId,
}

macro_rules! customer_sql {
    ($more:literal) => {
        concat!(
            "SELECT p.id AS person_id, p.name AS person_name, p.role AS person_role, ",
            "p.avatar_url AS person_avatar_url, c.body",
            $more
        )
    };
}

/// A buyer and their file; nothing for those who are no buyers, no file before they were first heard of.
pub(super) async fn find(
    connection: &mut SqliteConnection,
    buyer: &UserId,
) -> Result<Option<(Person, Option<CustomerFile>)>, StoreError> {
    let row = sqlx::query(customer_sql!(
        " FROM person p LEFT JOIN customer c ON c.user_id = p.id WHERE p.id = $1 AND p.role = 'buyer'"
    ))
    .bind(&buyer.0)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let body: Option<&str> = row.try_get("body")?;
    Ok(Some((person(&row)?, body.map(serde_json::from_str).transpose()?)))
}

fn person(row: &SqliteRow) -> Result<Person, StoreError> {
    Ok(person_in(row, "person")?.ok_or(sqlx::Error::RowNotFound)?)
}

fn record(found: Option<(Person, Option<CustomerFile>)>) -> Option<CustomerRecord> {
    let (person, file) = found?;
    Some(CustomerRecord { person, file: file? })
}

impl Store {
    pub(crate) async fn customer(&self, id: &UserId) -> Result<Option<CustomerRecord>, StoreError> {
        let mut connection = self.read.acquire().await?;
        Ok(record(find(&mut connection, id).await?))
    }

    /// At most `limit` customers after `after`, the one heard of last first, each with its place in the list.
    pub(crate) async fn customers(
        &self,
        query: &CustomerQuery,
        after: Option<&CustomerKey>,
        limit: u32,
    ) -> Result<Vec<(CustomerKey, CustomerRecord)>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(customer_sql!(
            ", -c.seen_ms AS place FROM customer c JOIN person p ON p.id = c.user_id WHERE 1 = 1"
        ));
        narrow(&mut sql, query);
        if let Some(key) = after {
            sql.push(" AND (-c.seen_ms, c.user_id) > (").push_bind(key.order);
            sql.push(", ").push_bind(key.id.as_str()).push(")");
        }
        sql.push(" ORDER BY -c.seen_ms, c.user_id LIMIT ").push_bind(limit);
        let rows = sql.build().fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| {
                let person = person(row)?;
                let key = CustomerKey { order: row.try_get("place")?, id: person.id.clone() };
                Ok((key, CustomerRecord { person, file: serde_json::from_str(row.try_get("body")?)? }))
            })
            .collect()
    }
}

fn narrow(sql: &mut QueryBuilder<Sqlite>, query: &CustomerQuery) {
    let columns = [
        (" AND c.user_id = ", query.buyer_id.as_ref().map(|id| id.as_str())),
        (" AND c.tier = ", query.tier.as_ref().map(|tier| tier.as_str())),
        (" AND c.segment = ", query.segment.as_ref().map(|segment| segment.as_str())),
        (" AND c.filed_group = ", query.group.as_deref()),
    ];
    for (condition, value) in columns {
        if let Some(value) = value {
            sql.push(condition).push_bind(value.to_owned());
        }
    }
    if let Some(tag) = &query.tag {
        sql.push(" AND EXISTS (SELECT 1 FROM json_each(c.tags) WHERE value = ");
        sql.push_bind(tag.clone()).push(")");
    }
    if let Some(search) = &query.search {
        sql.push(" AND c.searched LIKE ").push_bind(pattern(search)).push(" ESCAPE '\\'");
    }
}

impl Change {
    pub(crate) async fn customer(&mut self, id: &UserId) -> Result<Option<CustomerRecord>, StoreError> {
        Ok(record(find(self.connection(), id).await?))
    }

    /// Stores what staff filed, and tells them.
    pub(crate) async fn save_customer(&mut self, record: &CustomerRecord) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE customer SET version = $2, filed_group = $3, tags = $4, body = $5 WHERE user_id = $1",
        )
        .bind(&record.person.id.0)
        .bind(i64::try_from(record.file.version).unwrap_or(i64::MAX))
        .bind(&record.file.filed.group)
        .bind(serde_json::to_string(&record.file.filed.tags)?)
        .bind(serde_json::to_string(&record.file)?)
        .execute(self.connection())
        .await?;
        let id = &record.person.id;
        self.tell_of(&Subject::Customer(id.clone()), id, record.file.updated_at).await
    }
}

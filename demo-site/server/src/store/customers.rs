//! Customers: what staff filed about a buyer, and what follows from everything else.

use super::{
    Change, Store, StoreError,
    customer_facts::{self, Facts},
    orders::pattern,
    people::person_in,
};
use crate::subject::Subject;
use kefu_contract::{
    CustomerNote, CustomerQuery, JourneyStage, Money, Person, Temperament, Timestamp, UserId,
};
use kefu_rules::{customer::Standing, policy::Policy};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};
use std::sync::Arc;

/// What the clock does to a customer's file.
const RESCORE: &str = "rescore";

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
async fn find(
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

    /// Has everybody scored anew whom another policy scored, or who has no file yet: the clock does it at once.
    pub(crate) async fn rescore_customers(&self) -> Result<(), StoreError> {
        let mut change = self.begin().await?;
        let scored_by = scored_by(&change.policy)?;
        sqlx::query(
            "INSERT INTO due (subject_kind, subject_id, what, at_ms)
             SELECT 'customer', p.id, $1, 0 FROM person p LEFT JOIN customer c ON c.user_id = p.id
             WHERE p.role = 'buyer' AND (c.user_id IS NULL OR c.scored_by <> $2)
             ON CONFLICT (subject_kind, subject_id, what) DO UPDATE SET at_ms = 0",
        )
        .bind(RESCORE)
        .bind(scored_by)
        .execute(change.connection())
        .await?;
        change.commit().await
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

/// The part of the policy a standing follows from.
fn scored_by(policy: &Policy) -> Result<String, StoreError> {
    Ok(serde_json::to_string(&(&policy.rfm, policy.customers.loyal_from))?)
}

/// No money, in the currency the policy scores in.
fn zero(policy: &Policy) -> Money {
    let like = policy.rfm.monetary.first().cloned().unwrap_or_else(|| Money::cny(0));
    Money { amount: 0, ..like }
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

    /// Notes that a buyer was heard of.
    pub(crate) async fn see_customer(&mut self, buyer: &UserId, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE customer SET seen_ms = $2 WHERE user_id = $1 AND seen_ms < $2")
            .bind(&buyer.0)
            .bind(at.unix_ms)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// A buyer turns up: begins their file if there is none, and notes the language they come with unless one is known.
    pub(crate) async fn meet_customer(
        &mut self,
        buyer: &UserId,
        locale: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let speaks = |file: &mut CustomerFile| {
            file.locale.get_or_insert_with(|| locale.to_owned());
        };
        let changed = self.look_at_customer(buyer, at, speaks).await?;
        self.see_customer(buyer, at).await?;
        self.tell_of_customer(changed, buyer, at).await
    }

    /// Brings a buyer's file up to date with everything else, beginning it if there is none. Staff are told, and the
    /// version grows, only when something they see is different.
    pub(crate) async fn touch_customer(&mut self, buyer: &UserId, at: Timestamp) -> Result<(), StoreError> {
        let changed = self.look_at_customer(buyer, at, |_| ()).await?;
        self.tell_of_customer(changed, buyer, at).await
    }

    async fn tell_of_customer(
        &mut self,
        changed: bool,
        buyer: &UserId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        if changed { self.tell_of(&Subject::Customer(buyer.clone()), buyer, at).await } else { Ok(()) }
    }

    /// The same as [`Change::touch_customer`], with something written into the file besides, and nobody told. Says
    /// whether anything is different.
    pub(crate) async fn look_at_customer(
        &mut self,
        buyer: &UserId,
        at: Timestamp,
        write: impl FnOnce(&mut CustomerFile),
    ) -> Result<bool, StoreError> {
        let subject = Subject::Customer(buyer.clone());
        let Some((person, known)) = find(self.connection(), buyer).await? else {
            self.schedule(&subject, &[]).await?;
            return Ok(false);
        };
        let policy = Arc::clone(&self.policy);
        let gathered = customer_facts::gather(self.connection(), buyer, zero(&policy)).await?;
        let mut file = CustomerFile {
            version: 0,
            filed: Filed::default(),
            standing: Standing::of(&gathered.facts.figures, at, &policy),
            facts: gathered.facts,
            locale: None,
            created_at: gathered.first_at.unwrap_or(at).min(at),
            updated_at: at,
        };
        if let Some(known) = &known {
            file = CustomerFile { standing: file.standing, facts: file.facts, ..known.clone() };
        }
        write(&mut file);
        let changed = known.as_ref() != Some(&file);
        if changed {
            file.version += 1;
            file.updated_at = at;
        }
        let ends = Standing::ends(&file.facts.figures, at, &policy);
        let dues: Vec<_> = ends.map(|ends| (RESCORE.to_owned(), ends)).into_iter().collect();
        self.schedule(&subject, &dues).await?;
        let record = CustomerRecord { person, file };
        self.put_customer(&record, gathered.last_at.unwrap_or(at), &gathered.searched).await?;
        Ok(changed)
    }

    /// Stores a file. `seen_at` is for a new one; later on [`Change::see_customer`] moves it.
    async fn put_customer(
        &mut self,
        record: &CustomerRecord,
        seen_at: Timestamp,
        searched: &[String],
    ) -> Result<(), StoreError> {
        let CustomerRecord { person, file } = record;
        let scored_by = scored_by(&self.policy)?;
        sqlx::query(
            "INSERT INTO customer (user_id, version, tier, segment, filed_group, tags, seen_ms, scored_by, searched,
               body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (user_id) DO UPDATE SET version = $2, tier = $3, segment = $4, filed_group = $5, tags = $6,
               scored_by = $8, searched = $9, body = $10",
        )
        .bind(&person.id.0)
        .bind(i64::try_from(file.version).unwrap_or(i64::MAX))
        .bind(file.standing.tier.as_str())
        .bind(file.standing.rfm.as_ref().map(|rfm| rfm.segment.as_str()))
        .bind(&file.filed.group)
        .bind(serde_json::to_string(&file.filed.tags)?)
        .bind(seen_at.unix_ms)
        .bind(scored_by)
        .bind(format!("{}\n{}", person.name, searched.join("\n")).to_lowercase())
        .bind(serde_json::to_string(file)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

//! Keeping customers' files in step with everything else.

use super::{
    Change, Store, StoreError, customer_facts,
    customers::{CustomerFile, CustomerRecord, Filed, find},
    orders::plain,
};
use crate::subject::Subject;
use kefu_contract::{Money, Timestamp, UserId};
use kefu_rules::{customer::Standing, policy::Policy};
use std::sync::Arc;

/// What the clock does to a customer's file.
const RESCORE: &str = "rescore";

/// The part of the policy a standing follows from.
fn scored_by(policy: &Policy) -> Result<String, StoreError> {
    Ok(serde_json::to_string(&(&policy.rfm, policy.customers.loyal_from))?)
}

/// No money, in the currency the policy scores in.
fn zero(policy: &Policy) -> Money {
    let like = policy.rfm.monetary.first().cloned().unwrap_or_else(|| Money::cny(0));
    Money { amount: 0, ..like }
}

impl Store {
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

impl Change {
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
            file.updated_at = file.updated_at.max(at);
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
        .bind(plain(&format!("{}\n{}", person.name, searched.join("\n"))))
        .bind(serde_json::to_string(file)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

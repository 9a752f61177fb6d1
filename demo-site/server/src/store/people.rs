//! Buyers, staff and automata.

use super::{Change, Store, StoreError};
use crate::locale::Text;
use kefu_contract::{Person, Role, UserId};
use sqlx::{Row, sqlite::SqliteRow};

/// A person of the demo sign-in.
#[derive(Debug, Clone)]
pub(crate) struct DemoPerson {
    pub(crate) person: Person,
    pub(crate) tagline: Text,
    /// Place in the list; nobody without one can sign in there.
    pub(crate) rank: Option<i64>,
}

/// Reads the person in the columns `<prefix>_id`, `_name`, `_role`, `_avatar_url`; nothing when the id is null.
pub(super) fn person_in(row: &SqliteRow, prefix: &str) -> Result<Option<Person>, sqlx::Error> {
    let column = |name: &str| format!("{prefix}_{name}");
    let Some(id) = row.try_get::<Option<String>, _>(column("id").as_str())? else { return Ok(None) };
    Ok(Some(Person {
        id: UserId(id),
        name: row.try_get(column("name").as_str())?,
        role: Role::from(row.try_get::<&str, _>(column("role").as_str())?),
        avatar_url: row.try_get(column("avatar_url").as_str())?,
    }))
}

fn demo_person(row: &SqliteRow) -> Result<DemoPerson, sqlx::Error> {
    Ok(DemoPerson {
        person: person_in(row, "person")?.ok_or(sqlx::Error::RowNotFound)?,
        tagline: Text { zh: row.try_get("tagline_zh")?, en: row.try_get("tagline_en")? },
        rank: row.try_get("demo_rank")?,
    })
}

macro_rules! person_sql {
    ($tail:literal) => {
        concat!(
            "SELECT id AS person_id, name AS person_name, role AS person_role, \
             avatar_url AS person_avatar_url, tagline_zh, tagline_en, demo_rank FROM person ",
            $tail
        )
    };
}

impl Store {
    pub(crate) async fn person(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        Ok(self.demo_person(id).await?.map(|found| found.person))
    }

    /// A person with what the demo sign-in shows of them.
    pub(crate) async fn demo_person(&self, id: &UserId) -> Result<Option<DemoPerson>, StoreError> {
        let row = sqlx::query(person_sql!("WHERE id = $1")).bind(&id.0).fetch_optional(&self.read).await?;
        Ok(row.as_ref().map(demo_person).transpose()?)
    }

    /// Everybody who answers buyers.
    pub(crate) async fn staff(&self) -> Result<Vec<Person>, StoreError> {
        let rows = sqlx::query(person_sql!("WHERE role IN ('agent', 'supervisor') ORDER BY demo_rank, id"))
            .fetch_all(&self.read)
            .await?;
        Ok(rows.iter().map(|row| Ok(demo_person(row)?.person)).collect::<Result<_, sqlx::Error>>()?)
    }

    /// Everybody who may use the demo sign-in, in the order of the list.
    pub(crate) async fn demo_people(&self) -> Result<Vec<DemoPerson>, StoreError> {
        let rows = sqlx::query(person_sql!("WHERE demo_rank IS NOT NULL ORDER BY demo_rank"))
            .fetch_all(&self.read)
            .await?;
        Ok(rows.iter().map(demo_person).collect::<Result<_, _>>()?)
    }
}

impl Change {
    /// Who speaks for the shop when nobody does.
    pub(crate) async fn automaton(&mut self) -> Result<Option<Person>, StoreError> {
        let row = sqlx::query(person_sql!("WHERE role = 'bot' ORDER BY id LIMIT 1"))
            .fetch_optional(self.connection())
            .await?;
        Ok(row.as_ref().map(demo_person).transpose()?.map(|found| found.person))
    }

    /// The shop as the sender of its own lines.
    pub(crate) async fn shop_itself(&mut self) -> Result<Person, StoreError> {
        let row = sqlx::query(person_sql!("WHERE role = 'system' ORDER BY id LIMIT 1"))
            .fetch_one(self.connection())
            .await?;
        Ok(demo_person(&row)?.person)
    }

    pub(crate) async fn add_person(&mut self, new: &DemoPerson) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO person (id, name, role, avatar_url, tagline_zh, tagline_en, demo_rank)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&new.person.id.0)
        .bind(&new.person.name)
        .bind(new.person.role.as_str())
        .bind(&new.person.avatar_url)
        .bind(&new.tagline.zh)
        .bind(&new.tagline.en)
        .bind(new.rank)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

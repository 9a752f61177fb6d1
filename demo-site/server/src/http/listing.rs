//! Pages of lists: which list, from where, how much.

use super::{ApiError, query::page_limit};
use crate::{app::App, auth::Viewer};
use kefu_contract::{Cursor, Page};
use serde::{Serialize, de::DeserializeOwned};

/// A page that is asked for. Its cursor belongs to one reader and one question.
#[derive(Debug)]
pub(crate) struct Listing<K> {
    list: String,
    limit: u32,
    /// The last place of the page before.
    pub(crate) after: Option<K>,
}

impl<K: Serialize + DeserializeOwned> Listing<K> {
    /// The page of the list `name` that `question` is about; `after` and `limit` are no part of the question.
    pub(crate) fn of<Q: Serialize>(
        app: &App,
        viewer: &Viewer,
        name: &str,
        question: &Q,
        after: Option<&Cursor>,
        limit: Option<u32>,
    ) -> Result<Self, ApiError> {
        let limit = page_limit(limit)?;
        let question = serde_json::to_string(question).unwrap_or_default();
        let list = format!("{name} {} {question}", viewer.person.id);
        let after = after.map(|cursor| app.cursors.open(&list, &cursor.0)).transpose()?;
        Ok(Self { list, limit, after })
    }

    /// How many items to fetch: one more than the page holds tells whether there are others behind it.
    pub(crate) fn wanted(&self) -> u32 {
        self.limit + 1
    }

    /// The page made of the items found, each with its place.
    pub(crate) fn page<T>(self, app: &App, mut found: Vec<(K, T)>) -> Result<Page<T>, ApiError> {
        let limit = self.limit as usize;
        let more = found.len() > limit;
        found.truncate(limit);
        let last = found.last().filter(|_| more);
        let after = last.map(|(key, _)| app.cursors.seal(&self.list, key)).transpose()?;
        Ok(Page { items: found.into_iter().map(|(_, item)| item).collect(), before: None, after })
    }
}

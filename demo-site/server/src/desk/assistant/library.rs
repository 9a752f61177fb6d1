//! The knowledge base as the assistant reads it: made ready once, and anew when it has changed.

use crate::{app::App, desk::knowledge, http::ApiError, store::KnowledgeStamp};
use kefu_contract::{KnowledgeEntry, KnowledgeQuery, ProductId};
use kefu_rules::{
    language::Language,
    policy::AssistantPolicy,
    rank::{Found, Index},
};
use std::sync::{Arc, Mutex, PoisonError};

/// Entries looked at for one question.
const LOOKED_AT: usize = 12;

/// Where the library stands while the server runs.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Option<Arc<Library>>>);

/// Everything the assistant may answer with.
#[derive(Debug)]
pub(super) struct Library {
    stamp: KnowledgeStamp,
    chinese: Section,
    english: Section,
}

/// The entries of one language.
#[derive(Debug, Default)]
pub(super) struct Section {
    entries: Vec<KnowledgeEntry>,
    index: Index,
}

/// An entry that may answer a question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match<'a> {
    pub(super) entry: &'a KnowledgeEntry,
    found: Found,
}

impl Library {
    /// The library as the knowledge base is now.
    pub(super) async fn of(app: &App) -> Result<Arc<Self>, ApiError> {
        let stamp = app.store.knowledge_stamp().await?;
        let held = app.shelf.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(library) = held.filter(|library| library.stamp == stamp) {
            return Ok(library);
        }
        let (mut chinese, mut english) = (Vec::new(), Vec::new());
        for entry in app.store.knowledge_about(&KnowledgeQuery::default()).await? {
            match language_of(&entry.question) {
                _ if !entry.for_bot => {}
                Language::Chinese => chinese.push(entry),
                Language::English => english.push(entry),
            }
        }
        let library = Self { stamp, chinese: Section::new(chinese), english: Section::new(english) };
        let library = Arc::new(library);
        *app.shelf.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&library));
        Ok(library)
    }

    pub(super) fn section(&self, language: Language) -> &Section {
        language.pick(&self.chinese, &self.english)
    }
}

/// The language something is written in.
pub(super) fn language_of(text: &str) -> Language {
    let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9fff}');
    if text.contains(chinese) { Language::Chinese } else { Language::English }
}

impl Section {
    pub(super) fn new(entries: Vec<KnowledgeEntry>) -> Self {
        let mut index = Index::default();
        for entry in &entries {
            knowledge::add_to(&mut index, entry);
        }
        Self { entries, index }
    }

    /// What may answer a question, the best first. Entries about other products than the one talked about do not.
    pub(super) fn search(
        &self,
        question: &str,
        product: Option<&ProductId>,
        policy: &AssistantPolicy,
    ) -> Vec<Match<'_>> {
        let about = |found: &Found| is_about(&self.entries[found.place], product);
        let mut found: Vec<Found> = self.index.search(question);
        found.retain(|found| about(found) != About::Another);
        let fits = |found: &Found| match about(found) {
            About::This => found.score.saturating_mul(u64::from(10_000 + policy.product_bonus_bp)) / 10_000,
            _ => found.score,
        };
        found.sort_by_key(|found| (std::cmp::Reverse(fits(found)), found.place));
        let matched = |found: Found| Match { entry: &self.entries[found.place], found };
        found.into_iter().take(LOOKED_AT).map(matched).collect()
    }

    /// How sure it is that a match answers the question, in basis points.
    pub(super) fn confidence(&self, question: &str, of: &Match) -> u32 {
        self.index.confidence(question, of.found)
    }

    /// What is often asked about a product, or about the shop: for those who have not asked yet.
    pub(super) fn common(&self, product: Option<&ProductId>) -> impl Iterator<Item = &KnowledgeEntry> {
        let of = move |wanted| self.entries.iter().filter(move |entry| is_about(entry, product) == wanted);
        of(About::This).chain(of(About::Everything))
    }
}

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Everything,
    /// The product talked about, among others maybe; any while none is talked about.
    This,
    Another,
}

fn is_about(entry: &KnowledgeEntry, product: Option<&ProductId>) -> About {
    match product {
        _ if entry.products.is_empty() => About::Everything,
        Some(product) if entry.products.contains(product) => About::This,
        Some(_) => About::Another,
        None => About::Everything,
    }
}

#[cfg(test)]
mod tests;

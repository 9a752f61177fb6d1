//! The knowledge base: searched by staff, kept by supervisors.

mod check;

use super::library;
use crate::{
    app::App,
    auth::Viewer,
    fresh,
    http::{ApiError, Begun, Write, may},
    locale::{Locale, Text},
    store::KnowledgeKey,
};
use axum::http::StatusCode;
use kefu_contract::{
    Action, Capability, KnowledgeEntry, KnowledgeId, KnowledgeQuery, ProblemCode, SaveKnowledgeEntry, paths,
};
use kefu_rules::rank::Index;

/// How much a question and its variants weigh beside the answer when entries are searched.
const QUESTION: u8 = 3;
const ANSWER: u8 = 1;

/// At most `limit` entries after `after`, in the order of the list, each with its place.
pub(crate) async fn list(
    app: &App,
    query: &KnowledgeQuery,
    after: Option<&KnowledgeKey>,
    limit: u32,
) -> Result<Vec<(KnowledgeKey, KnowledgeEntry)>, ApiError> {
    let Some(search) = query.search.as_deref().map(str::trim).filter(|search| !search.is_empty()) else {
        return Ok(app.store.knowledge(query, after, limit).await?);
    };
    let entries = app.store.knowledge_about(query).await?;
    let found = best_first(&entries, search).filter(|(key, _)| after.is_none_or(|after| key > after));
    Ok(found.take(limit as usize).map(|(key, entry)| (key, entry.clone())).collect())
}

/// The entries that have anything of the question in them. They are read anew for every question: a shop has hundreds
/// of them, not millions.
fn best_first<'a>(
    entries: &'a [KnowledgeEntry],
    question: &str,
) -> impl Iterator<Item = (KnowledgeKey, &'a KnowledgeEntry)> {
    let mut index = Index::default();
    for entry in entries {
        add_to(&mut index, entry);
    }
    index.search(question).into_iter().map(|found| {
        let entry = &entries[found.place];
        let order = i64::try_from(found.score).map_or(i64::MIN, |score| -score);
        (KnowledgeKey { order, id: entry.id.clone() }, entry)
    })
}

/// Makes an entry ready to be searched.
pub(super) fn add_to(index: &mut Index, entry: &KnowledgeEntry) {
    let questions = [&entry.question].into_iter().chain(&entry.variants);
    let parts = questions.map(|question| (question.as_str(), QUESTION));
    index.add(parts.chain([(entry.answer.as_str(), ANSWER)]));
}

/// The entry as `viewer` sees it.
pub(crate) fn view(viewer: &Viewer, locale: Locale, entry: KnowledgeEntry) -> KnowledgeEntry {
    let code = "knowledge.save";
    let action = if may(&viewer.person.role, &Capability::EditKnowledge) {
        Action::allowed(code)
    } else {
        Action::denied(code, supervisors_only().get(locale))
    };
    KnowledgeEntry { actions: vec![action], ..entry }
}

fn supervisors_only() -> Text {
    Text::new("知识库由主管维护", "The knowledge base is kept by supervisors")
}

fn require_editor(viewer: &Viewer) -> Result<(), ApiError> {
    if may(&viewer.person.role, &Capability::EditKnowledge) {
        return Ok(());
    }
    Err(ApiError::new(ProblemCode::Forbidden).detail(supervisors_only()))
}

/// Keeps a new entry.
pub(crate) async fn create(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    request: &SaveKnowledgeEntry,
) -> Result<(StatusCode, KnowledgeEntry), ApiError> {
    require_editor(viewer)?;
    let target = format!("POST {}", paths::KNOWLEDGE);
    let write = match Write::begin(app, viewer, &request.client_id, &target, request).await? {
        Begun::Earlier(answer) => return Ok((StatusCode::OK, answer)),
        Begun::New(write) => write,
    };
    library::no_version(request.version)?;
    let entry = KnowledgeEntry { id: KnowledgeId(fresh::id("k")), version: 1, ..check::draft(app, request)? };
    Ok((StatusCode::CREATED, keep(app, viewer, locale, write, entry).await?))
}

/// Replaces an entry, or puts it away.
pub(crate) async fn replace(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &KnowledgeId,
    request: &SaveKnowledgeEntry,
) -> Result<KnowledgeEntry, ApiError> {
    require_editor(viewer)?;
    let target = format!("PUT knowledge/{id}");
    let mut write = match Write::begin(app, viewer, &request.client_id, &target, request).await? {
        Begun::Earlier(answer) => return Ok(answer),
        Begun::New(write) => write,
    };
    let before = write.change.knowledge_entry(id).await?.ok_or_else(ApiError::not_found)?;
    library::same_version(request.version, before.version)?;
    let entry = KnowledgeEntry { id: before.id, version: before.version + 1, ..check::draft(app, request)? };
    keep(app, viewer, locale, write, entry).await
}

async fn keep(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    mut write: Write,
    entry: KnowledgeEntry,
) -> Result<KnowledgeEntry, ApiError> {
    write.change.put_knowledge(&entry).await?;
    let answer = view(viewer, locale, entry);
    write.finish(&answer, app.clock.now()).await?;
    Ok(answer)
}

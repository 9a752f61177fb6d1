//! Quick replies: kept by agents for themselves and by supervisors for the team.

mod check;

use super::library;
use crate::{
    app::App,
    auth::Viewer,
    fresh,
    http::{ApiError, Begun, Write, may},
    locale::{Locale, Text},
    store::{Change, QuickReplyRecord},
};
use axum::http::StatusCode;
use kefu_contract::{
    Action, Capability, ProblemCode, QuickReply, QuickReplyId, QuickReplyScope, SaveQuickReply, UserId, paths,
};
use kefu_rules::variables;

/// The quick reply as `viewer` sees it.
pub(crate) fn view(viewer: &Viewer, locale: Locale, record: &QuickReplyRecord) -> QuickReply {
    let code = "quick_reply.save";
    let action = if may_edit(viewer, &record.reply.scope) {
        Action::allowed(code)
    } else {
        Action::denied(code, supervisors_only().get(locale))
    };
    QuickReply { actions: vec![action], ..record.reply.clone() }
}

fn supervisors_only() -> Text {
    Text::new("团队短语由主管维护", "The team's quick replies are kept by supervisors")
}

/// Whether somebody keeps quick replies of this scope; those of a personal one are their own.
fn may_edit(viewer: &Viewer, scope: &QuickReplyScope) -> bool {
    match scope {
        QuickReplyScope::Personal => may(&viewer.person.role, &Capability::EditOwnQuickReplies),
        QuickReplyScope::Team => may(&viewer.person.role, &Capability::EditTeamQuickReplies),
        QuickReplyScope::Other(_) => false,
    }
}

/// Keeps a new quick reply.
pub(crate) async fn create(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    request: &SaveQuickReply,
) -> Result<(StatusCode, QuickReply), ApiError> {
    let target = format!("POST {}", paths::QUICK_REPLIES);
    let write = match Write::begin(app, viewer, &request.client_id, &target, request).await? {
        Begun::Earlier(answer) => return Ok((StatusCode::OK, answer)),
        Begun::New(write) => write,
    };
    library::no_version(request.version)?;
    let draft = check::draft(app, viewer, request)?;
    let record = QuickReplyRecord {
        reply: QuickReply { id: QuickReplyId(fresh::id("qr")), version: 1, ..draft.reply },
        ..draft
    };
    Ok((StatusCode::CREATED, keep(app, viewer, locale, write, record).await?))
}

/// Replaces a quick reply, or puts it away.
pub(crate) async fn replace(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &QuickReplyId,
    request: &SaveQuickReply,
) -> Result<QuickReply, ApiError> {
    let target = format!("PUT quick-replies/{id}");
    let mut write = match Write::begin(app, viewer, &request.client_id, &target, request).await? {
        Begun::Earlier(answer) => return Ok(answer),
        Begun::New(write) => write,
    };
    let found = write.change.quick_reply(id).await?.filter(|found| found.is_seen_by(&viewer.person.id));
    let QuickReplyRecord { reply: before, .. } = found.ok_or_else(ApiError::not_found)?;
    if !may_edit(viewer, &before.scope) {
        return Err(ApiError::new(ProblemCode::Forbidden).detail(supervisors_only()).at("/scope"));
    }
    library::same_version(request.version, before.version)?;
    let draft = check::draft(app, viewer, request)?;
    let record = QuickReplyRecord {
        reply: QuickReply { id: before.id, version: before.version + 1, used: before.used, ..draft.reply },
        ..draft
    };
    keep(app, viewer, locale, write, record).await
}

async fn keep(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    mut write: Write,
    record: QuickReplyRecord,
) -> Result<QuickReply, ApiError> {
    if !record.reply.archived && write.change.shortcut_taken(&record).await? {
        let shortcut = record.reply.shortcut.unwrap_or_default();
        return Err(ApiError::invalid_value(
            "/shortcut",
            Text::new(
                format!("快捷码 /{shortcut} 已被另一条短语使用，请换一个。"),
                format!("Another quick reply has the shortcut /{shortcut}. Choose another."),
            ),
        ));
    }
    write.change.put_quick_reply(&record).await?;
    let answer = view(viewer, locale, &record);
    write.finish(&answer, app.clock.now()).await?;
    Ok(answer)
}

/// Counts the use of the quick reply that a sent text was made from, if it was: the one of which most is in the text.
pub(crate) async fn count_use(change: &mut Change, agent: &UserId, text: &str) -> Result<(), ApiError> {
    let offered = change.offered_quick_replies(agent).await?;
    let made_from = |record: &&QuickReplyRecord| variables::made_from(&record.reply.text, text);
    // Of equals the last would win; agents' own ones come first and are to win.
    let used = offered.iter().rev().filter(made_from).max_by_key(|record| record.reply.text.len());
    match used {
        Some(record) => Ok(change.count_use(&record.reply.id).await?),
        None => Ok(()),
    }
}

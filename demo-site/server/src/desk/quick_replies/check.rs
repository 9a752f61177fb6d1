//! What a quick reply may be.

use super::{may_edit, supervisors_only};
use crate::{
    app::App,
    auth::Viewer,
    desk::library,
    http::{ApiError, text_rules},
    locale::Text,
    store::QuickReplyRecord,
};
use kefu_contract::{
    LengthLimit, LengthUnit, ProblemCode, QuickReply, QuickReplyId, QuickReplyScope, ReceptionStage,
    SaveQuickReply, Topic,
};

/// A quick reply as requested, not numbered yet.
pub(super) fn draft(
    app: &App,
    viewer: &Viewer,
    request: &SaveQuickReply,
) -> Result<QuickReplyRecord, ApiError> {
    let owner = match &request.scope {
        QuickReplyScope::Team => None,
        QuickReplyScope::Personal => Some(viewer.person.id.clone()),
        QuickReplyScope::Other(_) => {
            return Err(ApiError::invalid_value(
                "/scope",
                Text::new("scope 只能是 personal 或 team。", "scope is personal or team."),
            ));
        }
    };
    if !may_edit(viewer, &request.scope) {
        return Err(ApiError::new(ProblemCode::Forbidden).detail(supervisors_only()).at("/scope"));
    }
    if let Some(stage) = &request.stage {
        text_rules::accept_known(stage.as_str(), ReceptionStage::KNOWN, "/stage")?;
    }
    if let Some(topic) = &request.topic {
        text_rules::accept_known(topic.as_str(), Topic::KNOWN, "/topic")?;
    }
    let limit = |max| LengthLimit { max, unit: LengthUnit::Chars };
    let title = text_rules::accept_line(&request.title, &limit(app.policy.library.title_chars), "/title")?;
    let shortcut = request
        .shortcut
        .as_deref()
        .map(|shortcut| shortcut_rules(shortcut, &limit(app.policy.library.shortcut_chars)));
    let text = text_rules::accept(&request.text, &limit(app.policy.texts.quick_reply_chars), "/text")?;
    let variables = library::names(&text, "/text")?;
    let reply = QuickReply {
        id: QuickReplyId(String::new()),
        version: 0,
        scope: request.scope.clone(),
        stage: request.stage.clone(),
        topic: request.topic.clone(),
        title,
        shortcut: shortcut.transpose()?,
        text,
        variables,
        used: 0,
        archived: request.archived,
        updated_at: app.clock.now(),
        actions: Vec::new(),
    };
    Ok(QuickReplyRecord { reply, owner })
}

/// What is typed after a slash has to be typed easily: no spaces, no capitals, no signs.
fn shortcut_rules(shortcut: &str, limit: &LengthLimit) -> Result<String, ApiError> {
    let shortcut = text_rules::accept_line(shortcut, limit, "/shortcut")?;
    let fits = |c: char| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '\u{3400}'..='\u{9fff}')
    };
    if shortcut.chars().all(fits) {
        return Ok(shortcut);
    }
    Err(ApiError::invalid_value(
        "/shortcut",
        Text::new(
            "快捷码只能用小写字母、数字、-、_ 和汉字。",
            "A shortcut consists of lower-case letters, digits, -, _ and Chinese characters.",
        ),
    ))
}

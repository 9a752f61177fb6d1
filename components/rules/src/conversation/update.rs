//! Changes to status, assignee and labels by the staff, and the end of a snooze.

use super::actions::decide;
use super::machine::{Event, next};
use super::{Applied, Context, Denial, Kept};
use crate::input;
use crate::order::Refused;
use kefu_contract::{
    Conversation, ConversationActionCode as Code, ConversationStatus, ProblemCode, Role, Timestamp,
    UpdateConversation, UserId,
};

/// Changes what the request names; what is missing stays as it is.
///
/// # Errors
/// [`Refused`], with the conversation unchanged: a stale version, somebody who is not of the staff, a change denied
/// now, or a field with a value that is not allowed.
pub fn update(
    conversation: &Conversation,
    request: &UpdateConversation,
    ctx: &Context,
) -> Result<Applied, Refused> {
    input::check_version(request.version, conversation.version)?;
    if !ctx.viewer.role.is_staff() {
        return Err(Denial::WrongRole.refused(ctx.lang));
    }
    Applied::next(conversation, ctx.kept, ctx.now, |applied| {
        move_to(applied, request, ctx)?;
        if let Some(id) = &request.assignee_id {
            assign(applied, id, ctx)?;
        }
        if let Some(tags) = &request.tags {
            applied.conversation.tags = checked_tags(tags)?;
        }
        Ok(())
    })
}

fn move_to(applied: &mut Applied, request: &UpdateConversation, ctx: &Context) -> Result<(), Refused> {
    let (code, event) = match &request.status {
        None => return no_time(request),
        Some(ConversationStatus::Open) => (Code::Reopen, Event::Reopen),
        Some(ConversationStatus::Snoozed) => (Code::Snooze, Event::Snooze),
        Some(ConversationStatus::Closed) => (Code::Close, Event::Close),
        Some(ConversationStatus::Other(_)) => {
            return Err(Refused::at("/status", ProblemCode::InvalidValue));
        }
    };
    decide(&code, &applied.conversation, ctx).map_err(|denial| denial.refused(ctx.lang))?;
    applied.step(event, ctx)?;
    if event != Event::Snooze {
        return no_time(request);
    }
    let until = request.snooze_until.filter(|until| *until > ctx.now);
    applied.kept.snooze_until = Some(until.ok_or_else(not_a_time)?);
    Ok(())
}

fn not_a_time() -> Refused {
    Refused::at("/snooze_until", ProblemCode::InvalidValue)
}

/// Only what is put aside comes back.
fn no_time(request: &UpdateConversation) -> Result<(), Refused> {
    if request.snooze_until.is_some() { Err(not_a_time()) } else { Ok(()) }
}

/// Everybody may take a conversation over; giving it to others without a reason is for supervisors.
fn assign(applied: &mut Applied, id: &UserId, ctx: &Context) -> Result<(), Refused> {
    let found = ctx.staff.iter().find(|person| person.id == *id && person.role.is_staff());
    let person = found.ok_or_else(|| Refused::at("/assignee_id", ProblemCode::InvalidValue))?;
    let to_oneself = *id == ctx.viewer.id;
    if !to_oneself && ctx.viewer.role != Role::Supervisor {
        return Err(Denial::SupervisorAssigns.refused(ctx.lang));
    }
    if applied.conversation.status == ConversationStatus::Closed {
        return Err(Denial::Closed.refused(ctx.lang));
    }
    if applied.conversation.assignee.as_ref().is_some_and(|assignee| assignee.id == *id) {
        return Ok(());
    }
    applied.put_in_charge(person, None);
    let (by, to) = (&ctx.viewer.name, &person.name);
    if to_oneself {
        applied.notice(format!("{by} 接手了会话"), format!("{by} took the conversation over"));
    } else {
        let chinese = format!("{by} 将会话分配给 {to}");
        applied.notice(chinese, format!("{by} assigned the conversation to {to}"));
    }
    Ok(())
}

/// Labels say something, each once.
fn checked_tags(tags: &[String]) -> Result<Vec<String>, Refused> {
    let mut checked: Vec<String> = Vec::with_capacity(tags.len());
    for (i, tag) in tags.iter().enumerate() {
        let tag = tag.trim();
        if tag.is_empty() || checked.iter().any(|earlier| earlier == tag) {
            return Err(Refused::at(format!("/tags/{i}"), ProblemCode::InvalidValue));
        }
        checked.push(tag.to_owned());
    }
    Ok(checked)
}

/// A snoozed conversation whose time has come; nothing where there is nothing to do, so a scheduler may ask twice.
pub fn wake(conversation: &Conversation, kept: Kept, now: Timestamp) -> Option<Applied> {
    kept.snooze_until.filter(|until| *until <= now)?;
    let status = next(&conversation.status, Event::Wake)?;
    let woken = Applied::next(conversation, kept, now, |applied| {
        applied.enter(status);
        Ok(())
    });
    woken.ok()
}

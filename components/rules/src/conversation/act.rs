//! Doing an action: a request and a conversation give the conversation afterwards, or a refusal that names the
//! field.

use super::actions::{colleagues, decide, fields};
use super::machine::{Event, step};
use super::{Context, Kept, RatingState};
use crate::input;
use crate::order::Refused;
use kefu_contract::{
    ActOnConversation, Conversation, ConversationActionCode as Code, ConversationStatus, Person, ProblemCode,
    TextField, Timestamp, UserId,
};

/// The best score the contract knows; 1 is the worst.
pub(super) const MAX_SCORE: u8 = 5;

/// What has to happen besides. Messages count the conversation up on their own; those of the system neither end a
/// wait nor open a closed conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Add a message of the viewer, for staff only.
    Note(String),
    /// Add a line of the system, for staff only. Colleagues read it in their own language.
    Notice {
        /// In Chinese.
        chinese: String,
        /// In English.
        english: String,
    },
    /// The conversation passed from one of the staff to another; the figures count it.
    Transferred {
        /// Who gave it away.
        from: UserId,
        /// Who took it.
        to: UserId,
    },
    /// Add a rating request of the system, for everyone.
    AskRating,
    /// Fill the buyer's answer into the open rating request, if there is one, and count it.
    Rated {
        /// From 1 to 5.
        score: u8,
        /// Why, in the buyer's words.
        reason: Option<String>,
    },
    /// Bots are silent from now on, and whoever is free is told.
    AskHuman,
}

/// A conversation after something was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The conversation.
    pub conversation: Conversation,
    /// What is kept with it.
    pub kept: Kept,
    /// What has to happen besides.
    pub facts: Vec<Fact>,
}

impl Applied {
    /// What a change makes of a conversation; a new version only if there is anything new.
    pub(super) fn next(
        conversation: &Conversation,
        kept: Kept,
        now: Timestamp,
        change: impl FnOnce(&mut Self) -> Result<(), Refused>,
    ) -> Result<Self, Refused> {
        let mut applied = Self { conversation: conversation.clone(), kept, facts: Vec::new() };
        change(&mut applied)?;
        if applied.conversation != *conversation || applied.kept != kept {
            applied.conversation.version += 1;
            applied.conversation.updated_at = now;
        }
        Ok(applied)
    }

    /// Moves the conversation by the table, and what hangs on its status.
    pub(super) fn step(&mut self, event: Event, ctx: &Context) -> Result<(), Refused> {
        let status = step(&self.conversation.status, event).map_err(|denial| denial.refused(ctx.lang))?;
        self.enter(status);
        Ok(())
    }

    pub(super) fn enter(&mut self, status: ConversationStatus) {
        self.kept.snooze_until = None;
        if status == ConversationStatus::Closed {
            // Nobody waits any more, and what was said now may be rated once more.
            self.conversation.waiting_since = None;
            self.kept.human_asked = false;
            self.kept.visit = self.kept.visit.ended();
            if self.kept.rating == RatingState::Given {
                self.kept.rating = RatingState::NotAsked;
            }
        }
        self.conversation.status = status;
    }

    /// Puts somebody in charge; `giver` is who gives it away where nobody was.
    pub(super) fn put_in_charge(&mut self, person: &Person, giver: Option<&Person>) {
        let former = self.conversation.assignee.replace(person.clone());
        self.kept.human_asked = false;
        if let Some(from) = former.as_ref().or(giver) {
            self.facts.push(Fact::Transferred { from: from.id.clone(), to: person.id.clone() });
        }
    }

    pub(super) fn notice(&mut self, chinese: String, english: String) {
        self.facts.push(Fact::Notice { chinese, english });
    }
}

/// Does an action on a conversation.
///
/// # Errors
/// [`Refused`], with the conversation unchanged: a stale version, an action denied now, a field that does not belong
/// to the action or has a value that is not allowed.
pub fn act(
    conversation: &Conversation,
    request: &ActOnConversation,
    ctx: &Context,
) -> Result<Applied, Refused> {
    input::check_version(request.version, conversation.version)?;
    decide(&request.code, conversation, ctx).map_err(|denial| denial.refused(ctx.lang))?;
    let filled = [
        ("text", request.text.is_some()),
        ("to", request.to.is_some()),
        ("reason", request.reason.is_some()),
        ("score", request.score.is_some()),
    ];
    input::check_fields(&filled, &fields(&request.code, conversation, ctx))?;
    Applied::next(conversation, ctx.kept, ctx.now, |applied| match &request.code {
        Code::Note => {
            let text = note("/text", request.text.as_deref(), ctx)?;
            applied.facts.push(Fact::Note(text));
            Ok(())
        }
        Code::Transfer => transfer(applied, request, ctx),
        Code::Release => release(applied, ctx),
        Code::AskRating => {
            applied.kept.rating = RatingState::Asked;
            applied.facts.push(Fact::AskRating);
            Ok(())
        }
        Code::Rate => rate(applied, request, ctx),
        Code::AskHuman => ask_human(applied, ctx),
        // Done at their own addresses, with bodies of their own.
        Code::Send | Code::Snooze | Code::Close | Code::Reopen | Code::Other(_) => {
            Err(Refused::at("/code", ProblemCode::InvalidValue))
        }
    })
}

fn note(pointer: &str, text: Option<&str>, ctx: &Context) -> Result<String, Refused> {
    input::written(pointer, text, ctx.limits.and_then(|limits| limits.text(&TextField::Note)))
}

fn transfer(applied: &mut Applied, request: &ActOnConversation, ctx: &Context) -> Result<(), Refused> {
    let to = colleagues(&applied.conversation, ctx).find(|person| Some(&person.id) == request.to.as_ref());
    let to = to.ok_or_else(|| Refused::at("/to", ProblemCode::InvalidValue))?.clone();
    let reason = note("/reason", request.reason.as_deref(), ctx)?;
    applied.step(Event::HandOver, ctx)?;
    applied.put_in_charge(&to, Some(ctx.viewer));
    let (from, to) = (&ctx.viewer.name, &to.name);
    let chinese = format!("{from} 将会话转给 {to}：{reason}");
    applied.notice(chinese, format!("{from} handed the conversation to {to}: {reason}"));
    Ok(())
}

fn release(applied: &mut Applied, ctx: &Context) -> Result<(), Refused> {
    applied.step(Event::HandOver, ctx)?;
    applied.conversation.assignee = None;
    applied.kept.human_asked = false;
    let name = &ctx.viewer.name;
    let chinese = format!("{name} 将会话放回队列");
    applied.notice(chinese, format!("{name} gave the conversation back to the queue"));
    Ok(())
}

fn rate(applied: &mut Applied, request: &ActOnConversation, ctx: &Context) -> Result<(), Refused> {
    let score = request.score.filter(|score| (1..=MAX_SCORE).contains(score));
    let score = score.ok_or_else(|| Refused::at("/score", ProblemCode::InvalidValue))?;
    let reason = request.reason.clone().filter(|reason| !reason.trim().is_empty());
    if let Some(reason) = &reason {
        input::check_length("/reason", reason, ctx.limits.map(|limits| &limits.message_text))?;
    }
    applied.kept.rating = RatingState::Given;
    applied.facts.push(Fact::Rated { score, reason });
    Ok(())
}

/// The buyer waits from now on, if not already for an answer; whoever was in charge of a closed one is not any more.
fn ask_human(applied: &mut Applied, ctx: &Context) -> Result<(), Refused> {
    applied.step(Event::AskHuman, ctx)?;
    applied.conversation.assignee = None;
    applied.conversation.waiting_since.get_or_insert(ctx.now);
    applied.kept.human_asked = true;
    applied.facts.push(Fact::AskHuman);
    applied.notice("买家请求人工客服".to_owned(), "The buyer asks for a human".to_owned());
    Ok(())
}

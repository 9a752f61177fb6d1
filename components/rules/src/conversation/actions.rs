//! What a viewer may do with a conversation: every action of theirs, allowed or denied with the reason.

use super::act::MAX_SCORE;
use super::machine::{Event, step};
use super::{Context, Denial, RatingState};
use crate::input;
use kefu_contract::{
    Action, ActionInput, Conversation, ConversationActionCode as C, ConversationStatus, InputField,
    InputKind, Person, Role, TextField,
};

/// Actions a viewer has on a conversation at all, in the order to show them; other buyers have none.
fn codes(conversation: &Conversation, viewer: &Person) -> &'static [C] {
    const STAFF: &[C] =
        &[C::Send, C::Note, C::Transfer, C::Release, C::Snooze, C::Close, C::Reopen, C::AskRating];
    match viewer.role {
        Role::Buyer if viewer.id == conversation.buyer.id => const { &[C::Send, C::AskHuman, C::Rate] },
        Role::Agent | Role::Supervisor => STAFF,
        _ => &[],
    }
}

/// Whether an action may be done now.
///
/// # Errors
/// [`Denial`]
pub fn decide(code: &C, conversation: &Conversation, ctx: &Context) -> Result<(), Denial> {
    let viewer = ctx.viewer;
    if viewer.role == Role::Buyer && viewer.id != conversation.buyer.id {
        return Err(Denial::NotParticipant);
    }
    if !codes(conversation, viewer).contains(code) {
        return Err(Denial::WrongRole);
    }
    let moved = |event| step(&conversation.status, event).map(drop);
    match code {
        C::Send | C::Note => Ok(()),
        C::Transfer => moved(Event::HandOver)
            .and_then(|()| deny_if(colleagues(conversation, ctx).next().is_none(), Denial::NoColleague)),
        C::Release => {
            moved(Event::HandOver).and_then(|()| deny_if(conversation.assignee.is_none(), Denial::Unassigned))
        }
        C::Snooze => moved(Event::Snooze),
        C::Close => moved(Event::Close),
        C::Reopen => moved(Event::Reopen),
        C::AskRating => deny_if(ctx.kept.rating == RatingState::Asked, Denial::RatingAsked),
        C::Rate => rate(conversation, ctx.kept.rating),
        C::AskHuman => moved(Event::AskHuman).and_then(|()| ask_human(conversation, ctx.kept.human_asked)),
        C::Other(_) => Err(Denial::Unknown),
    }
}

fn deny_if(condition: bool, denial: Denial) -> Result<(), Denial> {
    if condition { Err(denial) } else { Ok(()) }
}

/// Once per asking; the end of a conversation counts as one.
fn rate(conversation: &Conversation, rating: RatingState) -> Result<(), Denial> {
    match rating {
        RatingState::Asked => Ok(()),
        RatingState::Given => Err(Denial::AlreadyRated),
        RatingState::NotAsked => {
            deny_if(conversation.status != ConversationStatus::Closed, Denial::NothingToRate)
        }
    }
}

/// Whoever looked after a closed conversation may long be gone.
fn ask_human(conversation: &Conversation, asked: bool) -> Result<(), Denial> {
    let going_on = conversation.status != ConversationStatus::Closed;
    deny_if(going_on && conversation.assignee.is_some(), Denial::HumanInCharge)?;
    deny_if(going_on && asked, Denial::HumanAsked)
}

/// Whom the viewer can hand a conversation to.
pub(super) fn colleagues<'a>(
    conversation: &'a Conversation,
    ctx: &'a Context,
) -> impl Iterator<Item = &'a Person> {
    let in_charge = conversation.assignee.as_ref().map(|person| &person.id);
    let other = move |person: &&Person| person.id != ctx.viewer.id && Some(&person.id) != in_charge;
    ctx.staff.iter().filter(|person| person.role.is_staff()).filter(other)
}

/// Every action the viewer has, in the order to show them; denied ones say why.
pub fn actions(conversation: &Conversation, ctx: &Context) -> Vec<Action> {
    let action = |code: &C| match decide(code, conversation, ctx) {
        Ok(()) => {
            let fields = fields(code, conversation, ctx);
            let input = (!fields.is_empty()).then_some(ActionInput { fields });
            Action { input, ..Action::allowed(code.as_str()) }
        }
        Err(denial) => Action::denied(code.as_str(), denial.text(ctx.lang)),
    };
    codes(conversation, ctx.viewer).iter().map(action).collect()
}

/// The fields an action reads.
pub(super) fn fields(code: &C, conversation: &Conversation, ctx: &Context) -> Vec<InputField> {
    let note = ctx.limits.and_then(|limits| limits.text(&TextField::Note));
    match code {
        C::Note => vec![input::text("text", true, note)],
        C::Transfer => {
            let options = colleagues(conversation, ctx)
                .map(|person| input::option(person.id.as_str(), &person.name))
                .collect();
            let to = InputField { options, ..input::field("to", InputKind::Person, true) };
            vec![to, input::text("reason", true, note)]
        }
        C::Snooze => vec![input::field("snooze_until", InputKind::Time, true)],
        C::Rate => {
            let max = Some(MAX_SCORE.into());
            let score = InputField { max, ..input::field("score", InputKind::Integer, true) };
            vec![score, input::text("reason", false, ctx.limits.map(|limits| &limits.message_text))]
        }
        C::Send | C::Release | C::Close | C::Reopen | C::AskRating | C::AskHuman | C::Other(_) => Vec::new(),
    }
}

//! Turns of buyers: who asked when, and who answered.

use super::tally::{Once, Tally};
use super::{Author, LogEvent, LogKind};
use crate::policy::{BusinessHours, FiguresPolicy};
use crate::waiting;
use kefu_contract::{ConversationId, ShopId, Timestamp, UserId};
use std::collections::HashMap;

/// A buyer's turn.
pub(super) struct Turn<'a> {
    pub shop: &'a ShopId,
    pub buyer: &'a UserId,
    pub began: Timestamp,
    /// Who answered, or is in charge while nobody has.
    pub agent: Option<&'a UserId>,
    conversation: &'a ConversationId,
    end: End,
    messages: u64,
    first: bool,
    timed: bool,
}

/// What became of a turn.
#[derive(Clone, Copy)]
enum End {
    /// Nothing yet.
    Open,
    Answered(Timestamp),
    /// The conversation ended without an answer.
    Closed(Timestamp),
}

/// A rating asked for, or given without that.
struct Rating<'a> {
    at: Timestamp,
    agent: Option<&'a UserId>,
    score: Option<u8>,
}

/// What is known of a conversation while its log is read.
#[derive(Default)]
struct State<'a> {
    timed: Option<bool>,
    in_charge: Option<&'a UserId>,
    turns: u32,
    open: Option<usize>,
    ratings: Vec<Rating<'a>>,
}

type States<'a> = HashMap<(&'a ShopId, &'a ConversationId), State<'a>>;

/// Reads the turns of a log in order of time; messages of agents, transfers and ratings are tallied on the way.
pub(super) fn read<'a>(
    events: &[&'a LogEvent],
    hours: &BusinessHours,
    policy: &FiguresPolicy,
    tally: &mut Tally<'a>,
) -> Vec<Turn<'a>> {
    let mut states: States<'a> = HashMap::new();
    let mut turns = Vec::new();
    for event in events {
        if let Some(id) = conversation_of(&event.kind) {
            let state = states.entry((&event.shop, id)).or_default();
            state.timed.get_or_insert_with(|| waiting::counts(event.at, hours));
            take(event, id, state, &mut turns, tally);
        }
    }
    for ((shop, _), state) in states {
        for rating in state.ratings {
            let place = tally.place(shop, rating.agent, rating.at);
            let figures = tally.at(place);
            figures.rated.count(rating.score.is_some());
            if let Some(score) = rating.score {
                figures.satisfaction.count(score >= policy.satisfied_from);
            }
        }
    }
    turns
}

fn conversation_of(kind: &LogKind) -> Option<&ConversationId> {
    match kind {
        LogKind::Started(id)
        | LogKind::Message(id, _)
        | LogKind::Assisted(id)
        | LogKind::HandedOver(id)
        | LogKind::Closed(id)
        | LogKind::RatingInvited(id)
        | LogKind::Rated(id, _)
        | LogKind::Transferred { conversation: id, .. } => Some(id),
        LogKind::Ordered(..)
        | LogKind::Paid(..)
        | LogKind::Refunded(_)
        | LogKind::Disputed(_)
        | LogKind::Reviewed(..) => None,
    }
}

/// Takes in what happened in a conversation.
fn take<'a>(
    event: &'a LogEvent,
    id: &'a ConversationId,
    state: &mut State<'a>,
    turns: &mut Vec<Turn<'a>>,
    tally: &mut Tally<'a>,
) {
    match &event.kind {
        LogKind::Message(_, Author::Buyer(buyer)) => buyer_spoke(event, id, buyer, state, turns),
        LogKind::Message(_, Author::Agent(agent)) => {
            let place = tally.place(&event.shop, Some(agent), event.at);
            tally.at(place).answers.part += 1;
            tally.once(Once::Handled, place, &event.shop, id.as_str());
            state.in_charge = Some(agent);
            if let Some(open) = state.open.take() {
                turns[open].agent = Some(agent);
                turns[open].end = End::Answered(event.at);
            }
        }
        LogKind::Transferred { from, to, .. } => {
            let place = tally.place(&event.shop, Some(from), event.at);
            tally.at(place).transferred += 1;
            state.in_charge = Some(to);
            if let Some(open) = state.open {
                turns[open].agent = Some(to);
            }
        }
        LogKind::Closed(_) => {
            if let Some(open) = state.open.take() {
                turns[open].end = End::Closed(event.at);
            }
        }
        LogKind::RatingInvited(_) if state.ratings.last().is_none_or(|last| last.score.is_some()) => {
            state.ratings.push(Rating { at: event.at, agent: state.in_charge, score: None });
        }
        LogKind::Rated(_, score) => match state.ratings.last_mut() {
            Some(last) => last.score = Some(*score),
            None => {
                state.ratings.push(Rating { at: event.at, agent: state.in_charge, score: Some(*score) });
            }
        },
        _ => {}
    }
}

fn buyer_spoke<'a>(
    event: &'a LogEvent,
    conversation: &'a ConversationId,
    buyer: &'a UserId,
    state: &mut State<'a>,
    turns: &mut Vec<Turn<'a>>,
) {
    if let Some(open) = state.open {
        turns[open].messages += 1;
        return;
    }
    state.open = Some(turns.len());
    state.turns += 1;
    turns.push(Turn {
        shop: &event.shop,
        buyer,
        began: event.at,
        agent: state.in_charge,
        conversation,
        end: End::Open,
        messages: 1,
        first: state.turns == 1,
        timed: state.timed.unwrap_or(true),
    });
}

/// Tallies what follows from the turns themselves.
pub(super) fn count<'a>(turns: &[Turn<'a>], now: Timestamp, policy: &FiguresPolicy, tally: &mut Tally<'a>) {
    let limit_ms = i64::from(policy.reply_within_s) * 1_000;
    for turn in turns {
        let place = tally.place(turn.shop, turn.agent, turn.began);
        tally.once(Once::Conversation, place, turn.shop, turn.conversation.as_str());
        tally.once(Once::Asked, place, turn.shop, turn.buyer.as_str());
        if matches!(turn.end, End::Open) {
            tally.once(Once::Waiting, place, turn.shop, turn.conversation.as_str());
        }
        let figures = tally.at(place);
        figures.answers.whole += turn.messages;
        if !turn.timed {
            continue;
        }
        match turn.end {
            End::Answered(at) => {
                let waited = at.since(turn.began);
                figures.response.add(waited);
                figures.in_time.count(waited <= limit_ms);
                if turn.first {
                    figures.first_response.add(waited);
                }
            }
            // Closing in time needs no answer; closing late does not make up for one.
            End::Closed(at) if at.since(turn.began) > limit_ms => figures.in_time.count(false),
            End::Open if now.since(turn.began) > limit_ms => figures.in_time.count(false),
            End::Closed(_) | End::Open => {}
        }
    }
}

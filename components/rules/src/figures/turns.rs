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
    answered: Option<Timestamp>,
    messages: u64,
    first: bool,
    timed: bool,
}

/// What is known of a conversation while its log is read.
#[derive(Default)]
struct State<'a> {
    timed: Option<bool>,
    in_charge: Option<&'a UserId>,
    turns: u32,
    open: Option<usize>,
    rating: Option<(&'a ShopId, Timestamp, Option<u8>)>,
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
        let id = match &event.kind {
            LogKind::Started(id)
            | LogKind::Message(id, _)
            | LogKind::RatingInvited(id)
            | LogKind::Rated(id, _) => id,
            LogKind::Transferred { conversation, .. } => conversation,
            _ => continue,
        };
        let state = states.entry((&event.shop, id)).or_default();
        state.timed.get_or_insert_with(|| waiting::counts(event.at, hours));
        match &event.kind {
            LogKind::Message(_, Author::Buyer(buyer)) => buyer_spoke(event, id, buyer, state, &mut turns),
            LogKind::Message(_, Author::Agent(agent)) => {
                let place = tally.place(&event.shop, Some(agent), event.at);
                tally.at(place).answers.part += 1;
                tally.once(Once::Handled, place, &event.shop, id.as_str());
                state.in_charge = Some(agent);
                if let Some(turn) = state.open.take() {
                    let turn: &mut Turn = &mut turns[turn];
                    (turn.agent, turn.answered) = (Some(agent), Some(event.at));
                }
            }
            LogKind::Transferred { from, to, .. } => {
                let place = tally.place(&event.shop, Some(from), event.at);
                tally.at(place).transferred += 1;
                state.in_charge = Some(to);
                if let Some(turn) = state.open {
                    turns[turn].agent = Some(to);
                }
            }
            LogKind::RatingInvited(_) => {
                state.rating.get_or_insert((&event.shop, event.at, None));
            }
            LogKind::Rated(_, score) => {
                state.rating.get_or_insert((&event.shop, event.at, None)).2 = Some(*score);
            }
            _ => {}
        }
    }
    for state in states.into_values() {
        let Some((shop, at, score)) = state.rating else { continue };
        let place = tally.place(shop, state.in_charge, at);
        let figures = tally.at(place);
        figures.rated.count(score.is_some());
        if let Some(score) = score {
            figures.satisfaction.count(score >= policy.satisfied_from);
        }
    }
    turns
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
        answered: None,
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
        if turn.answered.is_none() {
            tally.once(Once::Waiting, place, turn.shop, turn.conversation.as_str());
        }
        let figures = tally.at(place);
        figures.answers.whole += turn.messages;
        if !turn.timed {
            continue;
        }
        match turn.answered.map(|at| at.since(turn.began)) {
            Some(waited) => {
                figures.response.add(waited);
                figures.in_time.count(waited <= limit_ms);
                if turn.first {
                    figures.first_response.add(waited);
                }
            }
            None if now.since(turn.began) > limit_ms => figures.in_time.count(false),
            None => {}
        }
    }
}

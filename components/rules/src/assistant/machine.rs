//! The decision: a visit and what was heard give what is said, and the visit afterwards.

use super::{Desk, Hush, Visit, Wish};
use crate::policy::{AssistantPolicy, AutomaticPolicy};
use kefu_contract::Timestamp;

/// Messages that need no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Automatic {
    /// Welcome, what the shop is, what is on offer.
    Welcome,
    /// Everybody is busy; how long the queue is.
    Busy,
    /// Nobody is at the desk.
    Away,
    /// The shop is closed, and until when.
    AfterHours,
}

impl Automatic {
    /// What there is to say of a desk where buyers have to wait.
    fn about(desk: Desk) -> Option<Self> {
        match desk {
            Desk::Online => None,
            Desk::Busy => Some(Self::Busy),
            Desk::Away => Some(Self::Away),
            Desk::Closed(_) => Some(Self::AfterHours),
        }
    }
}

impl AutomaticPolicy {
    fn allows(&self, what: Automatic) -> bool {
        match what {
            Automatic::Welcome => self.welcome,
            Automatic::Busy => self.busy,
            Automatic::Away => self.away,
            Automatic::AfterHours => self.after_hours,
        }
    }
}

/// Why people take over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The buyer asked for it.
    Asked,
    /// The buyer is angry.
    Anger,
    /// A complaint, or a quarrel about money.
    Money,
    /// The assistant had no answer, too often.
    Unsure,
}

/// Something to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Say {
    /// An automatic message.
    Automatic(Automatic),
    /// The best answer of the knowledge base.
    Answer,
    /// News of the buyer's order.
    Order,
    /// That there is no answer, and what else could be asked.
    Unsure,
    /// That people take over, and how long that takes as the desk is now.
    HandOver(Reason),
}

/// What was heard from a buyer, and what could be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// What it asks for; nothing where it is no text.
    pub wish: Option<Wish>,
    /// How well the best answer fits, in basis points; 0 without one.
    pub confidence_bp: u32,
    /// Whether the buyer has an order there is news of.
    pub has_order: bool,
    /// Who is there to answer.
    pub desk: Desk,
}

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// The visit afterwards.
    pub visit: Visit,
    /// What is said, in order.
    pub says: Vec<Say>,
}

impl Reaction {
    fn silence(visit: Visit) -> Self {
        Self { visit, says: Vec::new() }
    }

    /// Why people take over with it, if they do.
    pub fn hands_over(&self) -> Option<Reason> {
        self.says.iter().find_map(|say| match say {
            Say::HandOver(reason) => Some(*reason),
            _ => None,
        })
    }
}

/// Decides what is said to a buyer's message.
pub fn hear(visit: Visit, heard: &Heard, now: Timestamp, policy: &AssistantPolicy) -> Reaction {
    let first = visit.began_at.is_none();
    let mut visit = visit.or_begun(now);
    if visit.hush.is_some() {
        return Reaction::silence(visit);
    }
    let own = heard.wish.filter(|_| policy.answers).and_then(|wish| answer(wish, heard, &mut visit, policy));
    if let Some(Say::HandOver(reason)) = own {
        return hand_over(visit, reason, heard.desk, now);
    }
    let automatic = automatic(&visit, first, heard.desk, now, &policy.automatic);
    if let Some(what) = automatic {
        visit.said.note(what, now);
    }
    visit.assisted |= own.is_some();
    Reaction { visit, says: automatic.map(Say::Automatic).into_iter().chain(own).collect() }
}

/// Decides what is said to a buyer who asks for a human at the push of a button.
pub fn ask_human(visit: Visit, desk: Desk, now: Timestamp, policy: &AssistantPolicy) -> Reaction {
    match visit.hush {
        None if policy.answers => hand_over(visit.or_begun(now), Reason::Asked, desk, now),
        _ => Reaction::silence(visit),
    }
}

/// The table: what is wanted × what there is → what is said.
fn answer(wish: Wish, heard: &Heard, visit: &mut Visit, policy: &AssistantPolicy) -> Option<Say> {
    let said = match wish {
        Wish::Nothing => return None,
        Wish::Human => Say::HandOver(Reason::Asked),
        Wish::Anger => Say::HandOver(Reason::Anger),
        Wish::Money => Say::HandOver(Reason::Money),
        Wish::Order if heard.has_order => Say::Order,
        // Before there is an order, it is a question like any other.
        Wish::Order | Wish::Answer if heard.confidence_bp >= policy.answer_from_bp.max(1) => Say::Answer,
        Wish::Order | Wish::Answer if visit.misses + 1 >= policy.misses => Say::HandOver(Reason::Unsure),
        Wish::Order | Wish::Answer => Say::Unsure,
    };
    visit.misses = if said == Say::Unsure { visit.misses + 1 } else { 0 };
    Some(said)
}

/// Whoever is handed over hears of the desk in the same breath, and needs no other greeting.
fn hand_over(mut visit: Visit, reason: Reason, desk: Desk, now: Timestamp) -> Reaction {
    for said in [Some(Automatic::Welcome), Automatic::about(desk)].into_iter().flatten() {
        visit.said.note(said, now);
    }
    visit.hush = Some(Hush::HandedOver);
    visit.assisted = true;
    Reaction { visit, says: vec![Say::HandOver(reason)] }
}

/// The automatic message that is due: about a desk where buyers have to wait, else the welcome at the beginning.
fn automatic(
    visit: &Visit,
    first: bool,
    desk: Desk,
    now: Timestamp,
    policy: &AutomaticPolicy,
) -> Option<Automatic> {
    let about = Automatic::about(desk).filter(|what| policy.allows(*what));
    let welcome = (first && policy.allows(Automatic::Welcome)).then_some(Automatic::Welcome);
    let gap = i64::from(policy.min_gap_min) * 60_000;
    let due = |what: &Automatic| {
        visit.said.last(*what).is_none_or(|last| now.since(last) >= gap && Some(last) < visit.began_at)
    };
    about.or(welcome).filter(due)
}

#[cfg(test)]
mod tests;

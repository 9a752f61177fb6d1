//! What is remembered of a buyer's visit.

use super::Automatic;
use kefu_contract::Timestamp;
use serde::{Deserialize, Serialize};

/// Why the shop says nothing more by itself until the visit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hush {
    /// Somebody of the staff has answered.
    Answered,
    /// The buyer was handed over to people.
    HandedOver,
}

/// When each automatic message was last sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    welcome: Option<Timestamp>,
    busy: Option<Timestamp>,
    away: Option<Timestamp>,
    after_hours: Option<Timestamp>,
}

impl Said {
    /// When a message was last sent.
    pub fn last(&self, what: Automatic) -> Option<Timestamp> {
        match what {
            Automatic::Welcome => self.welcome,
            Automatic::Busy => self.busy,
            Automatic::Away => self.away,
            Automatic::AfterHours => self.after_hours,
        }
    }

    pub(super) fn note(&mut self, what: Automatic, at: Timestamp) {
        let last = match what {
            Automatic::Welcome => &mut self.welcome,
            Automatic::Busy => &mut self.busy,
            Automatic::Away => &mut self.away,
            Automatic::AfterHours => &mut self.after_hours,
        };
        *last = Some(at);
    }
}

/// A buyer's visit. Store it with the conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// When it began; nothing between visits.
    pub began_at: Option<Timestamp>,
    /// When each automatic message was last sent, in whichever visit.
    pub said: Said,
    /// Questions in a row that could not be answered.
    pub misses: u32,
    /// Whether the assistant has said anything of its own; automatic messages are not.
    pub assisted: bool,
    /// Why there is silence.
    pub hush: Option<Hush>,
}

impl Visit {
    /// The visit under way, else one that begins now.
    pub(super) fn or_begun(self, now: Timestamp) -> Self {
        if self.began_at.is_some() { self } else { Self { began_at: Some(now), ..self.ended() } }
    }

    /// A visit found under way: begun before anybody kept track of it.
    pub fn under_way(self, since: Timestamp, answered: bool) -> Self {
        Self { began_at: Some(since), hush: answered.then_some(Hush::Answered), ..self.ended() }
    }

    /// After somebody of the staff has answered. Between visits there is nothing to keep.
    pub fn answered(self) -> Self {
        match self.began_at {
            Some(_) => Self { hush: Some(Hush::Answered), ..self },
            None => self,
        }
    }

    /// After the conversation was closed.
    pub fn ended(self) -> Self {
        Self { said: self.said, ..Self::default() }
    }
}

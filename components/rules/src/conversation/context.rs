//! What a decision on a conversation needs to know besides the conversation.

use crate::assistant::Visit;
use crate::language::Language;
use kefu_contract::{Limits, Person, Timestamp};
use serde::{Deserialize, Serialize};

/// Whether the buyer has been asked to rate the service, and has answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingState {
    /// Not asked since the last rating; a closed conversation may be rated all the same.
    #[default]
    NotAsked,
    /// Asked; the answer is still out.
    Asked,
    /// Rated; once is enough until somebody asks again, or the conversation is closed again.
    Given,
}

/// What the server keeps of a conversation besides what is shown. Store it together with the conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// How far the rating is.
    pub rating: RatingState,
    /// When a snoozed conversation comes back.
    pub snooze_until: Option<Timestamp>,
    /// The buyer has asked for a human, or was handed over to one, and nobody has taken over yet.
    pub human_asked: bool,
    /// What the shop has said by itself.
    pub visit: Visit,
}

/// Who asks, when, and what the conversation itself does not say.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who asks; the role decides which actions there are.
    pub viewer: &'a Person,
    /// The time.
    pub now: Timestamp,
    /// Language of reasons and labels.
    pub lang: Language,
    /// Limits of the session; texts are unlimited without.
    pub limits: Option<&'a Limits>,
    /// Everybody of the staff who can look after a conversation.
    pub staff: &'a [Person],
    /// What the server keeps of the conversation.
    pub kept: Kept,
}

impl<'a> Context<'a> {
    /// The ordinary case: Chinese texts, no limits, no colleagues, nothing kept.
    pub fn new(viewer: &'a Person, now: Timestamp) -> Self {
        Self { viewer, now, lang: Language::Chinese, limits: None, staff: &[], kept: Kept::default() }
    }
}

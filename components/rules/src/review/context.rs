//! What a decision on a review needs to know besides the review.

use crate::language::Language;
use crate::policy::Policy;
use kefu_contract::{Limits, Order, Person, Timestamp, Upload};

/// Who asks, when, under which policy, and what the review itself does not say.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who asks.
    pub viewer: &'a Person,
    /// The time.
    pub now: Timestamp,
    /// The shop's policy.
    pub policy: &'a Policy,
    /// Language of reasons and labels.
    pub lang: Language,
    /// Limits of the session; texts and pictures are unlimited without.
    pub limits: Option<&'a Limits>,
    /// The uploads named in the request, as far as they exist and are the viewer's.
    pub images: &'a [Upload],
    /// How often the author has changed the review.
    pub changes: u32,
    /// The order reviewed: what a public reply must not give away.
    pub order: Option<&'a Order>,
    /// Unused id for a review to be written.
    pub new_id: &'a str,
}

impl<'a> Context<'a> {
    /// The ordinary case: Chinese texts, no limits, no pictures, a review never changed.
    pub fn new(viewer: &'a Person, now: Timestamp, policy: &'a Policy) -> Self {
        Self {
            viewer,
            now,
            policy,
            lang: Language::Chinese,
            limits: None,
            images: &[],
            changes: 0,
            order: None,
            new_id: "new",
        }
    }
}

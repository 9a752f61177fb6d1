//! What a decision on a case needs to know besides the case.

use super::actions::Setting;
use crate::language::Language;
use crate::policy::Policy;
use kefu_contract::{Case, Limits, Order, Person, Quote, Timestamp, Upload};

/// Who asks, when, under which policy, and what the case itself does not say.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who asks; the role decides which actions there are. [`kefu_contract::Role::System`] is the platform.
    pub viewer: &'a Person,
    /// The order of the case, as it stands.
    pub order: &'a Order,
    /// The time.
    pub now: Timestamp,
    /// The shop's policy.
    pub policy: &'a Policy,
    /// Language of reasons and words.
    pub lang: Language,
    /// Limits of the session, which may be narrower than the policy's.
    pub limits: Option<&'a Limits>,
    /// The uploads named in the request, as far as they exist and are the viewer's, in order.
    pub evidence: &'a [Upload],
    /// The stored quote named in the request, if it exists and is the viewer's.
    pub quote: Option<&'a Quote>,
    /// Every case of the order, this one or not: what they lay claim to is not to be had a second time.
    pub cases: &'a [Case],
    /// Unused id for what the request creates: a case or a parcel.
    pub new_id: &'a str,
    /// Unused number for a case to be opened.
    pub new_number: &'a str,
}

impl<'a> Context<'a> {
    /// The ordinary case: Chinese texts, no narrower limits, no evidence, no quote.
    pub fn new(viewer: &'a Person, order: &'a Order, now: Timestamp, policy: &'a Policy) -> Self {
        Self {
            viewer,
            order,
            now,
            policy,
            lang: Language::Chinese,
            limits: None,
            evidence: &[],
            quote: None,
            cases: &[],
            new_id: "new",
            new_number: "new",
        }
    }

    /// What [`super::actions`] needs to know, so that a list of actions and their doing decide alike.
    pub fn setting(&self) -> Setting<'a> {
        Setting {
            role: &self.viewer.role,
            completed_at: self.order.completed_at,
            now: self.now,
            policy: self.policy,
            language: self.lang,
        }
    }
}

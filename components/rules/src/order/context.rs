//! What a decision on an order needs to know besides the order.

use crate::language::Language;
use crate::policy::Policy;
use kefu_contract::{Limits, Order, Person, Timestamp};

/// Who asks, when, under which policy, and what the order itself does not say.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who asks; the role decides which actions there are.
    pub viewer: &'a Person,
    /// The time.
    pub now: Timestamp,
    /// The shop's policy.
    pub policy: &'a Policy,
    /// Language of reasons and labels.
    pub lang: Language,
    /// Limits of the session; texts are unlimited without.
    pub limits: Option<&'a Limits>,
    /// When reminders to pay were sent.
    pub reminded_at: &'a [Timestamp],
    /// The buyer asked not to be contacted.
    pub do_not_contact: bool,
    /// Whether the buyer has been asked to confirm an address, and has not answered.
    pub address_asked: bool,
    /// Whether the buyer has reviewed the order.
    pub reviewed: bool,
    /// Other orders that may be merged into this one: those named in `merge_with`, as far as they exist.
    pub related: &'a [Order],
    /// Unused id for what the action creates: a parcel or an order.
    pub new_id: &'a str,
    /// Unused order number, for an order split off.
    pub new_number: &'a str,
}

impl<'a> Context<'a> {
    /// The ordinary case: Chinese texts, no reminders, no questions, no review, nothing to merge with.
    pub fn new(viewer: &'a Person, now: Timestamp, policy: &'a Policy) -> Self {
        Self {
            viewer,
            now,
            policy,
            lang: Language::Chinese,
            limits: None,
            reminded_at: &[],
            do_not_contact: false,
            address_asked: false,
            reviewed: false,
            related: &[],
            new_id: "new",
            new_number: "new",
        }
    }
}

//! What each role may do with a review now, allowed and denied.

use super::window::{ReviewDenial, explanation_limit, may_change, may_explain};
use crate::language::Language;
use crate::policy::ReviewPolicy;
use kefu_contract::{
    Action, ActionInput, InputField, InputKind, InputOption, Rating, Review, ReviewActionCode as C, Role,
    Timestamp,
};

/// What the decision needs to know beside the review.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Who asks; a buyer is the author.
    pub role: &'a Role,
    /// How often the author has changed it.
    pub changes: u32,
    /// Now.
    pub now: Timestamp,
    /// The shop's policy.
    pub policy: &'a ReviewPolicy,
    /// The language of the words.
    pub language: Language,
}

/// Actions a role can ever have, in the order to show them.
pub const fn codes(role: &Role) -> &'static [C] {
    match role {
        Role::Buyer => const { &[C::Change, C::Remove, C::FollowUp] },
        Role::Agent | Role::Supervisor => const { &[C::Reply, C::SetGroup, C::Report] },
        Role::Bot | Role::System | Role::Other(_) => &[],
    }
}

/// Whether an action may be done now.
///
/// # Errors
/// [`ReviewDenial`]
pub fn decide(code: &C, review: &Review, setting: &Setting<'_>) -> Result<(), ReviewDenial> {
    if !codes(setting.role).contains(code) {
        return Err(ReviewDenial::Unknown);
    }
    match code {
        C::Reply => may_explain(review, setting.now, setting.policy),
        C::Change | C::Remove => may_change(review, setting.changes, setting.now, setting.policy),
        C::FollowUp if review.follow_up.is_some() => Err(ReviewDenial::FollowedUp),
        C::FollowUp => Ok(()),
        C::SetGroup | C::Report if review.rating == Rating::Good => Err(ReviewDenial::Good),
        C::SetGroup | C::Report => Ok(()),
        C::Other(_) => Err(ReviewDenial::Unknown),
    }
}

/// All actions of a role, allowed and denied; every denied one says why. Windows here only close, so that none
/// has a time at which it opens.
pub fn actions(review: &Review, setting: &Setting<'_>) -> Vec<Action> {
    let action = |code: &C| match decide(code, review, setting) {
        Ok(()) => Action { input: input(code, setting), ..Action::allowed(code.as_str()) },
        Err(denial) => Action::denied(code.as_str(), words(denial, setting.language)),
    };
    codes(setting.role).iter().map(action).collect()
}

/// A denial in words.
pub fn words(denial: ReviewDenial, language: Language) -> &'static str {
    let (chinese, english) = match denial {
        ReviewDenial::NotCompleted => ("交易完成后才能评价", "Reviews open when the order is completed"),
        ReviewDenial::WriteWindowOver => {
            ("评价期限已过，系统已默认好评", "The time to review is over; it counts as good")
        }
        ReviewDenial::NotNeutralOrBad => {
            ("仅中评和差评可以修改或删除", "Only neutral and bad reviews can be changed")
        }
        ReviewDenial::AlreadyChanged => ("评价已修改过，不能再次修改", "The review has been changed already"),
        ReviewDenial::ChangeWindowOver => ("修改评价的期限已过", "The time to change the review is over"),
        ReviewDenial::FollowedUp => ("买家已追加评价", "The buyer has added a follow-up"),
        ReviewDenial::AlreadyExplained => ("已经解释过", "The shop has explained itself already"),
        ReviewDenial::ExplainWindowOver => {
            ("评价时间过久，不能再解释", "The review is too old to be explained")
        }
        ReviewDenial::Good => ("好评无需此操作", "Not needed for a good review"),
        ReviewDenial::Unknown => ("当前状态不支持此操作", "Not possible in this state"),
    };
    language.pick(chinese, english)
}

fn field(name: &str, kind: InputKind, required: bool) -> InputField {
    InputField {
        name: name.to_owned(),
        kind,
        label: None,
        required,
        options: Vec::new(),
        max: None,
        length: None,
        max_amount: None,
    }
}

fn choice(name: &str, values: &[(&str, &str, &str)], language: Language) -> InputField {
    let options = values.iter().map(|(value, chinese, english)| InputOption {
        value: (*value).to_owned(),
        label: language.pick(*chinese, *english).to_owned(),
    });
    InputField { options: options.collect(), ..field(name, InputKind::Choice, true) }
}

const RATINGS: &[(&str, &str, &str)] =
    &[("good", "好评", "Good"), ("neutral", "中评", "Neutral"), ("bad", "差评", "Bad")];
const GROUPS: &[(&str, &str, &str)] = &[
    ("neutral", "中评", "Neutral"),
    ("bad", "差评", "Bad"),
    ("agreed_to_change", "同意修改", "Agreed to change"),
    ("changed", "已修改", "Changed"),
    ("unreachable", "联系不上", "Unreachable"),
    ("malicious", "恶意评价", "Malicious"),
];

fn input(code: &C, setting: &Setting<'_>) -> Option<ActionInput> {
    let text = |required| field("text", InputKind::Text, required);
    let images = || field("images", InputKind::Files, false);
    let fields = match code {
        C::Reply => vec![InputField { length: Some(explanation_limit(setting.policy)), ..text(true) }],
        C::Change => vec![choice("rating", RATINGS, setting.language), text(false), images()],
        C::FollowUp | C::Report => vec![text(true), images()],
        C::SetGroup => vec![choice("group", GROUPS, setting.language), text(false)],
        C::Remove | C::Other(_) => return None,
    };
    Some(ActionInput { fields })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::ReviewGroup;

    #[test]
    fn choices_are_values_of_the_contract() {
        assert!(RATINGS.iter().map(|(value, ..)| *value).eq(Rating::KNOWN.iter().copied()));
        assert!(GROUPS.iter().map(|(value, ..)| *value).eq(ReviewGroup::KNOWN.iter().copied()));
    }
}

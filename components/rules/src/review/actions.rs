//! What a viewer may do with a review: every action of theirs, allowed or denied with the reason.

use super::window::{ReviewDenial, explanation_limit, may_change, may_explain};
use super::{Context, pictures, refresh};
use crate::input;
use crate::language::Language;
use kefu_contract::{
    Action, ActionInput, InputField, InputKind, Person, Rating, Review, ReviewActionCode as C, ReviewGroup,
    Role, TextField,
};

/// Actions a viewer has on a review at all, in the order to show them; other buyers have none.
fn codes(review: &Review, viewer: &Person) -> &'static [C] {
    match viewer.role {
        Role::Buyer if viewer.id == review.buyer.id => const { &[C::Change, C::Remove, C::FollowUp] },
        Role::Agent | Role::Supervisor => const { &[C::Reply, C::SetGroup, C::Report] },
        _ => &[],
    }
}

/// Whether an action may be done now.
///
/// # Errors
/// [`ReviewDenial`]
pub fn decide(code: &C, review: &Review, ctx: &Context) -> Result<(), ReviewDenial> {
    let (viewer, policy) = (ctx.viewer, &ctx.policy.reviews);
    if viewer.role == Role::Buyer && viewer.id != review.buyer.id {
        return Err(ReviewDenial::NotAuthor);
    }
    if !codes(review, viewer).contains(code) {
        return Err(ReviewDenial::WrongRole);
    }
    match code {
        C::Reply => may_explain(review, ctx.now, policy),
        C::Change | C::Remove => may_change(review, ctx.changes, ctx.now, policy),
        C::FollowUp if review.follow_up.is_some() => Err(ReviewDenial::FollowedUp),
        C::FollowUp => Ok(()),
        C::SetGroup | C::Report if review.rating == Rating::Good => Err(ReviewDenial::Good),
        C::SetGroup | C::Report => Ok(()),
        C::Other(_) => Err(ReviewDenial::Unknown),
    }
}

/// Every action the viewer has, in the order to show them; denied ones say why. Windows here only close, so that
/// none has a time at which it opens. The review must name its real author, even where the public does not see it.
pub fn actions(review: &Review, ctx: &Context) -> Vec<Action> {
    let action = |code: &C| match decide(code, review, ctx) {
        Ok(()) => {
            let fields = fields(code, review, ctx);
            let input = (!fields.is_empty()).then_some(ActionInput { fields });
            Action { input, ..Action::allowed(code.as_str()) }
        }
        Err(denial) => Action::denied(code.as_str(), words(denial, ctx.lang)),
    };
    codes(review, ctx.viewer).iter().map(action).collect()
}

/// A denial in words.
pub fn words(denial: ReviewDenial, language: Language) -> &'static str {
    let (chinese, english) = match denial {
        ReviewDenial::WrongRole => ("当前身份不能执行此操作", "This is not for your role"),
        ReviewDenial::NotAuthor => ("只有评价者本人可以操作", "Only the author of the review may do this"),
        ReviewDenial::NotNeutralOrBad => {
            ("仅中评和差评可以修改或删除", "Only neutral and bad reviews can be changed")
        }
        ReviewDenial::AlreadyChanged => ("评价已修改过，不能再次修改", "The review has been changed already"),
        ReviewDenial::ChangeWindowOver => ("修改评价的期限已过", "The time to change the review is over"),
        ReviewDenial::FollowedUp => ("已有追加评价", "A follow-up has been added"),
        ReviewDenial::AlreadyExplained => ("已经解释过", "The shop has explained itself already"),
        ReviewDenial::ExplainWindowOver => {
            ("评价时间过久，不能再解释", "The review is too old to be explained")
        }
        ReviewDenial::Good => ("好评无需此操作", "Not needed for a good review"),
        ReviewDenial::NothingToModerate => ("没有待审核的解释", "No explanation waits to be checked"),
        ReviewDenial::Unknown => ("当前状态不支持此操作", "Not possible in this state"),
    };
    language.pick(chinese, english)
}

/// A choice: its wire value, and what it is called in both languages.
type Choice = (&'static str, &'static str, &'static str);

const RATINGS: &[Choice] =
    &[("good", "好评", "Good"), ("neutral", "中评", "Neutral"), ("bad", "差评", "Bad")];
const GROUPS: &[Choice] = &[
    ("neutral", "中评", "Neutral"),
    ("bad", "差评", "Bad"),
    ("agreed_to_change", "同意修改", "Agreed to change"),
    ("changed", "已修改", "Changed"),
    ("unreachable", "联系不上", "Unreachable"),
    ("malicious", "恶意评价", "Malicious"),
];

fn choice(name: &str, values: &[Choice], offered: impl Fn(&str) -> bool, language: Language) -> InputField {
    let values = values.iter().filter(|(value, ..)| offered(value));
    let options =
        values.map(|(value, chinese, english)| input::option(value, language.pick(chinese, english)));
    InputField { options: options.collect(), ..input::field(name, InputKind::Choice, true) }
}

/// Groups a review can be put into: back to the one of its rating, or on. Only its author makes it a changed one.
pub(super) fn groups(review: &Review) -> Vec<ReviewGroup> {
    let first = refresh::first_group(&review.rating);
    let changed = review.changed_at.map(|_| ReviewGroup::Changed);
    let others = [ReviewGroup::AgreedToChange, ReviewGroup::Unreachable, ReviewGroup::Malicious];
    first.into_iter().chain(changed).chain(others).collect()
}

/// The fields an action reads.
pub(super) fn fields(code: &C, review: &Review, ctx: &Context) -> Vec<InputField> {
    let limit = |field| ctx.limits.and_then(|limits| limits.text(&field));
    let text = |field, required| input::text("text", required, limit(field));
    let images = |most: Option<u32>| InputField {
        max: most.map(u64::from),
        ..input::field("images", InputKind::Files, false)
    };
    let shown = || images(pictures::most_shown(ctx.limits));
    match code {
        C::Reply => vec![input::text("text", true, Some(&explanation_limit(&ctx.policy.reviews)))],
        C::Change => {
            vec![choice("rating", RATINGS, |_| true, ctx.lang), text(TextField::ReviewText, false), shown()]
        }
        C::FollowUp => vec![text(TextField::ReviewText, true), shown()],
        C::Report => vec![text(TextField::Note, true), images(pictures::most_evidence(ctx.limits))],
        C::SetGroup => {
            let groups = groups(review);
            let offered = |value: &str| groups.contains(&ReviewGroup::from(value));
            vec![choice("group", GROUPS, offered, ctx.lang), text(TextField::Note, false)]
        }
        C::Remove | C::Other(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_values_of_the_contract() {
        assert!(RATINGS.iter().map(|(value, ..)| *value).eq(Rating::KNOWN.iter().copied()));
        assert!(GROUPS.iter().map(|(value, ..)| *value).eq(ReviewGroup::KNOWN.iter().copied()));
    }
}

//! Guards on public replies to reviews (评价解释): no private data, no insults or blame, no reward for a review,
//! no promise the policy does not cover.
//!
//! Everybody can read a reply, and it cannot be taken back; hence it is searched as a reader sees it: whatever
//! the width, case and separators of what stands there. Paying for reviews is unlawful in many places
//! (in China: Anti-Unfair Competition Law, E-Commerce Law art. 17).

mod finding;
mod private;
mod words;

pub use finding::finding;

use crate::policy::{ReplyGuardPolicy, Severity};
use crate::text::Folded;
use std::ops::Range;

/// What is known of the buyer and must not be made public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrivateData {
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Order and tracking numbers.
    pub order_numbers: Vec<String>,
    /// Real names.
    pub names: Vec<String>,
    /// Addresses, whole or the telling part of them.
    pub addresses: Vec<String>,
}

/// The rule a text breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuardRule {
    /// A telephone number.
    Phone,
    /// An order number.
    OrderNumber,
    /// The buyer's name.
    Name,
    /// The buyer's address.
    Address,
    /// An insult.
    Insult,
    /// Blaming the buyer.
    Blame,
    /// A reward for writing, changing or removing a review.
    Reward,
    /// A promise the policy does not cover.
    Promise,
}

/// A place where a text breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// Which rule.
    pub rule: GuardRule,
    /// How strict it is.
    pub severity: Severity,
}

/// Every place where a reply breaks a rule, in order.
///
/// ```
/// # use kefu_rules::{policy::ReplyGuardPolicy, reply_guard::{GuardRule, PrivateData, check}};
/// let hits = check("改成好评返现5元", &PrivateData::default(), &ReplyGuardPolicy::default());
/// assert_eq!(hits[0].rule, GuardRule::Reward);
/// ```
pub fn check(reply: &str, private: &PrivateData, policy: &ReplyGuardPolicy) -> Vec<Hit> {
    let text = Folded::new(reply);
    let mut found = private::find(&text, private, policy);
    let mut words = |rule, list: &mut dyn Iterator<Item = &str>| {
        found.extend(list.flat_map(|word| text.find(word)).map(|glyphs| (rule, glyphs)));
    };
    let extra = policy.extra_insults.iter().map(String::as_str);
    words(GuardRule::Insult, &mut words::INSULTS.iter().copied().chain(extra));
    words(GuardRule::Blame, &mut words::BLAME.iter().copied());
    let kept = |word: &&str| policy.promises_kept.iter().any(|promise| promise == word);
    words(GuardRule::Promise, &mut words::PROMISES.iter().copied().filter(|word| !kept(word)));
    found.extend(rewards(&text, policy).into_iter().map(|glyphs| (GuardRule::Reward, glyphs)));
    found.sort_by_key(|(rule, glyphs)| (*rule, glyphs.start, std::cmp::Reverse(glyphs.end)));
    // A word within a longer one of the same rule is one hit.
    found.dedup_by(|next, kept| next.0 == kept.0 && next.1.end <= kept.1.end);
    found.sort_by_key(|(rule, glyphs)| (glyphs.start, *rule));
    let hit = |(rule, glyphs)| Hit { span: text.span(glyphs), rule, severity: severity(rule, policy) };
    found.into_iter().map(hit).collect()
}

/// Whether any hit forbids sending.
pub fn forbids(hits: &[Hit]) -> bool {
    hits.iter().any(|hit| hit.severity == Severity::Hard)
}

fn severity(rule: GuardRule, policy: &ReplyGuardPolicy) -> Severity {
    let severity = &policy.severity;
    match rule {
        GuardRule::Phone => severity.phone,
        GuardRule::OrderNumber => severity.order_number,
        GuardRule::Name => severity.name,
        GuardRule::Address => severity.address,
        GuardRule::Insult => severity.insult,
        GuardRule::Blame => severity.blame,
        GuardRule::Reward => severity.reward,
        GuardRule::Promise => severity.promise,
    }
}

/// From a reward to a review near it in the same sentence, in either order.
fn rewards(text: &Folded, policy: &ReplyGuardPolicy) -> Vec<Range<usize>> {
    let all = |list: &[&str]| list.iter().flat_map(|word| text.find(word)).collect::<Vec<_>>();
    let (rewards, reviews) = (all(words::REWARDS), all(words::REVIEW_CHANGES));
    let sentence_end = |i: usize| matches!(text.at(i), Some('。' | '.' | '!' | '?' | '\n'));
    let pairs = rewards.iter().flat_map(|reward| reviews.iter().map(move |review| (reward, review)));
    pairs
        .filter_map(|(reward, review)| {
            let (first, second) =
                if reward.start <= review.start { (reward, review) } else { (review, reward) };
            let between = first.end..second.start.max(first.end);
            let near = between.len() <= policy.reward_distance as usize && !between.clone().any(sentence_end);
            near.then(|| first.start..second.end.max(first.end))
        })
        .collect()
}

#[cfg(test)]
mod tests;

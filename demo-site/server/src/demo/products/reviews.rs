//! What buyers say about the products, as their pages show it.

use super::item::{Item, Pair};
use crate::{catalogue::Review, demo::trade::Opined, locale::Text};
use kefu_contract::{Rating, Review as Opinion};

/// Every review of a product that somebody wrote, newest first.
pub(super) fn of(item: &Item, opinions: &[Opined]) -> Vec<Review> {
    let about =
        |opined: &&Opined| opined.record.review.product.id.as_str() == item.id && !opined.record.removed;
    let mut found: Vec<_> =
        opinions.iter().filter(about).filter_map(|opined| Some((opined, opined.words?))).collect();
    found.sort_by_key(|(opined, _)| std::cmp::Reverse(opined.record.review.created_at));
    let shown = found.into_iter().map(|(opined, words)| {
        let review = &opined.record.review;
        let said = words.changed.filter(|_| review.changed_at.is_some()).unwrap_or(words.text);
        let reply = words.reply.filter(|_| review.explanation.is_some());
        Review {
            author: masked(review),
            rating: stars(review),
            text: Text::new(said.zh(), said.en),
            sku: sku(item, &opined.sku),
            date: review.created_at.to_string()[..10].to_owned(),
            reply: reply.map(|reply| Text::new(reply.zh(), reply.en)),
        }
    });
    shown.collect()
}

/// Tenths of a star on average; nobody's word means no doubt.
pub(super) fn rating(reviews: &[Review]) -> u32 {
    let sum: u32 = reviews.iter().map(|review| u32::from(review.rating)).sum();
    (sum * 10).checked_div(u32::try_from(reviews.len()).unwrap_or(u32::MAX)).unwrap_or(50)
}

/// The stars of a review: how well the thing was described, or the verdict where nothing was scored.
fn stars(review: &Opinion) -> u8 {
    match (&review.rating, &review.scores) {
        (Rating::Good, Some(scores)) => scores.as_described.max(4),
        (_, Some(scores)) => scores.as_described.min(scores.service).min(scores.shipping),
        (_, None) => 5,
    }
}

/// The first character of a name, the rest hidden.
fn masked(review: &Opinion) -> String {
    let first = review.buyer.name.chars().next().filter(|_| !review.anonymous);
    first.into_iter().chain("**".chars()).collect()
}

/// The variant bought, in both languages.
fn sku(item: &Item, values: &[usize]) -> Text {
    let chosen: Vec<Pair> = item.options.iter().zip(values).map(|((_, all), value)| all[*value]).collect();
    let joined = |pick: fn(&Pair) -> &'static str, separator: &str| {
        chosen.iter().map(pick).collect::<Vec<_>>().join(separator)
    };
    Text::new(joined(|pair| pair.0, "，"), joined(|pair| pair.1, ", "))
}

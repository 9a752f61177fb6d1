//! What buyers wrote, and what the shop answered.

use super::card::Stars;
use crate::{api::Review, format, i18n::tr, prefs::use_texts};
use leptos::prelude::*;

/// Reviews with their summary.
#[component]
pub(crate) fn Reviews(
    /// Newest first.
    reviews: Vec<Review>,
    /// Mean rating in tenths.
    rating: u32,
    /// Number of all reviews.
    count: u32,
) -> impl IntoView {
    let t = use_texts();
    let any = !reviews.is_empty();
    view! {
        <section class="reviews" id="reviews" aria-labelledby="reviews-title">
            <h2 id="reviews-title">{tr!(t.reviews)}</h2>
            <Show
                when=move || any
                fallback=move || view! { <p class="quiet">{tr!(t.no_reviews)}</p> }
            >
                <p class="reviews-summary">
                    <strong class="reviews-score">{format::tenths(rating)}</strong>
                    <Stars tenths=rating />
                    <span class="quiet">{move || (t.get().reviews_counted)(count)}</span>
                </p>
            </Show>
            <ul class="review-list">
                {reviews.into_iter().map(|review| view! { <ReviewItem review /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn ReviewItem(review: Review) -> impl IntoView {
    let t = use_texts();
    view! {
        <li class="review">
            <p class="review-head">
                <span class="review-author">{review.author}</span>
                <Stars tenths=review.rating * 10 />
                <time class="quiet" datetime=review.date.clone()>
                    {review.date.clone()}
                </time>
            </p>
            <p class="review-text">{review.text}</p>
            {(!review.sku.is_empty()).then(|| view! { <p class="review-sku quiet">{review.sku}</p> })}
            {review
                .reply
                .map(|reply| {
                    view! {
                        <p class="review-reply">
                            <span class="review-reply-label">{tr!(t.shop_reply)}</span>
                            {reply}
                        </p>
                    }
                })}
        </li>
    }
}

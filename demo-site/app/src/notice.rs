//! What is shown instead of content: something failed, or there is nothing.

use crate::{
    api::ApiError,
    i18n::tr,
    icons::{Glyph, Icon},
    prefs::use_texts,
};
use leptos::prelude::*;

/// Something could not be loaded: why, and a button to try again.
#[component]
pub(crate) fn Failure(
    /// The cause.
    error: ApiError,
    /// Tries again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let cause = move || match &error {
        ApiError::Unreachable => t.get().error_unreachable.to_owned(),
        ApiError::NotFound => t.get().not_found_text.to_owned(),
        ApiError::Status(status) => (t.get().error_status)(u32::from(*status)),
        ApiError::Unreadable => t.get().error_unreadable.to_owned(),
    };
    view! {
        <div class="notice" role="alert">
            <Icon glyph=Glyph::Alert />
            <h2 class="notice-title">{tr!(t.error_title)}</h2>
            <p class="notice-text">{cause}</p>
            <button type="button" class="button button-primary" on:click=move |_| retry.run(())>
                {tr!(t.retry)}
            </button>
        </div>
    }
}

/// There is nothing here: what that means, and what to do next.
#[component]
pub(crate) fn Empty(
    /// Picture of the situation.
    glyph: Glyph,
    /// What is so.
    #[prop(into)]
    title: Signal<&'static str>,
    /// What can be done.
    #[prop(into)]
    text: Signal<&'static str>,
    /// A button or link, if there is something to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="notice">
            <Icon glyph />
            <h2 class="notice-title">{move || title.get()}</h2>
            <p class="notice-text">{move || text.get()}</p>
            {children.map(|children| children())}
        </div>
    }
}

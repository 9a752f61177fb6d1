//! The pictures of a product: one large, the others to choose from.

use crate::{
    i18n::tr,
    icons::{Glyph, Icon},
    prefs::use_texts,
};
use leptos::prelude::*;

/// The gallery. Shows the first picture until another is chosen.
#[component]
pub(crate) fn Gallery(
    /// Addresses; the first is the main one.
    images: Vec<String>,
    /// What is seen on them.
    title: String,
) -> impl IntoView {
    let t = use_texts();
    let all = images.len();
    let shown = RwSignal::new(0usize);
    let step = move |by: usize| shown.update(|shown| *shown = (*shown + by) % all.max(1));
    let pictures = images.clone();
    let source = move || pictures.get(shown.get()).cloned().unwrap_or_default();
    let several = all > 1;
    view! {
        <section class="gallery" aria-label=tr!(t.gallery)>
            <div class="gallery-stage">
                <img class="gallery-picture" src=source alt=title width="640" height="640" />
                <Show when=move || several>
                    <div class="gallery-steps">
                        <button
                            type="button"
                            class="icon-button"
                            aria-label=tr!(t.previous_picture)
                            on:click=move |_| step(all - 1)
                        >
                            <Icon glyph=Glyph::Back />
                        </button>
                        <span class="gallery-count" aria-live="polite">
                            {move || shown.get() + 1} "/" {all}
                        </span>
                        <button
                            type="button"
                            class="icon-button"
                            aria-label=tr!(t.next_picture)
                            on:click=move |_| step(1)
                        >
                            <Icon glyph=Glyph::Next />
                        </button>
                    </div>
                </Show>
            </div>
            <Show when=move || several>
                <ul class="gallery-strip">
                    {images
                        .iter()
                        .cloned()
                        .enumerate()
                        .map(|(index, image)| view! { <Thumbnail image index all shown /> })
                        .collect_view()}
                </ul>
            </Show>
        </section>
    }
}

#[component]
fn Thumbnail(image: String, index: usize, all: usize, shown: RwSignal<usize>) -> impl IntoView {
    let t = use_texts();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    view! {
        <li>
            <button
                type="button"
                class="thumbnail"
                aria-label=move || (t.get().picture_of)(number(index + 1), number(all))
                aria-current=move || (shown.get() == index).then_some("true")
                on:click=move |_| shown.set(index)
            >
                <img src=image alt="" width="72" height="72" />
            </button>
        </li>
    }
}

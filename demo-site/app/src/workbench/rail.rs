//! The rail at the left: sections and settings.

use crate::{
    controls::{LocaleButton, SoundButton, ThemeButton},
    i18n::tr,
    icons::{Glyph, Icon},
    prefs::use_texts,
    shop::Mark,
};
use leptos::prelude::*;

/// The rail.
#[component]
pub(super) fn Rail(
    /// Signs out.
    sign_out: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <nav class="rail" aria-label=tr!(t.sections)>
            <Mark />
            <a class="rail-item" href="/workbench" aria-current="page">
                <Icon glyph=Glyph::Headset />
                <span>{tr!(t.reception)}</span>
            </a>
            <a class="rail-item" href="/" target="_blank" rel="noopener">
                <Icon glyph=Glyph::Store />
                <span>{tr!(t.shop_link)}</span>
            </a>
            <div class="rail-tools">
                <LocaleButton />
                <ThemeButton />
                <SoundButton />
                <button type="button" class="rail-item" on:click=move |_| sign_out.run(())>
                    <Icon glyph=Glyph::SignOut />
                    <span>{tr!(t.sign_out)}</span>
                </button>
            </div>
        </nav>
    }
}

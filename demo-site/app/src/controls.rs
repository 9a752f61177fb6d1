//! Controls of shop and workbench: language, theme and sound.

use crate::{
    i18n::tr,
    icons::{Glyph, Icon},
    prefs::{Theme, other, use_prefs, use_texts},
};
use leptos::prelude::*;

/// Switches to the other language; labelled in that language.
#[component]
pub(crate) fn LocaleButton() -> impl IntoView {
    let (prefs, t) = (use_prefs(), use_texts());
    view! {
        <button
            type="button"
            class="icon-button"
            lang=move || other(prefs.locale.get()).tag()
            aria-label=tr!(t.switch_language)
            title=tr!(t.switch_language)
            on:click=move |_| prefs.toggle_locale()
        >
            <span class="letter-icon" aria-hidden="true">{tr!(t.switch_language_short)}</span>
        </button>
    }
}

/// Goes round automatic, light and dark; its name says which one holds.
#[component]
pub(crate) fn ThemeButton() -> impl IntoView {
    let (prefs, t) = (use_prefs(), use_texts());
    let label = move || match prefs.theme.get() {
        Theme::Auto => t.get().theme_auto,
        Theme::Light => t.get().theme_light,
        Theme::Dark => t.get().theme_dark,
    };
    let glyph = Signal::derive(move || match prefs.theme.get() {
        Theme::Auto => Glyph::Auto,
        Theme::Light => Glyph::Sun,
        Theme::Dark => Glyph::Moon,
    });
    view! {
        <button type="button" class="icon-button" aria-label=label title=label on:click=move |_| prefs.next_theme()>
            <Icon glyph />
        </button>
    }
}

/// Switches the sound on or off; its name says which holds.
#[component]
pub(crate) fn SoundButton() -> impl IntoView {
    let (prefs, t) = (use_prefs(), use_texts());
    let label = move || if prefs.sound.get() { t.get().sound_on } else { t.get().sound_off };
    let glyph = Signal::derive(move || if prefs.sound.get() { Glyph::Bell } else { Glyph::Silent });
    view! {
        <button type="button" class="icon-button" aria-label=label title=label on:click=move |_| prefs.toggle_sound()>
            <Icon glyph />
        </button>
    }
}

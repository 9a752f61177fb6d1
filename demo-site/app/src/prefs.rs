//! Language, theme and sound: guessed at first, remembered only once chosen.

use crate::{
    i18n::{Locale, Texts, texts},
    storage::{self, Lifetime},
};
use leptos::prelude::*;

const LOCALE_KEY: &str = "kefu.locale";
const THEME_KEY: &str = "kefu.theme";
const SOUND_KEY: &str = "kefu.sound";
const SILENT: &str = "off";

/// Colour theme of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system says.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Value of the `data-theme` and `theme` attributes.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_tag(tag: &str) -> Self {
        match tag {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

/// The visitor's preferences, provided at the root.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prefs {
    /// Language of everything shown.
    pub(crate) locale: RwSignal<Locale>,
    /// Colour theme.
    pub(crate) theme: RwSignal<Theme>,
    /// Whether a buyer's message makes a sound in the workbench.
    pub(crate) sound: RwSignal<bool>,
}

impl Prefs {
    /// Reads what was chosen before, guesses the rest, and keeps `<html>` in step.
    pub(crate) fn provide() -> Self {
        let chosen = storage::get(Lifetime::Browser, LOCALE_KEY);
        let asked = chosen.or_else(|| window().navigator().language());
        let theme = storage::get(Lifetime::Browser, THEME_KEY);
        let prefs = Self {
            locale: RwSignal::new(Locale::from_tag(asked.as_deref().unwrap_or("zh-CN"))),
            theme: RwSignal::new(theme.map_or(Theme::Auto, |tag| Theme::from_tag(&tag))),
            sound: RwSignal::new(storage::get(Lifetime::Browser, SOUND_KEY).as_deref() != Some(SILENT)),
        };
        Effect::new(move |_| {
            if let Some(html) = document().document_element() {
                // Setting an attribute of <html> cannot fail for these names.
                let _ = html.set_attribute("lang", prefs.locale.get().tag());
                let _ = html.set_attribute("data-theme", prefs.theme.get().tag());
            }
        });
        provide_context(prefs);
        prefs
    }

    /// Switches to the other language and remembers it.
    pub(crate) fn toggle_locale(self) {
        let next = other(self.locale.get_untracked());
        self.locale.set(next);
        storage::set(Lifetime::Browser, LOCALE_KEY, next.tag());
    }

    /// Goes on to the next theme and remembers it.
    pub(crate) fn next_theme(self) {
        let next = self.theme.get_untracked().next();
        self.theme.set(next);
        storage::set(Lifetime::Browser, THEME_KEY, next.tag());
    }

    /// Switches the sound on or off and remembers it.
    pub(crate) fn toggle_sound(self) {
        self.sound.update(|sound| *sound = !*sound);
        let tag = if self.sound.get_untracked() { "on" } else { SILENT };
        storage::set(Lifetime::Browser, SOUND_KEY, tag);
    }
}

/// The language that is not in use.
pub(crate) fn other(locale: Locale) -> Locale {
    match locale {
        Locale::ZhCn => Locale::En,
        Locale::En | Locale::Added(_) => Locale::ZhCn,
    }
}

/// The preferences provided at the root.
pub(crate) fn use_prefs() -> Prefs {
    expect_context()
}

/// The texts of the current language.
pub(crate) fn use_texts() -> Signal<&'static Texts> {
    let locale = use_prefs().locale;
    Signal::derive(move || texts(locale.get()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_survive_their_tags_and_go_round() {
        let mut theme = Theme::Auto;
        for _ in 0..3 {
            assert_eq!(Theme::from_tag(theme.tag()), theme);
            theme = theme.next();
        }
        assert_eq!(theme, Theme::Auto);
    }
}

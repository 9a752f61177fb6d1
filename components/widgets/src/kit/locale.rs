//! Languages of the interface.

use std::cell::RefCell;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// English.
    En,
    /// A language in the host's words; what it has no words for is said in the closest of the others.
    Added(&'static Added),
}

/// The host's own words for a language.
#[derive(Debug, PartialEq, Eq)]
pub struct Added {
    tag: String,
    /// Keys and words in turn.
    words: Vec<String>,
}

impl Added {
    /// The host's words for a key of a catalogue.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.words.chunks_exact(2).find(|pair| pair[0] == key).map(|pair| pair[1].as_str())
    }

    /// The language with a catalogue of our own that stands in for it.
    pub fn base(&self) -> Locale {
        Locale::from_tag(&self.tag)
    }
}

thread_local! {
    /// All that were ever brought: they live as long as the page, like our own.
    static ADDED: RefCell<Vec<&'static Added>> = const { RefCell::new(Vec::new()) };
}

impl Locale {
    /// The BCP 47 tag, for `lang` and `Accept-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
            Self::Added(added) => &added.tag,
        }
    }

    /// The language of `tag` in the host's `words` (keys and words in turn); without any, in ours.
    pub fn with_words(tag: &str, words: Vec<String>) -> Self {
        if words.is_empty() {
            return Self::from_tag(tag);
        }
        ADDED.with_borrow_mut(|known| {
            let wanted = Added { tag: tag.to_owned(), words };
            Self::Added(known.iter().copied().find(|added| **added == wanted).unwrap_or_else(|| {
                let added = Box::leak(Box::new(wanted));
                known.push(added);
                added
            }))
        })
    }

    /// The best catalogue for a BCP 47 tag: Chinese for `zh…`, English for everything else.
    pub fn from_tag(tag: &str) -> Self {
        if tag.get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("zh")) {
            Self::ZhCn
        } else {
            Self::En
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_pick_a_catalogue() {
        for (tag, locale) in [
            ("zh-CN", Locale::ZhCn),
            ("ZH", Locale::ZhCn),
            ("en-GB", Locale::En),
            ("", Locale::En),
            ("法", Locale::En),
        ] {
            assert_eq!(Locale::from_tag(tag), locale, "{tag}");
        }
    }

    #[test]
    fn a_host_may_bring_words() {
        let words = || vec!["send".to_owned(), "Senden".to_owned()];
        let german = Locale::with_words("de", words());
        assert_eq!(german.tag(), "de");
        assert_eq!(german, Locale::with_words("de", words()), "kept once");
        assert_ne!(german, Locale::with_words("de-AT", words()));
        let Locale::Added(added) = german else { panic!("{german:?}") };
        assert_eq!((added.word("send"), added.word("Senden")), (Some("Senden"), None));
        assert_eq!(added.base(), Locale::En);
        assert_eq!(Locale::with_words("zh-HK", Vec::new()), Locale::ZhCn);
    }
}

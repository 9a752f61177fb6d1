//! Texts of a language that a host brings, key by key over one of ours.

use crate::kit::Added;
use std::cell::RefCell;

/// A text with a number in it: `{n}` where a host writes it.
pub(super) type Count = &'static (dyn Fn(u32) -> String + Sync);
/// A text with a name in it: `{name}` where a host writes it.
pub(super) type Named = &'static (dyn Fn(&str) -> String + Sync);

/// A kind of text that a host's words can take the place of.
pub(super) trait Replaceable {
    /// The same text in the host's words, which live as long as the page.
    fn said(words: &'static str) -> Self;
}

impl Replaceable for &'static str {
    fn said(words: &'static str) -> Self {
        words
    }
}

impl Replaceable for Count {
    fn said(words: &'static str) -> Self {
        Box::leak(Box::new(move |n: u32| words.replace("{n}", &n.to_string())))
    }
}

impl Replaceable for Named {
    fn said(words: &'static str) -> Self {
        Box::leak(Box::new(move |name: &str| words.replace("{name}", name)))
    }
}

/// What a host has to say for `key`, or `ours`.
pub(super) fn pick<T: Replaceable>(added: &'static Added, key: &str, ours: T) -> T {
    added.word(key).map_or(ours, T::said)
}

/// Remembers catalogues already made, so that each is made once.
pub(super) type Made<T> = RefCell<Vec<(&'static Added, &'static T)>>;

/// Declares a catalogue; the names of its fields are the keys a host uses.
macro_rules! catalogue {
    ($(#[$about:meta])* $vis:vis struct $name:ident {
        $($(#[$doc:meta])* $field_vis:vis $field:ident: $kind:ty,)*
    }) => {
        $(#[$about])*
        $vis struct $name {
            $($(#[$doc])* $field_vis $field: $kind,)*
        }

        impl $name {
            /// The host's words, and ours for what it has none for.
            fn added(added: &'static $crate::kit::Added) -> &'static Self {
                thread_local! {
                    static MADE: $crate::chat_panel::catalogue::Made<$name> = const { std::cell::RefCell::new(Vec::new()) };
                }
                MADE.with_borrow_mut(|made| {
                    if let Some((_, text)) = made.iter().find(|(of, _)| std::ptr::eq(*of, added)) {
                        return *text;
                    }
                    let ours = Self::of(added.base());
                    let text: &'static Self = Box::leak(Box::new(Self {
                        $($field: $crate::chat_panel::catalogue::pick(added, stringify!($field), ours.$field),)*
                    }));
                    made.push((added, text));
                    text
                })
            }

            /// The keys a host can bring words for.
            #[cfg(test)]
            pub(super) const KEYS: &[&str] = &[$(stringify!($field)),*];
        }
    };
}
pub(super) use catalogue;

#[cfg(test)]
mod tests {
    use crate::Locale;
    use crate::chat_panel::text::Text;

    #[test]
    fn a_host_brings_words_key_by_key() {
        let words = ["send", "Senden", "left", "noch {n}", "typing", "{name} schreibt"];
        let german = Text::of(Locale::with_words("de-AT", words.map(str::to_owned).to_vec()));
        assert_eq!((german.send, (german.left)(7)), ("Senden", "noch 7".to_owned()));
        assert_eq!((german.typing)("Ada"), "Ada schreibt");
        assert_eq!(german.close, Text::of(Locale::En).close, "what is missing is English");
        assert_eq!((german.jump)(2), "2 new messages");
    }

    #[test]
    fn a_host_may_replace_some_of_our_chinese() {
        let words = ["greeting", "欢迎光临"].map(str::to_owned).to_vec();
        let text = Text::of(Locale::with_words("zh-CN", words));
        assert_eq!((text.greeting, text.send), ("欢迎光临", "发送"));
    }

    #[test]
    fn every_key_is_documented() {
        let readme = include_str!("README.md");
        let missing: Vec<_> = Text::KEYS.iter().filter(|key| !readme.contains(&format!("`{key}`"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

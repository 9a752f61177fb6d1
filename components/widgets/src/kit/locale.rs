//! Languages of the interface.

/// A language with a complete catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Locale {
    /// The BCP 47 tag, for `lang` and `Accept-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
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
}

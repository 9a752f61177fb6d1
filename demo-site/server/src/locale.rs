//! The two languages the shop speaks.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header::ACCEPT_LANGUAGE, request::Parts},
};
use kefu_rules::language::Language;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;

/// Language of texts made by the server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Locale {
    #[default]
    ZhCn,
    En,
}

impl Locale {
    /// BCP 47 tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of the rules' words.
    pub(crate) fn language(self) -> Language {
        match self {
            Self::ZhCn => Language::Chinese,
            Self::En => Language::English,
        }
    }

    /// The language a request asks for; Chinese unless English is preferred.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self::preferred(header)
    }

    fn preferred(accept_language: &str) -> Self {
        let mut best = (0.0, Self::ZhCn);
        for range in accept_language.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
            let locale = match tag.split('-').next() {
                Some("zh") => Self::ZhCn,
                Some("en") => Self::En,
                _ => continue,
            };
            let quality =
                parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if quality > best.0 {
                best = (quality, locale);
            }
        }
        best.1
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Locale {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Text {
    pub(crate) zh: String,
    pub(crate) en: String,
}

impl Text {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    pub(crate) fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.zh,
            Locale::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_wanted_known_language_wins() {
        for (header, expected) in [
            ("", Locale::ZhCn),
            ("en", Locale::En),
            ("en-GB,en;q=0.9,zh;q=0.8", Locale::En),
            ("zh-CN,zh;q=0.9,en;q=0.8", Locale::ZhCn),
            ("fr, en;q=0.4, zh-Hans;q=0.5", Locale::ZhCn),
            ("fr", Locale::ZhCn),
            ("en;q=oops", Locale::ZhCn),
            ("en;q=0", Locale::ZhCn),
        ] {
            assert_eq!(Locale::preferred(header), expected, "{header}");
        }
    }
}

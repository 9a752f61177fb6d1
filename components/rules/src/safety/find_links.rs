//! Where links stand in a text.
//!
//! Chinese is written without spaces, so a link ends where Chinese text begins: only what we call a link is
//! made clickable, hence nothing can hide behind the cut.

use super::confusables::skeleton;
use super::host::{is_dot, is_web};
use crate::text::{Folded, is_cjk};
use std::ops::Range;

/// Endings of hosts written without scheme. Others are too easily file names or missing spaces.
const ENDINGS: &[&str] = &[
    "com", "cn", "net", "org", "top", "xyz", "shop", "store", "vip", "cc", "io", "co", "me", "info", "biz",
    "ru", "tk", "site", "online", "club", "link", "live", "app", "dev", "ltd", "pw", "ink", "fun", "icu",
    "work", "wang", "hk", "tw", "jp", "us", "uk", "tv", "ly", "gl", "pro", "mobi", "asia", "cyou", "win",
    "bid", "loan", "click",
];

/// Schemes that do harm without `//` too.
const OPAQUE: &[&str] = &["javascript", "vbscript", "data"];

/// Every link of a text, as ranges of its glyphs, in order and without overlap.
pub(crate) fn find(text: &Folded) -> Vec<Range<usize>> {
    let mut links = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let found = starts_word(text, at).then(|| with_scheme(text, at).or_else(|| bare(text, at))).flatten();
        match found {
            Some(end) => {
                links.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    links
}

fn word(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c)
}

fn starts_word(text: &Folded, at: usize) -> bool {
    let joins = |c: char| word(c) || matches!(c, '-' | '_' | '.' | '@');
    text.at(at).is_some_and(|c| word(c) || c == '[') && !(at > 0 && text.at(at - 1).is_some_and(joins))
}

fn run(text: &Folded, from: usize, keep: impl Fn(char) -> bool) -> usize {
    from + text.0[from.min(text.len())..].iter().take_while(|glyph| keep(glyph.folded)).count()
}

fn with_scheme(text: &Folded, start: usize) -> Option<usize> {
    let colon = run(text, start, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
    let scheme: String = text.0[start..colon].iter().map(|glyph| glyph.folded).collect();
    if text.at(colon) != Some(':') {
        return None;
    }
    let slashes = run(text, colon + 1, |c| matches!(c, '/' | '\\'));
    let follows = text.at(slashes).is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '%'));
    let opaque = OPAQUE.contains(&scheme.as_str());
    let is_link = slashes - colon > 2 || opaque || (is_web(&scheme) && follows);
    (is_link && (follows || opaque)).then(|| rest(text, host_end(text, slashes), slashes))
}

/// The end of a host with scheme: Chinese labels are possible, but not stuck to an ending in Latin letters.
fn host_end(text: &Folded, start: usize) -> usize {
    let mut latin_ending = false;
    let mut at = start;
    while let Some(c) = text.at(at) {
        let dot = is_dot(c);
        if dot && !text.at(at + 1).is_some_and(char::is_alphanumeric) {
            break;
        }
        if ends(text, at) && !dot && !is_cjk(c)
            || matches!(c, '/' | '\\' | '?' | '#')
            || (is_cjk(c) && latin_ending)
        {
            break;
        }
        // After the first dot, a label beginning in Latin letters may be the ending.
        latin_ending =
            if dot { text.at(at + 1).is_some_and(|c| c.is_ascii_alphabetic()) } else { latin_ending };
        at += 1;
    }
    at
}

fn bare(text: &Folded, start: usize) -> Option<usize> {
    let stop = run(text, start, |c| word(c) || matches!(c, '-' | '.'));
    let end = start + text.0[start..stop].iter().rposition(|glyph| word(glyph.folded))? + 1;
    let host: String = text.0[start..end].iter().map(|glyph| glyph.folded).collect();
    let (name, ending) = host.rsplit_once('.')?;
    let path = matches!(text.at(end), Some('/' | ':'));
    let address = path && host.split('.').count() == 4 && host.split('.').all(|n| n.parse::<u8>().is_ok());
    let known = ending.starts_with("xn--") || ENDINGS.iter().any(|e| skeleton(e) == skeleton(ending));
    let named = name.split('.').all(|label| !label.is_empty()) && known;
    let mail = text.at(stop) == Some('@');
    ((named || address) && !mail).then(|| rest(text, end, end))
}

/// What cannot be part of a link in running text.
fn ends(text: &Folded, at: usize) -> bool {
    text.0.get(at).is_none_or(|glyph| {
        let c = glyph.raw;
        let punctuation = matches!(c, '\u{2018}'..='\u{201f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0d}'
            | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}');
        c.is_whitespace() || c.is_control() || is_cjk(c) || punctuation || matches!(c, '<' | '>' | '"')
    })
}

/// Port, path and query after a host, without the punctuation of the sentence around.
fn rest(text: &Folded, host_end: usize, least: usize) -> usize {
    let mut end = host_end;
    if matches!(text.at(end), Some('/' | '\\' | '?' | '#' | ':')) {
        while !ends(text, end) {
            end += 1;
        }
    }
    let trailing = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '\'' | '*');
    while end > least
        && text.at(end - 1).is_some_and(trailing)
        && !(text.at(end - 1) == Some(']') && end == host_end)
    {
        end -= 1;
    }
    end
}

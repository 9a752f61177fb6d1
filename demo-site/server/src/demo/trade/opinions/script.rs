//! Reading what buyers say of things. `good.txt` and `lesser.txt` explain their form.

use crate::demo::products::Item;
use kefu_contract::{Rating, Scores};
use std::sync::LazyLock;

/// Everything there is to say.
pub(super) static SCRIPT: LazyLock<Vec<Words>> =
    LazyLock::new(|| read(include_str!("good.txt")).chain(read(include_str!("lesser.txt"))).collect());

/// The same in Chinese and English; the Chinese may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) struct Said {
    zh: &'static str,
    pub(in crate::demo) en: &'static str,
}

impl Said {
    fn new(line: &'static str) -> Self {
        let (zh, en) = line.split_once('|').unwrap_or((line, ""));
        Self { zh: zh.trim(), en: en.trim() }
    }

    /// In the language of whoever says it, if it can be said in it.
    pub(super) fn by(self, english: bool) -> Option<&'static str> {
        Some(if english { self.en } else { self.zh }).filter(|words| !words.is_empty())
    }

    /// In Chinese, or else in English.
    pub(in crate::demo) fn zh(self) -> &'static str {
        if self.zh.is_empty() { self.en } else { self.zh }
    }
}

/// What was worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Worst {
    Goods,
    Service,
    Shipping,
    /// It is a threat rather than a review.
    Threat,
}

/// A review, and what was said below it.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Words {
    pub(super) rating: Rating,
    /// Shelves it makes sense for; all when empty.
    shelves: Vec<&'static str>,
    /// Products it makes sense for; all of the shelf when empty.
    items: Vec<&'static str>,
    pub(in crate::demo) text: Said,
    pub(super) worst: Option<Worst>,
    pub(in crate::demo) reply: Option<Said>,
    pub(super) follow_up: Option<Said>,
    pub(in crate::demo) changed: Option<Said>,
}

impl Words {
    pub(super) fn suit(&self, item: &Item) -> bool {
        (self.shelves.is_empty() || self.shelves.contains(&item.shelf.id()))
            && (self.items.is_empty() || self.items.contains(&item.id))
    }

    /// Scores that go with the words; `lucky` ones give a point more.
    pub(super) fn scores(&self, lucky: bool) -> Scores {
        let (best, worst) = match self.rating {
            Rating::Good => (5, if lucky { 5 } else { 4 }),
            Rating::Neutral => (4, if lucky { 3 } else { 2 }),
            _ => (3, if lucky { 2 } else { 1 }),
        };
        let score = |of| if self.worst.is_some_and(|what| what == of) { worst } else { best };
        Scores {
            // What comes late or with rude words is not what was promised either.
            as_described: score(Worst::Goods).min(if self.rating == Rating::Good { worst } else { best }),
            service: score(Worst::Service),
            shipping: score(Worst::Shipping),
        }
    }
}

/// Lines that cannot be read are left out; a test says so before anybody else does.
fn read(text: &'static str) -> impl Iterator<Item = Words> {
    let mut shelves: Vec<&'static str> = Vec::new();
    let mut rating = Rating::Good;
    let mut all: Vec<Words> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some((of, verdict)) = heading(line) {
            (shelves, rating) = (of, verdict);
        } else if let Some(words) = line.strip_prefix("- ") {
            all.push(entry(words, &shelves, &rating));
        } else if let Some(last) = all.last_mut() {
            more(line, last);
        }
    }
    all.into_iter()
}

fn heading(line: &'static str) -> Option<(Vec<&'static str>, Rating)> {
    let (shelves, verdict) = line.strip_prefix("== ")?.split_once(' ')?;
    let shelves = if shelves == "*" { Vec::new() } else { shelves.split(',').collect() };
    match Rating::from(verdict) {
        Rating::Other(_) => None,
        rating => Some((shelves, rating)),
    }
}

fn entry(words: &'static str, shelves: &[&'static str], rating: &Rating) -> Words {
    let named = words.strip_prefix('[').and_then(|words| words.split_once(']'));
    let (items, words) =
        named.map_or((Vec::new(), words), |(items, rest)| (items.split(',').collect(), rest));
    Words {
        rating: rating.clone(),
        shelves: shelves.to_vec(),
        items,
        text: Said::new(words),
        worst: None,
        reply: None,
        follow_up: None,
        changed: None,
    }
}

fn more(line: &'static str, words: &mut Words) -> Option<()> {
    let (kind, rest) = line.split_once(' ')?;
    match kind {
        ">" => words.reply = Some(Said::new(rest)),
        "+" => words.follow_up = Some(Said::new(rest)),
        "~" => words.changed = Some(Said::new(rest)),
        "!" => {
            words.worst = Some(match rest {
                "goods" => Worst::Goods,
                "service" => Worst::Service,
                "ship" => Worst::Shipping,
                "threat" => Worst::Threat,
                _ => return None,
            });
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::products::all;
    use std::collections::HashSet;

    #[test]
    fn every_line_is_understood() {
        for text in [include_str!("good.txt"), include_str!("lesser.txt")] {
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
            {
                let mut words = entry("x", &[], &Rating::Good);
                let understood =
                    heading(line).is_some() || line.starts_with("- ") || more(line, &mut words).is_some();
                assert!(understood, "{line}");
            }
        }
    }

    #[test]
    fn everybody_finds_words_of_their_own() {
        let texts: HashSet<&str> = SCRIPT.iter().flat_map(|words| [words.text.zh, words.text.en]).collect();
        assert!(texts.len() >= 200, "{}", texts.len());
        for words in SCRIPT.iter() {
            assert!(
                !words.text.en.is_empty() && words.text.en.is_ascii() || words.text.en.contains('“'),
                "{words:?}"
            );
            assert!(all().any(|item| words.suit(item)), "{words:?}");
            assert!(
                words.shelves.iter().all(|shelf| all().any(|item| item.shelf.id() == *shelf)),
                "{words:?}"
            );
            assert!(
                words.items.iter().all(|id| all().any(|item| item.id == *id && words.suit(item))),
                "{words:?}"
            );
            for said in [words.reply, words.follow_up, words.changed].into_iter().flatten() {
                assert!(!said.zh.is_empty() && !said.en.is_empty(), "{said:?}");
            }
        }
        for item in all() {
            for rating in [Rating::Good, Rating::Neutral, Rating::Bad] {
                let fitting = SCRIPT.iter().filter(|words| words.rating == rating && words.suit(item));
                assert!(fitting.count() >= 5, "{} {rating:?}", item.id);
            }
        }
    }

    #[test]
    fn the_shop_answers_whoever_is_not_pleased() {
        for words in SCRIPT.iter().filter(|words| words.rating != Rating::Good) {
            let threat = words.worst == Some(Worst::Threat);
            assert!(words.reply.is_some() != threat, "{words:?}");
            // Whoever is answered is told where to find somebody.
            let reach =
                words.reply.is_none_or(|reply| reply.zh.contains("聊天") && reply.en.contains("chat"));
            let reach = reach
                || words
                    .reply
                    .is_some_and(|reply| reply.zh.contains("找我们") || reply.en.contains("ask us"));
            assert!(reach, "{words:?}");
        }
    }
}

//! Reading the exchanges. `zh.txt` explains their form.

use super::super::products::Item;

/// Who speaks a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Who {
    Buyer,
    Agent,
    Bot,
    /// An agent, for colleagues only.
    Note,
    /// An agent, sending a product.
    Card,
}

/// Where in a conversation an exchange belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Phase {
    Opening,
    BeforeSale,
    AfterSale,
    Farewell,
}

/// A few lines on one topic.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Exchange {
    pub(in crate::demo) topic: &'static str,
    pub(in crate::demo) phase: Phase,
    /// Shelves it makes sense for; all when empty.
    shelves: Vec<&'static str>,
    /// Each line with the ways it may be said.
    pub(in crate::demo) lines: Vec<(Who, Vec<&'static str>)>,
}

impl Exchange {
    pub(in crate::demo) fn suits(&self, item: &Item) -> bool {
        let on_shelf = self.shelves.is_empty() || self.shelves.contains(&item.shelf.id());
        on_shelf && (item.colours().is_some() || !self.speaks_of("{colour}"))
    }

    fn speaks_of(&self, what: &str) -> bool {
        self.lines.iter().any(|(_, variants)| variants.iter().any(|said| said.contains(what)))
    }
}

/// Every exchange of one language.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Scripts(Vec<Exchange>);

impl Scripts {
    pub(in crate::demo) fn chinese() -> Self {
        Self(read(include_str!("zh.txt")))
    }

    pub(in crate::demo) fn english() -> Self {
        Self(read(include_str!("en.txt")))
    }

    /// The exchanges of a phase that make sense for a product.
    pub(in crate::demo) fn of(&self, phase: Phase, item: &Item) -> Vec<&Exchange> {
        self.0.iter().filter(|exchange| exchange.phase == phase && exchange.suits(item)).collect()
    }
}

/// Lines that cannot be read are left out; a test says so before anybody else does.
fn read(text: &'static str) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    for line in text.lines() {
        if let Some(exchange) = heading(line) {
            exchanges.push(exchange);
        } else if let (Some(said), Some(exchange)) = (spoken(line), exchanges.last_mut()) {
            exchange.lines.push(said);
        }
    }
    exchanges
}

fn heading(line: &'static str) -> Option<Exchange> {
    let mut parts = line.strip_prefix("== ")?.split(' ');
    let topic = parts.next()?;
    let phase = match parts.next()? {
        "open" => Phase::Opening,
        "pre" => Phase::BeforeSale,
        "post" => Phase::AfterSale,
        "bye" => Phase::Farewell,
        _ => return None,
    };
    let shelves = match parts.next()? {
        "*" => Vec::new(),
        shelves => shelves.split(',').collect(),
    };
    Some(Exchange { topic, phase, shelves, lines: Vec::new() })
}

fn spoken(line: &'static str) -> Option<(Who, Vec<&'static str>)> {
    let (who, words) = line.split_once(':')?;
    let who = match who {
        "B" => Who::Buyer,
        "A" => Who::Agent,
        "K" => Who::Bot,
        "N" => Who::Note,
        "P" => Who::Card,
        _ => return None,
    };
    Some((who, words.split('|').map(str::trim).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::products::all;

    #[test]
    fn every_line_is_understood() {
        for text in [include_str!("zh.txt"), include_str!("en.txt")] {
            for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                assert!(heading(line).is_some() || spoken(line).is_some(), "{line}");
            }
            let shelves: Vec<_> = all().map(|item| item.shelf.id()).collect();
            for exchange in read(text) {
                assert!(!exchange.lines.is_empty(), "{}", exchange.topic);
                assert!(exchange.shelves.iter().all(|shelf| shelves.contains(shelf)), "{}", exchange.topic);
            }
        }
    }

    #[test]
    fn buyers_begin_and_questions_are_answered() {
        for scripts in [Scripts::chinese(), Scripts::english()] {
            for exchange in &scripts.0 {
                assert_eq!(exchange.lines[0].0, Who::Buyer, "{}", exchange.topic);
                assert!(exchange.lines.iter().any(|(who, _)| *who != Who::Buyer), "{}", exchange.topic);
            }
        }
    }
}

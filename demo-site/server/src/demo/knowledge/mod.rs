//! The demo shop's knowledge base.

use crate::store::{Change, StoreError};
use kefu_contract::{KnowledgeEntry, KnowledgeId, ProductId, Timestamp, Topic};

/// Keeps every entry, in both languages.
pub(super) async fn add_all(change: &mut Change, now: Timestamp) -> Result<(), StoreError> {
    for entry in all(now) {
        change.put_knowledge(&entry).await?;
    }
    Ok(())
}

/// Every entry, in both languages.
pub(crate) fn all(now: Timestamp) -> Vec<KnowledgeEntry> {
    let of = |(language, text)| {
        let id = move |place| KnowledgeId(format!("k-{language}-{place:03}"));
        (1..).zip(read(text, now)).map(move |(place, entry)| KnowledgeEntry { id: id(place), ..entry })
    };
    [("zh", include_str!("zh.txt")), ("en", include_str!("en.txt"))].into_iter().flat_map(of).collect()
}

/// The entries of a text, not numbered yet. `zh.txt` explains the form; lines that cannot be read are left out, and a
/// test says so before anybody else does.
fn read(text: &str, now: Timestamp) -> Vec<KnowledgeEntry> {
    let mut entries: Vec<KnowledgeEntry> = Vec::new();
    for line in text.lines() {
        if let Some(entry) = heading(line, now) {
            entries.push(entry);
        } else if let (Some((kind, words)), Some(entry)) = (line.split_once(": "), entries.last_mut()) {
            match kind {
                "Q" => entry.question = words.to_owned(),
                "V" => entry.variants = words.split(" | ").map(str::to_owned).collect(),
                "A" if entry.answer.is_empty() => entry.answer = words.to_owned(),
                "A" => entry.answer = format!("{}\n{words}", entry.answer),
                _ => {}
            }
        }
    }
    entries
}

fn heading(line: &str, now: Timestamp) -> Option<KnowledgeEntry> {
    let mut parts = line.strip_prefix("== ")?.split(' ');
    let (topic, products, by) = (parts.next()?, parts.next()?, parts.next()?);
    let products = products.split(',').filter(|product| *product != "*");
    Some(KnowledgeEntry {
        id: KnowledgeId(String::new()),
        version: 1,
        question: String::new(),
        variants: Vec::new(),
        answer: String::new(),
        topic: Some(topic).filter(|topic| *topic != "-").map(Topic::from),
        products: products.map(ProductId::from).collect(),
        for_bot: by == "bot",
        archived: false,
        updated_at: now,
        actions: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::products;
    use kefu_rules::variables;

    #[test]
    fn every_entry_is_complete() {
        let now = Timestamp::from_unix_ms(0);
        let ids: Vec<_> = products::all().map(|item| item.id).collect();
        for (text, at_least) in [(include_str!("zh.txt"), 50), (include_str!("en.txt"), 20)] {
            let entries = read(text, now);
            assert!(entries.len() >= at_least);
            assert_eq!(entries.len(), text.lines().filter(|line| line.starts_with("==")).count());
            for entry in &entries {
                let question = &entry.question;
                assert!(!question.is_empty() && !entry.variants.is_empty(), "{question}");
                assert!(!entry.answer.is_empty() && variables::names(&entry.answer).is_ok(), "{question}");
                assert!(entry.products.iter().all(|product| ids.contains(&product.as_str())), "{question}");
                let topic = entry.topic.as_ref();
                assert!(topic.is_none_or(|topic| Topic::KNOWN.contains(&topic.as_str())), "{question}");
            }
            assert!(entries.iter().any(|entry| !entry.products.is_empty()));
        }
        let topics: std::collections::BTreeSet<_> = read(include_str!("zh.txt"), now)
            .into_iter()
            .filter_map(|entry| entry.topic)
            .map(|topic| topic.as_str().to_owned())
            .collect();
        assert_eq!(topics.len(), Topic::KNOWN.len(), "every topic has an answer");
    }
}

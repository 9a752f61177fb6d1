//! The demo shop's quick replies.

use crate::store::{Change, QuickReplyRecord, StoreError};
use kefu_contract::{QuickReply, QuickReplyId, QuickReplyScope, ReceptionStage, Timestamp, Topic, UserId};
use kefu_rules::variables;

/// A quick reply as it is written down. `zh.txt` explains the form.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Draft {
    stage: Option<ReceptionStage>,
    topic: Option<Topic>,
    shortcut: Option<String>,
    title: String,
    text: String,
}

/// Agents' own ones: whose, what to type, title, text.
const OWN: [(&str, &str, &str, &str); 6] = [
    ("agent-1", "wo", "自我介绍", "我是周岚，负责下单前后的事。您有什么拿不准的，直接问我，我替您想。"),
    ("agent-1", "zsx", "周三休息", "我周三休息，您这件事我已经交代给同事，他接着跟，您不用再说一遍。"),
    ("agent-2", "mjz", "看照片", "照片看到了，清楚的。我先去查，十分钟内回您。"),
    (
        "agent-2",
        "bcx",
        "补偿说明",
        "这次给您添麻烦了，能做的我都替您做了：{case.amount}已经在退，进度您在订单里能看到。",
    ),
    (
        "agent-3",
        "cw",
        "Claire here",
        "Hi {buyer.name}, Claire here. I answer in English from 9:00 to 18:00 Beijing time.",
    ),
    (
        "agent-3",
        "tz",
        "Time difference",
        "It is evening in China now; I'll have an answer for you when you wake up.",
    ),
];

/// Keeps every quick reply: the team's in both languages, then agents' own.
pub(super) async fn add_all(change: &mut Change, now: Timestamp) -> Result<(), StoreError> {
    let texts = [("zh", include_str!("zh.txt")), ("en", include_str!("en.txt"))];
    for (language, text) in texts {
        for (place, draft) in (1..).zip(read(text)) {
            let id = format!("qr-{language}-{place:03}");
            change.put_quick_reply(&record(id, place, None, draft, now)).await?;
        }
    }
    for (place, (owner, shortcut, title, text)) in (1..).zip(OWN) {
        let draft = Draft {
            stage: None,
            topic: None,
            shortcut: Some(shortcut.to_owned()),
            title: title.to_owned(),
            text: text.to_owned(),
        };
        let id = format!("qr-own-{place:03}");
        change.put_quick_reply(&record(id, place, Some(owner.into()), draft, now)).await?;
    }
    Ok(())
}

fn record(id: String, place: u64, owner: Option<UserId>, draft: Draft, now: Timestamp) -> QuickReplyRecord {
    // A test sees to it that every text can be read.
    let names = variables::names(&draft.text).unwrap_or_default();
    let variables = names.into_iter().map(str::to_owned).collect();
    let scope = if owner.is_some() { QuickReplyScope::Personal } else { QuickReplyScope::Team };
    let reply = QuickReply {
        id: QuickReplyId(id),
        version: 1,
        scope,
        stage: draft.stage,
        topic: draft.topic,
        title: draft.title,
        shortcut: draft.shortcut,
        variables,
        text: draft.text,
        // Some are used much more than others.
        used: place * 53 % 211,
        archived: false,
        updated_at: now,
        actions: Vec::new(),
    };
    QuickReplyRecord { reply, owner }
}

fn read(text: &str) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(draft) = heading(line) {
            drafts.push(draft);
        } else if let (false, Some(draft)) = (line.is_empty(), drafts.last_mut()) {
            if !draft.text.is_empty() {
                draft.text.push('\n');
            }
            draft.text.push_str(line);
        }
    }
    drafts
}

fn heading(line: &str) -> Option<Draft> {
    let mut parts = line.strip_prefix("== ")?.splitn(4, ' ');
    let mut part = || parts.next().map(|part| Some(part).filter(|part| *part != "-"));
    let (stage, topic, shortcut, title) = (part()?, part()?, part()?, part()??);
    Some(Draft {
        stage: stage.map(ReceptionStage::from),
        topic: topic.map(Topic::from),
        shortcut: shortcut.map(str::to_owned),
        title: title.to_owned(),
        text: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_one_can_be_sent() {
        for (text, at_least) in [(include_str!("zh.txt"), 60), (include_str!("en.txt"), 30)] {
            let drafts = read(text);
            assert!(drafts.len() >= at_least);
            for draft in &drafts {
                let known = |name: &str, all: &[&str]| all.contains(&name);
                let stage = draft.stage.as_ref().unwrap();
                assert!(known(stage.as_str(), ReceptionStage::KNOWN), "{}", draft.title);
                let topic = draft.topic.as_ref();
                assert!(topic.is_none_or(|topic| known(topic.as_str(), Topic::KNOWN)), "{}", draft.title);
                assert!(!draft.text.is_empty() && variables::names(&draft.text).is_ok(), "{}", draft.title);
            }
        }
        assert!(OWN.iter().all(|(_, _, _, text)| variables::names(text).is_ok()));
    }

    #[test]
    fn every_step_and_topic_has_some_and_no_shortcut_two() {
        let drafts = read(include_str!("zh.txt"));
        let stages: BTreeSet<_> =
            drafts.iter().filter_map(|draft| draft.stage.as_ref()).map(|stage| stage.as_str()).collect();
        let topics: BTreeSet<_> =
            drafts.iter().filter_map(|draft| draft.topic.as_ref()).map(|topic| topic.as_str()).collect();
        assert_eq!((stages.len(), topics.len()), (ReceptionStage::KNOWN.len(), Topic::KNOWN.len()));
        let all: Vec<_> = [drafts, read(include_str!("en.txt"))].concat();
        let shortcuts: BTreeSet<_> = all.iter().filter_map(|draft| draft.shortcut.as_deref()).collect();
        assert_eq!(shortcuts.len(), all.len());
    }
}

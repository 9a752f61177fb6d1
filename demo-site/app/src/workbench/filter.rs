//! Which conversations the list shows, and what a row says. Pure.

use crate::i18n::Texts;
use kefu_contract::{ContentType, Conversation, Message, UserId};

/// The tabs above the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    /// Every conversation.
    All,
    /// Those whose buyer waits for an answer.
    Waiting,
    /// Those the signed-in person looks after.
    Mine,
}

impl Filter {
    /// All tabs, in their order.
    pub(super) const ALL: [Self; 3] = [Self::All, Self::Waiting, Self::Mine];

    /// Whether a conversation belongs under this tab.
    pub(super) fn admits(self, conversation: &Conversation, me: Option<&UserId>) -> bool {
        match self {
            Self::All => true,
            Self::Waiting => conversation.waiting_since.is_some(),
            Self::Mine => conversation.assignee.as_ref().is_some_and(|person| Some(&person.id) == me),
        }
    }
}

/// Whether the buyer's name or the last line contains what is searched for.
pub(super) fn found(conversation: &Conversation, query: &str) -> bool {
    let query = query.trim().to_lowercase();
    if query.is_empty() || conversation.buyer.name.to_lowercase().contains(&query) {
        return true;
    }
    let content = conversation.last_message.as_ref().map(|message| &message.content);
    let text = content.and_then(|content| content.text.as_deref());
    let title = content.and_then(|content| content.product.as_ref()).map(|product| product.title.as_str());
    [text, title].into_iter().flatten().any(|line| line.to_lowercase().contains(&query))
}

/// The last line of a conversation as its row shows it.
pub(super) fn preview(message: Option<&Message>, me: Option<&UserId>, texts: &Texts) -> String {
    let Some(message) = message else { return texts.no_message.to_owned() };
    let content = &message.content;
    let line = match (&content.kind, &content.product) {
        (ContentType::Product, Some(product)) => (texts.product_message)(&product.title),
        _ => content.text.clone().unwrap_or_default(),
    };
    // A row is one line.
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if Some(&message.sender.id) == me { format!("{}{line}", texts.you_prefix) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Locale, texts};
    use kefu_contract::{
        Content, ConversationStatus, Money, Person, ProductCard, ReadState, Role, Timestamp, Visibility,
    };

    fn person(id: &str, name: &str, role: Role) -> Person {
        Person { id: id.into(), name: name.into(), role, avatar_url: None }
    }

    fn message(sender: &str, content: Content) -> Message {
        Message {
            id: "m-1".into(),
            client_id: None,
            conversation_id: "c-1".into(),
            position: 1,
            sender: person(sender, sender, Role::Agent),
            content,
            visibility: Visibility::Everyone,
            sent_at: Timestamp::from_unix_ms(0),
        }
    }

    fn conversation(name: &str, assignee: Option<&str>, waiting: Option<i64>) -> Conversation {
        Conversation {
            id: "c-1".into(),
            version: 1,
            buyer: person("buyer-1", name, Role::Buyer),
            assignee: assignee.map(|id| person(id, id, Role::Agent)),
            status: ConversationStatus::Open,
            context: Default::default(),
            last_message: Some(message("buyer-1", Content::text("杯子能进\n微波炉吗？"))),
            unread: 0,
            read: ReadState::default(),
            waiting_since: waiting.map(Timestamp::from_unix_ms),
            tags: Vec::new(),
            created_at: Timestamp::from_unix_ms(0),
            updated_at: Timestamp::from_unix_ms(0),
            actions: Vec::new(),
        }
    }

    #[test]
    fn tabs_admit_what_they_say() {
        let me = UserId::from("agent-1");
        let tabs = |conversation: &Conversation, me| Filter::ALL.map(|tab| tab.admits(conversation, me));
        assert_eq!(tabs(&conversation("林小满", None, Some(1)), Some(&me)), [true, true, false]);
        assert_eq!(tabs(&conversation("林小满", Some("agent-1"), None), Some(&me)), [true, false, true]);
        assert_eq!(tabs(&conversation("林小满", Some("agent-2"), None), Some(&me)), [true, false, false]);
        // Before the session is known nothing is mine, not even what is nobody's.
        assert_eq!(tabs(&conversation("林小满", None, None), None), [true, false, false]);
    }

    #[test]
    fn search_looks_at_name_line_and_product() {
        let mut asked = conversation("Emma Stone", None, None);
        for query in ["", " ", "emma", "微波炉"] {
            assert!(found(&asked, query), "{query}");
        }
        assert!(!found(&asked, "毛巾"));
        let product = ProductCard {
            id: "t-1".into(),
            title: "长绒棉毛巾".into(),
            price: Money::cny(1),
            image_url: None,
            url: None,
        };
        let content = Content { product: Some(product), ..Content::empty(ContentType::Product) };
        asked.last_message = Some(message("agent-1", content));
        assert!(found(&asked, "毛巾"));
        asked.last_message = None;
        assert!(!found(&asked, "毛巾"));
    }

    #[test]
    fn previews_are_one_line_and_say_who_spoke() {
        let zh = texts(Locale::ZhCn);
        let me = UserId::from("agent-1");
        let line = conversation("林小满", None, None).last_message;
        assert_eq!(preview(line.as_ref(), Some(&me), zh), "杯子能进 微波炉吗？");
        let own = message("agent-1", Content::text("可以的"));
        assert_eq!(preview(Some(&own), Some(&me), zh), "我：可以的");
        assert_eq!(preview(Some(&own), None, zh), "可以的");
        assert_eq!(preview(None, Some(&me), zh), "还没有消息");
    }
}

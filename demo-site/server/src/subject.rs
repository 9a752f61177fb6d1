//! What events, deadlines and answers are about.

use kefu_contract::{CaseId, ConversationId, OrderId, ReviewId, UserId};

/// An object of the shop that is kept as a document or has deadlines.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Order(OrderId),
    Case(CaseId),
    Review(ReviewId),
    Customer(UserId),
    Conversation(ConversationId),
}

impl Subject {
    /// Every name a kind is stored under.
    pub(crate) const KINDS: [&str; 5] = ["order", "case", "review", "customer", "conversation"];

    /// The name its kind is stored under.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Order(_) => "order",
            Self::Case(_) => "case",
            Self::Review(_) => "review",
            Self::Customer(_) => "customer",
            Self::Conversation(_) => "conversation",
        }
    }

    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Order(id) => id.as_str(),
            Self::Case(id) => id.as_str(),
            Self::Review(id) => id.as_str(),
            Self::Customer(id) => id.as_str(),
            Self::Conversation(id) => id.as_str(),
        }
    }

    /// The subject stored as `kind` and `id`; nothing for kinds of another version.
    pub(crate) fn stored(kind: &str, id: String) -> Option<Self> {
        Some(match kind {
            "order" => Self::Order(OrderId(id)),
            "case" => Self::Case(CaseId(id)),
            "review" => Self::Review(ReviewId(id)),
            "customer" => Self::Customer(UserId(id)),
            "conversation" => Self::Conversation(ConversationId(id)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_as_it_is_stored() {
        let id = || "x-1".to_owned();
        for subject in [
            Subject::Order(OrderId(id())),
            Subject::Case(CaseId(id())),
            Subject::Review(ReviewId(id())),
            Subject::Customer(UserId(id())),
            Subject::Conversation(ConversationId(id())),
        ] {
            assert!(Subject::KINDS.contains(&subject.kind()));
            assert_eq!(Subject::stored(subject.kind(), subject.id().to_owned()), Some(subject));
        }
        assert_eq!(Subject::stored("parcel", id()), None);
    }
}

//! The two sides of a conversation, and who hears of its changes.

use kefu_contract::{Person, Role, UserId};

/// A side of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Buyer,
    Staff,
}

impl Side {
    /// The side a human works on; nothing for bots, the system and roles this version does not know.
    pub(crate) fn of(role: &Role) -> Option<Self> {
        match role {
            Role::Buyer => Some(Self::Buyer),
            role if role.is_staff() => Some(Self::Staff),
            _ => None,
        }
    }
}

/// Those who share one sequence of events.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Audience {
    Staff,
    Buyer(UserId),
}

impl Audience {
    pub(crate) fn of(side: Side, person: &Person) -> Self {
        match side {
            Side::Staff => Self::Staff,
            Side::Buyer => Self::Buyer(person.id.clone()),
        }
    }

    pub(crate) fn side(&self) -> Side {
        match self {
            Self::Staff => Side::Staff,
            Self::Buyer(_) => Side::Buyer,
        }
    }

    /// The name it is stored under.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Staff => "staff".to_owned(),
            Self::Buyer(id) => format!("buyer:{id}"),
        }
    }
}

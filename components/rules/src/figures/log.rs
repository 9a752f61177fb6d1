//! The log the figures are computed from.

use kefu_contract::{ConversationId, Money, OrderId, Rating, ShopId, Timestamp, UserId};

/// Something that happened in a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEvent {
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Where.
    pub shop: ShopId,
    /// What.
    pub kind: LogKind,
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// The buyer of the conversation.
    Buyer(UserId),
    /// A human of the staff.
    Agent(UserId),
    /// A bot or the shop itself: counts for nothing, stops no timer.
    Automatic,
}

/// What happened. Internal notes are not logged: buyers do not see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogKind {
    /// A conversation began. The first message stands in where this is missing.
    Started(ConversationId),
    /// A message was sent.
    Message(ConversationId, Author),
    /// A conversation passed from one agent to another.
    Transferred {
        /// Which conversation.
        conversation: ConversationId,
        /// Who gave it away.
        from: UserId,
        /// Who took it.
        to: UserId,
    },
    /// The assistant began to answer in a visit.
    Assisted(ConversationId),
    /// The assistant handed the buyer over to people.
    HandedOver(ConversationId),
    /// A conversation ended; nobody waits in it any more.
    Closed(ConversationId),
    /// The buyer was asked to rate the service.
    RatingInvited(ConversationId),
    /// The buyer rated the service from 1 to 5; the last rating since the invitation counts.
    Rated(ConversationId, u8),
    /// A buyer placed an order.
    Ordered(OrderId, UserId),
    /// A buyer paid for an order.
    Paid(OrderId, UserId, Money),
    /// An order was refunded, in full or in part.
    Refunded(OrderId),
    /// A dispute was opened over an order.
    Disputed(OrderId),
    /// A buyer reviewed an order, or a line of it.
    Reviewed(OrderId, Rating),
}

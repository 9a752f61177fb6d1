//! The session: who is asking, what they may do, and within which limits.

use crate::json::ToJson;
use crate::read::Read;
use crate::{Limits, Person, ShopId, Timestamp};
use serde::Serialize;

open_enum! {
    /// Whether somebody is there to answer.
    pub enum Presence {
        /// Answering (在线).
        Online = "online",
        /// Answering, but slowly (忙碌).
        Busy = "busy",
        /// Nobody at the desk right now (离开).
        Away = "away",
        /// Existing customers get through, new ones are not assigned (挂起).
        Suspended = "suspended",
    }
}

open_enum! {
    /// Something this session may do at all; single objects say more in their `actions`.
    pub enum Capability {
        /// Open a conversation with the shop.
        OpenConversation = "conversation.open",
        /// Send messages.
        SendMessage = "message.send",
        /// See every conversation of the shop, not only one's own.
        ReadAllConversations = "conversation.read_all",
        /// Write notes that buyers never see.
        WriteNote = "message.note",
        /// Hand conversations to colleagues.
        TransferConversation = "conversation.transfer",
        /// See every order of the shop, not only one's own.
        ReadAllOrders = "order.read_all",
        /// Work on the shop's orders.
        HandleOrders = "order.handle",
        /// Apply for after-sale.
        OpenCase = "case.open",
        /// See every case of the shop, not only one's own.
        ReadAllCases = "case.read_all",
        /// Answer applications.
        HandleCases = "case.handle",
        /// Approve refunds and concessions above an agent's limit.
        ApproveAboveLimit = "case.approve_above_limit",
        /// Decide interventions for the platform.
        DecideIntervention = "case.decide",
        /// Write reviews.
        WriteReview = "review.write",
        /// Explain below reviews.
        ReplyToReview = "review.reply",
        /// See customers.
        ReadCustomers = "customer.read",
        /// Change what is filed about customers.
        EditCustomers = "customer.edit",
        /// Keep one's own quick replies.
        EditOwnQuickReplies = "quick_reply.edit_own",
        /// Keep the team's quick replies.
        EditTeamQuickReplies = "quick_reply.edit_team",
        /// Keep the knowledge base.
        EditKnowledge = "knowledge.edit",
        /// Send offers.
        SendOffers = "offer.send",
        /// See one's own figures.
        ReadOwnMetrics = "metrics.read_own",
        /// See everybody's figures.
        ReadAllMetrics = "metrics.read_all",
    }
}

open_enum! {
    /// An optional part of the contract that this backend serves.
    pub enum Feature {
        /// `POST …/typing` and typing events.
        Typing = "typing",
        /// `POST …/read` and read positions.
        ReadMarkers = "read_markers",
        /// Uploads.
        Uploads = "uploads",
        /// Changes and actions on conversations: status, assignee, tags, transfer, rating.
        ConversationActions = "conversation_actions",
        /// Orders.
        Orders = "orders",
        /// After-sale cases and quotes.
        Cases = "cases",
        /// Reviews.
        Reviews = "reviews",
        /// Customers.
        Customers = "customers",
        /// Quick replies.
        QuickReplies = "quick_replies",
        /// The knowledge base.
        Knowledge = "knowledge",
        /// Offers.
        Offers = "offers",
        /// Figures.
        Metrics = "metrics",
    }
}

/// The shop as shown in headers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shop {
    /// Identifier.
    pub id: ShopId,
    /// Name, in the session's language.
    pub name: String,
    /// IANA time zone of the shop's business hours, e.g. `Asia/Shanghai`.
    pub time_zone: String,
    /// Whether somebody is there to answer.
    pub presence: Presence,
    /// Typical time until a human answers, in seconds, where the backend can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_wait_s: Option<u32>,
}

/// When a waiting buyer becomes urgent (等待计时).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitPolicy {
    /// Seconds after which a waiting conversation is marked as a warning.
    pub warn_s: u32,
    /// Seconds after which the answer is late.
    pub breach_s: u32,
}

/// Where the event stream stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StreamInfo {
    /// Last sequence number of this session's audience. Read state first, then listen `after` this number.
    pub seq: u64,
    /// Longest silence on an open stream, in seconds; a client reconnects after two of them.
    pub heartbeat_s: u32,
}

/// Answer of `GET /v1/session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// The shop talked to.
    pub shop: Shop,
    /// Who the server says is asking.
    pub user: Person,
    /// What this session may do at all.
    pub capabilities: Vec<Capability>,
    /// The server's clock; count deadlines and waiting times from it.
    pub server_time: Timestamp,
    /// BCP 47 tag of texts made by the server.
    pub locale: String,
    /// ISO 4217 code of the shop's prices.
    pub currency: String,
    /// Limits on texts, bodies and uploads.
    pub limits: Limits,
    /// Waiting policy, for staff sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_policy: Option<WaitPolicy>,
    /// Optional parts this backend serves.
    pub features: Vec<Feature>,
    /// Where the event stream stands.
    pub stream: StreamInfo,
}

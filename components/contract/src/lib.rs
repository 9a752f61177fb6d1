//! Wire types of the Kefu customer-service contract, version 1.
//!
//! Everything a storefront backend says to the components and hears from them is defined here, once; JSON
//! Schema, OpenAPI and the golden fixtures in `spec/` are emitted from these types. The crate depends on serde
//! alone, has no clock and no I/O, and is compiled into the browser bundle, so types stay plain, and are read
//! and written there in few bytes (see [`read`] and [`json`]).
//!
//! Rules that hold for every type:
//! - **Enums are open.** A value this version does not know is kept verbatim in `Other` and shown neutrally.
//! - **Unknown response fields are ignored**; unknown *request* fields are refused by the server.
//! - **Writes carry `client_id`**, a UUIDv7 made by the client, as idempotency key.
//! - **Times** are RFC 3339 with offset; **money** is integer minor units; **cursors** are opaque.
//! - **Ids** are opaque strings of `A-Z a-z 0-9 - _ . ~`, at most 64 characters, safe in a URL path.
#![deny(missing_docs)]

// So that the derive finds this crate under the same name inside and outside of it.
extern crate self as kefu_contract;

#[macro_use]
mod open_enum;

mod action;
mod address;
mod after_sale;
mod amount;
mod cards;
mod case;
mod case_action;
mod conversation;
mod conversation_action;
mod customer;
mod deadline;
mod event;
mod history;
mod id;
mod intervention;
pub mod json;
mod knowledge;
mod limits;
mod memo;
mod message;
mod metrics;
mod money;
mod offer;
mod order;
mod order_action;
mod page;
pub mod paths;
mod person;
mod problem;
mod quick_reply;
mod quote;
pub mod read;
mod review;
#[cfg(feature = "schema")]
pub mod schema;
mod session;
mod shipment;
mod time;
mod topic;
mod upload;
mod warning;

pub use action::{Action, ActionInput, InputField, InputKind, InputOption};
pub use address::Address;
pub use after_sale::{CaseKind, CaseReason, CaseState, Condition, DisputeKind, Payer, Scenario};
pub use amount::{AmountCode, AmountRow};
pub use cards::{AddressCard, OfferCard, OrderCard, ProductCard, RatingCard, RefundCard};
pub use case::{
    Case, CaseLine, CounterOffer, Exchange, ExchangeLine, InspectedLine, Inspection, Refund, RefundState,
    Refusal,
};
pub use case_action::{ActOnCase, CaseActionCode, CaseQuery, ExchangeWish, InspectedQuantity, OpenCase};
pub use conversation::{
    Conversation, ConversationContext, ConversationStatus, MarkRead, OpenContext, OpenConversation, ReadState,
};
pub use conversation_action::{ActOnConversation, ConversationActionCode, UpdateConversation};
pub use customer::{
    Customer, CustomerNote, CustomerQuery, JourneyStage, RatingCount, Rfm, RfmSegment, Temperament, Tier,
    UpdateCustomer,
};
pub use deadline::{Actor, Deadline, DeadlineKind, ExpiryOutcome};
pub use event::{Event, EventBatch, EventType, Typing};
pub use history::HistoryEntry;
pub use id::{
    CaseId, ClientId, ConversationId, Cursor, IdError, KnowledgeId, LineId, MessageId, OfferId, OrderId,
    ProductId, QuickReplyId, QuoteId, ReviewId, ShipmentId, ShopId, SkuId, UploadId, UserId,
};
pub use intervention::{Intervention, InterventionState, Statement};
pub use knowledge::{KnowledgeEntry, KnowledgeQuery, SaveKnowledgeEntry};
pub use limits::{LengthLimit, LengthUnit, Limits, TextField, TextLimit, UploadLimits};
pub use memo::{Memo, MemoFlag, NewMemo};
pub use message::{Content, ContentType, Message, NewContent, SendMessage, SetTyping, Visibility};
pub use metrics::{AgentFigures, Figure, FigureCode, FigureUnit, Grain, Metrics, MetricsQuery, TrendPoint};
pub use money::Money;
pub use offer::{Offer, OfferKind, OfferQuery};
pub use order::{
    CloseReason, Escrow, FulfilmentStage, NoReasonExclusion, Order, OrderLine, OrderMark, OrderState,
    PaymentMethod,
};
pub use order_action::{ActOnOrder, Channel, OrderActionCode, OrderQuery, OrderSort, PriceChange};
pub use page::Page;
pub use person::{Person, Role};
pub use problem::{Problem, ProblemCode, ProblemField};
pub use quick_reply::{QuickReply, QuickReplyQuery, QuickReplyScope, SaveQuickReply};
pub use quote::{CaseOption, CaseOptions, Quote, QuoteLine, QuoteRequest, ReasonOption};
pub use review::{
    ActOnReview, Explanation, FollowUp, ModerationState, Rating, ReplyToReview, Review, ReviewActionCode,
    ReviewGroup, ReviewQuery, Scores, TriageClass, WriteReview,
};
pub use session::{Capability, Feature, Presence, Session, Shop, StreamInfo, WaitPolicy};
pub use shipment::{
    DeliveryClass, LineQuantity, NewShipment, Shipment, ShipmentException, ShipmentState, ShippingOption,
    TrackingEvent,
};
pub use time::{Timestamp, TimestampError};
pub use topic::{ReceptionStage, Topic};
pub use upload::Upload;
pub use warning::{Warning, WarningCode};

//! Wire types of the Kefu customer-service contract, version 1.
//!
//! Everything a storefront backend says to the components and hears from them is defined here, once; JSON
//! Schema, OpenAPI and the golden fixtures in `spec/` are emitted from these types. The crate depends on serde
//! alone, has no clock and no I/O, and is compiled into the browser bundle, so types stay plain.
//!
//! Rules that hold for every type:
//! - **Enums are open.** A value this version does not know is kept verbatim in `Other` and shown neutrally.
//! - **Unknown response fields are ignored**; unknown *request* fields are refused by the server.
//! - **Writes carry `client_id`**, a UUIDv7 made by the client, as idempotency key.
//! - **Times** are RFC 3339 with offset; **money** is integer minor units; **cursors** are opaque.
//! - **Ids** are opaque strings of `A-Z a-z 0-9 - _ . ~`, at most 64 characters, safe in a URL path.
#![deny(missing_docs)]

#[macro_use]
mod open_enum;

mod action;
mod conversation;
mod event;
mod id;
mod limits;
mod message;
mod money;
mod page;
pub mod paths;
mod person;
mod problem;
#[cfg(feature = "schema")]
pub mod schema;
mod session;
mod time;

pub use action::Action;
pub use conversation::{
    Conversation, ConversationContext, ConversationStatus, MarkRead, OpenContext, OpenConversation, ReadState,
};
pub use event::{Event, EventBatch, EventType, Typing};
pub use id::{ClientId, ConversationId, Cursor, IdError, MessageId, OrderId, ProductId, ShopId, UserId};
pub use limits::{LengthLimit, LengthUnit, Limits, UploadLimits};
pub use message::{
    Content, ContentType, Message, NewContent, ProductCard, SendMessage, SetTyping, Visibility,
};
pub use money::Money;
pub use page::Page;
pub use person::{Person, Role};
pub use problem::{Problem, ProblemCode, ProblemField};
pub use session::{Capability, Feature, Presence, Session, Shop, StreamInfo, WaitPolicy};
pub use time::{Timestamp, TimestampError};

//! The knowledge base (问答文档).

use crate::json::ToJson;
use crate::read::Read;
use crate::{Action, ClientId, Cursor, KnowledgeId, ProductId, Timestamp, Topic};
use serde::Serialize;

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KnowledgeEntry {
    /// Identifier.
    pub id: KnowledgeId,
    /// Grows with every change; the higher one wins.
    pub version: u64,
    /// The question.
    pub question: String,
    /// Other ways to ask it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<String>,
    /// The answer; may hold variables like a quick reply.
    pub answer: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Products it is about; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<ProductId>,
    /// Whether the bot may answer with it.
    #[serde(default)]
    pub for_bot: bool,
    /// Put away: kept for old references, offered no longer.
    #[serde(default)]
    pub archived: bool,
    /// Last change.
    pub updated_at: Timestamp,
    /// What may be done, allowed and denied.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// Body of `POST /v1/knowledge` (a new entry) and `PUT /v1/knowledge/{id}` (all of an old one).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveKnowledgeEntry {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version to replace; missing for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// The question.
    pub question: String,
    /// Other ways to ask it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<String>,
    /// The answer; within the limit `knowledge_answer`.
    pub answer: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Products it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<ProductId>,
    /// Whether the bot may answer with it.
    #[serde(default)]
    pub for_bot: bool,
    /// Put away.
    #[serde(default)]
    pub archived: bool,
}

/// Query of `GET /v1/knowledge`; the best match first when `search` is given, else what changed last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KnowledgeQuery {
    /// What the customer asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Only about this topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Only what fits this product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// What was put away, instead of what is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// Cursor of a page: items after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// Most items; capped by the session's `limits.page_size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

//! What may be done, said by the server.

use crate::json::ToJson;
use crate::read::Read;
use crate::{LengthLimit, Money, Timestamp};
use serde::Serialize;

open_enum! {
    /// What kind of value an action asks for; decides which control is shown.
    pub enum InputKind {
        /// Text; its length is limited by `length`.
        Text = "text",
        /// One of `options`.
        Choice = "choice",
        /// Any number of `options`.
        Choices = "choices",
        /// A whole number, at most `max`.
        Integer = "integer",
        /// An amount, at most `max_amount`.
        Money = "money",
        /// Yes or no.
        Boolean = "boolean",
        /// A time.
        Time = "time",
        /// An [`Address`](crate::Address).
        Address = "address",
        /// Lines with quantities ([`LineQuantity`](crate::LineQuantity)).
        Lines = "lines",
        /// A courier and a tracking number ([`NewShipment`](crate::NewShipment)).
        Shipment = "shipment",
        /// Uploaded files, at most `max`.
        Files = "files",
        /// A person of the shop.
        Person = "person",
        /// Other orders of the same buyer.
        Orders = "orders",
    }
}

/// A value to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InputOption {
    /// What is sent.
    pub value: String,
    /// What is shown, in the session's language.
    pub label: String,
}

/// One value an action asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InputField {
    /// Name of the field in the request body, e.g. `extend_days` of `ActOnOrder`.
    pub name: String,
    /// What kind of value it is.
    pub kind: InputKind,
    /// What to show beside it, in the session's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether the action is refused without it.
    #[serde(default)]
    pub required: bool,
    /// Values to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<InputOption>,
    /// Largest number, or most items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
    /// Longest text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<LengthLimit>,
    /// Largest amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_amount: Option<Money>,
}

/// What an action needs to be told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActionInput {
    /// The values, in the order to ask for them.
    pub fields: Vec<InputField>,
}

/// An action on an object, allowed or denied. The interface shows what stands here and infers nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Action {
    /// Stable code, e.g. `message.send`.
    pub code: String,
    /// What to call it, in the session's language; shown for codes the page does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether it may be done now.
    pub enabled: bool,
    /// Why not, in the session's language; present exactly when `enabled` is false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it will become possible, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Timestamp>,
    /// What it needs to be told; missing when nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<ActionInput>,
}

impl Action {
    /// An action that may be done now.
    pub fn allowed(code: impl Into<String>) -> Self {
        Self { code: code.into(), label: None, enabled: true, reason: None, opens_at: None, input: None }
    }

    /// An action that may not be done now, and why.
    pub fn denied(code: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { enabled: false, reason: Some(reason.into()), ..Self::allowed(code) }
    }
}

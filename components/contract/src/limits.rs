//! Limits the server enforces and the interface shows before it is too late.

use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

open_enum! {
    /// How a text length is counted.
    pub enum LengthUnit {
        /// Unicode scalar values after NFC; a Chinese character is 1.
        Chars = "chars",
        /// Bytes in UTF-8; a Chinese character is usually 3.
        BytesUtf8 = "bytes_utf8",
    }
}

/// A maximum text length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LengthLimit {
    /// The longest text accepted.
    pub max: u32,
    /// What `max` counts.
    pub unit: LengthUnit,
}

impl LengthLimit {
    /// The length of `text` in this limit's unit. Unknown units are counted as characters.
    pub fn measure(&self, text: &str) -> u32 {
        let length = match self.unit {
            LengthUnit::BytesUtf8 => text.len(),
            LengthUnit::Chars | LengthUnit::Other(_) => text.chars().count(),
        };
        u32::try_from(length).unwrap_or(u32::MAX)
    }

    /// Whether `text` is within the limit.
    pub fn allows(&self, text: &str) -> bool {
        self.measure(text) <= self.max
    }
}

/// What may be uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UploadLimits {
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Accepted media types, judged by content and not by name.
    pub types: Vec<String>,
    /// Most files in one message or application.
    pub max_per_message: u32,
}

open_enum! {
    /// A text with a limit of its own.
    pub enum TextField {
        /// The buyer's words in an application.
        CaseExplanation = "case_explanation",
        /// Text of a review or a follow-up.
        ReviewText = "review_text",
        /// The shop's explanation below a review.
        ReviewReply = "review_reply",
        /// A memo on an order.
        Memo = "memo",
        /// A note about a customer or in a conversation.
        Note = "note",
        /// Text of a quick reply.
        QuickReply = "quick_reply",
        /// Answer of a knowledge entry.
        KnowledgeAnswer = "knowledge_answer",
    }
}

/// The limit of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextLimit {
    /// Which text.
    pub field: TextField,
    /// Its limit.
    pub limit: LengthLimit,
}

/// Every limit of the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limits {
    /// Text of one message.
    pub message_text: LengthLimit,
    /// Largest JSON request body, in bytes.
    pub body_bytes: u32,
    /// Most items of one page.
    pub page_size: u32,
    /// Uploads; missing where the backend takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<UploadLimits>,
    /// Evidence in an application; missing where the backend takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<UploadLimits>,
    /// Other texts; one that is missing is limited by `body_bytes` alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<TextLimit>,
}

impl Limits {
    /// The limit of a text, where it has one.
    pub fn text(&self, field: &TextField) -> Option<&LengthLimit> {
        self.texts.iter().find(|text| text.field == *field).map(|text| &text.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_differ_for_chinese() {
        let chars = LengthLimit { max: 4, unit: LengthUnit::Chars };
        let bytes = LengthLimit { max: 4, unit: LengthUnit::BytesUtf8 };
        assert!(chars.allows("你好吗呀"));
        assert!(!bytes.allows("你好"));
        assert_eq!(bytes.measure("你好"), 6);
    }
}

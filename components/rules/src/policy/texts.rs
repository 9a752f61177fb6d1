//! How long texts may be.

use super::Policy;
use kefu_contract::{LengthLimit, LengthUnit, Limits, TextField, TextLimit, UploadLimits};
use serde::{Deserialize, Serialize};

/// How long texts may be, in characters, where no other part of the policy says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextPolicy {
    /// One message.
    pub message_chars: u32,
    /// A review or a follow-up.
    pub review_chars: u32,
    /// A memo on an order (备注).
    pub memo_chars: u32,
    /// A note about a customer, in a conversation, or with an action.
    pub note_chars: u32,
    /// A quick reply (快捷短语).
    pub quick_reply_chars: u32,
    /// An answer of the knowledge base.
    pub knowledge_answer_chars: u32,
}

impl Default for TextPolicy {
    fn default() -> Self {
        Self {
            message_chars: 2_000,
            review_chars: 500,
            memo_chars: 500,
            note_chars: 500,
            quick_reply_chars: 1_000,
            knowledge_answer_chars: 2_000,
        }
    }
}

fn chars(max: u32) -> LengthLimit {
    LengthLimit { max, unit: LengthUnit::Chars }
}

impl Policy {
    /// What a session is told of the limits: `body_bytes` and `page_size` are the server's own.
    pub fn session_limits(&self, body_bytes: u32, page_size: u32) -> Limits {
        let text = |field, max| TextLimit { field, limit: chars(max) };
        let evidence = &self.after_sale.evidence;
        let files = UploadLimits {
            max_bytes: evidence.max_bytes,
            types: evidence.types.clone(),
            max_per_message: evidence.max_files,
        };
        Limits {
            message_text: chars(self.texts.message_chars),
            body_bytes,
            page_size,
            upload: Some(files.clone()),
            evidence: Some(files),
            texts: vec![
                text(TextField::CaseExplanation, self.after_sale.explanation_chars),
                text(TextField::ReviewText, self.texts.review_chars),
                text(TextField::ReviewReply, self.reviews.explanation_chars),
                text(TextField::Memo, self.texts.memo_chars),
                text(TextField::Note, self.texts.note_chars),
                text(TextField::QuickReply, self.texts.quick_reply_chars),
                text(TextField::KnowledgeAnswer, self.texts.knowledge_answer_chars),
            ],
        }
    }
}

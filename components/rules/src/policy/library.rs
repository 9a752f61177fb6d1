//! Limits of quick replies and of the knowledge base.

use serde::{Deserialize, Serialize};

/// Limits of quick replies (快捷短语) and of the knowledge base (问答文档) beside those of their texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LibraryPolicy {
    /// Longest title of a quick reply, in characters.
    pub title_chars: u32,
    /// Longest shortcut of a quick reply, in characters.
    pub shortcut_chars: u32,
    /// Longest question, and longest other way to ask it, in characters.
    pub question_chars: u32,
    /// Most other ways to ask one question.
    pub variants: u32,
}

impl Default for LibraryPolicy {
    fn default() -> Self {
        Self { title_chars: 40, shortcut_chars: 20, question_chars: 200, variants: 20 }
    }
}

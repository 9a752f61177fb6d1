//! What is being written and has not been sent: kept through reloads, the same in every tab.

use crate::core::{Attachment, Change, Core, Effect, Save, TabNews};
use kefu_contract::ConversationId;
use kefu_contract::json::ToJson;
use kefu_contract::read::Read;

/// A message in the making.
#[derive(Debug, Clone, Default, PartialEq, Eq, Read, ToJson)]
pub struct Draft {
    /// Where; `None` is the buyer's conversation that is not open yet.
    pub conversation: Option<ConversationId>,
    /// The text so far.
    pub text: String,
    /// The files so far; their bytes are in the store.
    #[serde(default)]
    pub files: Vec<Attachment>,
}

impl Draft {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.files.is_empty()
    }
}

impl Core {
    /// What is being written there.
    pub fn draft(&self, conversation: Option<&ConversationId>) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.conversation.as_ref() == conversation)
    }

    /// The user has written in this tab.
    pub(super) fn write_draft(&mut self, draft: Draft, out: &mut Vec<Effect>) {
        if self.keep_draft(draft.clone()) {
            out.push(Effect::Save(Save::Draft(Box::new(draft.clone()))));
            out.push(Effect::Tell(TabNews::Draft(Box::new(draft))));
        }
    }

    /// The user has written in another tab, or before the page was loaded.
    pub(super) fn take_draft(&mut self, draft: Draft, out: &mut Vec<Effect>) {
        let of = draft.conversation.clone();
        if self.keep_draft(draft) {
            out.push(Effect::Changed(Change::Draft(of)));
        }
    }

    /// Whether that was news.
    fn keep_draft(&mut self, draft: Draft) -> bool {
        let known = self.drafts.iter().position(|known| known.conversation == draft.conversation);
        match known {
            Some(at) if self.drafts[at] == draft => return false,
            Some(at) if draft.is_empty() => {
                self.drafts.swap_remove(at);
            }
            Some(at) => self.drafts[at] = draft,
            None if draft.is_empty() => return false,
            None => self.drafts.push(draft),
        }
        true
    }

    /// What was written before the conversation was open goes on in it.
    pub(super) fn assign_draft(&mut self, conversation: &ConversationId, out: &mut Vec<Effect>) {
        let Some(draft) = self.draft(None).cloned() else { return };
        self.write_draft(Draft { conversation: None, ..Draft::default() }, out);
        if self.draft(Some(conversation)).is_none() {
            self.write_draft(Draft { conversation: Some(conversation.clone()), ..draft }, out);
            out.push(Effect::Changed(Change::Draft(Some(conversation.clone()))));
        }
    }
}

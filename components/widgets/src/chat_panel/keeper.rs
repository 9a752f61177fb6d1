//! Keeping what is being written, so that no reload loses it and every tab shows it.

use gloo_timers::callback::Timeout;
use kefu_client::Client;
use kefu_client::core::{Draft, Input};
use kefu_contract::ConversationId;
use std::cell::RefCell;
use std::rc::Rc;

/// A pause in writing after which it is kept, in milliseconds: not every key is worth a write.
const PAUSE_MS: u32 = 250;

/// Hands what is written to the client, a moment later.
pub(super) struct Keeper {
    client: Client,
    waiting: RefCell<Option<(Draft, Timeout)>>,
}

impl Keeper {
    pub(super) fn new(client: Client) -> Rc<Self> {
        Rc::new(Self { client, waiting: RefCell::default() })
    }

    /// This stands in the field now.
    pub(super) fn keep(self: &Rc<Self>, conversation: Option<ConversationId>, text: String) {
        let draft = Draft { conversation, text, files: Vec::new() };
        let weak = Rc::downgrade(self);
        let pause = Timeout::new(PAUSE_MS, move || {
            if let Some(keeper) = weak.upgrade() {
                keeper.flush();
            }
        });
        self.waiting.replace(Some((draft, pause)));
    }

    /// Keeps it now: the page is left, or something else is written next.
    pub(super) fn flush(&self) {
        let waiting = self.waiting.take();
        if let Some((draft, _)) = waiting {
            self.client.dispatch(Input::Draft(Box::new(draft)));
        }
    }

    /// It has been sent.
    pub(super) fn forget(&self) {
        self.waiting.take();
    }
}

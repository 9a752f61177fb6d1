//! Telling the other side that one is writing.

use super::machine::typing_is_due;
use gloo_timers::callback::Timeout;
use kefu_client::Client;
use kefu_client::core::Input;
use kefu_contract::{ConversationId, Timestamp};
use std::cell::RefCell;
use std::rc::Rc;

/// A pause in writing after which the other side is told that it ended, in milliseconds.
const PAUSE_MS: u32 = 4_000;

/// What the other side believes about one's writing.
pub(super) struct Typing {
    client: Client,
    told: RefCell<Option<Told>>,
}

struct Told {
    /// Where it was written; the stop belongs there, whatever is on screen by then.
    conversation: ConversationId,
    at: Timestamp,
    _pause: Timeout,
}

impl Typing {
    pub(super) fn new(client: Client) -> Rc<Self> {
        Rc::new(Self { client, told: RefCell::default() })
    }

    /// Something was written.
    pub(super) fn go_on(self: &Rc<Self>, conversation: ConversationId) {
        let now = self.client.server_now();
        let told = self.told.borrow().as_ref().map(|told| told.at);
        let due = typing_is_due(told, now);
        let weak = Rc::downgrade(self);
        let pause = Timeout::new(PAUSE_MS, move || {
            if let Some(typing) = weak.upgrade() {
                typing.stop();
            }
        });
        let at = told.filter(|_| !due).unwrap_or(now);
        self.told.replace(Some(Told { conversation: conversation.clone(), at, _pause: pause }));
        if due {
            self.client.dispatch(Input::SetTyping(conversation, true));
        }
    }

    /// Writing has ended, or goes on elsewhere.
    pub(super) fn stop(&self) {
        if let Some(told) = self.told.take() {
            self.client.dispatch(Input::SetTyping(told.conversation, false));
        }
    }
}

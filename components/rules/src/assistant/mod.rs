//! What the shop answers by itself (自动回复、智能客服), and when people take over.
//!
//! A conversation is made of visits: one begins with a buyer's message and ends when the conversation is closed. In a
//! visit every automatic message is sent at most once, and nothing any more once somebody of the staff has answered or
//! the buyer was handed over. [`wish()`] reads what a buyer wants, [`Desk`] says who is there to answer, and
//! [`hear()`] decides; what is said in which words is the server's.

mod desk;
mod machine;
mod visit;
mod wish;

pub use desk::Desk;
pub use machine::{Automatic, Heard, Reaction, Reason, Say, ask_human, hear};
pub use visit::{Hush, Said, Visit};
pub use wish::{Wish, wish};

use crate::policy::AssistantPolicy;

impl AssistantPolicy {
    /// Whether the shop ever says anything by itself.
    pub fn speaks(&self) -> bool {
        let automatic = &self.automatic;
        self.answers || automatic.welcome || automatic.busy || automatic.away || automatic.after_hours
    }
}

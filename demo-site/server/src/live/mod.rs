//! What happens between processes of one server: wake-ups, presence and fleeting events.

mod hub;

pub(crate) use hub::{Hub, Signal, Subscription};

//! WebAssembly entry points of the custom elements. The element classes themselves are TypeScript, in `js/`;
//! they load this module at the first interaction and mount a view into their shadow root.
#![deny(missing_docs)]

mod chat;

pub use chat::{Chat, ChatOptions, wipe};

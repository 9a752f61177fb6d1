//! The state of the connection, in words, whenever it is not simply live.

use super::view::View;
use crate::kit::dom::{put, say};
use kefu_client::Connection;
use web_sys::Element;

/// The live region stays in the document while its content changes, or nothing would be announced.
pub(super) fn sync(banner: &Element, view: View) {
    let text = view.text();
    let (tone, words) = match view.core.connection() {
        Connection::Offline => ("bad", text.offline),
        Connection::SignedOut => ("bad", text.signed_out),
        Connection::Connecting => ("quiet", text.connecting),
        Connection::CatchingUp => ("quiet", text.catching_up),
        Connection::Live if view.volatile => ("warn", text.volatile),
        Connection::Live => ("quiet", ""),
    };
    put(banner, "data-tone", tone);
    say(banner, words);
}

//! The browser's two key-value stores. A store that is blocked or full loses a preference, nothing else.

use web_sys::{Storage, window};

/// How long a value lives.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lifetime {
    /// Until the tab is closed.
    Tab,
    /// Until the visitor clears it.
    Browser,
}

fn store(lifetime: Lifetime) -> Option<Storage> {
    let window = window()?;
    match lifetime {
        Lifetime::Tab => window.session_storage(),
        Lifetime::Browser => window.local_storage(),
    }
    .ok()
    .flatten()
}

/// Reads a value.
pub(crate) fn get(lifetime: Lifetime, key: &str) -> Option<String> {
    store(lifetime)?.get_item(key).ok().flatten()
}

/// Writes a value.
pub(crate) fn set(lifetime: Lifetime, key: &str, value: &str) {
    if let Some(store) = store(lifetime) {
        // Private windows refuse writes; the choice then holds for this page only.
        let _ = store.set_item(key, value);
    }
}

/// Forgets a value.
pub(crate) fn remove(lifetime: Lifetime, key: &str) {
    if let Some(store) = store(lifetime) {
        let _ = store.remove_item(key);
    }
}

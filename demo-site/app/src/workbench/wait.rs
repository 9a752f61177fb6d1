//! The waiting timer (等待计时) of a conversation.

use super::Desk;
use crate::{
    format,
    icons::{Glyph, Icon},
    prefs::use_texts,
};
use kefu_contract::Timestamp;
use kefu_rules::waiting::{self, WaitLevel};
use leptos::prelude::*;

/// Counts up from `since`; turns amber and red with the seconds, and says so in words.
#[component]
pub(super) fn WaitTimer(
    /// The desk, for clock and policy.
    desk: Desk,
    /// Since when the buyer waits.
    since: Timestamp,
) -> impl IntoView {
    let t = use_texts();
    let now = desk.runtime.now;
    let level = Memo::new(move |_| {
        let session = desk.runtime.session.read();
        let policy = session.as_ref().and_then(|session| session.wait_policy.as_ref());
        waiting::level(since, now.get(), policy.unwrap_or(&waiting::DEFAULT_POLICY))
    });
    let words = move || match level.get() {
        WaitLevel::Calm => t.get().waiting,
        WaitLevel::Warn => t.get().waiting_warn,
        WaitLevel::Breach => t.get().waiting_breach,
    };
    let tag = move || match level.get() {
        WaitLevel::Calm => "calm",
        WaitLevel::Warn => "warn",
        WaitLevel::Breach => "breach",
    };
    let glyph = Signal::derive(move || match level.get() {
        WaitLevel::Breach => Glyph::Alert,
        WaitLevel::Calm | WaitLevel::Warn => Glyph::Clock,
    });
    view! {
        <span class="wait" data-level=tag title=words>
            <Icon glyph />
            <span class="visually-hidden">{words} " "</span>
            <span class="wait-time">
                {move || format::duration(waiting::waited_seconds(since, now.get()), t.get())}
            </span>
        </span>
    }
}

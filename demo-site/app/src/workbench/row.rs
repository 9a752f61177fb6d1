//! A conversation in the list.

use super::{Desk, filter::preview, utc_offset_minutes, wait::WaitTimer};
use crate::{format, prefs::use_texts};
use kefu_contract::{Conversation, ConversationId};
use kefu_widgets::kit::Avatar;
use leptos::prelude::*;

/// One row. Changes of its conversation re-render its parts, not the list.
#[component]
pub(super) fn Row(
    /// The desk.
    desk: Desk,
    /// Which conversation.
    id: ConversationId,
    /// The row in the tab order.
    stop: Memo<Option<ConversationId>>,
    /// Told when this row gets the focus.
    active: RwSignal<Option<ConversationId>>,
) -> impl IntoView {
    let conversation = desk.conversation(Signal::stored(Some(id.clone())));
    let id = StoredValue::new(id);
    let selected = move || desk.selected.read().as_ref() == Some(&id.get_value());
    let tabindex = move || if stop.read().as_ref() == Some(&id.get_value()) { "0" } else { "-1" };
    view! {
        <li
            class="row"
            role="option"
            data-conversation=id.get_value().to_string()
            aria-selected=move || selected().to_string()
            tabindex=tabindex
            on:focus=move |_| active.set(Some(id.get_value()))
            on:click=move |_| desk.select.run(Some(id.get_value()))
        >
            <RowBody desk conversation />
        </li>
    }
}

#[component]
fn RowBody(desk: Desk, conversation: Memo<Option<Conversation>>) -> impl IntoView {
    let t = use_texts();
    let part =
        move |read: fn(&Conversation) -> String| conversation.read().as_ref().map(read).unwrap_or_default();
    let buyer = Memo::new(move |_| conversation.read().as_ref().map(|one| one.buyer.clone()));
    let waiting = Memo::new(move |_| conversation.read().as_ref().and_then(|one| one.waiting_since));
    let unread = Memo::new(move |_| conversation.read().as_ref().map_or(0, |one| one.unread));
    let line = move || {
        let conversation = conversation.read();
        preview(
            conversation.as_ref().and_then(|one| one.last_message.as_ref()),
            desk.me.get().as_ref(),
            t.get(),
        )
    };
    // "Yesterday" must come at midnight, but not every second of the day.
    let minute = Memo::new(move |_| desk.runtime.now.get().unix_ms / 60_000);
    let time = move || {
        minute.track();
        let conversation = conversation.read();
        let last =
            conversation.as_ref().map(|one| one.last_message.as_ref().map_or(one.updated_at, |m| m.sent_at));
        last.map(|at| {
            format::short_time(at, desk.runtime.now.get_untracked(), utc_offset_minutes(at), t.get())
        })
    };
    view! {
        {move || buyer.get().map(|buyer| view! { <Avatar name=buyer.name url=buyer.avatar_url /> })}
        <span class="row-text">
            <span class="row-top">
                <span class="row-name">{move || part(|one| one.buyer.name.clone())}</span>
                <span class="row-time">{time}</span>
            </span>
            <span class="row-bottom">
                <span class="row-line">{line}</span>
                {move || waiting.get().map(|since| view! { <WaitTimer desk since /> })}
                <Show when=move || { unread.get() > 0 }>
                    <span class="badge">
                        <span aria-hidden="true">{move || unread.get().min(99)}</span>
                        <span class="visually-hidden">{move || (t.get().unread_messages)(unread.get())}</span>
                    </span>
                </Show>
            </span>
        </span>
    }
}

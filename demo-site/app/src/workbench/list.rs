//! The conversation list: search, tabs, rows.

use super::{Desk, filter::Filter, row::Row};
use crate::{
    i18n::{Texts, tr},
    icons::{Glyph, Icon},
    notice::Empty,
    prefs::use_texts,
};
use kefu_client::Connection;
use kefu_contract::ConversationId;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

/// What the list is narrowed to.
#[derive(Debug, Clone, Copy)]
struct Narrowing {
    filter: RwSignal<Filter>,
    query: RwSignal<String>,
}

/// The left pane.
#[component]
pub(super) fn ConversationList(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let t = use_texts();
    let narrowing = Narrowing { filter: RwSignal::new(Filter::All), query: RwSignal::default() };
    let shown = Memo::new(move |_| {
        let me = desk.me.get();
        let (filter, query) = (narrowing.filter.get(), narrowing.query.get());
        let all = desk.runtime.conversations.read();
        let admitted = all.iter().filter(|one| filter.admits(one, me.as_ref()));
        let found = admitted.filter(|one| super::filter::found(one, &query));
        found.map(|one| one.id.clone()).collect::<Vec<_>>()
    });
    view! {
        <div class="list-head">
            <div class="list-search">
                <Icon glyph=Glyph::Search />
                <input
                    type="search"
                    class="field"
                    aria-label=tr!(t.find_conversation)
                    placeholder=tr!(t.find_conversation)
                    prop:value=move || narrowing.query.get()
                    on:input:target=move |event| narrowing.query.set(event.target().value())
                />
            </div>
            <div class="tabs" role="group" aria-label=tr!(t.filter)>
                {Filter::ALL.map(|filter| view! { <Tab desk filter chosen=narrowing.filter /> }).collect_view()}
            </div>
        </div>
        <Show when=move || !shown.read().is_empty() fallback=move || view! { <Nothing desk narrowing /> }>
            <Rows desk shown />
        </Show>
    }
}

#[component]
fn Tab(desk: Desk, filter: Filter, chosen: RwSignal<Filter>) -> impl IntoView {
    let t = use_texts();
    let name = move || match filter {
        Filter::All => t.get().filter_all,
        Filter::Waiting => t.get().filter_waiting,
        Filter::Mine => t.get().filter_mine,
    };
    let count = Memo::new(move |_| {
        let me = desk.me.get();
        desk.runtime.conversations.read().iter().filter(|one| filter.admits(one, me.as_ref())).count()
    });
    view! {
        <button
            type="button"
            class="tab"
            aria-pressed=move || (chosen.get() == filter).to_string()
            on:click=move |_| chosen.set(filter)
        >
            {name}
            " "
            <span class="tab-count">{move || count.get()}</span>
        </button>
    }
}

/// The row a key moves to.
fn target(key: &str, at: usize, last: usize) -> Option<usize> {
    match key {
        "ArrowDown" => Some((at + 1).min(last)),
        "ArrowUp" => Some(at.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[component]
fn Rows(desk: Desk, shown: Memo<Vec<ConversationId>>) -> impl IntoView {
    let t = use_texts();
    let list: NodeRef<html::Ul> = NodeRef::new();
    let active = RwSignal::new(None::<ConversationId>);
    // The one row in the tab order: where the keys last were, else the open conversation, else the first.
    let stop = Memo::new(move |_| {
        let shown = shown.read();
        let wanted = [active.get(), desk.selected.get()];
        wanted.into_iter().flatten().find(|id| shown.contains(id)).or_else(|| shown.first().cloned())
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        let Some(id) = stop.get_untracked() else { return };
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            desk.select.run(Some(id));
            return;
        }
        let shown = shown.read_untracked();
        let at = shown.iter().position(|other| *other == id).unwrap_or(0);
        let Some(to) = target(&event.key(), at, shown.len().saturating_sub(1)) else { return };
        event.prevent_default();
        if let (Some(to), Some(list)) = (shown.get(to), list.get_untracked()) {
            active.set(Some(to.clone()));
            focus_row(&list, to);
        }
    };
    view! {
        <ul class="rows" role="listbox" aria-label=tr!(t.conversations) node_ref=list on:keydown=on_key>
            <For each=move || shown.get() key=ConversationId::clone let:id>
                <Row desk id stop active />
            </For>
        </ul>
    }
}

/// Moves the focus to a conversation's row, if it is on the page.
pub(super) fn focus_row(within: &web_sys::Element, id: &ConversationId) {
    // Ids consist of URL-safe characters, none of which ends a quoted selector.
    let row = within.query_selector(&format!("[data-conversation=\"{id}\"]")).ok().flatten();
    if let Some(row) = row.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = row.focus();
    }
}

fn nothing(texts: &Texts, filter: Filter, searching: bool) -> (Glyph, &'static str, &'static str) {
    match filter {
        _ if searching => (Glyph::Search, texts.none_found_title, texts.none_found_text),
        Filter::All => (Glyph::Headset, texts.none_yet_title, texts.none_yet_text),
        Filter::Waiting => (Glyph::Check, texts.none_waiting_title, texts.none_waiting_text),
        Filter::Mine => (Glyph::Headset, texts.none_mine_title, texts.none_mine_text),
    }
}

/// Why the list is empty: still loading, or nothing there.
#[component]
fn Nothing(desk: Desk, narrowing: Narrowing) -> impl IntoView {
    let t = use_texts();
    let loading = Memo::new(move |_| {
        desk.runtime.conversations.read().is_empty()
            && (desk.runtime.session.read().is_none()
                || desk.runtime.connection.get() == Connection::Connecting)
    });
    view! {
        {move || {
            if loading.get() {
                return view! {
                    <p class="visually-hidden" role="status">
                        {tr!(t.loading)}
                    </p>
                    <div class="rows" aria-hidden="true">
                        {(0..8).map(|_| view! { <div class="bone bone-conversation"></div> }).collect_view()}
                    </div>
                }
                    .into_any();
            }
            let searching = !narrowing.query.read().trim().is_empty();
            let filter = narrowing.filter.get();
            let (glyph, ..) = nothing(t.get_untracked(), filter, searching);
            view! {
                <Empty
                    glyph
                    title=Signal::derive(move || nothing(t.get(), filter, searching).1)
                    text=Signal::derive(move || nothing(t.get(), filter, searching).2)
                />
            }
                .into_any()
        }}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_within_the_list() {
        assert_eq!(target("ArrowDown", 0, 4), Some(1));
        assert_eq!(target("ArrowDown", 4, 4), Some(4));
        assert_eq!(target("ArrowUp", 0, 4), Some(0));
        assert_eq!(target("End", 1, 4), Some(4));
        assert_eq!(target("Home", 3, 4), Some(0));
        assert_eq!(target("a", 3, 4), None);
    }
}

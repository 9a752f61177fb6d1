//! The signed-in desk: header and three panes.

use super::{
    Desk,
    context::ContextPane,
    list::{ConversationList, focus_row},
    panes::{Border, Side, Widths},
    sign_in::role_words,
};
use crate::{
    app::use_title,
    i18n::tr,
    icons::{Glyph, Icon},
    notice::Empty,
    prefs::{use_prefs, use_texts},
};
use kefu_client::Connection;
use kefu_contract::ConversationId;
use kefu_widgets::{
    Runtime,
    chat_panel::{ChatPanel, Perspective},
    kit::Avatar,
};
use leptos::{html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

/// The open conversation is part of the address: reload and "back" work, on a phone too.
fn desk(runtime: Runtime) -> Desk {
    let query = use_query_map();
    let navigate = use_navigate();
    let selected = Memo::new(move |_| query.read().get("c").map(ConversationId));
    let me = Memo::new(move |_| runtime.session.read().as_ref().map(|session| session.user.id.clone()));
    let select = Callback::new(move |id: Option<ConversationId>| {
        let address = id.as_ref().map_or("/workbench".to_owned(), |id| format!("/workbench?c={id}"));
        // From one conversation to the next, "back" still leads to the list.
        let replace = selected.get_untracked().is_some();
        navigate(&address, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
    });
    Desk { runtime, me, selected, select }
}

/// Header and panes.
#[component]
pub(super) fn DeskView(
    /// The connection.
    runtime: Runtime,
    /// Signs out.
    sign_out: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let desk = desk(runtime);
    let signed_out = Memo::new(move |_| runtime.connection.get() == Connection::SignedOut);
    use_title(move || {
        let waiting = runtime.conversations.read().iter().filter(|one| one.waiting_since.is_some()).count();
        let name = t.get().workbench;
        if waiting > 0 { format!("({waiting}) {name}") } else { name.to_owned() }
    });
    view! {
        <div class="desk">
            <Header desk />
            <Show when=move || !signed_out.get() fallback=move || view! { <SignedOut sign_out /> }>
                <Panes desk />
            </Show>
        </div>
    }
}

#[component]
fn Header(desk: Desk) -> impl IntoView {
    let t = use_texts();
    let session = desk.runtime.session;
    let shop = move || session.read().as_ref().map(|session| session.shop.name.clone());
    let user = Memo::new(move |_| session.read().as_ref().map(|session| session.user.clone()));
    view! {
        <header class="desk-header">
            <h1>{tr!(t.reception)}</h1>
            <span class="desk-shop">{shop}</span>
            <ConnectionState desk />
            {move || {
                user.get()
                    .map(|user| {
                        let role = user.role;
                        view! {
                            <span class="desk-user">
                                <Avatar name=user.name.clone() url=user.avatar_url />
                                <span class="desk-user-name">{user.name}</span>
                                <span class="desk-user-role">{move || role_words(&role, t.get())}</span>
                            </span>
                        }
                    })
            }}
        </header>
    }
}

/// Whether what is on the screen is current: always there, in a word and a shape.
#[component]
fn ConnectionState(desk: Desk) -> impl IntoView {
    let t = use_texts();
    let connection = desk.runtime.connection;
    let words = move || match connection.get() {
        Connection::Connecting => t.get().connecting,
        Connection::Live => t.get().live,
        Connection::CatchingUp => t.get().catching_up,
        Connection::Offline => t.get().offline,
        Connection::SignedOut => t.get().signed_out_title,
    };
    let tag = move || match connection.get() {
        Connection::Live => "live",
        Connection::Connecting | Connection::CatchingUp => "busy",
        Connection::Offline | Connection::SignedOut => "offline",
    };
    let glyph = Signal::derive(move || match connection.get() {
        Connection::Live => Glyph::Live,
        Connection::Connecting | Connection::CatchingUp => Glyph::Sync,
        Connection::Offline | Connection::SignedOut => Glyph::Offline,
    });
    view! {
        <span class="connection" data-state=tag role="status">
            <Icon glyph />
            {words}
        </span>
    }
}

#[component]
fn SignedOut(sign_out: Callback<()>) -> impl IntoView {
    let t = use_texts();
    view! {
        <main class="signed-out">
            <Empty
                glyph=Glyph::SignOut
                title=Signal::derive(tr!(t.signed_out_title))
                text=Signal::derive(tr!(t.signed_out_text))
            >
                <button type="button" class="button button-primary" on:click=move |_| sign_out.run(())>
                    {tr!(t.sign_in_again)}
                </button>
            </Empty>
        </main>
    }
}

/// The three panes. Narrow screens show one at a time; the details then come as a sheet.
#[component]
fn Panes(desk: Desk) -> impl IntoView {
    let t = use_texts();
    let widths = RwSignal::new(Widths::remembered());
    let sheet = RwSignal::new(false);
    let panes: NodeRef<html::Main> = NodeRef::new();
    let details: NodeRef<html::Button> = NodeRef::new();
    let open = Memo::new(move |_| desk.selected.read().is_some());
    Effect::new(move |_| {
        desk.selected.track();
        sheet.set(false);
    });
    let back = Callback::new(move |()| {
        let left = desk.selected.get_untracked();
        desk.select.run(None);
        // The list takes the focus once it is on the screen again.
        request_animation_frame(move || {
            if let (Some(panes), Some(id)) = (panes.get_untracked(), left) {
                focus_row(&panes, &id);
            }
        });
    });
    let close_sheet = Callback::new(move |()| {
        sheet.set(false);
        if let Some(details) = details.get_untracked() {
            // Where there is no sheet the button is hidden and keeps quiet.
            let _ = details.focus();
        }
    });
    view! {
        <main
            class="panes"
            class:panes-open=move || open.get()
            class:panes-sheet=move || sheet.get()
            node_ref=panes
            on:keydown=move |event| {
                if event.key() == "Escape" && sheet.get_untracked() {
                    close_sheet.run(());
                }
            }
            style:--list-width=move || format!("{}px", widths.get().list)
            style:--context-width=move || format!("{}px", widths.get().context)
        >
            <section class="pane pane-list" id="pane-list" aria-label=tr!(t.conversations)>
                <ConversationList desk />
            </section>
            <Border side=Side::List widths label=Signal::derive(tr!(t.resize_list)) controls="pane-list" />
            <ChatPane desk sheet back details />
            <Border side=Side::Context widths label=Signal::derive(tr!(t.resize_context)) controls="pane-context" />
            <aside
                class="pane pane-context"
                id="pane-context"
                aria-label=tr!(t.context)
                data-context=move || desk.selected.get().map(|id| id.to_string()).unwrap_or_default()
            >
                <ContextHead sheet close=close_sheet />
                <ContextPane desk />
            </aside>
        </main>
    }
}

#[component]
fn ContextHead(sheet: RwSignal<bool>, close: Callback<()>) -> impl IntoView {
    let t = use_texts();
    let button: NodeRef<html::Button> = NodeRef::new();
    Effect::new(move |_| {
        if sheet.get() {
            // The sheet covers what had the focus; it can take it as soon as it is shown.
            request_animation_frame(move || {
                let _ = button.get_untracked().map(|button| button.focus());
            });
        }
    });
    view! {
        <div class="context-head">
            <h2>{tr!(t.context)}</h2>
            <button
                type="button"
                class="icon-button sheet-close"
                aria-label=tr!(t.close)
                node_ref=button
                on:click=move |_| close.run(())
            >
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}

#[component]
fn ChatPane(
    desk: Desk,
    sheet: RwSignal<bool>,
    back: Callback<()>,
    details: NodeRef<html::Button>,
) -> impl IntoView {
    let (t, locale) = (use_texts(), use_prefs().locale);
    let open = Memo::new(move |_| desk.selected.read().is_some());
    view! {
        <section class="pane pane-chat" aria-label=tr!(t.chat)>
            <Show
                when=move || open.get()
                fallback=move || {
                    view! {
                        <Empty
                            glyph=Glyph::Headset
                            title=Signal::derive(tr!(t.choose_title))
                            text=Signal::derive(tr!(t.choose_text))
                        />
                    }
                }
            >
                <div class="chat-bar">
                    <button type="button" class="chat-bar-back" on:click=move |_| back.run(())>
                        <Icon glyph=Glyph::Back />
                        <span>{tr!(t.back_to_list)}</span>
                    </button>
                    <button
                        type="button"
                        class="chat-bar-details"
                        node_ref=details
                        aria-expanded=move || sheet.get().to_string()
                        aria-controls="pane-context"
                        on:click=move |_| sheet.update(|open| *open = !*open)
                    >
                        <Icon glyph=Glyph::Details />
                        <span>{tr!(t.context)}</span>
                    </button>
                </div>
                <ChatPanel
                    client=desk.runtime
                    conversation=desk.selected
                    perspective=Perspective::Agent
                    locale=locale
                />
            </Show>
        </section>
    }
}

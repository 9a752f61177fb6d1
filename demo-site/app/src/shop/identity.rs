//! Whose eyes the shop is seen through: a menu of demo buyers.

use crate::{
    api::{self, ApiError, DemoUser, DemoUsers},
    i18n::tr,
    icons::{Glyph, Icon},
    prefs::{use_prefs, use_texts},
    storage::{self, Lifetime},
};
use kefu_contract::UserId;
use kefu_widgets::kit::Avatar;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

const BUYER_KEY: &str = "kefu.shop.buyer";
/// Who a newcomer is.
const FIRST_BUYER: &str = "buyer-1";

/// The buyer the visitor is, and those they could be.
#[derive(Clone, Copy)]
pub(crate) struct Identity {
    /// Current buyer.
    pub(crate) current: RwSignal<UserId>,
    users: LocalResource<Result<DemoUsers, ApiError>>,
}

impl Identity {
    /// Takes up the buyer chosen earlier in this tab.
    pub(crate) fn provide() {
        let locale = use_prefs().locale;
        let chosen = storage::get(Lifetime::Tab, BUYER_KEY);
        provide_context(Self {
            current: RwSignal::new(UserId(chosen.unwrap_or_else(|| FIRST_BUYER.to_owned()))),
            users: LocalResource::new(move || api::users(locale.get())),
        });
    }

    fn buyers(self) -> Vec<DemoUser> {
        self.users.get().and_then(Result::ok).map(|users| users.buyers).unwrap_or_default()
    }

    fn user(self) -> Option<DemoUser> {
        let id = self.current.get();
        self.buyers().into_iter().find(|user| user.person.id == id)
    }

    fn choose(self, id: UserId) {
        storage::set(Lifetime::Tab, BUYER_KEY, id.as_str());
        self.current.set(id);
    }
}

/// Shows the current buyer and opens a list of the others.
#[component]
pub(crate) fn IdentityMenu() -> impl IntoView {
    let t = use_texts();
    let identity: Identity = expect_context();
    let open = RwSignal::new(false);
    let button: NodeRef<html::Button> = NodeRef::new();
    let name = move || identity.user().map(|user| user.person.name).unwrap_or_default();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            // A button that is on the page takes the focus.
            let _ = button.focus();
        }
    };
    view! {
        <div
            class="menu"
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    close();
                }
            }
            on:focusout=move |event| {
                if left(&event) {
                    open.set(false);
                }
            }
        >
            <button
                type="button"
                class="menu-button"
                node_ref=button
                aria-expanded=move || open.get().to_string()
                aria-label=move || (t.get().viewing_as_named)(&name())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || {
                    identity.user().map(|user| view! { <Avatar name=user.person.name url=user.person.avatar_url /> })
                }}
                <span class="menu-button-text">
                    <span class="menu-button-label">{tr!(t.viewing_as)}</span>
                    <span class="menu-button-name">{name}</span>
                </span>
                <Icon glyph=Glyph::Chevron />
            </button>
            <Show when=move || open.get()>
                <BuyerList identity on_choose=move |id| {
                    identity.choose(id);
                    close();
                } />
            </Show>
        </div>
    }
}

/// Whether the focus has moved out of the menu. Focus lost to nowhere (a click on bare paper) counts too.
fn left(event: &ev::FocusEvent) -> bool {
    let menu = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    !menu.is_some_and(|menu| menu.contains(to.as_ref()))
}

#[component]
fn BuyerList(identity: Identity, #[prop(into)] on_choose: Callback<UserId>) -> impl IntoView {
    let t = use_texts();
    let query = RwSignal::new(String::new());
    let found = move || {
        let query = query.get().trim().to_lowercase();
        let mut buyers = identity.buyers();
        buyers.retain(|buyer| buyer.person.name.to_lowercase().contains(&query));
        buyers
    };
    view! {
        // Focusable so that a press between two entries does not count as leaving the menu.
        <div class="menu-panel" tabindex="-1">
            <p class="menu-hint">{tr!(t.identity_hint)}</p>
            <input
                type="search"
                class="field"
                aria-label=tr!(t.identity_search)
                placeholder=tr!(t.identity_search)
                prop:value=move || query.get()
                on:input:target=move |event| query.set(event.target().value())
            />
            <ul class="menu-list">
                <For each=found key=|buyer| buyer.person.id.clone() let:buyer>
                    <BuyerEntry buyer current=identity.current on_choose />
                </For>
            </ul>
            <Show when=move || found().is_empty()>
                <p class="menu-hint">{tr!(t.identity_none)}</p>
            </Show>
        </div>
    }
}

#[component]
fn BuyerEntry(buyer: DemoUser, current: RwSignal<UserId>, on_choose: Callback<UserId>) -> impl IntoView {
    let DemoUser { person, tagline } = buyer;
    let (id, own) = (person.id.clone(), person.id);
    let chosen = Signal::derive(move || current.get() == own);
    view! {
        <li>
            <button
                type="button"
                class="menu-entry"
                aria-pressed=move || chosen.get().to_string()
                on:click=move |_| on_choose.run(id.clone())
            >
                <Avatar name=person.name.clone() url=person.avatar_url />
                <span class="menu-entry-text">
                    <span class="menu-entry-name">{person.name}</span>
                    {tagline.map(|line| view! { <span class="menu-entry-line">{line}</span> })}
                </span>
                <Show when=move || chosen.get()>
                    <Icon glyph=Glyph::Check />
                </Show>
            </button>
        </li>
    }
}

//! The right pane: who is asking, about what, and how the conversation stands.

use super::{Desk, utc_offset_minutes, wait::WaitTimer};
use crate::{
    format,
    i18n::{Texts, tr},
    icons::{Glyph, Icon},
    prefs::use_texts,
};
use kefu_contract::{Conversation, ConversationStatus, Person, ProductCard};
use kefu_widgets::kit::{Avatar, money_label, safe_url};
use leptos::prelude::*;

/// Status in words; one this version does not know is shown as the server wrote it.
fn status_words(status: &ConversationStatus, texts: &Texts) -> String {
    match status {
        ConversationStatus::Open => texts.status_open.to_owned(),
        ConversationStatus::Snoozed => texts.status_snoozed.to_owned(),
        ConversationStatus::Closed => texts.status_closed.to_owned(),
        ConversationStatus::Other(status) => status.clone(),
    }
}

/// Details of the open conversation.
#[component]
pub(super) fn ContextPane(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let t = use_texts();
    let conversation = desk.conversation(desk.selected.into());
    let buyer = Memo::new(move |_| conversation.read().as_ref().map(|one| one.buyer.clone()));
    let product =
        Memo::new(move |_| conversation.read().as_ref().and_then(|one| one.context.product.clone()));
    view! {
        {move || match buyer.get() {
            None => view! { <p class="context-empty">{tr!(t.context_empty)}</p> }.into_any(),
            Some(buyer) => {
                view! {
                    <Buyer buyer />
                    <section class="context-part">
                        <h3>{tr!(t.asked_about)}</h3>
                        {move || match product.get() {
                            Some(product) => view! { <Product product /> }.into_any(),
                            None => view! { <p class="quiet">{tr!(t.no_product)}</p> }.into_any(),
                        }}
                    </section>
                    <Facts desk conversation />
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Buyer(buyer: Person) -> impl IntoView {
    let t = use_texts();
    view! {
        <section class="context-part context-buyer" aria-label=tr!(t.customer)>
            <Avatar name=buyer.name.clone() url=buyer.avatar_url />
            <div>
                <p class="context-name">{buyer.name}</p>
                <p class="quiet">{tr!(t.customer_id)} " " <span class="context-id">{buyer.id.0}</span></p>
            </div>
        </section>
    }
}

#[component]
fn Product(product: ProductCard) -> impl IntoView {
    let t = use_texts();
    let safe = |url: Option<String>| url.filter(|url| safe_url(url).is_some());
    view! {
        <div class="context-product">
            {safe(product.image_url).map(|url| view! { <img src=url alt="" width="64" height="64" /> })}
            <div class="context-product-text">
                <p class="context-product-title">{product.title}</p>
                <p class="context-price">{money_label(&product.price)}</p>
                {safe(product.url)
                    .map(|url| {
                        view! {
                            <a href=url target="_blank" rel="noopener">
                                {tr!(t.open_product)}
                            </a>
                        }
                    })}
            </div>
        </div>
    }
}

#[component]
fn Facts(desk: Desk, conversation: Memo<Option<Conversation>>) -> impl IntoView {
    let t = use_texts();
    let waiting = Memo::new(move |_| conversation.read().as_ref().and_then(|one| one.waiting_since));
    let read = move |read: fn(&Conversation, &Texts) -> String| {
        move || conversation.read().as_ref().map(|one| read(one, t.get()))
    };
    let since = read(|one, _| format::full_time(one.created_at, utc_offset_minutes(one.created_at)));
    let assignee = read(|one, t| one.assignee.as_ref().map_or(t.nobody, |person| &person.name).to_owned());
    let order = read(|one, t| one.context.order_id.as_ref().map_or(t.none, |id| id.as_str()).to_owned());
    view! {
        <section class="context-part">
            <h3>{tr!(t.facts)}</h3>
            <dl class="facts">
                <dt>{tr!(t.status)}</dt>
                <dd>{read(|one, t| status_words(&one.status, t))}</dd>
                <dt>{tr!(t.waiting)}</dt>
                <dd>
                    {move || match waiting.get() {
                        Some(since) => view! { <WaitTimer desk since /> }.into_any(),
                        None => view! { <span class="quiet">{tr!(t.not_waiting)}</span> }.into_any(),
                    }}
                </dd>
                <dt>{tr!(t.since)}</dt>
                <dd>{since}</dd>
                <dt>{tr!(t.assignee)}</dt>
                <dd>{assignee}</dd>
                <dt>{tr!(t.order)}</dt>
                <dd>{order}</dd>
                <dt>{tr!(t.tags)}</dt>
                <dd class="tags"><Tags conversation /></dd>
            </dl>
        </section>
    }
}

#[component]
fn Tags(conversation: Memo<Option<Conversation>>) -> impl IntoView {
    let t = use_texts();
    let tags =
        Memo::new(move |_| conversation.read().as_ref().map(|one| one.tags.clone()).unwrap_or_default());
    move || {
        let tags = tags.get();
        if tags.is_empty() {
            return view! { <span class="quiet">{tr!(t.none)}</span> }.into_any();
        }
        tags.into_iter()
            .map(|tag| {
                view! {
                    <span class="tag">
                        <Icon glyph=Glyph::Tag />
                        {tag}
                    </span>
                }
            })
            .collect_view()
            .into_any()
    }
}

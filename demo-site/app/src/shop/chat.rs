//! Hosts `<kefu-chat>` the way any page would: as a custom element from a module of its own, spoken to through
//! attributes, one property, one method and one event.

use super::{Catalogue, identity::Identity};
use crate::{
    api::{self, Product},
    i18n::tr,
    icons::{Glyph, Icon},
    prefs::{use_prefs, use_texts},
};
use kefu_contract::UserId;
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Element, HtmlElement};

const TAG: &str = "kefu-chat";
/// When to stop hoping for the element's module; it is small and comes from the same server.
const PATIENCE: Duration = Duration::from_secs(8);

/// How far a wish to open the chat has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// Nothing is pending.
    Idle,
    /// The element's module is still being loaded.
    Pending,
    /// It did not come.
    Failed,
}

/// The page's handle on the chat.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chat {
    /// Answers not yet read.
    pub(crate) unread: RwSignal<u32>,
    opening: RwSignal<Opening>,
    element: StoredValue<Option<Element>, LocalStorage>,
    /// What had the focus when the page opened the chat, and gets it back.
    opener: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Chat {
    /// Makes the handle known to the pages below.
    pub(crate) fn provide() {
        provide_context(Self {
            unread: RwSignal::new(0),
            opening: RwSignal::new(Opening::Idle),
            element: StoredValue::new_local(None),
            opener: StoredValue::new_local(None),
        });
    }

    /// Opens the panel, as soon as the element can.
    pub(crate) fn open(self) {
        self.opening.set(Opening::Pending);
        self.opener.set_value(document().active_element().and_then(|focused| focused.dyn_into().ok()));
        set_timeout(
            move || {
                if self.opening.try_get_untracked() == Some(Opening::Pending) {
                    self.opening.set(Opening::Failed);
                }
            },
            PATIENCE,
        );
        spawn_local(async move {
            let opened = defined().await && self.call_open();
            self.opening.try_set(if opened { Opening::Idle } else { Opening::Failed });
        });
    }

    fn closed(self) {
        if let Some(opener) = self.opener.try_update_value(Option::take).flatten() {
            // The opener may have left the page meanwhile; then the launcher keeps the focus.
            let _ = opener.focus();
        }
    }

    /// Calls the element's own `open()`.
    fn call_open(self) -> bool {
        let Some(element) = self.element.try_get_value().flatten() else { return false };
        js_sys::Reflect::get(&element, &"open".into())
            .and_then(|open| open.dyn_into::<js_sys::Function>())
            .and_then(|open| open.call0(&element))
            .is_ok()
    }
}

/// Resolves once the browser knows the element.
async fn defined() -> bool {
    match window().custom_elements().when_defined(TAG) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// The function the element calls for a token, lazily and again after a refusal.
fn token_function(buyer: UserId) -> JsValue {
    let closure: Closure<dyn Fn() -> js_sys::Promise> = Closure::new(move || {
        let buyer = buyer.clone();
        future_to_promise(async move {
            match api::sign_in(&buyer).await {
                Ok(token) => Ok(token.into()),
                // Not "signed out": the element is to try again when the server is back.
                Err(error) => Err(js_sys::Error::new(&error.to_string()).into()),
            }
        })
    });
    closure.into_js_value()
}

/// What `kefu-unread` tells.
#[derive(serde::Deserialize)]
struct Unread {
    count: u32,
}

/// Builds an element for one buyer. Another buyer gets another element: identities never share one.
fn create(chat: Chat, buyer: UserId) -> Option<Element> {
    let element = document().create_element(TAG).ok()?;
    element.set_attribute("endpoint", "").ok()?;
    element.set_attribute("identity", buyer.as_str()).ok()?;
    let unread = Closure::<dyn Fn(web_sys::CustomEvent)>::new(move |event: web_sys::CustomEvent| {
        if let Ok(Unread { count }) = serde_wasm_bindgen::from_value(event.detail()) {
            chat.unread.try_set(count);
        }
    });
    element.add_event_listener_with_callback("kefu-unread", &unread.into_js_value().into()).ok()?;
    let closed = Closure::<dyn Fn()>::new(move || chat.closed());
    element.add_event_listener_with_callback("kefu-close", &closed.into_js_value().into()).ok()?;
    let late = element.clone();
    spawn_local(async move {
        // Set before the element is upgraded, the property would hide the class's own.
        if defined().await {
            // Setting a property of an object that is there does not fail.
            let _ = js_sys::Reflect::set(&late, &"token".into(), &token_function(buyer));
        }
    });
    Some(element)
}

/// Sets an attribute, or takes it away.
fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // The names are constants and valid.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// What the widget is told about the page around it.
#[derive(Debug, Clone, PartialEq)]
struct Surroundings {
    locale: &'static str,
    theme: &'static str,
    product_id: Option<String>,
    /// The card shown above the composer, as soon as it is known.
    product: Option<Product>,
}

impl Surroundings {
    fn tell(&self, element: &Element) {
        set_attribute(element, "locale", Some(self.locale));
        set_attribute(element, "theme", (self.theme != "auto").then_some(self.theme));
        let product = self.product.as_ref();
        set_attribute(element, "product-image", product.map(|product| product.image_url.as_str()));
        set_attribute(element, "product-currency", product.map(|product| product.price.currency.as_str()));
        set_attribute(element, "product-title", product.map(|product| product.title.as_str()));
        let amount = product.map(|product| product.price.amount.to_string());
        set_attribute(element, "product-amount", amount.as_deref());
        set_attribute(element, "product-id", self.product_id.as_deref());
    }
}

/// The product page being looked at.
fn product_of(path: &str) -> Option<String> {
    let id = path.strip_prefix("/p/")?.split('/').next()?;
    (!id.is_empty()).then(|| id.to_owned())
}

fn surroundings() -> Memo<Surroundings> {
    let (prefs, path) = (use_prefs(), use_location().pathname);
    let catalogue: Catalogue = expect_context();
    Memo::new(move |_| {
        let product_id = product_of(&path.get());
        let known =
            product_id.is_some().then(|| catalogue.get()).flatten().and_then(Result::ok).unwrap_or_default();
        Surroundings {
            locale: prefs.locale.get().tag(),
            theme: prefs.theme.get().tag(),
            product: known.into_iter().find(|product| Some(product.id.as_str()) == product_id.as_deref()),
            product_id,
        }
    })
}

/// The widget in the corner, and what is said when it cannot be opened.
#[component]
pub(crate) fn ChatWidget() -> impl IntoView {
    let t = use_texts();
    let chat: Chat = expect_context();
    let identity: Identity = expect_context();
    let surroundings = surroundings();
    let host: NodeRef<html::Div> = NodeRef::new();
    let element = RwSignal::new_local(None::<Element>);

    Effect::new(move |_| {
        let Some(host) = host.get() else { return };
        chat.unread.set(0);
        let created = create(chat, identity.current.get());
        if let Some(element) = &created {
            surroundings.read_untracked().tell(element);
            host.replace_children_with_node_1(element);
        }
        chat.element.set_value(created.clone());
        element.set(created);
    });
    Effect::new(move |_| {
        let surroundings = surroundings.read();
        if let Some(element) = element.get() {
            surroundings.tell(&element);
        }
    });

    view! {
        <div class="chat-host" node_ref=host></div>
        <Show when=move || chat.opening.get() == Opening::Failed>
            <div class="chat-failure" role="alert">
                <Icon glyph=Glyph::Alert />
                <p>{tr!(t.chat_failed)}</p>
                <button type="button" class="button" on:click=move |_| reload()>
                    {tr!(t.reload)}
                </button>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=tr!(t.close)
                    on:click=move |_| chat.opening.set(Opening::Idle)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        </Show>
    }
}

fn reload() {
    // Refused only while the page is already being left.
    let _ = window().location().reload();
}

/// The button that opens the chat from the page.
#[component]
pub(crate) fn AskButton() -> impl IntoView {
    let t = use_texts();
    let chat: Chat = expect_context();
    let pending = move || chat.opening.get() == Opening::Pending;
    view! {
        <button
            type="button"
            class="button button-primary"
            aria-busy=move || pending().to_string()
            on:click=move |_| chat.open()
        >
            <Icon glyph=Glyph::Headset />
            {move || if pending() { t.get().chat_opening } else { t.get().ask_service }}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::product_of;

    #[test]
    fn only_product_pages_carry_a_product() {
        assert_eq!(product_of("/p/mug-01"), Some("mug-01".to_owned()));
        assert_eq!(product_of("/p/mug-01/"), Some("mug-01".to_owned()));
        for path in ["/", "/p/", "/cart", "/products/mug-01"] {
            assert_eq!(product_of(path), None, "{path}");
        }
    }
}

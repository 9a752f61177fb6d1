//! Mounting the chat panel.

use kefu_client::{Change, Client, Config, TokenProvider, TokenUnavailable};
use kefu_contract::{Money, OpenContext, ProductCard, ProductId};
use kefu_widgets::Locale;
use kefu_widgets::chat_panel::{ChatPanel, Perspective};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use std::any::Any;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// What the element class hands over; see `js/chat.ts` for the same shape in TypeScript.
    pub type ChatOptions;

    #[wasm_bindgen(method, getter)]
    fn endpoint(this: &ChatOptions) -> String;
    #[wasm_bindgen(method, getter)]
    fn locale(this: &ChatOptions) -> String;
    #[wasm_bindgen(method, getter)]
    fn identity(this: &ChatOptions) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn token(this: &ChatOptions) -> Option<js_sys::Function>;
    #[wasm_bindgen(method, getter, js_name = onClose)]
    fn on_close(this: &ChatOptions) -> js_sys::Function;
    #[wasm_bindgen(method, getter, js_name = onUnread)]
    fn on_unread(this: &ChatOptions) -> js_sys::Function;

    /// The product page the element stands on.
    pub type Product;

    #[wasm_bindgen(method, getter)]
    fn id(this: &Product) -> String;
    #[wasm_bindgen(method, getter)]
    fn title(this: &Product) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn image(this: &Product) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn amount(this: &Product) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn currency(this: &Product) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn exponent(this: &Product) -> Option<u8>;
}

/// A mounted chat panel. Dropping it without [`Chat::unmount`] keeps the panel alive.
#[wasm_bindgen]
pub struct Chat {
    mounted: Option<Box<dyn Any>>,
    open: ArcRwSignal<bool>,
    locale: ArcRwSignal<Locale>,
    subject: ArcRwSignal<Option<Subject>>,
}

impl std::fmt::Debug for Chat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Chat")
    }
}

/// A product page as the host describes it: enough for a card only when title and price are given.
#[derive(Debug, Clone, PartialEq)]
struct Subject {
    id: ProductId,
    card: Option<ProductCard>,
}

#[wasm_bindgen]
impl Chat {
    /// Mounts a panel into `parent` and connects.
    #[wasm_bindgen(constructor)]
    pub fn new(parent: web_sys::HtmlElement, options: &ChatOptions) -> Self {
        let open = ArcRwSignal::new(true);
        let locale = ArcRwSignal::new(Locale::from_tag(&options.locale()));
        let subject = ArcRwSignal::new(None);
        let config = Config {
            endpoint: options.endpoint(),
            locale: options.locale(),
            token: token_provider(options.token()),
            identity: options.identity(),
        };
        let (on_close, on_unread) = (options.on_close(), options.on_unread());
        let signals = (open.clone(), locale.clone(), subject.clone());
        let mounted: UnmountHandle<_> = mount_to(parent, move || panel(config, signals, on_close, on_unread));
        Self { mounted: Some(Box::new(mounted)), open, locale, subject }
    }

    /// Tells the panel whether it is on screen.
    #[wasm_bindgen(js_name = setOpen)]
    pub fn set_open(&self, open: bool) {
        self.open.set(open);
    }

    /// Changes the language of the interface.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&self, tag: &str) {
        self.locale.set(Locale::from_tag(tag));
    }

    /// Changes what the next message is about; `undefined` for nothing in particular.
    #[wasm_bindgen(js_name = setProduct)]
    pub fn set_product(&self, product: Option<Product>) {
        self.subject.set(product.as_ref().map(Subject::of));
    }

    /// Takes the panel out of the document and disconnects.
    pub fn unmount(&mut self) {
        self.mounted = None;
    }
}

impl Subject {
    fn of(product: &Product) -> Self {
        let id = ProductId(product.id());
        let price = product.amount().zip(product.currency()).map(|(amount, currency)| Money {
            amount: amount as i64,
            currency,
            exponent: product.exponent().unwrap_or(2),
        });
        let card = product.title().zip(price).map(|(title, price)| ProductCard {
            id: id.clone(),
            title,
            price,
            image_url: product.image(),
            url: None,
        });
        Self { id, card }
    }
}

type Signals = (ArcRwSignal<bool>, ArcRwSignal<Locale>, ArcRwSignal<Option<Subject>>);

fn panel(
    config: Config,
    (open, locale, subject): Signals,
    on_close: js_sys::Function,
    on_unread: js_sys::Function,
) -> impl IntoView {
    let client = Client::connect(config);
    let close = StoredValue::new_local(on_close);
    let close = Callback::new(move |()| {
        close.with_value(|close| {
            let _ = close.call0(&JsValue::UNDEFINED);
        });
    });
    let former = Cell::new(None);
    let watched = client.clone();
    let unread = client.subscribe(move |change| {
        if *change == Change::Conversations {
            let unread: u32 = watched.read(|core| core.conversations().map(|c| c.unread).sum());
            if former.replace(Some(unread)) != Some(unread) {
                let _ = on_unread.call1(&JsValue::UNDEFINED, &unread.into());
            }
        }
    });
    let kept = StoredValue::new_local(Some((client.clone(), unread)));
    on_cleanup(move || {
        if let Some((client, _)) = kept.try_update_value(Option::take).flatten() {
            client.close();
        }
    });
    let context = {
        let subject = subject.clone();
        Signal::derive(move || OpenContext { product_id: subject.get().map(|s| s.id), order_id: None })
    };
    view! {
        <ChatPanel client=client perspective=Perspective::Buyer locale=Signal::from(locale)
            active=Signal::from(open) context=context
            subject=Signal::derive(move || subject.get().and_then(|s| s.card)) on_close=close />
    }
}

/// A JavaScript function that returns a token, or a promise of one, or nothing. One that throws or rejects is
/// asked again later.
fn token_provider(function: Option<js_sys::Function>) -> TokenProvider {
    TokenProvider::new(move || {
        let answer = function.as_ref().map(|f| f.call0(&JsValue::UNDEFINED));
        async move {
            let Some(answer) = answer else { return Ok(None) };
            let value = answer.map_err(|_| TokenUnavailable)?;
            let value = match value.dyn_into::<js_sys::Promise>() {
                Ok(promise) => JsFuture::from(promise).await.map_err(|_| TokenUnavailable)?,
                Err(value) => value,
            };
            Ok(value.as_string())
        }
    })
}

//! Mounting the chat panel.

use kefu_client::{Change, Client, Config, Subscription, TokenProvider, TokenUnavailable};
use kefu_contract::{Money, ProductCard, ProductId};
use kefu_widgets::Locale;
use kefu_widgets::chat_panel::{Panel, Perspective, Wishes};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    /// What the element class hands over; see `js/options.ts` for the same shape in TypeScript.
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

/// A mounted chat panel.
#[wasm_bindgen]
pub struct Chat {
    panel: Rc<Panel>,
    wishes: RefCell<Wishes>,
    client: Client,
    unread: RefCell<Option<Subscription>>,
}

impl std::fmt::Debug for Chat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Chat")
    }
}

#[wasm_bindgen]
impl Chat {
    /// Makes `root` a panel and connects.
    #[wasm_bindgen(constructor)]
    pub fn new(root: web_sys::Element, options: &ChatOptions) -> Self {
        let client = Client::connect(config(options));
        let on_close = options.on_close();
        let close = Box::new(move || {
            let _ = on_close.call0(&JsValue::UNDEFINED);
        });
        let panel = Panel::mount(root, client.clone(), Perspective::Buyer, Some(close));
        let unread = count_unread(&client, options.on_unread());
        let locale = Locale::from_tag(&options.locale());
        let chat = Self {
            panel,
            wishes: RefCell::new(Wishes { locale, active: true, ..Wishes::default() }),
            client,
            unread: RefCell::new(Some(unread)),
        };
        chat.wish(|_| {});
        chat
    }

    fn wish(&self, change: impl FnOnce(&mut Wishes)) {
        change(&mut self.wishes.borrow_mut());
        // Cloned: what follows can call the host, and the host call us.
        let wishes = self.wishes.borrow().clone();
        self.panel.wish(wishes);
    }

    /// Tells the panel whether it is on screen.
    #[wasm_bindgen(js_name = setOpen)]
    pub fn set_open(&self, open: bool) {
        self.wish(|wishes| wishes.active = open);
    }

    /// Changes the language of the interface.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&self, tag: &str) {
        self.wish(|wishes| wishes.locale = Locale::from_tag(tag));
    }

    /// Changes what the next message is about; `undefined` for nothing in particular.
    #[wasm_bindgen(js_name = setProduct)]
    pub fn set_product(&self, product: Option<Product>) {
        self.wish(|wishes| {
            wishes.context.product_id = product.as_ref().map(|product| ProductId(product.id()));
            wishes.subject = product.as_ref().and_then(card);
        });
    }

    /// Disconnects and wipes what is stored for this identity.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self) {
        self.client.sign_out();
    }

    /// Disconnects. What is left in the document is the element's to clear away.
    pub fn unmount(&self) {
        self.unread.take();
        self.client.close();
    }
}

/// Tells how many messages have not been read, whenever that changes.
fn count_unread(client: &Client, on_unread: js_sys::Function) -> Subscription {
    let former = Cell::new(None);
    let watched = client.clone();
    client.subscribe(move |change| {
        if *change == Change::Conversations {
            let unread: u32 = watched.read(|core| core.conversations().map(|c| c.unread).sum());
            if former.replace(Some(unread)) != Some(unread) {
                let _ = on_unread.call1(&JsValue::UNDEFINED, &unread.into());
            }
        }
    })
}

/// Wipes what an earlier visit stored, without connecting to anything, and calls `done` with whether that went
/// well. (A promise made here would cost most of a kilobyte.)
#[wasm_bindgen]
pub fn wipe(options: &ChatOptions, done: js_sys::Function) {
    let config = config(options);
    spawn_local(async move {
        let wiped = Client::wipe(&config).await.is_ok();
        let _ = done.call1(&JsValue::UNDEFINED, &wiped.into());
    });
}

fn config(options: &ChatOptions) -> Config {
    Config {
        endpoint: options.endpoint(),
        locale: options.locale(),
        token: token_provider(options.token()),
        identity: options.identity(),
        outside: Default::default(),
    }
}

/// The product as a card, when the host gave enough for one: title and price.
fn card(product: &Product) -> Option<ProductCard> {
    let (amount, currency) = product.amount().zip(product.currency())?;
    let price = Money { amount: amount as i64, currency, exponent: product.exponent().unwrap_or(2) };
    Some(ProductCard {
        id: ProductId(product.id()),
        title: product.title()?,
        price,
        image_url: product.image(),
        url: None,
    })
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

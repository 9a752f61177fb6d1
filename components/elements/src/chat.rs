//! Mounting the chat panel.

use js_sys::Array;
use kefu_client::core::{About, Compose, Entry, Input, Method, Timeline, Write};
use kefu_client::{Change, Client, Config, Core, Subscription, TokenProvider, TokenUnavailable};
use kefu_contract::json::{ToJson, text};
use kefu_contract::{Content, Conversation, Money, OrderId, ProductCard, ProductId, paths};
use kefu_widgets::Locale;
use kefu_widgets::chat_panel::{Panel, Perspective, Wishes};
use std::cell::RefCell;
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
    #[wasm_bindgen(method, getter, js_name = onChange)]
    fn on_change(this: &ChatOptions) -> js_sys::Function;

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
    changes: RefCell<Option<Subscription>>,
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
        let changes = tell_changes(&client, options.on_change());
        let locale = Locale::from_tag(&options.locale());
        let chat = Self {
            panel,
            wishes: RefCell::new(Wishes { locale, active: true, ..Wishes::default() }),
            client,
            changes: RefCell::new(Some(changes)),
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

    /// Changes the language of the interface. `words` are the host's own, keys and words in turn.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&self, tag: &str, words: Vec<String>) {
        self.wish(|wishes| wishes.locale = Locale::with_words(tag, words));
    }

    /// Changes what the next message is about; `undefined` for nothing in particular.
    #[wasm_bindgen(js_name = setProduct)]
    pub fn set_product(&self, product: Option<Product>) {
        self.wish(|wishes| {
            wishes.context.product_id = product.as_ref().map(|product| ProductId(product.id()));
            wishes.subject = product.as_ref().and_then(card);
        });
    }

    /// Changes which order the next message is about.
    #[wasm_bindgen(js_name = setOrder)]
    pub fn set_order(&self, id: Option<String>) {
        self.wish(|wishes| wishes.context.order_id = id.map(OrderId));
    }

    /// The buyer's conversation, as the contract writes it; `undefined` before there is one.
    pub fn conversation(&self) -> JsValue {
        let own =
            |core: &Core| core.own_conversation().and_then(|id| core.conversation(&id).map(|of| plain(of)));
        self.client.read(own).unwrap_or_default()
    }

    /// Its messages, as far as they are loaded, oldest first.
    pub fn messages(&self) -> Array {
        let messages = |core: &Core| {
            let own = core.own_conversation()?;
            Some(core.timeline(&own)?.messages().iter().map(|of| plain(of)).collect())
        };
        self.client.read(messages).unwrap_or_default()
    }

    /// Asks for older messages; returns whether there are any.
    #[wasm_bindgen(js_name = loadOlder)]
    pub fn load_older(&self) -> bool {
        let older = |core: &Core| {
            core.own_conversation().filter(|id| core.timeline(id).is_some_and(Timeline::has_older))
        };
        let Some(id) = self.client.read(older) else { return false };
        self.client.dispatch(Input::LoadOlder(id));
        true
    }

    /// Sends a text as if it had been written.
    pub fn ask(&self, text: String) {
        let compose = Compose {
            conversation: self.client.read(Core::own_conversation),
            context: self.wishes.borrow().context.clone(),
            content: Content::text(text),
            visibility: None,
            files: Vec::new(),
        };
        self.client.dispatch(Input::Compose(Box::new(compose)));
    }

    /// Does what the conversation's `actions` offer under this code.
    pub fn act(&self, code: &str) {
        let write = |core: &Core| {
            core.conversation(&core.own_conversation()?).map(|conversation| act(conversation, code))
        };
        if let Some(write) = self.client.read(write) {
            self.client.dispatch(Input::Write(Box::new(write)));
        }
    }

    /// Why something done with [`Chat::act`] was refused. It is told once, and not tried again.
    pub fn refusal(&self) -> Option<String> {
        let refused = |entry: &Entry| match (&entry.refusal, entry.write().map(|write| &write.about)) {
            (Some(refusal), Some(About::Conversation(_))) => {
                Some((entry.client_id.clone(), refusal.reason.clone()))
            }
            _ => None,
        };
        let (id, reason) = self.client.read(|core| core.outbox().entries().iter().find_map(refused))?;
        self.client.dispatch(Input::Discard(id));
        Some(reason)
    }

    /// Disconnects and wipes what is stored for this identity.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self) {
        self.client.sign_out();
    }

    /// Disconnects. What is left in the document is the element's to clear away.
    pub fn unmount(&self) {
        self.changes.take();
        self.client.close();
    }
}

/// Tells the element of changes: how many messages are unread, and whether one has just come.
fn tell_changes(client: &Client, on_change: js_sys::Function) -> Subscription {
    let watched = client.clone();
    client.subscribe(move |change| {
        let unread: u32 = watched.read(|core| core.conversations().map(|c| c.unread).sum());
        let arrived = matches!(change, Change::Arrived(_));
        let _ = on_change.call2(&JsValue::UNDEFINED, &unread.into(), &arrived.into());
    })
}

/// An object of the contract as JavaScript has it.
fn plain(object: &dyn ToJson) -> JsValue {
    js_sys::JSON::parse(&text(object)).unwrap_or_default()
}

/// The request that does what an action of a conversation offers.
fn act(conversation: &Conversation, code: &str) -> Write {
    let (method, path, change) = match code {
        "conversation.close" => (Method::Patch, paths::CONVERSATION, r#","status":"closed"}"#.to_owned()),
        _ => (Method::Post, paths::CONVERSATION_ACTIONS, [r#","code":""#, code, r#""}"#].concat()),
    };
    Write {
        label: code.to_owned(),
        about: About::Conversation(conversation.id.clone()),
        method,
        path: paths::with_id(path, &conversation.id),
        body: [r#"{"version":"#, &conversation.version.to_string(), &change].concat(),
        check: None,
    }
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

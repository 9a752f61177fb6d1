//! The other tabs: a lock that one of them holds, and a channel on which all talk.
//!
//! A tab that is closed gives the lock to the next at once. One that is frozen keeps it, so a tab on screen asks
//! the leader now and then, and takes the lead when no answer comes.

use crate::browser::stream;
use crate::core::{Connection, Input, TabNews, TabRole};
use crate::json;
use crate::sse::Frame;
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::{Array, Function, Object, Promise, Reflect};
use kefu_contract::ClientId;
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

/// How often a follower on screen asks whether the leader is there, in milliseconds.
const ASK_EVERY_MS: u32 = 350;
/// After so many questions without an answer the leader is taken for frozen.
const PATIENCE: u32 = 3;

/// First item of a message on the channel; says what the others are.
const FRAME: &str = "frame";
const HELLO: &str = "hello";
const LEAD: &str = "lead";
const ENTRY: &str = "entry";
const RETRY: &str = "retry";
const GONE: &str = "gone";
const DRAFT: &str = "draft";
const WAKE: &str = "wake";
const SEARCH: &str = "search";
const SIGNED_OUT: &str = "signed-out";
const ASK: &str = "ask";
const HERE: &str = "here";

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

type Feed = dyn Fn(Input);

/// A place among the tabs of one database; leaves it when dropped.
pub(super) struct Tabs {
    inner: Rc<Inner>,
    _listener: EventListener,
    _asking: Interval,
}

struct Inner {
    locks: LockManager,
    name: String,
    channel: BroadcastChannel,
    role: Cell<Option<TabRole>>,
    /// Gives the lock back.
    release: RefCell<Option<Function>>,
    /// Questions since the leader's last word.
    unanswered: Cell<u32>,
    left: Cell<bool>,
    feed: Box<Feed>,
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.inner.left.set(true);
        self.inner.give_back();
        self.inner.channel.close();
    }
}

impl Tabs {
    /// Joins the tabs that share the database `name`. `None` where the browser has no locks or no channels: then
    /// every tab leads, and what they do is the same, only more of it.
    pub(super) fn join(name: &str, feed: impl Fn(Input) + 'static) -> Option<Self> {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
        let inner = Rc::new(Inner {
            locks: locks.unchecked_into(),
            name: name.to_owned(),
            channel: BroadcastChannel::new(name).ok()?,
            role: Cell::default(),
            release: RefCell::default(),
            unanswered: Cell::default(),
            left: Cell::default(),
            feed: Box::new(feed),
        });
        let weak = Rc::downgrade(&inner);
        let listener = EventListener::new(&inner.channel, "message", move |event| {
            if let (Some(inner), Some(event)) = (weak.upgrade(), event.dyn_ref::<MessageEvent>()) {
                inner.heard(&Array::from(&event.data()));
            }
        });
        let weak = Rc::downgrade(&inner);
        let asking = Interval::new(ASK_EVERY_MS, move || {
            if let Some(inner) = weak.upgrade() {
                inner.ask();
            }
        });
        inner.request(Wanted::Now);
        Some(Self { inner, _listener: listener, _asking: asking })
    }

    /// Whether it is known which tab leads.
    pub(super) fn is_decided(&self) -> bool {
        self.inner.role.get().is_some()
    }

    /// Passes on what the stream has brought, as it came.
    pub(super) fn pass_on(&self, frame: &Frame) {
        self.inner.post(FRAME, &frame.event.as_str().into(), &frame.data.as_str().into());
    }

    /// Tells the others.
    pub(super) fn tell(&self, news: TabNews) {
        let (kind, first, second): (&str, JsValue, JsValue) = match news {
            TabNews::Hello => (HELLO, JsValue::NULL, JsValue::NULL),
            TabNews::Lead(connection, seq) => (LEAD, (connection as u8).into(), (seq as f64).into()),
            // Has a stored form, and this is the same one.
            TabNews::Entry(entry) => (ENTRY, json::object(&*entry), JsValue::NULL),
            TabNews::Retry(id) => (RETRY, id.0.into(), JsValue::NULL),
            TabNews::Gone(id) => (GONE, id.0.into(), JsValue::NULL),
            TabNews::Draft(draft) => (DRAFT, json::object(&*draft), JsValue::NULL),
            TabNews::Search => (SEARCH, JsValue::NULL, JsValue::NULL),
            TabNews::Wake => (WAKE, JsValue::NULL, JsValue::NULL),
            TabNews::SignedOut => (SIGNED_OUT, JsValue::NULL, JsValue::NULL),
        };
        self.inner.post(kind, &first, &second);
    }
}

/// What a message on the channel says; nothing for those of another version.
fn read(kind: &str, first: JsValue, second: &JsValue) -> Option<Input> {
    let id = |value: JsValue| value.as_string().map(ClientId);
    if kind == FRAME {
        let frame = Frame { event: first.as_string()?, data: second.as_string()? };
        return stream::read(&frame);
    }
    Some(Input::News(match kind {
        HELLO => TabNews::Hello,
        LEAD => TabNews::Lead(*CONNECTIONS.get(first.as_f64()? as usize)?, second.as_f64()? as u64),
        ENTRY => TabNews::Entry(Box::new(json::read(&first)?)),
        DRAFT => TabNews::Draft(Box::new(json::read(&first)?)),
        WAKE => TabNews::Wake,
        SEARCH => TabNews::Search,
        RETRY => TabNews::Retry(id(first)?),
        GONE => TabNews::Gone(id(first)?),
        SIGNED_OUT => TabNews::SignedOut,
        _ => return None,
    }))
}

/// In the order of their declaration, by which they are told.
const CONNECTIONS: [Connection; 5] = [
    Connection::Connecting,
    Connection::Live,
    Connection::CatchingUp,
    Connection::Offline,
    Connection::SignedOut,
];

/// When the lead is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// If nobody has it.
    Now,
    /// As soon as whoever has it goes.
    Next,
    /// At once, from whoever has it.
    Stolen,
}

impl Inner {
    fn post(&self, kind: &str, first: &JsValue, second: &JsValue) {
        let message = Array::of3(&kind.into(), first, second);
        // Fails on a closed channel alone, and then nobody is to be told any more.
        let _ = self.channel.post_message(&message);
    }

    fn heard(&self, message: &Array) {
        let kind = message.get(0).as_string().unwrap_or_default();
        let leads = self.role.get() == Some(TabRole::Leader);
        match kind.as_str() {
            ASK if leads => self.post(HERE, &JsValue::NULL, &JsValue::NULL),
            HERE => self.unanswered.set(0),
            // A leader has events of its own.
            FRAME if leads => {}
            kind => {
                if let Some(input) = read(kind, message.get(1), &message.get(2)) {
                    (self.feed)(input);
                }
            }
        }
    }

    /// A follower on screen wants a leader that is awake.
    fn ask(self: &Rc<Self>) {
        let hidden = web_sys::window().and_then(|w| w.document()).is_none_or(|document| document.hidden());
        if hidden || self.role.get() != Some(TabRole::Follower) {
            self.unanswered.set(0);
            return;
        }
        if self.unanswered.replace(self.unanswered.get() + 1) >= PATIENCE {
            self.unanswered.set(0);
            self.request(Wanted::Stolen);
        } else {
            self.post(ASK, &JsValue::NULL, &JsValue::NULL);
        }
    }

    fn request(self: &Rc<Self>, wanted: Wanted) {
        let options = Object::new();
        let option = match wanted {
            Wanted::Now => Some("ifAvailable"),
            Wanted::Next => None,
            Wanted::Stolen => Some("steal"),
        };
        if let Some(option) = option {
            // Setting a property of a plain object cannot fail.
            let _ = Reflect::set(&options, &option.into(), &JsValue::TRUE);
        }
        let weak = Rc::downgrade(self);
        let granted = Closure::once_into_js(move |lock: JsValue| granted(&weak, &lock));
        let Ok(held) = self.locks.request(&self.name, &options, granted.unchecked_ref()) else {
            self.become_role(TabRole::Leader);
            return;
        };
        let weak = Rc::downgrade(self);
        spawn_local(async move {
            // Given back, the lock's promise is fulfilled; taken away, it is refused.
            let taken = JsFuture::from(held).await.is_err();
            if let Some(inner) = weak.upgrade().filter(|inner| taken && !inner.left.get()) {
                inner.lost();
            }
        });
    }

    /// Another tab has taken the lead; this one waits for it to come back.
    fn lost(self: &Rc<Self>) {
        self.release.take();
        self.become_role(TabRole::Follower);
        self.request(Wanted::Next);
    }

    fn give_back(&self) {
        if let Some(release) = self.release.take() {
            // Resolving a promise cannot fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }

    fn become_role(&self, role: TabRole) {
        self.role.set(Some(role));
        (self.feed)(Input::Role(role));
    }
}

/// The lock is there, or is somebody else's. Gives the promise that holds it until it is given back.
fn granted(weak: &Weak<Inner>, lock: &JsValue) -> JsValue {
    let Some(inner) = weak.upgrade().filter(|inner| !inner.left.get()) else { return JsValue::UNDEFINED };
    if lock.is_null() {
        inner.become_role(TabRole::Follower);
        inner.request(Wanted::Next);
        return JsValue::UNDEFINED;
    }
    let held = Promise::new(&mut |resolve, _| {
        inner.release.replace(Some(resolve));
    });
    inner.become_role(TabRole::Leader);
    held.into()
}

//! The panel itself: its parts, what the user does to them, and keeping them in step with the client.

use super::announcer::Announcer;
use super::composer::Composer;
use super::header::Header;
use super::keeper::Keeper;
use super::list::{List, clicked};
use super::machine::{Draft, KeyAction, on_key};
use super::resize::Resize;
use super::typing::Typing;
use super::view::{View, Wishes};
use super::{Perspective, banner};
use crate::kit::dom::{add, before_drawing, document, put, say, show, tree};
use gloo_events::{EventListener, EventListenerOptions};
use kefu_client::core::{Compose, Input, Timeline};
use kefu_client::{Change, Client, Connection, Subscription};
use kefu_contract::{Content, ConversationId};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// A mounted panel, without a framework around it: what [`super::ChatPanel`] and the custom element share.
///
/// Dropping it stops its listeners; the client and what is in the document are the host's to clear away.
pub struct Panel {
    client: Client,
    perspective: Perspective,
    on_close: Option<Box<dyn Fn()>>,
    wishes: RefCell<Wishes>,
    /// The conversation drawn at the moment.
    shown: RefCell<Option<ConversationId>>,
    root: Element,
    empty: Element,
    body: Element,
    header: Header,
    banner: Element,
    list: List,
    composer: Composer,
    announcer: Announcer,
    typing: Rc<Typing>,
    keeper: Rc<Keeper>,
    settling: Cell<bool>,
    listeners: RefCell<Vec<EventListener>>,
    resize: RefCell<Option<Resize>>,
    subscription: RefCell<Option<Subscription>>,
}

impl std::fmt::Debug for Panel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Panel")
    }
}

impl Panel {
    /// Makes `root`, an element of the host's, the panel. Nothing is shown of a conversation before the first
    /// [`Panel::wish`]. `on_close` is called when the user closes the panel; without it there is no close button.
    pub fn mount(
        root: Element,
        client: Client,
        perspective: Perspective,
        on_close: Option<Box<dyn Fn()>>,
    ) -> Rc<Self> {
        let (header, list, composer) = (Header::new(on_close.is_some()), List::new(), Composer::new());
        let banner = tree("p", "kefu-banner", &[("role", "status")], &[]);
        let body = tree("div", "kefu-chat-body", &[], &[&header.root, &banner, &list.root, &composer.root]);
        let empty = tree("p", "kefu-chat-empty", &[], &[]);
        let announcer = Announcer::new();
        root.set_text_content(None);
        root.set_class_name("kefu-chat");
        put(&root, "data-kefu-chat", "");
        [&empty, &body, &announcer.root].into_iter().for_each(|part| add(&root, part));
        let panel = Rc::new(Self {
            typing: Typing::new(client.clone()),
            keeper: Keeper::new(client.clone()),
            client,
            perspective,
            on_close,
            wishes: RefCell::default(),
            shown: RefCell::default(),
            root,
            empty,
            body,
            header,
            banner,
            list,
            composer,
            announcer,
            settling: Cell::default(),
            listeners: RefCell::default(),
            resize: RefCell::default(),
            subscription: RefCell::default(),
        });
        panel.listen();
        panel
    }

    /// Takes over what the host asks for from now on. Returns whether the panel comes on screen with it.
    pub fn wish(self: &Rc<Self>, wishes: Wishes) -> bool {
        let woke = wishes.active && !self.wishes.borrow().active;
        self.wishes.replace(wishes);
        self.sync(true);
        if woke {
            // Looking is the moment to try again what had been given up.
            self.client.dispatch(Input::Wake);
        }
        woke
    }

    /// Puts the cursor where one writes.
    #[cfg(feature = "leptos")]
    pub(super) fn focus(&self) {
        let _ = self.composer.field.focus();
    }

    fn listen(self: &Rc<Self>) {
        let on = |target: &web_sys::EventTarget, event: &'static str, act: fn(&Rc<Self>, &Event)| {
            let weak = Rc::downgrade(self);
            // Not passive: Enter has to be kept from breaking the line.
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(target, event, options, move |event| {
                if let Some(panel) = Weak::upgrade(&weak) {
                    act(&panel, event);
                }
            })
        };
        let mut listeners = vec![
            on(&self.header.close, "click", |panel, _| panel.close()),
            on(&self.list.scroller, "scroll", |panel, _| panel.scrolled()),
            on(&self.list.scroller, "click", |panel, event| {
                if let Some(input) = clicked(event) {
                    panel.client.dispatch(input);
                }
            }),
            on(&self.list.older, "click", |panel, _| panel.load_older()),
            on(&self.list.jump, "click", |panel, _| panel.list.follow()),
            on(&self.composer.field, "keydown", Self::key),
            on(&self.composer.field, "input", |panel, _| panel.written()),
            on(&self.composer.send, "click", |panel, _| panel.send()),
        ];
        if let Some(window) = web_sys::window() {
            listeners.push(on(&window, "focus", |panel, _| panel.mark_seen()));
            listeners.push(on(&window, "pagehide", |panel, _| panel.keeper.flush()));
        }
        self.listeners.replace(listeners);
        // The end stays in sight when pictures, the composer, a keyboard or the window take or give room.
        let weak = Rc::downgrade(self);
        self.resize.replace(Resize::watch(&self.list.sized(), move || {
            if let Some(panel) = weak.upgrade() {
                panel.list.settle();
            }
        }));
        let weak = Rc::downgrade(self);
        self.subscription.replace(Some(self.client.subscribe(move |change| {
            if let Some(panel) = weak.upgrade() {
                if let Change::Draft(of) = change {
                    panel.adopt(of.as_ref());
                }
                let rows = matches!(change, Change::Rows(_) | Change::Session | Change::Conversations);
                panel.sync(rows);
            }
        })));
    }

    /// Brings everything on screen in line with the client; the messages only if asked to.
    fn sync(self: &Rc<Self>, messages: bool) {
        let wishes = self.wishes.borrow().clone();
        let own = || self.client.read(|core| core.own_conversation());
        let shown = match self.perspective {
            Perspective::Agent => wishes.conversation.clone(),
            Perspective::Buyer => wishes.conversation.clone().or_else(own),
        };
        if *self.shown.borrow() != shown {
            self.typing.stop();
        }
        let former = self.shown.replace(shown.clone());
        if former != shown {
            self.keeper.flush();
            let draft = self.draft(shown.as_ref());
            self.composer.switch(former.as_ref(), draft.as_deref());
            self.list.switch(former.is_none());
            self.announcer.hush();
            if let Some(id) = &shown {
                self.client.dispatch(Input::Show(id.clone()));
            }
        }
        let now = self.client.server_now();
        self.view(&wishes, |view| {
            self.sync_root(view);
            self.header.sync(view);
            banner::sync(&self.banner, view);
            if messages || former != shown {
                self.list.draw(view, now, &self.announcer);
            }
            self.list.sync(view);
            if let Some(hint) = self.composer.sync(view) {
                self.announcer.remark(view.text(), &hint);
            }
        });
        self.settle_soon();
    }

    /// What is being written in a conversation, as the client has it.
    fn draft(&self, of: Option<&ConversationId>) -> Option<String> {
        self.client.read(|core| core.draft(of).map(|draft| draft.text.clone()))
    }

    fn adopt(&self, of: Option<&ConversationId>) {
        if self.shown.borrow().as_ref() == of && !self.keeper.is_ahead() {
            self.composer.adopt(self.draft(of).as_deref());
        }
    }

    fn sync_root(&self, view: View) {
        put(&self.root, "aria-label", view.text().panel);
        put(&self.root, "lang", view.wishes.locale.tag());
        let connection = match view.core.connection() {
            Connection::Connecting => "connecting",
            Connection::Live => "live",
            Connection::CatchingUp => "catching_up",
            Connection::Offline => "offline",
            Connection::SignedOut => "signed_out",
        };
        put(&self.root, "data-connection", connection);
        let chosen = self.perspective == Perspective::Buyer || view.shown.is_some();
        say(&self.empty, view.text().choose);
        show(&self.empty, !chosen);
        show(&self.body, chosen);
    }

    fn view<T>(&self, wishes: &Wishes, look: impl FnOnce(View) -> T) -> T {
        let shown = self.shown.borrow();
        let volatile = self.client.is_volatile();
        self.client.read(|core| {
            look(View { core, wishes, perspective: self.perspective, shown: shown.as_ref(), volatile })
        })
    }

    /// Scrolling waits for layout, once per frame.
    fn settle_soon(self: &Rc<Self>) {
        if self.settling.replace(true) {
            return;
        }
        let weak = Rc::downgrade(self);
        before_drawing(move || {
            if let Some(panel) = weak.upgrade() {
                panel.settling.set(false);
                panel.list.settle();
                panel.mark_seen();
            }
        });
    }

    fn scrolled(&self) {
        if self.list.scrolled() {
            self.load_older();
        }
        self.mark_seen();
    }

    fn load_older(&self) {
        let shown = self.shown.borrow().clone();
        if let Some(id) = shown {
            self.client.dispatch(Input::LoadOlder(id));
        }
    }

    /// Seen means: on screen, in a window somebody looks at, at the end of the list.
    fn mark_seen(&self) {
        let looked_at = document().has_focus().unwrap_or(true);
        if !looked_at || !self.wishes.borrow().active || !self.list.is_at_end() {
            return;
        }
        let Some(id) = self.shown.borrow().clone() else { return };
        let last = self.client.read(|core| core.timeline(&id).map_or(0, Timeline::last_position));
        if last > 0 {
            self.client.dispatch(Input::Seen(id, last));
        }
    }

    fn close(&self) {
        if let Some(on_close) = &self.on_close {
            on_close();
        }
    }

    fn key(self: &Rc<Self>, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        match on_key(&key.key(), key.shift_key(), key.is_composing(), key.key_code()) {
            KeyAction::Send => {
                event.prevent_default();
                self.send();
            }
            KeyAction::Close => self.close(),
            KeyAction::Pass => {}
        }
    }

    fn written(self: &Rc<Self>) {
        let shown = self.shown.borrow().clone();
        self.keeper.keep(shown.clone(), self.composer.field.value());
        match shown.filter(|_| !self.composer.field.value().is_empty()) {
            Some(conversation) => self.typing.go_on(conversation),
            None => self.typing.stop(),
        }
        self.sync(false);
    }

    fn send(self: &Rc<Self>) {
        let wishes = self.wishes.borrow().clone();
        if !matches!(self.view(&wishes, |view| self.composer.draft(view)), Draft::Ready { .. }) {
            return;
        }
        self.typing.stop();
        self.keeper.forget();
        let conversation = self.shown.borrow().clone();
        let content = Content::text(self.composer.take());
        self.list.follow();
        self.client.dispatch(Input::Compose(Box::new(Compose {
            conversation,
            context: wishes.context,
            content,
            visibility: None,
            files: Vec::new(),
        })));
        self.sync(false);
        let _ = self.composer.field.focus();
    }
}

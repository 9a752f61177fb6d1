//! The list of messages: what is drawn, and where its reader is.

use super::Perspective;
use super::lines::arrange;
use super::paint::{Look, Painter};
use super::view::View;
use crate::kit::dom::{add, element, icon, put, say, show, tree};
use crate::kit::{IconName, LocalTime};
use kefu_client::core::{Input, Timeline};
use kefu_contract::{ClientId, Timestamp};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Nearer to the end than this counts as being at the end, in CSS pixels.
const AT_END_PX: i32 = 48;
/// Nearer to the top than this asks for older messages.
const NEAR_TOP_PX: i32 = 120;
const DAY_MS: i64 = 86_400_000;

/// The list's parts and its reader's place.
pub(super) struct List {
    pub(super) root: Element,
    pub(super) scroller: Element,
    pub(super) older: Element,
    pub(super) jump: Element,
    jump_words: Element,
    greeting: Element,
    greeting_title: Element,
    greeting_hint: Element,
    skeleton: Element,
    typing: Element,
    painter: RefCell<Painter>,
    has_older: Cell<bool>,
    /// Follows new messages.
    at_end: Cell<bool>,
    /// Others' messages that arrived while reading further up.
    missed: Cell<u32>,
    /// Height of the content before older messages are put above it.
    before_prepend: Cell<Option<i32>>,
}

impl List {
    pub(super) fn new() -> Self {
        let button = [("type", "button")];
        let older = tree("button", "kefu-quiet-button kefu-older", &button, &[]);
        let greeting_title = element("p", "kefu-greeting-title");
        let greeting_hint = element("p", "");
        let greeting = tree("div", "kefu-greeting", &[], &[&greeting_title, &greeting_hint]);
        let skeleton = element("div", "kefu-skeleton");
        (0..3).for_each(|_| add(&skeleton, &element("i", "")));
        let rows = element("div", "");
        let scroller = tree(
            "div",
            "kefu-chat-list",
            &[("role", "log"), ("tabindex", "0")],
            &[&older, &greeting, &skeleton, &rows],
        );
        let jump_words = element("span", "");
        let jump = tree("button", "kefu-jump", &button, &[&icon(IconName::Down), &jump_words]);
        show(&jump, false);
        let typing = tree("p", "kefu-typing", &[("role", "status")], &[]);
        let root = tree("div", "kefu-chat-list-frame", &[], &[&scroller, &jump, &typing]);
        Self {
            root,
            scroller,
            older,
            jump,
            jump_words,
            greeting,
            greeting_title,
            greeting_hint,
            skeleton,
            typing,
            painter: RefCell::new(Painter::new(rows)),
            has_older: Cell::new(false),
            at_end: Cell::new(true),
            missed: Cell::new(0),
            before_prepend: Cell::new(None),
        }
    }

    /// Draws the texts around the messages.
    pub(super) fn sync(&self, view: View) {
        let text = view.text();
        put(&self.scroller, "aria-label", text.messages);
        say(&self.older, text.load_older);
        let (title, hint) = match view.perspective {
            Perspective::Buyer => (text.greeting, text.greeting_hint),
            Perspective::Agent => (text.no_messages, ""),
        };
        say(&self.greeting_title, title);
        say(&self.greeting_hint, hint);
        say(&self.jump_words, &(text.jump)(self.missed.get()));
        let typing = view.shown.and_then(|id| view.core.typing(id));
        say(&self.typing, &typing.map(|person| (text.typing)(&person.name)).unwrap_or_default());
    }

    /// Draws the messages.
    pub(super) fn draw(&self, view: View, now: Timestamp) {
        let timeline = view.shown.and_then(|id| view.core.timeline(id));
        let synced = view.shown.is_none() || timeline.is_some_and(Timeline::is_synced);
        let known = view.core.session().is_some() && synced;
        let rows = view.core.rows(view.shown);
        show(&self.greeting, rows.is_empty() && known);
        show(&self.skeleton, rows.is_empty() && !known);
        self.has_older.set(timeline.is_some_and(Timeline::has_older));
        show(&self.older, self.has_older.get());
        let look = Look {
            conversation: view.shown.cloned(),
            perspective: view.perspective,
            locale: view.wishes.locale,
            today: LocalTime::of(now).day,
            yesterday: LocalTime::of(now.plus_ms(-DAY_MS)).day,
        };
        let newest = rows.iter().rev().find(|row| !row.own).map(|row| row.key.clone());
        let mut painter = self.painter.borrow_mut();
        if painter.newest_of_others().is_some_and(|known| Some(known) != newest.as_deref())
            && !self.at_end.get()
        {
            self.missed.set(self.missed.get() + 1);
        }
        painter.paint(look, arrange(rows, LocalTime::of));
    }

    /// After drawing: keeps the reader where they were, or at the end.
    pub(super) fn settle(&self) {
        if self.at_end.get() {
            self.scroller.set_scroll_top(self.scroller.scroll_height());
            self.missed.set(0);
        } else {
            let height = self.scroller.scroll_height();
            let grown = self.before_prepend.get().map_or(0, |before| height - before);
            if grown > 0 {
                self.scroller.set_scroll_top(self.scroller.scroll_top() + grown);
                self.before_prepend.set(None);
            }
        }
        show(&self.jump, !self.at_end.get());
    }

    /// Goes to the newest message and stays there.
    pub(super) fn follow(&self) {
        self.at_end.set(true);
        self.settle();
    }

    /// Whether the newest message is on screen.
    pub(super) fn is_at_end(&self) -> bool {
        self.at_end.get()
    }

    /// Takes note of a scroll; returns whether older messages are wanted.
    pub(super) fn scrolled(&self) -> bool {
        let below =
            self.scroller.scroll_height() - self.scroller.scroll_top() - self.scroller.client_height();
        self.at_end.set(below <= AT_END_PX);
        if below <= AT_END_PX {
            self.missed.set(0);
        }
        show(&self.jump, !self.at_end.get());
        self.scroller.scroll_top() < NEAR_TOP_PX && self.has_older.get()
    }

    /// Older messages will come: remember how much is below them.
    pub(super) fn expect_older(&self) {
        self.at_end.set(false);
        self.before_prepend.set(Some(self.scroller.scroll_height()));
    }
}

/// What a click inside the drawn lines asks for.
pub(super) fn clicked(event: &web_sys::Event) -> Option<Input> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let button = target.closest("[data-action]").ok()??;
    let id = ClientId(button.get_attribute("data-id")?);
    match button.get_attribute("data-action")?.as_str() {
        "retry" => Some(Input::Retry(id)),
        "discard" => Some(Input::Discard(id)),
        _ => None,
    }
}

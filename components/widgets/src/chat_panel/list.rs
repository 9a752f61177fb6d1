//! The list of messages: what is drawn, and where its reader is.

use super::Perspective;
use super::announcer::Announcer;
use super::lines::arrange;
use super::news::{News, spoken};
use super::paint::{Look, Painter};
use super::text::Text;
use super::view::View;
use crate::Locale;
use crate::kit::dom::{add, element, icon, put, say, show, tree};
use crate::kit::{IconName, LocalTime};
use kefu_client::core::{Input, Timeline};
use kefu_contract::{ClientId, Presence, Timestamp};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Nearer to the end than this counts as being at the end, in CSS pixels. Little more than what rounding makes:
/// who has scrolled away is not pulled back.
const AT_END_PX: i32 = 8;
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
    rows: Element,
    painter: RefCell<Painter>,
    news: RefCell<News>,
    text: Cell<&'static Text>,
    has_older: Cell<bool>,
    /// Follows new messages.
    at_end: Cell<bool>,
    /// Others' messages that arrived while reading further up.
    missed: Cell<u32>,
    /// Heights of the content and of the room for it, as of the last look.
    heights: Cell<(i32, i32)>,
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
            // Not live by itself: `announcer.rs` tells what is news.
            &[("role", "log"), ("aria-live", "off"), ("tabindex", "0")],
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
            painter: RefCell::new(Painter::new(rows.clone())),
            rows,
            news: RefCell::default(),
            text: Cell::new(Text::of(Locale::default())),
            has_older: Cell::new(false),
            at_end: Cell::new(true),
            missed: Cell::new(0),
            heights: Cell::default(),
        }
    }

    /// What has to be followed when it changes its size.
    pub(super) fn sized(&self) -> [&Element; 2] {
        [&self.scroller, &self.rows]
    }

    /// Draws the texts around the messages.
    pub(super) fn sync(&self, view: View) {
        let text = view.text();
        self.text.set(text);
        put(&self.scroller, "aria-label", text.messages);
        say(&self.older, text.load_older);
        let presence = view.core.session().map(|session| &session.shop.presence);
        let (title, hint) = match view.perspective {
            Perspective::Buyer if presence == Some(&Presence::Away) => (text.away_greeting, text.away_hint),
            Perspective::Buyer => (text.greeting, text.greeting_hint),
            Perspective::Agent => (text.no_messages, ""),
        };
        say(&self.greeting_title, title);
        say(&self.greeting_hint, hint);
        self.sync_jump();
        let typing = view.shown.and_then(|id| view.core.typing(id));
        say(&self.typing, &typing.map(|person| (text.typing)(&person.name)).unwrap_or_default());
    }

    fn sync_jump(&self) {
        if self.at_end.get() {
            self.missed.set(0);
        }
        say(&self.jump_words, &(self.text.get().jump)(self.missed.get()));
        show(&self.jump, !self.at_end.get());
    }

    /// Another conversation will be drawn. One that follows on `from_none` with messages drawn already was opened
    /// by them.
    pub(super) fn switch(&self, from_none: bool) {
        self.news.borrow_mut().switch(from_none && !self.painter.borrow().is_empty());
        self.follow();
    }

    /// Draws the messages, keeps the first one on screen where it is, and announces what is news.
    pub(super) fn draw(&self, view: View, now: Timestamp, announcer: &Announcer) {
        let text = view.text();
        let timeline = view.shown.and_then(|id| view.core.timeline(id));
        let synced = view.shown.is_none() || timeline.is_some_and(Timeline::is_synced);
        let known = view.core.session().is_some() && synced;
        let rows = view.core.rows(view.shown);
        let place = self.place();
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
        // A conversation that is not open yet has no history to tell news from.
        for row in self.news.borrow_mut().take(&rows, known && view.shown.is_some()) {
            self.missed.set(self.missed.get() + 1);
            announcer.message(text, &spoken(text, row));
        }
        let failed = |reason: &str| announcer.remark(text, &[text.failed, text.colon, reason].concat());
        self.painter.borrow_mut().paint(look, arrange(rows, LocalTime::of), &failed);
        self.keep(place);
    }

    /// Where the reader is: the first message on screen, unless the end is followed anyway.
    fn place(&self) -> Option<(String, f64)> {
        let edge = (!self.at_end.get()).then(|| self.scroller.get_bounding_client_rect().top())?;
        self.painter.borrow().first_below(edge)
    }

    /// Undoes what drawing has moved. Browsers anchor what they lay out later on by themselves, but not at the
    /// very top, nor when the anchor is drawn anew, and Safari never.
    fn keep(&self, place: Option<(String, f64)>) {
        let Some((key, top)) = place else { return };
        let moved = self.painter.borrow().top_of(&key).map_or(0.0, |now| now - top) as i32;
        if moved != 0 {
            self.scroller.set_scroll_top(self.scroller.scroll_top() + moved);
        }
    }

    /// After layout: stays at the end.
    pub(super) fn settle(&self) {
        self.heights.set(self.heights());
        if self.at_end.get() {
            self.scroller.set_scroll_top(self.scroller.scroll_height());
        }
        self.sync_jump();
    }

    fn heights(&self) -> (i32, i32) {
        (self.scroller.scroll_height(), self.scroller.client_height())
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

    /// Takes note of a scroll; returns whether older messages are wanted: from one screen before the top.
    pub(super) fn scrolled(&self) -> bool {
        let (content, room) = self.heights();
        let top = self.scroller.scroll_top();
        // Where heights have changed, the browser has scrolled, and not the reader; `settle` comes after it.
        if self.heights.replace((content, room)) == (content, room) || !self.at_end.get() {
            self.at_end.set(content - top - room <= AT_END_PX);
        }
        self.sync_jump();
        top < room && self.has_older.get()
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

//! Drawing the lines of a conversation, changing only what differs.

use super::Perspective;
use super::lines::{Block, Line};
use super::text::Text;
use crate::Locale;
use crate::kit::dom::{add, avatar, element, icon, labelled, product_card, set};
use crate::kit::{Day, IconName, day_label, time_label};
use kefu_client::{Delivery, Row};
use kefu_contract::{ContentType, ConversationId, Role};
use web_sys::Element;

/// Everything besides the lines that decides how they look. When it changes, all is drawn anew.
#[derive(Clone, PartialEq)]
pub(super) struct Look {
    pub(super) conversation: Option<ConversationId>,
    pub(super) perspective: Perspective,
    pub(super) locale: Locale,
    pub(super) today: Day,
    pub(super) yesterday: Day,
}

/// What is drawn at the moment.
pub(super) struct Painter {
    root: Element,
    look: Option<Look>,
    blocks: Vec<PaintedBlock>,
}

struct PaintedBlock {
    key: u64,
    element: Element,
    lines: Vec<PaintedLine>,
}

struct PaintedLine {
    line: Line,
    element: Element,
}

impl Painter {
    /// Draws into `root`, which belongs to the painter from now on.
    pub(super) fn new(root: Element) -> Self {
        Self { root, look: None, blocks: Vec::new() }
    }

    /// The key of the newest message of others.
    pub(super) fn newest_of_others(&self) -> Option<&str> {
        let lines = self.blocks.iter().rev().flat_map(|b| b.lines.iter().rev());
        lines.map(|l| &l.line.row).find(|row| !row.own).map(|row| row.key.as_str())
    }

    /// Brings the document in line with `blocks`, which are ordered by key.
    pub(super) fn paint(&mut self, look: Look, blocks: Vec<Block>) {
        if self.look.as_ref() != Some(&look) {
            self.root.set_text_content(None);
            self.blocks.clear();
            self.look = Some(look.clone());
        }
        let mut old = std::mem::take(&mut self.blocks);
        for block in blocks {
            let mut painted = match old.iter().position(|p| p.key == block.key) {
                Some(at) => {
                    old.drain(..at).for_each(|gone| gone.element.remove());
                    old.remove(0)
                }
                None => {
                    let element = element("div", "kefu-block");
                    let next = old.iter().find(|p| p.key > block.key).map(|p| &p.element);
                    let _ = self.root.insert_before(&element, next.map(AsRef::as_ref));
                    PaintedBlock { key: block.key, element, lines: Vec::new() }
                }
            };
            painted.take(&look, block.lines);
            self.blocks.push(painted);
        }
        old.iter().for_each(|gone| gone.element.remove());
    }
}

impl PaintedBlock {
    fn take(&mut self, look: &Look, lines: Vec<Line>) {
        let mut old = std::mem::take(&mut self.lines);
        let mut place = self.element.first_element_child();
        for line in lines {
            let known = old.iter().position(|p| p.line.row.key == line.row.key);
            let painted = match known.map(|at| old.remove(at)) {
                Some(mut painted) => {
                    let former = painted.element.clone();
                    painted.change(look, line);
                    if painted.element != former {
                        if place.as_ref() == Some(&former) {
                            place = Some(painted.element.clone());
                        }
                        let _ = former.replace_with_with_node_1(&painted.element);
                    }
                    painted
                }
                None => PaintedLine { element: draw(look, &line), line },
            };
            if place.as_ref() == Some(&painted.element) {
                place = painted.element.next_element_sibling();
            } else {
                let _ = self.element.insert_before(&painted.element, place.as_ref().map(AsRef::as_ref));
            }
            self.lines.push(painted);
        }
        old.iter().for_each(|gone| gone.element.remove());
    }
}

impl PaintedLine {
    fn change(&mut self, look: &Look, line: Line) {
        if self.line == line {
            return;
        }
        let only_progress = {
            let mut former = self.line.clone();
            former.row.delivery.clone_from(&line.row.delivery);
            former.row.id.clone_from(&line.row.id);
            former.row.position = line.row.position;
            former.row.at = line.row.at;
            former == line
        };
        let failed = |delivery: &Option<Delivery>| matches!(delivery, Some(Delivery::Failed(_)));
        if only_progress && !failed(&self.line.row.delivery) && !failed(&line.row.delivery) {
            // In place: a screen reader must not read the whole message again because it was delivered.
            if let Some(delivery) = &line.row.delivery {
                self.progress(look, delivery);
            }
        } else {
            self.element = draw(look, &line);
        }
        self.line = line;
    }

    fn progress(&self, look: &Look, delivery: &Delivery) {
        for selector in [".kefu-bubble", ".kefu-delivery"] {
            if let Ok(Some(element)) = self.element.query_selector(selector) {
                set(&element, "data-state", delivery.name());
                if selector == ".kefu-delivery" {
                    element.set_text_content(Some(delivery_words(Text::of(look.locale), delivery)));
                }
            }
        }
    }
}

/// A line with the day heading before it, if it has one.
fn draw(look: &Look, line: &Line) -> Element {
    let root = element("div", "");
    if let Some(day) = line.day {
        let heading = element("p", "kefu-day");
        add(&heading, &labelled("span", "", &day_label(day, look.today, look.yesterday, look.locale)));
        add(&root, &heading);
    }
    if line.row.content.kind == ContentType::Notice {
        let notice = labelled("p", "kefu-notice", line.row.content.text.as_deref().unwrap_or_default());
        set(&notice, "data-message", &line.row.key);
        set(&notice, "dir", "auto");
        add(&root, &notice);
    } else {
        add(&root, &speech(look, line));
    }
    root
}

fn flag(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

fn speech(look: &Look, line: &Line) -> Element {
    let (text, row) = (Text::of(look.locale), &line.row);
    let root = element("div", "kefu-line");
    set(&root, "data-own", flag(row.own_side));
    set(&root, "data-lead", flag(line.lead));
    let picture = element("span", "kefu-line-picture");
    let name = row.sender.as_ref().map_or("", |s| s.name.as_str());
    if line.lead && !row.own_side {
        add(&picture, &avatar(name, row.sender.as_ref().and_then(|s| s.avatar_url.as_deref())));
    }
    add(&root, &picture);
    let body = element("div", "kefu-line-body");
    if let Some(label) = sender_label(look, line, name) {
        add(&body, &label);
    }
    let bubble = element("div", "kefu-bubble");
    set(&bubble, "data-message", &row.key);
    set(&bubble, "data-own", flag(row.own));
    set(&bubble, "data-note", flag(row.note));
    if let Some(delivery) = &row.delivery {
        set(&bubble, "data-state", delivery.name());
    }
    let speaker = labelled("span", "kefu-hidden", if row.own { text.you } else { name });
    // The colon keeps name and words apart for screen readers.
    let _ = speaker.append_with_str_1(": ");
    add(&bubble, &speaker);
    content(text, row, &bubble);
    add(&body, &bubble);
    add(&body, &meta(text, line));
    if let Some(Delivery::Failed(reason)) = &row.delivery {
        add(&body, &failure(text, row, reason));
    }
    add(&root, &body);
    root
}

/// One's own name is no news; colleagues and the other side are named, and machines always marked.
fn sender_label(look: &Look, line: &Line, name: &str) -> Option<Element> {
    let (text, row) = (Text::of(look.locale), &line.row);
    let named = line.lead && !row.own && (look.perspective == Perspective::Agent || !row.own_side);
    if !named && !row.note {
        return None;
    }
    let label = element("p", "kefu-sender");
    if named {
        add(&label, &labelled("span", "", name));
        if row.sender.as_ref().is_some_and(|s| s.role == Role::Bot) {
            add(&label, &labelled("span", "kefu-badge", text.bot));
        }
    }
    if row.note {
        let badge = labelled("span", "kefu-badge", text.note);
        set(&badge, "data-tone", "warn");
        add(&label, &badge);
    }
    Some(label)
}

fn content(text: &Text, row: &Row, bubble: &Element) {
    let words = || {
        let words = labelled("p", "kefu-text", row.content.text.as_deref().unwrap_or_default());
        set(&words, "dir", "auto");
        words
    };
    match (&row.content.kind, &row.content.product) {
        (ContentType::Text, _) => add(bubble, &words()),
        (ContentType::Product, Some(product)) => add(bubble, &product_card(product)),
        // Newer kinds of content: the sender's fallback text, marked as not the whole thing.
        _ => {
            add(bubble, &labelled("p", "kefu-unknown", text.unknown));
            if row.content.text.is_some() {
                add(bubble, &words());
            }
        }
    }
}

fn meta(text: &Text, line: &Line) -> Element {
    let meta = element("p", "kefu-meta");
    add(&meta, &labelled("time", "", &time_label(&line.time)));
    if let Some(delivery) = &line.row.delivery {
        let label = labelled("span", "kefu-delivery", delivery_words(text, delivery));
        set(&label, "data-state", delivery.name());
        add(&meta, &label);
    }
    meta
}

fn delivery_words(text: &Text, delivery: &Delivery) -> &'static str {
    match delivery {
        Delivery::Queued => text.queued,
        Delivery::Sending => text.sending,
        Delivery::Sent => text.sent,
        Delivery::Read => text.read,
        Delivery::Failed(_) => text.failed,
    }
}

/// The reason and what can be done; `list.rs` listens for `data-action`.
fn failure(text: &Text, row: &Row, reason: &str) -> Element {
    let root = element("div", "kefu-failure");
    set(&root, "role", "alert");
    add(&root, &labelled("p", "", reason));
    let id = row.client_id.as_ref().map_or("", |id| id.as_str());
    for (action, words) in [("retry", text.retry), ("discard", text.discard)] {
        let button = element("button", "kefu-quiet-button");
        set(&button, "type", "button");
        set(&button, "data-action", action);
        set(&button, "data-id", id);
        if action == "retry" {
            add(&button, &icon(IconName::Retry));
        }
        let _ = button.append_with_str_1(words);
        add(&root, &button);
    }
    root
}

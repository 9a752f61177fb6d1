//! Drawing one line: the day, who speaks, the bubble, and how far it has come.

use super::Perspective;
use super::lines::Line;
use super::paint::Look;
use super::text::Text;
use crate::kit::dom::{add, avatar, element, icon, labelled, product_card, put, say, set, show};
use crate::kit::{IconName, day_label, time_label};
use kefu_client::{Delivery, Row};
use kefu_contract::{ContentType, Role};
use web_sys::Element;

/// Changes in place how far a message has come and whether that is told. A screen reader must not meet the whole
/// message again because it was delivered, nor a selection in it be lost because another one follows.
pub(super) fn progress(look: &Look, line: &Line, drawn: &Element) {
    let find = |selector| drawn.query_selector(selector).ok().flatten();
    if let Some(meta) = find(".kefu-meta") {
        show(&meta, line.is_dated());
    }
    if let Some(time) = find("time") {
        say(&time, &time_label(&line.time));
    }
    if let Some(delivery) = &line.row.delivery {
        for element in [find(".kefu-bubble"), find(".kefu-delivery")].into_iter().flatten() {
            put(&element, "data-state", delivery.name());
        }
        if let Some(label) = find(".kefu-delivery") {
            say(&label, delivery_words(Text::of(look.locale), delivery));
        }
    }
}

/// A line with the day heading before it, if it has one.
pub(super) fn draw(look: &Look, line: &Line) -> Element {
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
    let _ = speaker.append_with_str_1(text.colon);
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
    show(&meta, line.is_dated());
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

//! Where messages are written.

use super::Perspective;
use super::machine::{Draft, measure};
use super::view::View;
use crate::kit::IconName;
use crate::kit::dom::{element, fill, icon, product_card, put, say, show, tree};
use kefu_contract::{ConversationId, ProductCard};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

/// The composer grows up to this many lines.
const MAX_ROWS: usize = 6;

/// The composer's parts.
pub(super) struct Composer {
    pub(super) root: Element,
    pub(super) field: HtmlTextAreaElement,
    pub(super) send: Element,
    hint: Element,
    subject: Element,
    subject_label: Element,
    subject_card: Element,
    drawn_subject: RefCell<Option<ProductCard>>,
}

impl Composer {
    pub(super) fn new() -> Self {
        let subject_label = element("span", "");
        let subject_card = element("span", "");
        let subject = tree("div", "kefu-subject", &[], &[&subject_label, &subject_card]);
        let field = tree(
            "textarea",
            "kefu-composer-field",
            &[
                ("rows", "1"),
                ("enterkeyhint", "send"),
                ("autocomplete", "off"),
                ("aria-describedby", "kefu-composer-hint"),
            ],
            &[],
        );
        let send = tree("button", "kefu-send", &[("type", "button")], &[&icon(IconName::Send)]);
        let box_ = tree("div", "kefu-composer-box", &[], &[&field, &send]);
        let hint = tree("p", "kefu-composer-hint", &[("id", "kefu-composer-hint")], &[]);
        let root = tree("div", "kefu-composer", &[], &[&subject, &box_, &hint]);
        Self {
            root,
            field: field.unchecked_into(),
            send,
            hint,
            subject,
            subject_label,
            subject_card,
            drawn_subject: RefCell::default(),
        }
    }

    /// How the draft stands.
    pub(super) fn draft(&self, view: View) -> Draft {
        let limit = view.core.session().map(|session| &session.limits.message_text);
        measure(&self.field.value(), limit)
    }

    /// Returns the hint when the draft has just become too long: words to be heard once, not at every key.
    pub(super) fn sync(&self, view: View) -> Option<String> {
        let text = view.text();
        put(&self.field, "aria-label", text.input);
        let placeholder = match view.perspective {
            Perspective::Buyer => text.input_buyer,
            Perspective::Agent => text.input_agent,
        };
        put(&self.field, "placeholder", placeholder);
        put(&self.send, "aria-label", text.send);
        put(&self.send, "title", text.send_hint);
        let rows = self.field.value().split('\n').count().clamp(1, MAX_ROWS);
        put(&self.field, "rows", &rows.to_string());
        let (ready, too_long, hint) = match self.draft(view) {
            Draft::Empty => (false, false, String::new()),
            Draft::Ready { left } => (true, false, left.map(text.left).unwrap_or_default()),
            Draft::TooLong(over) => (false, true, (text.too_long)(over)),
        };
        let newly_too_long = too_long && self.field.get_attribute("aria-invalid").as_deref() != Some("true");
        put(&self.send, "aria-disabled", if ready { "false" } else { "true" });
        put(&self.field, "aria-invalid", if too_long { "true" } else { "false" });
        put(&self.hint, "data-tone", if too_long { "bad" } else { "quiet" });
        say(&self.hint, &hint);
        self.sync_subject(view);
        newly_too_long.then_some(hint)
    }

    /// The product asked about, until the conversation itself carries it.
    fn sync_subject(&self, view: View) {
        let carried = view.conversation().and_then(|c| c.context.product.as_ref()).map(|p| &p.id);
        let subject = view.wishes.subject.as_ref().filter(|p| Some(&p.id) != carried);
        show(&self.subject, subject.is_some());
        say(&self.subject_label, view.text().about);
        let mut drawn = self.drawn_subject.borrow_mut();
        if let Some(product) = subject
            && drawn.as_ref() != Some(product)
        {
            fill(&self.subject_card, &product_card(product));
            *drawn = Some(product.clone());
        }
    }

    /// Takes the draft out of the field.
    pub(super) fn take(&self) -> String {
        let text = self.field.value();
        self.field.set_value("");
        text
    }

    /// Shows what is being written where the panel is now. Words already in the field of a conversation that has just
    /// been opened stay: they were written in it.
    pub(super) fn switch(&self, from: Option<&ConversationId>, draft: Option<&str>) {
        if from.is_some() || self.field.value().is_empty() {
            self.field.set_value(draft.unwrap_or_default());
        }
    }

    /// Takes over what was written in another tab, or before the page was loaded: never while somebody writes here.
    pub(super) fn adopt(&self, draft: Option<&str>, looked_at: bool) {
        if !looked_at || self.field.value().is_empty() {
            self.field.set_value(draft.unwrap_or_default());
        }
    }
}

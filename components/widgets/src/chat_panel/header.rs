//! Who one is talking to.

use super::view::View;
use super::{Perspective, Text};
use crate::kit::IconName;
use crate::kit::dom::{avatar, element, fill, icon, put, say, show, tree};
use kefu_contract::{Presence, Shop};
use web_sys::Element;

/// The header's changing parts.
pub(super) struct Header {
    pub(super) root: Element,
    pub(super) close: Element,
    picture: Element,
    name: Element,
    status: Element,
}

impl Header {
    pub(super) fn new(closable: bool) -> Self {
        let picture = element("span", "");
        let name = element("h2", "kefu-chat-name");
        let status = element("p", "kefu-chat-status");
        let who = tree("div", "kefu-chat-who", &[], &[&name, &status]);
        let close = tree(
            "button",
            "kefu-icon-button",
            &[("type", "button"), ("data-close", "")],
            &[&icon(IconName::Close)],
        );
        show(&close, closable);
        let root = tree("header", "kefu-chat-header", &[], &[&picture, &who, &close]);
        Self { root, close, picture, name, status }
    }

    pub(super) fn sync(&self, view: View) {
        let text = view.text();
        let (name, picture, status, presence) =
            match (view.perspective, view.core.session(), view.conversation()) {
                (Perspective::Buyer, Some(session), _) => {
                    let shop = &session.shop;
                    (shop.name.as_str(), None, shop_status(text, shop), shop.presence.as_str())
                }
                (Perspective::Agent, _, Some(conversation)) => {
                    let product = conversation.context.product.as_ref();
                    let about = product.map(|p| [text.about, " · ", &p.title].concat()).unwrap_or_default();
                    (conversation.buyer.name.as_str(), conversation.buyer.avatar_url.as_deref(), about, "")
                }
                _ => (text.panel, None, String::new(), ""),
            };
        if self.name.text_content().as_deref() != Some(name) {
            say(&self.name, name);
            fill(&self.picture, &avatar(name, picture));
        }
        say(&self.status, &status);
        put(&self.status, "data-presence", presence);
        put(&self.close, "aria-label", text.close);
    }
}

fn shop_status(text: &Text, shop: &Shop) -> String {
    let mut status = match shop.presence {
        Presence::Online => text.online,
        Presence::Busy | Presence::Suspended => text.busy,
        Presence::Away => text.away,
        Presence::Other(_) => "",
    }
    .to_owned();
    if let (Some(seconds), Presence::Online) = (shop.expected_wait_s, &shop.presence) {
        status.push_str(" · ");
        status.push_str(&(text.expected_wait)(seconds));
    }
    status
}

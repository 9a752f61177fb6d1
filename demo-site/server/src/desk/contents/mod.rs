//! What messages contain: taken in as references, kept with what they showed then, shown as it is when they are read.
//!
//! One file per type. What is kept in words are words for readers that cannot show the type, in Chinese; readers of
//! other languages get theirs.

mod files;
mod notice;
mod order;
mod product;
pub(crate) mod rating;
pub(crate) mod refund;
mod text;

use crate::{
    app::App,
    auth::Viewer,
    http::ApiError,
    locale::{Locale, Text},
    store::Change,
};
use kefu_contract::{Content, ContentType, Conversation, Message, NewContent, Role, Visibility};

/// What somebody is about to send, and where.
#[derive(Debug)]
pub(crate) struct Sending<'a> {
    pub(crate) app: &'a App,
    pub(crate) viewer: &'a Viewer,
    pub(crate) conversation: &'a Conversation,
    pub(crate) visibility: &'a Visibility,
    pub(crate) content: &'a NewContent,
}

impl Sending<'_> {
    /// Refuses fields that belong to another type of message: dropped in silence they would seem sent.
    fn only(&self, fields: &[&str]) -> Result<(), ApiError> {
        let sent = self.content;
        let filled = [
            ("text", sent.text.is_some()),
            ("product_id", sent.product_id.is_some()),
            ("upload_ids", !sent.upload_ids.is_empty()),
            ("order_id", sent.order_id.is_some()),
            ("case_id", sent.case_id.is_some()),
            ("offer_id", sent.offer_id.is_some()),
            ("address", sent.address.is_some()),
        ];
        match filled.into_iter().find(|(name, filled)| *filled && !fields.contains(name)) {
            None => Ok(()),
            Some((stray, _)) => Err(ApiError::invalid_value(
                &format!("/content/{stray}"),
                Text::new("此类消息不带这个字段。", "Messages of this type do not have this field."),
            )),
        }
    }
}

/// What is kept of what somebody sends.
pub(crate) async fn accept(change: &mut Change, sending: &Sending<'_>) -> Result<Content, ApiError> {
    match sending.content.kind {
        ContentType::Text => text::accept(sending),
        ContentType::Product => product::accept(sending),
        ContentType::Order => order::accept(change, sending).await,
        ContentType::Refund => refund::accept(change, sending).await,
        ContentType::Image | ContentType::File => files::accept(change, sending).await,
        // Types the contract knows and nobody sends like this, and those nobody knows.
        _ => Err(ApiError::invalid_value(
            "/content/type",
            Text::new(
                "可以发送的消息类型有 text、product、image、file、order 和 refund。",
                "Messages of type text, product, image, file, order and refund can be sent.",
            ),
        )),
    }
}

/// Puts in what a message shows now, in the words of the reader's language. What people wrote themselves stays.
pub(crate) async fn refresh(app: &App, locale: Locale, message: &mut Message) -> Result<(), ApiError> {
    if message.sender.role == Role::System {
        message.sender.name = Text::new("系统", "System").get(locale).to_owned();
    }
    match message.content.kind {
        ContentType::Product => product::refresh(app, locale, &mut message.content),
        ContentType::Order => order::refresh(app, locale, &mut message.content).await?,
        ContentType::Refund => refund::refresh(app, locale, &mut message.content).await?,
        ContentType::Image | ContentType::File => files::refresh(app, locale, &mut message.content),
        ContentType::RatingRequest => rating::refresh(locale, &mut message.content),
        ContentType::Notice => notice::refresh(app, locale, message).await?,
        _ => {}
    }
    Ok(())
}

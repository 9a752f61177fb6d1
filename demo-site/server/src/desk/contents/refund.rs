//! The progress of an after-sale case.

use super::Sending;
use crate::{
    app::App,
    catalogue::price_in_words,
    http::ApiError,
    locale::{Locale, Text},
    store::Change,
};
use kefu_contract::{Case, Content, ContentType, RefundCard};
use kefu_rules::after_sale::labels;

const AT: &str = "/content/case_id";

pub(super) async fn accept(change: &mut Change, sending: &Sending<'_>) -> Result<Content, ApiError> {
    sending.only(&["case_id", "text"])?;
    let Some(id) = &sending.content.case_id else {
        let missing = Text::new("请给出售后单编号。", "A message of this type names its case.");
        return Err(ApiError::invalid_value(AT, missing));
    };
    let found = change.case(id).await?.map(|file| file.record.case);
    let case = found.filter(|case| case.buyer.id == sending.conversation.buyer.id).ok_or_else(|| {
        ApiError::invalid_value(AT, Text::new("这位买家没有这个售后单。", "This buyer has no such case."))
    })?;
    Ok(message(&case))
}

/// The case as it is now. One that is gone is shown as it was.
pub(super) async fn refresh(app: &App, locale: Locale, content: &mut Content) -> Result<(), ApiError> {
    if let Some(former) = content.refund.take() {
        let now = app.store.case(&former.id).await?;
        let card = now.map_or(former, |file| card(&file.record.case));
        *content = with_words(card, locale);
    }
    Ok(())
}

/// A message that shows a case.
pub(crate) fn message(case: &Case) -> Content {
    with_words(card(case), Locale::ZhCn)
}

fn card(case: &Case) -> RefundCard {
    let amount = case.refund.as_ref().map(|refund| &refund.amount).or(case.agreed_amount.as_ref());
    RefundCard {
        id: case.id.clone(),
        order_id: case.order_id.clone(),
        kind: case.kind.clone(),
        state: case.state.clone(),
        state_label: None,
        amount: amount.unwrap_or(&case.amount).clone(),
        updated_at: case.updated_at,
    }
}

/// The card, and words for readers that cannot show it.
fn with_words(card: RefundCard, locale: Locale) -> Content {
    let words = in_words(&card, locale).get(locale).to_owned();
    Content { text: Some(words), refund: Some(card), ..Content::empty(ContentType::Refund) }
}

fn in_words(card: &RefundCard, locale: Locale) -> Text {
    let language = locale.language();
    let (kind, state) = (labels::kind(&card.kind, language), labels::state(&card.state, language));
    if card.amount.amount == 0 {
        return Text::new(format!("售后：{kind}，{state}"), format!("After-sale: {kind}. {state}."));
    }
    let amount = price_in_words(&card.amount);
    Text::new(format!("售后：{kind} {amount}，{state}"), format!("After-sale: {kind}, {amount}. {state}."))
}

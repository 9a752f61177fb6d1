//! Cases in conversations: a card when one opens and when it ends.

use crate::{
    app::App,
    catalogue,
    desk::chat,
    http::ApiError,
    locale::{Locale, Text},
    store::Change,
};
use kefu_contract::{Case, Content, ContentType, RefundCard, Timestamp};
use kefu_rules::after_sale::{labels, machine::State};

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

/// The card for readers that cannot show it.
fn in_words(card: &RefundCard, locale: Locale) -> String {
    let language = locale.language();
    let (kind, state) = (labels::kind(&card.kind, language), labels::state(&card.state, language));
    if card.amount.amount == 0 {
        return Text::new(format!("售后：{kind}，{state}"), format!("After-sale: {kind}. {state}."))
            .get(locale)
            .to_owned();
    }
    let amount = catalogue::price_in_words(&card.amount);
    Text::new(format!("售后：{kind} {amount}，{state}"), format!("After-sale: {kind}, {amount}. {state}."))
        .get(locale)
        .to_owned()
}

/// Tells the buyer's conversation how a case stands. Nothing is said where there is no conversation, or nobody to say it.
pub(super) async fn tell(change: &mut Change, case: &Case, now: Timestamp) -> Result<(), ApiError> {
    if case.conversation_id.is_none() {
        return Ok(());
    }
    let Some(sender) = change.automaton().await? else { return Ok(()) };
    let card = card(case);
    let text = Some(in_words(&card, Locale::ZhCn));
    let content = Content { text, refund: Some(card), ..Content::empty(ContentType::Refund) };
    chat::say(change, &case.buyer.id, &sender, content, now).await
}

/// Tells the conversation of a case that is over.
pub(super) async fn tell_end(change: &mut Change, case: &Case, now: Timestamp) -> Result<(), ApiError> {
    match State::known(&case.state) {
        Some(state) if state.is_terminal() => tell(change, case, now).await,
        _ => Ok(()),
    }
}

/// Cards show the case as it is when the message is read.
pub(crate) async fn refresh(app: &App, locale: Locale, content: &mut Content) -> Result<(), ApiError> {
    if let Some(shown) = &mut content.refund {
        if let Some(file) = app.store.case(&shown.id).await? {
            *shown = card(&file.record.case);
        }
        content.text = Some(in_words(shown, locale));
    }
    Ok(())
}

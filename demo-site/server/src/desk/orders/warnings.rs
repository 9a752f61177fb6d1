//! What the staff should beware of.

use super::background::Background;
use crate::{
    app::App,
    locale::{Locale, Text},
    store::OrderRecord,
};
use kefu_contract::{OrderState, Warning, WarningCode};
use kefu_rules::address;

/// Everything to beware of, loudest first, in the reader's language.
pub(in crate::desk) fn of(
    app: &App,
    record: &OrderRecord,
    background: &Background,
    locale: Locale,
) -> Vec<Warning> {
    let order = &record.order;
    let warning = |code, text: Text| Warning { code, text: text.get(locale).to_owned() };
    let mut warnings: Vec<Warning> = record
        .asked_by
        .iter()
        .map(|person| warning(WarningCode::LookalikeAccount, lookalike(&person.name, &order.buyer.name)))
        .collect();
    let ended = matches!(order.state, OrderState::Completed | OrderState::Closed);
    if let Some(to) = order.address.as_ref().filter(|_| !ended) {
        warnings.extend(address::doubts(to, &app.policy.safety.address).into_iter().map(|doubt| {
            let text = doubt.text(locale.language()).to_owned();
            Warning { code: WarningCode::ImplausibleAddress, text }
        }));
    }
    if record.left_alone {
        let text = Text::new("买家要求不再联系", "The buyer asked not to be contacted");
        warnings.push(warning(WarningCode::DoNotContact, text));
    }
    if let Some(refunds) = background.many_refunds(app, &order.buyer.id) {
        let (days, count) = (app.policy.safety.refunds.days, refunds.refunded);
        let text = Text::new(
            format!("买家近 {days} 天有 {count} 笔订单退款"),
            format!("{count} of the buyer's orders were refunded within {days} days"),
        );
        warnings.push(warning(WarningCode::ManyRefunds, text));
    }
    if order.warnings.iter().any(|known| known.code == WarningCode::OutOfStock) {
        warnings.push(warning(
            WarningCode::OutOfStock,
            Text::new("有商品缺货", "Some of the goods are out of stock"),
        ));
    }
    warnings
}

fn lookalike(asking: &str, buyer: &str) -> Text {
    Text::new(
        format!("“{asking}”询问或要求处理此订单，但不是下单账号“{buyer}”，请勿按其要求修改"),
        format!(
            "“{asking}” wants something of this order but is not “{buyer}”, who placed it. Change nothing for them."
        ),
    )
}

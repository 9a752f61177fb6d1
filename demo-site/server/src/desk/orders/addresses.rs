//! Where orders go: who may see it, and asking the buyer.

use super::{context, texts};
use crate::{
    app::App,
    auth::Viewer,
    http::ApiError,
    locale::Locale,
    store::{Change, OrderRecord},
};
use kefu_contract::{ActOnOrder, Address, ClientId, Order, OrderActionCode, OrderState};
use kefu_rules::order::{self, Fact, Refused};

/// Whether the shop no longer needs to know where an order went.
pub(crate) fn is_hidden(order: &Order) -> bool {
    let ended = matches!(order.state, OrderState::Completed | OrderState::Closed);
    ended && order.lines.iter().all(|line| line.case_id.is_none())
}

/// Notes that the buyer is being asked, in a message of the viewer's, to confirm an address: the order's own where none
/// is named. Gives the order as it is then, and the address. What is refused is pointed at below `/content`.
pub(crate) async fn ask(
    app: &App,
    change: &mut Change,
    viewer: &Viewer,
    locale: Locale,
    record: &OrderRecord,
    client_id: &ClientId,
    address: Option<Address>,
) -> Result<(Order, Option<Address>), ApiError> {
    let code = OrderActionCode::ConfirmAddress;
    let request = ActOnOrder {
        address: address.map(texts::address),
        ..ActOnOrder::new(client_id.clone(), record.order.version, code)
    };
    let context = context(app, &viewer.person, locale, record);
    let applied = order::act(&record.order, &request, &context).map_err(below_content)?;
    let asked = applied.facts.into_iter().find_map(|fact| match fact {
        Fact::AskAddress(address) => Some(address),
        _ => None,
    });
    let record = OrderRecord { order: applied.order, address_asked: true, ..record.clone() };
    change.save_order(&record).await?;
    Ok((record.order, asked))
}

fn below_content(mut refused: Refused) -> Refused {
    for error in &mut refused.errors {
        error.pointer.insert_str(0, "/content");
    }
    refused
}

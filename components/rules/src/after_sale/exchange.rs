//! What the buyer gets instead: exchange, repair, reshipment.

use crate::order::{Refused, parcel};
use kefu_contract::{
    CaseKind, CaseLine, Exchange, ExchangeLine, ExchangeWish, LineId, Money, Order, ProblemCode,
};

/// Whether goods are asked for rather than money.
pub(super) fn is_for_goods(kind: &CaseKind) -> bool {
    matches!(kind, CaseKind::Exchange | CaseKind::Repair | CaseKind::Reship)
}

/// An exchange of lines for what is wished; pieces without a wish come back as the same variant.
///
/// The difference in price is left at zero: rules know no catalogue, so a server that has one sets it.
///
/// # Errors
/// Unknown lines and too many pieces; pointers are below `/exchange`.
pub(super) fn exchange(
    lines: &[CaseLine],
    wishes: &[ExchangeWish],
    order: &Order,
) -> Result<Exchange, Refused> {
    let mut sent: Vec<ExchangeLine> = Vec::new();
    for (i, wish) in wishes.iter().enumerate() {
        let line = lines.iter().find(|line| line.line_id == wish.line_id);
        let unknown = || Refused::at(format!("/exchange/{i}/line_id"), ProblemCode::UnknownLine);
        let line = line.ok_or_else(unknown)?;
        let left = line.quantity.saturating_sub(pieces(&sent, &wish.line_id));
        parcel::check_pieces(wish.quantity, left, &format!("/exchange/{i}/quantity"))?;
        let bought = order.lines.iter().find(|l| l.id == wish.line_id).and_then(|l| l.sku_id.as_ref());
        let same = wish.sku_id.as_ref().is_none_or(|wanted| Some(wanted) == bought);
        sent.push(ExchangeLine {
            line_id: wish.line_id.clone(),
            quantity: wish.quantity,
            sku_id: wish.sku_id.clone(),
            sku: line.sku.clone().filter(|_| same),
        });
    }
    for line in lines {
        let quantity = line.quantity.saturating_sub(pieces(&sent, &line.line_id));
        if quantity > 0 {
            let (line_id, sku) = (line.line_id.clone(), line.sku.clone());
            sent.push(ExchangeLine { line_id, quantity, sku_id: None, sku });
        }
    }
    let difference = Money { amount: 0, ..order.total.clone() };
    Ok(Exchange { lines: sent, difference, shipment: None, converted_to_refund: false })
}

fn pieces(sent: &[ExchangeLine], line_id: &LineId) -> u32 {
    let of = sent.iter().filter(|line| line.line_id == *line_id);
    of.map(|line| line.quantity).fold(0, u32::saturating_add)
}

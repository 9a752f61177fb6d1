//! Parcels: sending all or parts, correcting, and noting what went wrong.

use super::act::{Applied, Fact, Refused, step};
use super::machine::Event;
use super::reason::Reason;
use super::{Context, edit, guard, totals};
use kefu_contract::{
    ActOnOrder, DeliveryClass, LineQuantity, NewShipment, Order, ProblemCode, ProblemField, Shipment,
    ShipmentException, ShipmentId, ShipmentState, TrackingEvent, WarningCode,
};

/// Sends a parcel; without lines, everything that may be sent.
pub fn ship(applied: &mut Applied, parcel: Option<&NewShipment>, ctx: &Context) -> Result<(), Refused> {
    let parcel = parcel.ok_or_else(|| Refused::at("/shipment", ProblemCode::InvalidValue))?;
    let order = &mut applied.order;
    check_label(parcel, order)?;
    let lines = if parcel.lines.is_empty() { everything(order) } else { parcel.lines.clone() };
    for (i, LineQuantity { line_id, quantity }) in lines.iter().enumerate() {
        let index = edit::line_index(order, line_id, format!("/shipment/lines/{i}/line_id"))?;
        let line = &mut order.lines[index];
        if line.case_id.is_some() {
            return Err(Refused::denied(Reason::CaseOpen.into(), ctx.lang));
        }
        check_pieces(*quantity, totals::to_ship(line), &format!("/shipment/lines/{i}/quantity"))?;
        line.shipped += quantity;
    }
    let id = ShipmentId::from(ctx.new_id);
    order.shipments.push(Shipment {
        id: id.clone(),
        courier: parcel.courier.clone(),
        tracking_no: parcel.tracking_no.clone(),
        tracking_url: None,
        lines,
        state: ShipmentState::Announced,
        exception: None,
        shipped_at: ctx.now,
        expected_at: None,
        delivered_at: None,
        events: Vec::new(),
    });
    applied.facts.push(Fact::Shipped(id));
    let more = order.lines.iter().any(|line| totals::to_ship(line) > 0);
    if !more {
        order.warnings.retain(|warning| warning.code != WarningCode::OutOfStock);
    }
    step(order, if more { Event::ShipPart } else { Event::ShipAll }, ctx)
}

/// Everything that has not been sent and is not paid back.
pub fn unsent(order: &Order) -> Vec<LineQuantity> {
    let rest = order.lines.iter().map(|line| (line, totals::to_ship(line)));
    rest.filter(|(_, quantity)| *quantity > 0)
        .map(|(line, quantity)| LineQuantity { line_id: line.id.clone(), quantity })
        .collect()
}

fn everything(order: &Order) -> Vec<LineQuantity> {
    let open = order.lines.iter().filter(|line| line.case_id.is_none());
    open.map(|line| LineQuantity { line_id: line.id.clone(), quantity: totals::to_ship(line) })
        .filter(|line| line.quantity > 0)
        .collect()
}

/// Between one piece and `most`.
pub fn check_pieces(quantity: u32, most: u32, pointer: &str) -> Result<(), Refused> {
    if quantity == 0 {
        return Err(Refused::at(pointer, ProblemCode::InvalidValue));
    }
    if quantity > most {
        let fault = ProblemField::new(pointer, ProblemCode::QuantityAboveBought);
        return Err(Refused::field(ProblemField { max: Some(most.into()), ..fault }));
    }
    Ok(())
}

/// A courier and a number, as far as the order's way of delivery has them; pointers are below `/shipment`.
pub fn check_label(parcel: &NewShipment, order: &Order) -> Result<(), Refused> {
    let number = parcel.tracking_no.as_deref();
    let blank = number.is_some_and(|number| number.trim().is_empty());
    // Only couriers give out numbers for everything they carry.
    let missing = number.is_none() && order.delivery == DeliveryClass::Courier;
    if blank || missing {
        return Err(Refused::at("/shipment/tracking_no", ProblemCode::InvalidValue));
    }
    if parcel.courier.trim().is_empty() && guard::needs_address(order) {
        return Err(Refused::at("/shipment/courier", ProblemCode::InvalidValue));
    }
    Ok(())
}

fn find<'a>(order: &'a mut Order, request: &ActOnOrder) -> Result<&'a mut Shipment, Refused> {
    let id = request.shipment_id.as_ref();
    let found =
        order.shipments.iter_mut().find(|shipment| Some(&shipment.id) == id && guard::under_way(shipment));
    found.ok_or_else(|| Refused::at("/shipment_id", ProblemCode::InvalidValue))
}

/// Corrects courier and tracking number; what is inside has been sent and stays.
pub fn correct(applied: &mut Applied, request: &ActOnOrder) -> Result<(), Refused> {
    let Some(parcel) = &request.shipment else {
        return Err(Refused::at("/shipment", ProblemCode::InvalidValue));
    };
    check_label(parcel, &applied.order)?;
    if !parcel.lines.is_empty() {
        return Err(Refused::at("/shipment/lines", ProblemCode::InvalidValue));
    }
    let shipment = find(&mut applied.order, request)?;
    if shipment.tracking_no != parcel.tracking_no || shipment.courier != parcel.courier {
        // What was told so far was the way of another parcel.
        shipment.events.clear();
        shipment.tracking_url = None;
        shipment.expected_at = None;
        shipment.state = ShipmentState::Announced;
        shipment.exception = None;
        applied.facts.push(Fact::Shipped(shipment.id.clone()));
    }
    shipment.courier.clone_from(&parcel.courier);
    shipment.tracking_no.clone_from(&parcel.tracking_no);
    Ok(())
}

/// Notes what the courier tells of a parcel: where it is, and the line of its history. News end a reported exception.
///
/// # Errors
/// [`ProblemCode::InvalidValue`] for a parcel the order does not have or that has arrived already.
pub fn track(
    order: &Order,
    id: &ShipmentId,
    state: ShipmentState,
    news: TrackingEvent,
    ctx: &Context,
) -> Result<Order, Refused> {
    let mut order = order.clone();
    let mut parcels = order.shipments.iter_mut();
    let found = parcels.find(|shipment| shipment.id == *id && guard::under_way(shipment));
    let shipment = found.ok_or_else(|| Refused::at("/shipment_id", ProblemCode::InvalidValue))?;
    shipment.exception = None;
    shipment.delivered_at = (state == ShipmentState::Delivered).then_some(news.at);
    shipment.state = state;
    shipment.events.insert(0, news);
    order.version += 1;
    order.updated_at = ctx.now;
    Ok(order)
}

/// Notes what went wrong on the way.
pub fn exception(applied: &mut Applied, request: &ActOnOrder) -> Result<(), Refused> {
    let known = request.exception.clone().filter(|what| !matches!(what, ShipmentException::Other(_)));
    let Some(exception) = known else { return Err(Refused::at("/exception", ProblemCode::InvalidValue)) };
    let shipment = find(&mut applied.order, request)?;
    shipment.state = ShipmentState::Exception;
    shipment.exception = Some(exception);
    Ok(())
}

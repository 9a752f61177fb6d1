//! Parcels: sending all or parts, correcting, and noting what went wrong.

use super::act::{Applied, Fact, Refused, step};
use super::machine::Event;
use super::reason::Reason;
use super::{Context, edit, guard, totals};
use kefu_contract::{
    ActOnOrder, Address, DeliveryClass, LineQuantity, NewShipment, Order, ProblemCode, ProblemField,
    Shipment, ShipmentException, ShipmentId, ShipmentState,
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
    step(order, if more { Event::ShipPart } else { Event::ShipAll }, ctx)
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

/// An address somebody can deliver to; `pointer` is where it stands in the request.
pub fn check_address(address: &Address, pointer: &str) -> Result<(), Refused> {
    if address.masked {
        return Err(Refused::at(pointer, ProblemCode::MaskedValue));
    }
    let phone = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | ',' | '#');
    let faults = [
        ("recipient", address.recipient.trim().is_empty()),
        ("phone", !address.phone.chars().all(phone) || !address.phone.contains(|c: char| c.is_ascii_digit())),
        ("country", address.country.len() != 2 || !address.country.chars().all(|c| c.is_ascii_uppercase())),
        ("city", address.city.trim().is_empty()),
        ("street", address.street.trim().is_empty()),
    ];
    match faults.into_iter().find(|fault| fault.1) {
        Some((name, _)) => Err(Refused::at(format!("{pointer}/{name}"), ProblemCode::InvalidValue)),
        None => Ok(()),
    }
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
        // The way of another parcel.
        shipment.events.clear();
        shipment.tracking_url = None;
    }
    shipment.courier.clone_from(&parcel.courier);
    shipment.tracking_no.clone_from(&parcel.tracking_no);
    Ok(())
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

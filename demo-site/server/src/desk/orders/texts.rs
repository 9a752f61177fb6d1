//! Texts in requests, made ready for the rules: composed, and refused where there is nothing to read.

use crate::http::{ApiError, composed};
use kefu_contract::{ActOnOrder, Address, NewMemo, NewShipment};
use unicode_normalization::UnicodeNormalization;

/// A request with its texts ready.
pub(super) fn ready(request: &ActOnOrder) -> Result<ActOnOrder, ApiError> {
    let mut ready = request.clone();
    if let Some(note) = &mut ready.note {
        *note = composed(note, "/note")?;
    }
    // A flag may stand without words.
    if let Some(NewMemo { text, .. }) = ready.memo.as_mut().filter(|memo| !memo.text.is_empty()) {
        *text = composed(text, "/memo/text")?;
    }
    ready.shipment = ready.shipment.map(parcel).transpose()?;
    ready.address = ready.address.map(address);
    Ok(ready)
}

/// A parcel with its label composed; it stands at `/shipment`.
pub(in crate::desk) fn parcel(parcel: NewShipment) -> Result<NewShipment, ApiError> {
    let NewShipment { mut courier, tracking_no, lines } = parcel;
    // Goods that need no parcel have no courier.
    if !courier.is_empty() {
        courier = composed(courier.trim(), "/shipment/courier")?;
    }
    let number = |number: String| composed(number.trim(), "/shipment/tracking_no");
    Ok(NewShipment { courier, tracking_no: tracking_no.map(number).transpose()?, lines })
}

/// An address with its parts composed; the rules say what may be in them.
pub(in crate::desk) fn address(address: Address) -> Address {
    let nfc = |text: String| text.trim().nfc().collect::<String>();
    Address {
        recipient: nfc(address.recipient),
        phone: nfc(address.phone),
        country: nfc(address.country),
        region: address.region.map(nfc),
        city: nfc(address.city),
        district: address.district.map(nfc),
        street: nfc(address.street),
        postal_code: address.postal_code.map(nfc),
        masked: address.masked,
    }
}

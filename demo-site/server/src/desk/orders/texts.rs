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
    if let Some(NewShipment { courier, tracking_no, .. }) = &mut ready.shipment {
        // Goods that need no parcel have no courier.
        if !courier.is_empty() {
            *courier = composed(courier.trim(), "/shipment/courier")?;
        }
        if let Some(number) = tracking_no {
            *number = composed(number.trim(), "/shipment/tracking_no")?;
        }
    }
    ready.address = ready.address.map(address);
    Ok(ready)
}

/// An address with its parts composed; the rules say what may be in them.
pub(super) fn address(address: Address) -> Address {
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

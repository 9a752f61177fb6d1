//! Parcels on their way.

use crate::json::ToJson;
use crate::read::Read;
use crate::{LineId, Money, ShipmentId, Timestamp};
use serde::Serialize;

open_enum! {
    /// How the goods reach the buyer; decides how long receipt may stay unconfirmed.
    pub enum DeliveryClass {
        /// Digital goods sent by the machine (自动发货).
        DigitalAuto = "digital_auto",
        /// Virtual goods sent by hand (虚拟物品).
        Virtual = "virtual",
        /// Courier (快递).
        Courier = "courier",
        /// Surface mail (平邮).
        Surface = "surface",
    }
}

open_enum! {
    /// Where a parcel is.
    pub enum ShipmentState {
        /// Announced to the courier, not yet picked up.
        Announced = "announced",
        /// Picked up (已揽收).
        PickedUp = "picked_up",
        /// On its way (运输中).
        InTransit = "in_transit",
        /// On the courier's last round (派送中).
        OutForDelivery = "out_for_delivery",
        /// Signed for (已签收).
        Delivered = "delivered",
        /// Something is wrong; see `exception`.
        Exception = "exception",
    }
}

open_enum! {
    /// What went wrong on the way (物流异常).
    pub enum ShipmentException {
        /// No news for too long.
        NoMovement = "no_movement",
        /// On its way back to the shop.
        Returned = "returned",
        /// Lost.
        Lost = "lost",
        /// Signed for, but the buyer has not got it.
        SignedNotReceived = "signed_not_received",
        /// Refused by the recipient.
        Refused = "refused",
        /// The place is not served or not found.
        BadAddress = "bad_address",
    }
}

/// How many pieces of an order line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineQuantity {
    /// The line.
    pub line_id: LineId,
    /// Pieces, at least 1.
    pub quantity: u32,
}

/// One line of a parcel's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrackingEvent {
    /// When.
    pub at: Timestamp,
    /// What happened, in the courier's words.
    pub text: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// A parcel (包裹).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shipment {
    /// Identifier.
    pub id: ShipmentId,
    /// Name of the courier, in the session's language.
    pub courier: String,
    /// Tracking number; missing for goods that need none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_no: Option<String>,
    /// The courier's own page about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_url: Option<String>,
    /// What is inside; everything when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineQuantity>,
    /// Where it is.
    pub state: ShipmentState,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<ShipmentException>,
    /// When it was handed over.
    pub shipped_at: Timestamp,
    /// When it is promised to arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<Timestamp>,
    /// When it was signed for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Timestamp>,
    /// Its way so far, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<TrackingEvent>,
}

/// A parcel to be announced: by the shop that ships, or by a buyer who sends goods back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewShipment {
    /// Name of the courier.
    pub courier: String,
    /// Tracking number; may be missing for goods that need none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_no: Option<String>,
    /// What is inside; everything still to be shipped when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineQuantity>,
}

/// A way to ship an order, for the agent to choose by cost and days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShippingOption {
    /// Name of the courier.
    pub courier: String,
    /// What it costs the shop.
    pub cost: Money,
    /// Fewest days promised.
    pub days_min: u32,
    /// Most days promised.
    pub days_max: u32,
    /// Whether the courier serves the address.
    pub serves: bool,
}

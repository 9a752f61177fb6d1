//! An order as it is kept.

use crate::locale::Locale;
use kefu_contract::{Order, Person, ShipmentId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An order as it is kept: as the shop sees it, without what depends on who is looking or when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OrderRecord {
    pub(crate) order: Order,
    /// The language the buyer ordered in; the shop writes to them in it.
    #[serde(default)]
    pub(crate) language: Locale,
    /// When the buyer was reminded to pay.
    #[serde(default)]
    pub(crate) reminded_at: Vec<Timestamp>,
    /// Whether the buyer has been asked to confirm an address, and has not answered.
    #[serde(default)]
    pub(crate) address_asked: bool,
    /// Whether the buyer has reviewed every line.
    #[serde(default)]
    pub(crate) reviewed: bool,
    /// Accounts with a name like the buyer's that wanted something of the order.
    #[serde(default)]
    pub(crate) asked_by: Vec<Person>,
    /// The way of each parcel the courier still has.
    #[serde(default)]
    pub(crate) parcels: BTreeMap<ShipmentId, Way>,
    /// Whether the buyer asked not to be contacted, as their file says while the order is read.
    #[serde(skip)]
    pub(crate) left_alone: bool,
}

/// The way of a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Way {
    pub(crate) left_at: Timestamp,
    pub(crate) arrives_at: Timestamp,
    /// When the courier tells of it next.
    pub(crate) next_at: Timestamp,
}

/// How the clock's work on a parcel begins.
const PARCEL: &str = "parcel.";

impl OrderRecord {
    pub(crate) fn new(order: Order) -> Self {
        Self {
            order,
            language: Locale::default(),
            reminded_at: Vec::new(),
            address_asked: false,
            reviewed: false,
            asked_by: Vec::new(),
            parcels: BTreeMap::new(),
            left_alone: false,
        }
    }

    /// When couriers tell of their parcels, by the name of the clock's work.
    pub(super) fn news(&self) -> impl Iterator<Item = (String, Timestamp)> {
        self.parcels.iter().map(|(id, way)| (format!("{PARCEL}{id}"), way.next_at))
    }

    /// The parcel that the clock's work of this name is about.
    pub(crate) fn parcel_of(what: &str) -> Option<ShipmentId> {
        what.strip_prefix(PARCEL).map(ShipmentId::from)
    }
}

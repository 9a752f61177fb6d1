//! Warnings the server gives to staff about an object.

use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

open_enum! {
    /// What to beware of.
    pub enum WarningCode {
        /// The account that asks is not the one that ordered, but its nickname looks like it.
        LookalikeAccount = "lookalike_account",
        /// Recipient, phone or address is not plausible.
        ImplausibleAddress = "implausible_address",
        /// Somebody asked to pay outside, or sent a link that resembles the platform.
        SuspectedFraud = "suspected_fraud",
        /// The customer has threatened with bad reviews.
        ReviewExtortion = "review_extortion",
        /// The customer asked not to be contacted.
        DoNotContact = "do_not_contact",
        /// Unusually many refunds.
        ManyRefunds = "many_refunds",
        /// A line is out of stock.
        OutOfStock = "out_of_stock",
    }
}

/// A warning, for staff only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// What to beware of.
    pub code: WarningCode,
    /// The same in words, in the session's language.
    pub text: String,
}

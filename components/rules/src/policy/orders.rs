//! Deadlines of orders.

use crate::money::{self, MoneyError, Rounding};
use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// Deadlines of orders and what their expiry costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderPolicy {
    /// Hours the buyer has to pay; then the order closes unpaid.
    pub pay_within_h: u32,
    /// Hours the seller has to ship after payment; then the buyer is owed [`LateShipment`].
    pub ship_within_h: u32,
    /// What late shipment costs the seller.
    pub late_shipment: LateShipment,
    /// Days until receipt is taken as confirmed (自动确认收货) and the money released.
    pub confirm: ConfirmDays,
    /// Days by which receipt may be extended (延长收货), ascending.
    pub extension_days: Vec<u32>,
    /// Hours before any deadline from which lists show the order as warned.
    pub warn_before_h: u32,
}

impl Default for OrderPolicy {
    fn default() -> Self {
        Self {
            pay_within_h: 72,
            ship_within_h: 72,
            late_shipment: LateShipment::default(),
            confirm: ConfirmDays::default(),
            extension_days: vec![3, 5, 7, 10],
            warn_before_h: 24,
        }
    }
}

/// What late shipment costs the seller: a share of the amount, capped (延迟发货赔付).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LateShipment {
    /// Share of the order's amount, in basis points: 500 is 5 %.
    pub rate_bp: u32,
    /// Most that is owed.
    pub cap: Money,
}

impl Default for LateShipment {
    fn default() -> Self {
        Self { rate_bp: 500, cap: Money::cny(3_000) }
    }
}

impl LateShipment {
    /// What the buyer of an order over `amount` is owed, rounded in the buyer's favour.
    ///
    /// ```
    /// # use kefu_contract::Money;
    /// # use kefu_rules::policy::LateShipment;
    /// assert_eq!(LateShipment::default().owed(&Money::cny(12_900)), Ok(Money::cny(645)));
    /// assert_eq!(LateShipment::default().owed(&Money::cny(100_000)), Ok(Money::cny(3_000)));
    /// ```
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`] where the cap is in another currency than the order.
    pub fn owed(&self, amount: &Money) -> Result<Money, MoneyError> {
        money::same_currency(amount, &self.cap)?;
        let share = money::percent_of(amount, self.rate_bp, Rounding::AwayFromZero)?;
        Ok(if share.amount > self.cap.amount { self.cap.clone() } else { share })
    }
}

/// Days from shipment until receipt is taken as confirmed, by way of delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConfirmDays {
    /// Digital goods delivered automatically (自动发货).
    pub digital: u32,
    /// Other virtual goods (虚拟商品).
    pub virtual_goods: u32,
    /// Parcels by courier (快递).
    pub courier: u32,
    /// Surface mail (平邮).
    pub surface_mail: u32,
}

impl Default for ConfirmDays {
    fn default() -> Self {
        Self { digital: 1, virtual_goods: 3, courier: 10, surface_mail: 30 }
    }
}

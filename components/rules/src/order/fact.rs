//! What a decision on an order asks of the world around it.

use kefu_contract::{Address, Channel, LineId, LineQuantity, Money, OrderId, PaymentMethod, ShipmentId};

/// What has to happen outside the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Take the money from the buyer; at the door the courier has taken it.
    Charge {
        /// How.
        method: PaymentMethod,
        /// How much.
        amount: Money,
    },
    /// Pay the buyer back.
    Refund(Money),
    /// Pay the seller.
    Release(Money),
    /// Pay the buyer for the delay, from the seller's account.
    Compensate(Money),
    /// Money paid for one order counts for another from now on.
    Carry {
        /// Where it was paid.
        from: OrderId,
        /// Where it counts now.
        to: OrderId,
        /// How much.
        amount: Money,
    },
    /// Remind the buyer to pay.
    RemindBuyer(Channel),
    /// Tell the shop that the buyer waits for the parcel.
    RemindShop,
    /// Ask the buyer whether this address is right.
    AskAddress(Address),
    /// The buyer says that this address is right; nobody waits for that any more.
    AddressConfirmed(Address),
    /// A parcel left, or its label was corrected: its way begins.
    Shipped(ShipmentId),
    /// Offer a swap, a refund, or waiting with a gift, for these lines.
    OutOfStock(Vec<LineId>),
    /// These pieces will not be sent and may be sold to others.
    ReleaseStock(Vec<LineQuantity>),
    /// An order was split off.
    SplitOff(OrderId),
    /// Put the same goods into the buyer's cart.
    FillCart,
    /// The time to review is over; the review becomes the default one.
    DefaultReview,
}

impl Fact {
    /// The money taken, given back or owed.
    pub fn money(&self) -> Option<&Money> {
        match self {
            Self::Charge { amount, .. } => Some(amount),
            Self::Refund(amount) | Self::Release(amount) | Self::Compensate(amount) => Some(amount),
            _ => None,
        }
    }

    /// Pieces that may be sold again, where there are any.
    pub(super) fn release_stock(pieces: Vec<LineQuantity>) -> Option<Self> {
        (!pieces.is_empty()).then_some(Self::ReleaseStock(pieces))
    }

    /// Money that goes along with lines, where there is any.
    pub(super) fn carry(from: &OrderId, to: &OrderId, amount: Money) -> Option<Self> {
        (amount.amount > 0).then(|| Self::Carry { from: from.clone(), to: to.clone(), amount })
    }
}

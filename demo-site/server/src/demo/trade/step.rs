//! What happens to an order, one step after the other.

use super::{claims::Deed, opinions::Say};
use kefu_contract::{
    Channel, CloseReason, FulfilmentStage, MemoFlag, OrderMark, ShipmentException, ShipmentState, Timestamp,
};

/// Who does something that more than one person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Buyer,
    Agent,
    /// For what is above an agent's limit.
    Supervisor,
}

/// One thing that is done to an order, or that happens to it.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Pay,
    PayOnDelivery,
    Remind(Channel),
    /// The agent gives a little off.
    CutPrice,
    /// The agent takes some of the postage off.
    CutPostage,
    /// To another place the buyer has.
    NewAddress(By),
    AskAddress,
    Memo(MemoFlag, &'static str),
    /// The buyer asks to ship soon.
    Urge,
    /// Where it is inside the shop.
    Stage(FulfilmentStage),
    /// The last line cannot be sent.
    RunOut,
    /// The buyer has ordered and paid something else, to the same place.
    Twin,
    /// The twin goes into this order.
    Merge,
    /// The last line becomes an order of its own.
    Split,
    Ship,
    /// One line, the others later.
    ShipPart,
    /// The agent had mistyped the tracking number.
    Relabel,
    /// The courier tells where the parcel is.
    News(ShipmentState),
    Trouble(ShipmentException),
    Extend(By, u32),
    Receive,
    Close(By, CloseReason, &'static str),
    Mark(OrderMark),
    /// Something in an after-sale case.
    Claim(Deed),
    /// Something said of a line, by its place.
    Opine(usize, Say),
}

impl Step {
    /// Whether somebody in the shop does it, who goes home in the evening.
    pub(super) fn is_work(&self) -> bool {
        match self {
            Self::Pay | Self::PayOnDelivery | Self::Urge | Self::Twin | Self::News(_) | Self::Receive => {
                false
            }
            Self::Claim(deed) => deed.by() != By::Buyer,
            Self::Opine(_, say) => say.by() != By::Buyer,
            Self::NewAddress(by) | Self::Extend(by, _) | Self::Close(by, ..) => *by != By::Buyer,
            _ => true,
        }
    }
}

/// A step and its time.
pub(super) type Timed = (Timestamp, Step);

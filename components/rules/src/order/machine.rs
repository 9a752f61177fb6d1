//! The state table: state × event → state.

use super::totals;
use kefu_contract::{Order, OrderState};

/// What moves an order from one state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Paid, or accepted for cash on delivery.
    Pay,
    /// A parcel left, others are still to be sent.
    ShipPart,
    /// Nothing is left to be sent.
    ShipAll,
    /// The buyer confirmed receipt, or the time for it passed.
    Receive,
    /// Ended before any money came in.
    CloseUnpaid,
    /// Ended with the money paid back.
    CloseRefunded,
    /// Its lines went into another order.
    MergeAway,
}

impl Event {
    /// Every event, in the order of the table's columns.
    pub const ALL: [Event; 7] = [
        Event::Pay,
        Event::ShipPart,
        Event::ShipAll,
        Event::Receive,
        Event::CloseUnpaid,
        Event::CloseRefunded,
        Event::MergeAway,
    ];

    /// The column of the table.
    const fn column(self) -> usize {
        match self {
            Self::Pay => 0,
            Self::ShipPart => 1,
            Self::ShipAll => 2,
            Self::Receive => 3,
            Self::CloseUnpaid => 4,
            Self::CloseRefunded => 5,
            Self::MergeAway => 6,
        }
    }
}

/// The state after `event`; nothing where the event cannot happen.
///
/// A state of the contract without a row does not compile. States of other versions have no way out.
#[rustfmt::skip]
pub fn next(from: &OrderState, event: Event) -> Option<OrderState> {
    use OrderState::{AwaitingPayment, AwaitingReceipt, AwaitingShipment, Closed, Completed, Other, PartShipped};
    let no = || None;
    let row: [Option<OrderState>; 7] = match from {
        //                      Pay                     ShipPart           ShipAll                Receive          CloseUnpaid   CloseRefunded MergeAway
        AwaitingPayment  => [Some(AwaitingShipment), no(),              no(),                  no(),            Some(Closed), no(),         Some(Closed)],
        AwaitingShipment => [no(),                   Some(PartShipped), Some(AwaitingReceipt), no(),            Some(Closed), Some(Closed), Some(Closed)],
        PartShipped      => [no(),                   Some(PartShipped), Some(AwaitingReceipt), no(),            no(),         Some(Closed), no()],
        AwaitingReceipt  => [no(),                   no(),              no(),                  Some(Completed), Some(Closed), Some(Closed), no()],
        Completed        => [no(),                   no(),              no(),                  no(),            no(),         no(),         no()],
        Closed           => [no(),                   no(),              no(),                  no(),            no(),         no(),         no()],
        Other(_)         => [no(),                   no(),              no(),                  no(),            no(),         no(),         no()],
    };
    row.into_iter().nth(event.column()).flatten()
}

/// Whether nothing more happens to an order in this state, as far as this version knows.
pub fn is_terminal(state: &OrderState) -> bool {
    Event::ALL.iter().all(|event| next(state, *event).is_none())
}

/// Whether money and pieces allow the event on this order, besides its state.
pub fn holds(order: &Order, event: Event) -> bool {
    let nothing_paid = totals::paid(order).amount == 0;
    let to_ship = order.lines.iter().map(totals::to_ship).any(|pieces| pieces > 0);
    match event {
        Event::Pay => nothing_paid,
        Event::ShipPart => to_ship && order.lines.iter().any(|line| line.shipped > 0),
        Event::ShipAll => !to_ship,
        Event::Receive | Event::MergeAway => true,
        Event::CloseUnpaid => nothing_paid,
        Event::CloseRefunded => !nothing_paid,
    }
}

/// The state after `event` when table and guard allow it.
pub fn step(order: &Order, event: Event) -> Option<OrderState> {
    if holds(order, event) { next(&order.state, event) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_in_order() {
        for (i, event) in Event::ALL.into_iter().enumerate() {
            assert_eq!(event.column(), i);
        }
    }

    #[test]
    fn every_known_state_is_reachable_and_only_two_are_ends() {
        let mut reached = vec![OrderState::AwaitingPayment];
        let mut i = 0;
        while i < reached.len() {
            let from = reached[i].clone();
            for to in Event::ALL.into_iter().filter_map(|event| next(&from, event)) {
                if !reached.contains(&to) {
                    reached.push(to);
                }
            }
            i += 1;
        }
        for wire in OrderState::KNOWN {
            let state = OrderState::from(*wire);
            assert!(reached.contains(&state), "{wire} cannot be reached");
            let end = matches!(state, OrderState::Completed | OrderState::Closed);
            assert_eq!(is_terminal(&state), end, "{wire}");
        }
        assert!(is_terminal(&OrderState::from("from_tomorrow")));
    }
}

//! Situations an agent meets, each written down with what led to it. Times are minutes before now.

mod claims;
mod on_the_way;
mod over;
mod to_ship;
mod unpaid;

use super::{basket::Size, step::Step};

/// Minutes of an hour and of a day.
const H: i64 = 60;
const D: i64 = 24 * H;

/// Whom a situation suits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Anyone,
    /// Somebody whose number of paid orders nobody has stated.
    Stranger,
    /// Somebody who has parcels sent to another country.
    Abroad,
}

/// How far an order went in the ordinary way before anything else happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Came {
    /// It was placed.
    Placed,
    Paid,
    /// On its way.
    Sent,
    Delivered,
    /// Receipt is confirmed.
    Received,
}

/// What happened to an order so far.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) who: Who,
    pub(super) size: Size,
    /// The product it is about; of several lines the last.
    pub(super) item: Option<&'static str>,
    /// When it was placed.
    pub(super) placed: i64,
    /// What the buyer wrote with it.
    pub(super) said: Option<&'static str>,
    pub(super) made_to_order: bool,
    pub(super) surface: bool,
    /// A friend of the buyer pays.
    pub(super) friend_pays: bool,
    /// The bank takes its time to pay back.
    pub(super) slow_bank: bool,
    pub(super) came: Came,
    /// What happened then.
    pub(super) steps: &'static [(i64, Step)],
}

const fn scene(placed: i64, steps: &'static [(i64, Step)]) -> Scene {
    Scene {
        who: Who::Anyone,
        size: Size::Any,
        item: None,
        placed,
        said: None,
        made_to_order: false,
        surface: false,
        friend_pays: false,
        slow_bank: false,
        came: Came::Placed,
        steps,
    }
}

impl Scene {
    const fn said(self, words: &'static str) -> Self {
        Self { said: Some(words), ..self }
    }

    const fn about(self, item: &'static str) -> Self {
        Self { item: Some(item), ..self }
    }

    const fn several(self) -> Self {
        Self { size: Size::Several, ..self }
    }

    const fn small(self) -> Self {
        Self { size: Size::Small, ..self }
    }

    const fn stranger(self) -> Self {
        Self { who: Who::Stranger, ..self }
    }

    const fn abroad(self) -> Self {
        Self { who: Who::Abroad, ..self }
    }

    const fn made_to_order(self) -> Self {
        Self { made_to_order: true, ..self }
    }

    const fn after(self, came: Came) -> Self {
        Self { came, ..self }
    }

    const fn paid_by_a_friend(self) -> Self {
        Self { friend_pays: true, ..self }
    }

    const fn slow_bank(self) -> Self {
        Self { slow_bank: true, ..self }
    }

    const fn by_surface_mail(self) -> Self {
        Self { surface: true, ..self }
    }
}

/// Situations in which nothing is paid: members may be in them without having one order more.
pub(super) fn unpaid() -> impl Iterator<Item = &'static Scene> {
    unpaid::SCENES.iter().chain(over::UNPAID)
}

/// Situations in which something was paid, or is going to be; what agents see most by turns with after-sale.
pub(super) fn paid() -> Vec<&'static Scene> {
    let mut orders = [to_ship::SCENES, on_the_way::SCENES, over::PAID].into_iter().flatten();
    let mut cases = claims::all();
    let mut all = Vec::new();
    loop {
        match (orders.next(), cases.next()) {
            (None, None) => return all,
            (order, case) => all.extend(order.into_iter().chain(case)),
        }
    }
}

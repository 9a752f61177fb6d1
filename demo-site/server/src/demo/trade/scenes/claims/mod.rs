//! After-sale cases, by where they stand now.

/// An application; macros, because promotion to a constant needs literals.
macro_rules! apply {
    ($kind:ident, $scenario:ident, $reason:ident, $what:ident, $percent:expr, $words:expr, [$($photo:ident),*]) => {
        Step::Claim(Deed::Apply(Application {
            kind: CaseKind::$kind,
            scenario: Scenario::$scenario,
            reason: CaseReason::$reason,
            what: What::$what,
            percent: $percent,
            words: $words,
            photos: &[$(Photo::$photo),*],
        }))
    };
}

/// Money back for what has not come.
macro_rules! not_come {
    ($reason:ident, $words:expr, [$($photo:ident),*]) => {
        apply!(RefundOnlyNotReceived, NotReceived, $reason, All, 100, $words, [$($photo),*])
    };
}

/// Some percent of the money back, and the goods kept.
macro_rules! keep {
    ($reason:ident, $percent:expr, $words:expr, [$($photo:ident),*]) => {
        apply!(RefundOnlyReceived, ReceivedKeep, $reason, Last, $percent, $words, [$($photo),*])
    };
}

/// Some percent for a fault one can live with.
macro_rules! part {
    ($reason:ident, $percent:expr, $words:expr, [$($photo:ident),*]) => {
        apply!(Compensation, ReceivedKeep, $reason, Last, $percent, $words, [$($photo),*])
    };
}

/// Goods back, money back.
macro_rules! back {
    ($reason:ident, $what:ident, $words:expr, [$($photo:ident),*]) => {
        apply!(ReturnRefund, ReceivedReturn, $reason, $what, 100, $words, [$($photo),*])
    };
}

/// Goods back, others out.
macro_rules! swap {
    ($kind:ident, $reason:ident, $words:expr, [$($photo:ident),*]) => {
        apply!($kind, ReceivedReturn, $reason, Last, 0, $words, [$($photo),*])
    };
}

/// What is missing, sent after.
macro_rules! missing {
    ($scenario:ident, $reason:ident, $words:expr, [$($photo:ident),*]) => {
        apply!(Reship, $scenario, $reason, Last, 0, $words, [$($photo),*])
    };
}

/// Something else instead.
macro_rules! offer {
    ($kind:expr, $percent:expr, $payer:expr, $words:expr) => {
        Step::Claim(Deed::Offer(Offer { kind: $kind, percent: $percent, payer: $payer, words: $words }))
    };
}

mod answered;
mod fresh;
mod over;
mod returning;

use super::{Came, D, H, Scene, scene};
use crate::demo::trade::{
    claims::{Application, Deed, Offer, What},
    photo::Photo,
    step::{By, Step},
};
use kefu_contract::{CaseKind, CaseReason, Condition, DisputeKind, Payer, Scenario};

/// Every case, those that wait for the shop first.
pub(super) fn all() -> impl Iterator<Item = &'static Scene> {
    [fresh::SCENES, answered::SCENES, returning::SCENES, over::SCENES].into_iter().flatten()
}

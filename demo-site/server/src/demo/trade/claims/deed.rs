//! What people do in an after-sale case.

use crate::demo::trade::{photo::Photo, step::By};
use kefu_contract::{CaseKind, CaseReason, Condition, DisputeKind, Payer, Scenario};

/// What an application is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo::trade) enum What {
    /// Everything in the order.
    All,
    /// The last line.
    Last,
    /// One piece of the last line.
    One,
}

/// What a buyer applies for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::demo::trade) struct Application {
    pub(in crate::demo::trade) kind: CaseKind,
    pub(in crate::demo::trade) scenario: Scenario,
    pub(in crate::demo::trade) reason: CaseReason,
    pub(in crate::demo::trade) what: What,
    /// Percent of what could be asked for.
    pub(in crate::demo::trade) percent: i64,
    pub(in crate::demo::trade) words: &'static str,
    pub(in crate::demo::trade) photos: &'static [Photo],
}

/// What the shop offers instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::demo::trade) struct Offer {
    pub(in crate::demo::trade) kind: Option<CaseKind>,
    /// Percent of what could be asked for.
    pub(in crate::demo::trade) percent: Option<i64>,
    pub(in crate::demo::trade) payer: Option<Payer>,
    pub(in crate::demo::trade) words: &'static str,
}

/// One thing that is done to the latest case of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::demo::trade) enum Deed {
    Apply(Application),
    /// So many percent now, and other words.
    Revise(i64, &'static str),
    Withdraw,
    AcceptOffer,
    DeclineOffer(&'static str),
    SendBack,
    Confirm,
    Convert(By),
    AskPlatform(By, &'static str, &'static [Photo]),
    Tell(By, &'static str, &'static [Photo]),
    Agree,
    Refuse(&'static str, &'static [Photo]),
    Offer(Offer),
    /// In what condition the goods came, and how many pieces did not.
    Count(Condition, u32, &'static str),
    /// So many percent of what is due.
    PayBack(i64),
    Retry,
    Dispute(&'static str, &'static [Photo]),
    Reship,
    Classify(DisputeKind),
}

impl Deed {
    /// Who does it.
    pub(in crate::demo::trade) fn by(&self) -> By {
        match self {
            Self::Apply(_)
            | Self::Revise(..)
            | Self::Withdraw
            | Self::AcceptOffer
            | Self::DeclineOffer(_)
            | Self::SendBack
            | Self::Confirm => By::Buyer,
            Self::Convert(by) | Self::AskPlatform(by, ..) | Self::Tell(by, ..) => *by,
            _ => By::Agent,
        }
    }

    /// What is said with it.
    pub(in crate::demo::trade) fn words(&self) -> &'static str {
        match self {
            Self::Apply(application) => application.words,
            Self::Offer(offer) => offer.words,
            Self::Revise(_, words)
            | Self::DeclineOffer(words)
            | Self::AskPlatform(_, words, _)
            | Self::Tell(_, words, _)
            | Self::Refuse(words, _)
            | Self::Count(_, _, words)
            | Self::Dispute(words, _) => words,
            _ => "",
        }
    }
}

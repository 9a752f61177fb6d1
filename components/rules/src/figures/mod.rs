//! The figures (绩效) of a shop, an agent or a step of time, from an event log.
//!
//! Rules that hold for all of them:
//! - Only humans answer: automatic messages stop no timer and are not counted.
//! - Conversations begun out of business hours are left out of the three response figures.
//! - Reopening changes nothing: a conversation has one beginning and one first response, whatever happens later.
//! - A buyer's turn runs from the first message without answer to the next human reply, or to the end of the
//!   conversation; it belongs to the agent who replied, or to the one in charge while nobody has, and to the step in
//!   which it began.
//! - An order follows from the buyer's last turn begun before it, if that was not too long ago, and belongs to the
//!   agent of that turn; to no agent if nobody was asked. Payments count in their own step; refunds, disputes and
//!   reviews in the step of the payment, so that a rate says what became of those orders.
//! - A visit in which the assistant spoke counts once it is decided: people took over, or it was closed without them,
//!   or the buyer has been silent for long enough. It belongs to no agent, and to the step in which the assistant began.
//! - Every invitation to rate after a rating asks for another; ratings belong to the agent in charge when they were
//!   asked for, and to that step.

mod assistant;
mod log;
mod orders;
mod steps;
mod sums;
mod tally;
mod turns;

pub use log::{Author, LogEvent, LogKind};
pub use steps::steps;
pub use sums::{Mean, Ratio, Sales};

use crate::money::MoneyError;
use crate::policy::{BusinessHours, FiguresPolicy};
use kefu_contract::{ShopId, Timestamp, UserId};
use std::collections::BTreeMap;

/// By what to tell figures apart; the default gives one total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Breakdown<'a> {
    /// Per shop.
    pub shop: bool,
    /// Per agent.
    pub agent: bool,
    /// Per step of time: where each begins, in order, followed by where the last one ends. What happened outside of
    /// them is only read to understand what happened within. All time is one step when empty.
    pub steps: &'a [Timestamp],
}

/// What a set of figures is about; fields not asked for are empty, and so is the agent where there was none.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slice {
    /// The shop.
    pub shop: Option<ShopId>,
    /// The agent.
    pub agent: Option<UserId>,
    /// Where the step begins.
    pub step: Option<Timestamp>,
}

/// All figures of a slice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// From the first buyer message of a conversation to the first human reply (首次响应).
    pub first_response: Mean,
    /// From every buyer turn to the next human reply (平均响应).
    pub response: Mean,
    /// Buyer turns answered within the limit (3 分钟响应率). Turns still within it do not count yet.
    pub in_time: Ratio,
    /// Messages of agents to messages of buyers (问答比).
    pub answers: Ratio,
    /// Buyers who ordered after asking, of buyers who asked (询单转化率).
    pub conversion: Ratio,
    /// Sales and paying buyers (客单价).
    pub sales: Sales,
    /// Satisfied ratings, of ratings (满意度).
    pub satisfaction: Ratio,
    /// Ratings given, of ratings asked for or given (评价率).
    pub rated: Ratio,
    /// Orders refunded, of orders paid (退款率).
    pub refunds: Ratio,
    /// Orders disputed, of orders paid (纠纷率).
    pub disputes: Ratio,
    /// Orders with a bad review, of orders reviewed (差评率).
    pub bad_reviews: Ratio,
    /// Conversations with a buyer turn.
    pub conversations: u64,
    /// Conversations a human answered.
    pub handled: u64,
    /// Conversations waiting for an answer at the end of the log.
    pub waiting: u64,
    /// Conversations given away.
    pub transferred: u64,
    /// Visits the assistant finished alone, of those it began (自助率).
    pub self_service: Ratio,
    /// Visits the assistant handed over, of those it began (转人工率).
    pub handed_over: Ratio,
}

/// Computes the figures of a log as they stand at `now`. Events may come in any order.
///
/// # Errors
/// [`MoneyError`] when payments of one slice are in several currencies.
pub fn figures(
    events: &[LogEvent],
    by: Breakdown<'_>,
    now: Timestamp,
    hours: &BusinessHours,
    policy: &FiguresPolicy,
) -> Result<BTreeMap<Slice, Figures>, MoneyError> {
    // Stable: events of one instant keep their order.
    let mut order: Vec<&LogEvent> = events.iter().filter(|event| event.at <= now).collect();
    order.sort_by_key(|event| event.at);
    let mut tally = tally::Tally::new(by);
    let turns = turns::read(&order, hours, policy, &mut tally);
    turns::count(&turns, now, policy, &mut tally);
    assistant::count(&order, now, policy, &mut tally);
    orders::count(&order, &turns, policy, &mut tally)?;
    Ok(tally.finish())
}

#[cfg(test)]
mod tests;

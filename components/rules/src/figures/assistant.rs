//! What became of the visits in which the assistant spoke.

use super::tally::Tally;
use super::{Author, LogEvent, LogKind};
use crate::policy::FiguresPolicy;
use kefu_contract::{ConversationId, ShopId, Timestamp};
use std::collections::HashMap;

/// A visit in which the assistant spoke.
struct Visit {
    began: Timestamp,
    /// When the buyer was last heard of.
    heard: Timestamp,
    end: Option<End>,
}

/// How it ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Without anybody else.
    Alone,
    HandedOver,
    /// Somebody of the staff answered, unasked.
    Answered,
}

impl Visit {
    fn begun(at: Timestamp) -> Self {
        Self { began: at, heard: at, end: None }
    }
}

/// Tallies self-service and hand-over. Visits belong to no agent.
pub(super) fn count<'a>(
    events: &[&'a LogEvent],
    now: Timestamp,
    policy: &FiguresPolicy,
    tally: &mut Tally<'a>,
) {
    let mut visits: HashMap<(&'a ShopId, &'a ConversationId), Vec<Visit>> = HashMap::new();
    for event in events {
        let end = match &event.kind {
            LogKind::Assisted(id) => {
                visits.entry((&event.shop, id)).or_default().push(Visit::begun(event.at));
                continue;
            }
            LogKind::HandedOver(id) => (id, Some(End::HandedOver)),
            LogKind::Message(id, Author::Agent(_)) => (id, Some(End::Answered)),
            LogKind::Message(id, Author::Buyer(_)) => (id, None),
            LogKind::Closed(id) => (id, Some(End::Alone)),
            _ => continue,
        };
        let visit = visits.get_mut(&(&event.shop, end.0)).and_then(|visits| visits.last_mut());
        match (visit.filter(|visit| visit.end.is_none()), end.1) {
            (Some(visit), None) => visit.heard = event.at,
            (Some(visit), end) => visit.end = end,
            (None, _) => {}
        }
    }
    let settled = i64::from(policy.self_service_after_h) * 3_600_000;
    for ((shop, _), visits) in visits {
        for visit in visits {
            let left = || (now.since(visit.heard) >= settled).then_some(End::Alone);
            let Some(end) = visit.end.or_else(left) else { continue };
            let place = tally.place(shop, None, visit.began);
            tally.at(place).self_service.count(end == End::Alone);
            tally.at(place).handed_over.count(end == End::HandedOver);
        }
    }
}

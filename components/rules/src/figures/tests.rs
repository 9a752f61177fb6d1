use super::*;
use crate::policy::Policy;
use kefu_contract::{Money, Rating};
use proptest::prelude::*;

/// Friday noon in China, within business hours.
const NOON: &str = "2026-11-20T12:00:00+08:00";

fn at(seconds: i64) -> Timestamp {
    Timestamp::parse(NOON).unwrap().plus_ms(seconds * 1_000)
}

fn event(seconds: i64, kind: LogKind) -> LogEvent {
    LogEvent { at: at(seconds), shop: "shop".into(), kind }
}

fn buyer(seconds: i64, conversation: &str) -> LogEvent {
    let author = Author::Buyer(format!("buyer-{conversation}").as_str().into());
    event(seconds, LogKind::Message(conversation.into(), author))
}

fn agent(seconds: i64, conversation: &str, who: &str) -> LogEvent {
    event(seconds, LogKind::Message(conversation.into(), Author::Agent(who.into())))
}

fn bot(seconds: i64, conversation: &str) -> LogEvent {
    event(seconds, LogKind::Message(conversation.into(), Author::Automatic))
}

fn by(events: &[LogEvent], breakdown: Breakdown<'_>) -> BTreeMap<Slice, Figures> {
    let policy = Policy::default();
    figures(events, breakdown, at(1_000_000), &policy.business_hours, &policy.figures).unwrap()
}

fn total(events: &[LogEvent]) -> Figures {
    by(events, Breakdown::default()).remove(&Slice::default()).unwrap_or_default()
}

#[test]
fn response_times_count_humans_only_and_once_per_turn() {
    let log = [
        buyer(0, "c"),
        bot(1, "c"),
        buyer(30, "c"),
        agent(100, "c", "ann"),
        agent(110, "c", "ann"),
        buyer(200, "c"),
        agent(500, "c", "ann"),
    ];
    let figures = total(&log);
    assert_eq!(figures.first_response, Mean { total_ms: 100_000, count: 1 });
    assert_eq!(figures.response, Mean { total_ms: 400_000, count: 2 });
    assert_eq!(figures.response.ms(), Some(200_000));
    assert_eq!(figures.in_time, Ratio { part: 1, whole: 2 });
    assert_eq!(figures.answers, Ratio { part: 3, whole: 3 });
    assert_eq!((figures.conversations, figures.handled, figures.waiting), (1, 1, 0));
}

#[test]
fn visits_of_the_assistant_count_once_they_are_decided() {
    let assisted = |seconds, conversation: &str| event(seconds, LogKind::Assisted(conversation.into()));
    let handed = |seconds, conversation: &str| event(seconds, LogKind::HandedOver(conversation.into()));
    let closed = |seconds, conversation: &str| event(seconds, LogKind::Closed(conversation.into()));
    let log = [
        // Left alone until the end of the log, a day and more; the same without that.
        (buyer(0, "left"), assisted(1, "left")),
        (assisted(950_000, "fresh"), buyer(990_000, "fresh")),
        (assisted(0, "closed"), closed(5, "closed")),
        (assisted(0, "handed"), handed(5, "handed")),
        (assisted(0, "answered"), agent(5, "answered", "ann")),
        // People were there before.
        (agent(10, "left", "ann"), assisted(20, "left")),
    ];
    let mut log: Vec<LogEvent> = log.into_iter().flat_map(|(one, two)| [one, two]).collect();
    log.push(agent(900, "handed", "ann"));
    let figures = total(&log);
    assert_eq!(figures.self_service, Ratio { part: 2, whole: 5 });
    assert_eq!(figures.handed_over, Ratio { part: 1, whole: 5 });
    assert_eq!((figures.first_response.count, figures.response.count), (1, 1), "as without the assistant");
    let by_agent = by(&log, Breakdown { agent: true, ..Breakdown::default() });
    assert!(
        by_agent.iter().all(|(slice, figures)| (slice.agent.is_none()) == (figures.self_service.whole > 0))
    );
}

#[test]
fn the_beginning_decides_about_business_hours_also_after_reopening() {
    let night = -10 * 3_600;
    let begun_at_night = [buyer(night, "c"), agent(0, "c", "ann"), buyer(10, "c"), agent(20, "c", "ann")];
    assert_eq!(total(&begun_at_night).response, Mean::default());
    assert_eq!(total(&begun_at_night).in_time, Ratio::default());
    assert_eq!(total(&begun_at_night).handled, 1);
    let reopened =
        [buyer(0, "c"), agent(60, "c", "ann"), buyer(12 * 3_600, "c"), agent(12 * 3_600 + 60, "c", "ann")];
    assert_eq!(total(&reopened).first_response.count, 1);
    assert_eq!(total(&reopened).response, Mean { total_ms: 120_000, count: 2 });
}

#[test]
fn open_turns_count_only_when_late() {
    let policy = Policy::default();
    let at_second = |now| {
        let found =
            figures(&[buyer(0, "c")], Breakdown::default(), at(now), &policy.business_hours, &policy.figures);
        found.unwrap().remove(&Slice::default()).unwrap()
    };
    assert_eq!((at_second(180).in_time.whole, at_second(180).waiting), (0, 1));
    assert_eq!(at_second(181).in_time, Ratio { part: 0, whole: 1 });
}

#[test]
fn orders_follow_the_agent_last_asked() {
    let id = "buyer-c";
    let log = [
        buyer(0, "c"),
        agent(10, "c", "ann"),
        buyer(20, "c"),
        agent(30, "c", "bob"),
        event(40, LogKind::Ordered("o1".into(), id.into())),
        event(50, LogKind::Paid("o1".into(), id.into(), Money::cny(10_001))),
        event(60, LogKind::Paid("o2".into(), "silent".into(), Money::cny(500))),
        event(70, LogKind::Refunded("o1".into())),
        event(71, LogKind::Disputed("o1".into())),
        event(72, LogKind::Reviewed("o1".into(), Rating::Bad)),
        // Another line of the same order was good.
        event(73, LogKind::Reviewed("o1".into(), Rating::Good)),
        event(80, LogKind::Reviewed("unknown".into(), Rating::Bad)),
    ];
    let all = total(&log);
    assert_eq!(all.conversion, Ratio { part: 1, whole: 1 });
    assert_eq!(all.sales, Sales { total: Some(Money::cny(10_501)), buyers: 2 });
    assert_eq!(all.sales.average(), Some(Money::cny(5_251)));
    assert_eq!((all.refunds, all.disputes), (Ratio { part: 1, whole: 2 }, Ratio { part: 1, whole: 2 }));
    assert_eq!(all.bad_reviews, Ratio { part: 1, whole: 1 });
    let agents = by(&log, Breakdown { agent: true, ..Breakdown::default() });
    let of = |who: Option<&str>| &agents[&Slice { agent: who.map(Into::into), ..Slice::default() }];
    assert_eq!(of(Some("ann")).conversion, Ratio { part: 0, whole: 1 });
    assert_eq!(of(Some("bob")).conversion, Ratio { part: 1, whole: 1 });
    assert_eq!(of(Some("bob")).sales.total, Some(Money::cny(10_001)));
    assert_eq!(of(None).sales.total, Some(Money::cny(500)));
}

#[test]
fn a_rating_counts_once_per_invitation_for_who_was_in_charge_then() {
    let log = [
        buyer(0, "c"),
        agent(1, "c", "ann"),
        event(2, LogKind::RatingInvited("c".into())),
        event(3, LogKind::Rated("c".into(), 2)),
        event(4, LogKind::Rated("c".into(), 4)),
        event(5, LogKind::RatingInvited("d".into())),
        event(6, LogKind::RatingInvited("d".into())),
        agent(7, "c", "bob"),
        event(8, LogKind::RatingInvited("c".into())),
        event(9, LogKind::Rated("c".into(), 1)),
    ];
    assert_eq!(total(&log).satisfaction, Ratio { part: 1, whole: 2 });
    assert_eq!(total(&log).rated, Ratio { part: 2, whole: 3 });
    let agents = by(&log, Breakdown { agent: true, ..Breakdown::default() });
    let of = |who: &str| agents[&Slice { agent: Some(who.into()), ..Slice::default() }].satisfaction;
    assert_eq!((of("ann"), of("bob")), (Ratio { part: 1, whole: 1 }, Ratio { part: 0, whole: 1 }));
}

#[test]
fn closing_ends_the_wait_but_not_the_lateness() {
    let close = |seconds, id: &str| event(seconds, LogKind::Closed(id.into()));
    let figures =
        total(&[buyer(0, "c"), close(180, "c"), buyer(0, "d"), close(181, "d"), buyer(999_990, "c")]);
    assert_eq!(figures.in_time, Ratio { part: 0, whole: 1 });
    assert_eq!((figures.waiting, figures.conversations, figures.response), (1, 2, Mean::default()));
}

#[test]
fn transfers_hand_over_the_open_turn() {
    let (conversation, from, to) = ("c".into(), "ann".into(), "bob".into());
    let log = [buyer(0, "c"), event(5, LogKind::Transferred { conversation, from, to })];
    let slices = by(&log, Breakdown { shop: true, agent: true, ..Breakdown::default() });
    let of = |who: &str| &slices[&Slice { shop: Some("shop".into()), agent: Some(who.into()), step: None }];
    assert_eq!((of("ann").transferred, of("bob").waiting), (1, 1));
}

#[test]
fn steps_count_what_lies_within_and_read_what_lies_around() {
    let log = [
        buyer(-300, "c"),
        agent(-200, "c", "ann"),
        buyer(0, "c"),
        agent(110, "c", "ann"),
        buyer(99, "d"),
        agent(299, "d", "ann"),
        event(250, LogKind::Paid("o".into(), "buyer-d".into(), Money::cny(500))),
    ];
    let edges = [at(0), at(100), at(200)];
    let slices = by(&log, Breakdown { steps: &edges, ..Breakdown::default() });
    let of = |step| &slices[&Slice { step: Some(at(step)), ..Slice::default() }];
    // The first answer of the one conversation was before, the answer of the other comes after.
    assert_eq!(of(0).first_response, Mean { total_ms: 200_000, count: 1 });
    assert_eq!(of(0).response, Mean { total_ms: 310_000, count: 2 });
    assert_eq!(of(0).answers, Ratio { part: 0, whole: 2 });
    assert_eq!(of(100).answers, Ratio { part: 1, whole: 0 });
    assert_eq!((slices.len(), &of(100).sales), (2, &Sales::default()));
}

#[test]
fn an_order_follows_from_a_question_for_some_time_only() {
    let within_s = i64::from(Policy::default().figures.order_within_h) * 3_600;
    let ordered =
        |seconds| total(&[buyer(0, "c"), event(seconds, LogKind::Ordered("o".into(), "buyer-c".into()))]);
    assert_eq!(ordered(within_s).conversion, Ratio { part: 1, whole: 1 });
    assert_eq!(ordered(within_s + 1).conversion, Ratio { part: 0, whole: 1 });
}

#[test]
fn currencies_do_not_mix() {
    let yen = Money { amount: 1, currency: "JPY".into(), exponent: 0 };
    let pay = |money| event(0, LogKind::Paid("o".into(), "b".into(), money));
    let policy = Policy::default();
    let log = [pay(Money::cny(1)), pay(yen)];
    assert!(figures(&log, Breakdown::default(), at(9), &policy.business_hours, &policy.figures).is_err());
}

fn any_event() -> impl Strategy<Value = LogEvent> {
    (0i64..4_000, 0u8..4, 0u8..3, 0u8..11).prop_map(|(seconds, conversation, who, kind)| {
        let id = format!("c{conversation}");
        let (order, person) = (format!("o{who}"), format!("buyer-{id}"));
        let (id, order, person) = (id.as_str(), order.as_str(), person.as_str());
        match kind {
            0..=2 => buyer(seconds, id),
            3 | 4 => agent(seconds, id, &format!("agent-{who}")),
            5 => bot(seconds, id),
            6 => event(seconds, LogKind::Ordered(order.into(), person.into())),
            7 => event(seconds, LogKind::Paid(order.into(), person.into(), Money::cny(100))),
            8 => event(seconds, LogKind::Refunded(order.into())),
            9 => event(seconds, LogKind::Rated(id.into(), who + 2)),
            _ => event(
                seconds,
                LogKind::Transferred {
                    conversation: id.into(),
                    from: "agent-0".into(),
                    to: "agent-1".into(),
                },
            ),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn shares_are_shares_slices_add_up_and_bots_change_nothing(log in prop::collection::vec(any_event(), 0..24)) {
        let all = total(&log);
        let parts = by(&log, Breakdown { agent: true, ..Breakdown::default() });
        let without_bots: Vec<_> = log.iter().filter(|e| !matches!(e.kind, LogKind::Message(_, Author::Automatic))).cloned().collect();
        // A bot may begin a conversation; here all begin within hours, so it makes no difference.
        prop_assert_eq!(&total(&without_bots), &all);
        for figures in parts.values().chain([&all]) {
            for share in [figures.in_time, figures.conversion, figures.satisfaction, figures.rated, figures.refunds, figures.bad_reviews] {
                prop_assert!(share.part <= share.whole);
            }
        }
        let sum = |f: fn(&Figures) -> u64| parts.values().map(f).sum::<u64>();
        prop_assert_eq!(sum(|f| f.response.count), all.response.count);
        prop_assert_eq!(sum(|f| f.response.total_ms), all.response.total_ms);
        prop_assert_eq!(sum(|f| f.answers.whole), all.answers.whole);
        prop_assert_eq!(sum(|f| f.answers.part), all.answers.part);
        prop_assert_eq!(sum(|f| f.waiting), all.waiting);
        prop_assert_eq!(sum(|f| f.refunds.whole), all.refunds.whole);
        prop_assert_eq!(sum(|f| f.transferred), all.transferred);
    }
}

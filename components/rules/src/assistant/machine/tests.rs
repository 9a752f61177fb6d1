use super::*;
use proptest::prelude::*;

const NOON: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);
const MINUTE: i64 = 60_000;

fn everything() -> AssistantPolicy {
    let automatic =
        AutomaticPolicy { welcome: true, busy: true, away: true, after_hours: true, ..Default::default() };
    AssistantPolicy { automatic, answers: true, ..Default::default() }
}

fn heard(wish: Wish, confidence_bp: u32, desk: Desk) -> Heard {
    Heard { wish: Some(wish), confidence_bp, has_order: false, desk }
}

/// What is said to one message after the other, a minute apart.
fn said(messages: &[Heard], policy: &AssistantPolicy) -> Vec<Vec<Say>> {
    let mut visit = Visit::default();
    let mut says = Vec::new();
    for (place, message) in (0..).zip(messages) {
        let reaction = hear(visit, message, NOON.plus_ms(place * MINUTE), policy);
        visit = reaction.visit;
        says.push(reaction.says);
    }
    says
}

#[test]
fn the_desk_decides_how_a_visit_begins() {
    use Automatic::{AfterHours, Away, Busy, Welcome};
    for (desk, first) in
        [(Desk::Online, Welcome), (Desk::Busy, Busy), (Desk::Away, Away), (Desk::Closed(None), AfterHours)]
    {
        let hello = heard(Wish::Nothing, 0, desk);
        assert_eq!(said(&[hello, hello], &everything()), [vec![Say::Automatic(first)], vec![]]);
    }
    // Whoever leaves meanwhile says so, once.
    let states =
        [Desk::Online, Desk::Away, Desk::Online, Desk::Away].map(|desk| heard(Wish::Nothing, 0, desk));
    let says = [vec![Say::Automatic(Welcome)], vec![Say::Automatic(Away)], vec![], vec![]];
    assert_eq!(said(&states, &everything()), says);
}

#[test]
fn what_is_switched_off_is_not_said() {
    let mut policy = everything();
    policy.automatic.away = false;
    let away = heard(Wish::Answer, 10_000, Desk::Away);
    assert_eq!(said(&[away], &policy), [vec![Say::Automatic(Automatic::Welcome), Say::Answer]]);
    policy.automatic.welcome = false;
    policy.answers = false;
    assert_eq!(said(&[away, heard(Wish::Human, 0, Desk::Away)], &policy), [vec![], vec![]]);
    let asked = ask_human(Visit::default(), Desk::Online, NOON, &policy);
    assert_eq!((asked.says, asked.visit.hush), (vec![], None));
    assert!(policy.speaks() && !AssistantPolicy::default().speaks());
}

#[test]
fn two_questions_without_an_answer_are_for_people() {
    let policy = AssistantPolicy { automatic: AutomaticPolicy::default(), ..everything() };
    let threshold = policy.answer_from_bp;
    let (lost, sure) =
        (heard(Wish::Answer, threshold - 1, Desk::Online), heard(Wish::Answer, threshold, Desk::Online));
    let says = said(&[lost, sure, lost, heard(Wish::Nothing, 0, Desk::Online), lost, sure], &policy);
    let (unsure, over) = (vec![Say::Unsure], vec![Say::HandOver(Reason::Unsure)]);
    assert_eq!(says, [unsure.clone(), vec![Say::Answer], unsure, vec![], over, vec![]]);
}

#[test]
fn what_needs_people_is_handed_over_at_once() {
    let mine = Heard { has_order: true, ..heard(Wish::Order, 0, Desk::Online) };
    for (wish, reason) in
        [(Wish::Human, Reason::Asked), (Wish::Anger, Reason::Anger), (Wish::Money, Reason::Money)]
    {
        let says = said(&[heard(wish, 10_000, Desk::Busy), mine], &everything());
        assert_eq!(says, [vec![Say::HandOver(reason)], vec![]]);
    }
    assert_eq!(said(&[mine], &everything())[0][1], Say::Order);
    let policy = AssistantPolicy { misses: 3, ..everything() };
    assert_eq!(said(&[heard(Wish::Order, 0, Desk::Online)], &policy)[0][1], Say::Unsure);
}

#[test]
fn the_next_visit_is_greeted_after_a_while() {
    let hello = heard(Wish::Nothing, 0, Desk::Online);
    let begun = hear(Visit::default(), &hello, NOON, &everything()).visit;
    for (minutes, greeted) in [(29, false), (30, true)] {
        let next = hear(begun.ended(), &hello, NOON.plus_ms(minutes * MINUTE), &everything());
        assert_eq!(next.says.is_empty(), !greeted, "{minutes} min");
    }
}

#[test]
fn a_visit_found_under_way_is_not_welcomed() {
    let hello = heard(Wish::Nothing, 0, Desk::Online);
    let found = Visit::default().under_way(NOON, false);
    assert!(hear(found, &hello, NOON, &everything()).says.is_empty());
    let answer = heard(Wish::Answer, 10_000, Desk::Online);
    assert_eq!(hear(found, &answer, NOON, &everything()).says, [Say::Answer]);
    let answered = Visit::default().under_way(NOON, true);
    assert!(hear(answered, &answer, NOON, &everything()).says.is_empty());
}

/// What can happen in a conversation.
#[derive(Debug, Clone, Copy)]
enum Step {
    Buyer(Heard),
    Button(Desk),
    Staff,
    Closed,
}

fn steps() -> impl Strategy<Value = Vec<(Step, i64)>> {
    let desk = prop_oneof![
        Just(Desk::Online),
        Just(Desk::Busy),
        Just(Desk::Away),
        Just(Desk::Closed(None)),
        Just(Desk::Closed(Some(NOON))),
    ];
    let wish = prop_oneof![
        1 => Just(Wish::Human),
        1 => Just(Wish::Anger),
        1 => Just(Wish::Money),
        3 => Just(Wish::Order),
        3 => Just(Wish::Nothing),
        9 => Just(Wish::Answer),
    ];
    let heard = (proptest::option::weighted(0.9, wish), 0u32..3_000, any::<bool>(), desk.clone());
    let heard = heard.prop_map(|(wish, confidence_bp, has_order, desk)| Heard {
        wish,
        confidence_bp,
        has_order,
        desk,
    });
    let step = prop_oneof![
        12 => heard.prop_map(Step::Buyer),
        1 => desk.prop_map(Step::Button),
        1 => Just(Step::Staff),
        2 => Just(Step::Closed),
    ];
    prop::collection::vec((step, 0i64..3_600_000), 0..40)
}

fn policies() -> impl Strategy<Value = AssistantPolicy> {
    (any::<[bool; 5]>(), 0u32..60, 0u32..4).prop_map(|(on, min_gap_min, misses)| {
        let [welcome, busy, away, after_hours, answers] = on;
        let automatic =
            AutomaticPolicy { welcome, busy, away, after_hours, min_gap_min, ..Default::default() };
        AssistantPolicy { automatic, answers, misses, ..Default::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_is_said_twice_in_a_visit_nor_after_people_take_over(steps in steps(), policy in policies()) {
        let (mut visit, mut now) = (Visit::default(), NOON);
        let (mut over, mut sent, mut messages) = (false, Vec::new(), 0);
        let mut last: Vec<(Automatic, Timestamp)> = Vec::new();
        for (step, later) in steps {
            now = now.plus_ms(later);
            let reaction = match step {
                Step::Staff => {
                    over |= messages > 0;
                    visit = visit.answered();
                    continue;
                }
                Step::Closed => {
                    (over, messages) = (false, 0);
                    sent.clear();
                    visit = visit.ended();
                    continue;
                }
                Step::Button(desk) => ask_human(visit, desk, now, &policy),
                Step::Buyer(heard) => hear(visit, &heard, now, &policy),
            };
            // Without the assistant, nobody hears the button.
            messages += i32::from(policy.answers || !matches!(step, Step::Button(_)));
            prop_assert!(!over || reaction.says.is_empty(), "said after people took over: {:?}", reaction.says);
            prop_assert!(reaction.says.len() <= 2);
            for say in &reaction.says {
                match say {
                    Say::Automatic(what) => {
                        prop_assert!(policy.automatic.allows(*what) && !sent.contains(what), "{:?} twice", what);
                        prop_assert!(*what != Automatic::Welcome || messages == 1, "a late welcome");
                        let gap = i64::from(policy.automatic.min_gap_min) * MINUTE;
                        let soon = last.iter().any(|(other, at)| other == what && now.since(*at) < gap);
                        prop_assert!(!soon, "{:?} too soon", what);
                        sent.push(*what);
                        last.push((*what, now));
                    }
                    own => prop_assert!(policy.answers, "{:?}", own),
                }
            }
            prop_assert_eq!(reaction.hands_over().is_some(), reaction.visit.hush == Some(Hush::HandedOver) && !over);
            over |= reaction.hands_over().is_some();
            visit = reaction.visit;
        }
    }
}

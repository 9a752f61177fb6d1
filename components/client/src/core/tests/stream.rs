//! Events, the connection, what is heard.

use super::*;

#[test]
fn doubled_and_old_events_change_nothing_and_a_hole_is_asked_for() {
    let mut bench = Bench::live(5);
    bench.step(event(6, Some(message("c", 1))));
    assert_eq!(bench.core.rows(Some(&"c".into())).len(), 1);
    assert!(bench.step(event(6, Some(message("c", 2)))).is_empty());
    assert!(bench.step(event(3, Some(message("c", 2)))).is_empty());
    let effects = bench.step(event(8, Some(message("c", 3))));
    assert!(effects.iter().any(|e| matches!(e, Effect::Listen(6))), "{effects:?}");
    assert_eq!(bench.core.rows(Some(&"c".into())).len(), 1, "nothing is shown out of order");
}

#[test]
fn a_reset_fetches_everything_on_screen_anew() {
    let mut bench = Bench::live(5);
    let effects = bench.step(Input::StreamReset(90));
    assert_eq!(calls(&effects), [&Call::Conversations(None), &Call::Newest("c".into(), 1)]);
    assert!(!bench.step(event(91, Some(message("c", 7)))).is_empty());
}

#[test]
fn an_event_that_can_never_be_read_is_passed_by_without_a_loop() {
    let mut bench = Bench::live(5);
    assert!(bench.step(event(7, None)).iter().any(|e| matches!(e, Effect::Listen(5))));
    assert!(bench.step(event(7, None)).is_empty(), "the old stream goes on behind the hole for a moment");
    bench.step(Input::StreamOpened);
    let effects = bench.step(event(7, Some(message("c", 1))));
    assert!(!effects.iter().any(|e| matches!(e, Effect::Listen(_))), "{effects:?}");
    assert!(calls(&effects).contains(&&Call::Newest("c".into(), 1)), "what it may have said is fetched");
    assert!(
        bench.step(event(8, None)).iter().all(|e| !matches!(e, Effect::Listen(_))),
        "and counting goes on"
    );
}

#[test]
fn the_servers_clock_counts() {
    let bench = Bench::live(0);
    assert_eq!(bench.core.server_time(1_000_500), Timestamp::from_unix_ms(1_060_500));
}

#[test]
fn a_shop_that_answers_is_not_shown_as_away() {
    let mut bench = Bench::live(0);
    let mut away = session("buyer-1", 0);
    away.shop.presence = Presence::Away;
    bench.answer(Call::Session, Reply::Session(Box::new(away)));
    let effects = bench.step(event(1, Some(message("c", 1))));
    assert_eq!(calls(&effects), [&Call::Session]);
    let effects = bench.answer(Call::Session, Reply::Session(Box::new(session("buyer-1", 1))));
    assert!(calls(&effects).is_empty(), "nothing else is fetched again: {effects:?}");
    assert!(!effects.iter().any(|e| matches!(e, Effect::Listen(_))));
    assert!(calls(&bench.step(event(2, Some(message("c", 2))))).is_empty(), "asked once");
}

#[test]
fn typing_ends_by_time_or_by_the_message() {
    let mut bench = Bench::live(0);
    let typing = |typing| {
        arrival(Event {
            typing: Some(kefu_contract::Typing {
                conversation_id: "c".into(),
                person: person("agent-1", Role::Agent),
                typing,
            }),
            ..Event::new(EventType::Typing, Timestamp::from_unix_ms(0))
        })
    };
    bench.step(typing(true));
    assert!(bench.core.typing(&"c".into()).is_some());
    bench.step(event(1, Some(message("c", 1))));
    assert!(bench.core.typing(&"c".into()).is_none(), "the message itself ends it");
    bench.step(typing(true));
    bench.step(Input::Timer(Timer::TypingExpires("c".into())));
    assert!(bench.core.typing(&"c".into()).is_none());
}

#[test]
fn a_server_that_counts_anew_is_believed() {
    let mut bench = Bench::live(50);
    let effects = bench.step(Input::StreamAt(7));
    assert!(calls(&effects).contains(&&Call::Newest("c".into(), 1)), "what it has now is fetched");
    assert_eq!(bench.core.connection(), Connection::CatchingUp, "and it is said");
    bench.answer(Call::Conversations(None), Reply::Conversations(page(vec![conversation("c", 1)])));
    bench.answer(Call::Newest("c".into(), 1), Reply::Messages(page(vec![])));
    assert_eq!(bench.core.connection(), Connection::Live);
    bench.step(event(8, Some(message("c", 1))));
    assert_eq!(bench.core.rows(Some(&"c".into())).len(), 1, "and counting goes on from there");
}

#[test]
fn a_message_of_an_unknown_conversation_makes_us_ask_for_the_list_once() {
    let mut bench = Bench::live(0);
    assert_eq!(calls(&bench.step(event(1, Some(message("x", 1))))), [&Call::Conversations(None)]);
    assert!(calls(&bench.step(event(2, Some(message("x", 2))))).is_empty());
}

#[test]
fn without_a_network_nothing_is_tried_until_it_is_back_or_long_after() {
    let mut bench = Bench::live(0);
    let effects = bench.step(Input::Offline);
    assert_eq!(bench.core.connection(), Connection::Offline);
    assert!(effects.iter().any(|e| matches!(e, Effect::Wait(Timer::Reconnect, 30_000))), "{effects:?}");
    let effects = bench.step(Input::Wake);
    assert!(effects.iter().any(|e| matches!(e, Effect::Listen(0))), "{effects:?}");
}

#[test]
fn a_page_nobody_sees_tries_again_seldom() {
    let wait = |visible: bool| {
        let mut bench = Bench::live(0);
        bench.step(Input::Visible(visible));
        let effects = bench.step(Input::StreamClosed(Failure::Unreachable));
        effects.iter().find_map(|e| if let Effect::Wait(Timer::Reconnect, ms) = e { Some(*ms) } else { None })
    };
    assert!(wait(false) > wait(true));
}

#[test]
fn a_new_message_sounds_in_one_tab_and_not_while_catching_up() {
    let rings = |effects: &[Effect]| effects.iter().any(|e| matches!(e, Effect::Changed(Change::Arrived(_))));
    let mut leader = Bench::live(0);
    assert!(rings(&leader.step(event(1, Some(message("c", 1))))));
    assert!(!rings(&leader.step(event(2, Some(own(2, &"mine".into()))))), "one's own is no news");
    let mut follower = Bench::live(0);
    follower.step(Input::Role(TabRole::Follower));
    assert!(!rings(&follower.step(event(1, Some(message("c", 1))))));
    let mut late = Bench::live(0);
    late.step(Input::StreamClosed(Failure::Unreachable));
    assert!(!rings(&late.step(event(1, Some(message("c", 1))))));
}

//! Who we are, and what happens when that changes.

use super::*;

#[test]
fn another_identity_sees_and_sends_nothing_of_the_former() {
    let mut bench = Bench::new();
    bench.step(Input::Restored(Box::new(Restored {
        owner: Some("buyer-2".into()),
        conversations: vec![conversation("theirs", 3)],
        outbox: vec![entry("theirs", Some("theirs"))],
        drafts: vec![],
    })));
    bench.step(Input::Start);
    let effects = bench.answer(Call::Session, Reply::Session(Box::new(session("buyer-1", 0))));
    assert!(effects.iter().any(|e| matches!(e, Effect::Save(Save::Wipe))));
    assert_eq!(bench.core.conversations().count(), 0);
    assert!(bench.core.outbox().entries().is_empty());
    assert!(!calls(&effects).iter().any(|call| matches!(call, Call::Send(..) | Call::Open(..))));
}

#[test]
fn a_slow_store_of_another_identity_is_wiped_and_not_shown() {
    let mut bench = Bench::live(0);
    let own = bench.compose("unsent");
    let effects = bench.step(Input::Restored(Box::new(Restored {
        owner: Some("buyer-2".into()),
        conversations: vec![conversation("theirs", 3)],
        outbox: vec![entry("theirs", Some("theirs"))],
        drafts: vec![],
    })));
    let saves: Vec<&Save> =
        effects.iter().filter_map(|e| if let Effect::Save(s) = e { Some(s) } else { None }).collect();
    assert!(matches!(saves[..], [Save::Wipe, Save::Owner(_), Save::Entry(_)]), "our own survives: {saves:?}");
    assert!(bench.core.conversation(&"theirs".into()).is_none());
    assert_eq!(bench.core.outbox().entries().iter().map(|e| &e.client_id).collect::<Vec<_>>(), [&own]);
}

#[test]
fn refused_credentials_hold_everything_until_the_server_says_who_we_are() {
    let (mut bench, id, call) = sending();
    let effects = bench.step(Input::Answer(call, Err(refusal(ProblemCode::TokenExpired))));
    assert_eq!(calls(&effects), [&Call::Session], "renewed once");
    bench.env.now += 60_000;
    assert!(calls(&bench.step(Input::Timer(Timer::Drain))).is_empty(), "nothing goes out meanwhile");
    let effects = bench.step(Input::Answer(Call::Session, Err(refusal(ProblemCode::Unauthenticated))));
    assert!(calls(&effects).is_empty(), "and no loop");
    assert_eq!(bench.core.connection(), Connection::SignedOut);
    assert_eq!(bench.states(), ["queued"]);
    assert_eq!(calls(&bench.step(Input::Wake)), [&Call::Session], "looking at the page tries once more");
    let effects = bench.answer(Call::Session, Reply::Session(Box::new(session("buyer-1", 0))));
    assert!(calls(&effects).iter().any(|call| matches!(call, Call::Send(_, body) if body.client_id == id)));
}

#[test]
fn renewed_credentials_of_somebody_else_switch_hard() {
    let (mut bench, _, call) = sending();
    let epoch = bench.core.epoch();
    bench.step(Input::Answer(call, Err(refusal(ProblemCode::TokenExpired))));
    let effects = bench.answer(Call::Session, Reply::Session(Box::new(session("buyer-2", 9))));
    assert!(bench.core.epoch() > epoch, "answers under way are another identity's");
    assert!(effects.iter().any(|e| matches!(e, Effect::Save(Save::Wipe))));
    assert!(effects.iter().any(|e| matches!(e, Effect::Listen(9))));
    assert!(
        !calls(&effects)
            .iter()
            .any(|call| matches!(call, Call::Send(..) | Call::Open(..) | Call::Newest(..)))
    );
    assert_eq!(bench.core.conversations().count() + bench.core.outbox().entries().len(), 0);
}

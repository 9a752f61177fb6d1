//! Writing, sending, refusals, drafts.

use super::*;

#[test]
fn a_message_is_stored_then_sent_then_forgotten() {
    let mut bench = Bench::live(0);
    let id = bench.compose("hello");
    assert_eq!(bench.states(), ["queued"]);
    let effects = bench.step(Input::Saved(id.clone()));
    let [Call::Send(_, body)] = calls(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(body.client_id, id);
    assert_eq!(bench.states(), ["sending"]);
    let effects = bench.answer(Call::Send("c".into(), body.clone()), Reply::Message(Box::new(own(1, &id))));
    assert!(effects.iter().any(|e| matches!(e, Effect::Save(Save::Forget(done)) if *done == id)));
    assert_eq!(bench.states(), ["sent"]);
}

#[test]
fn answer_and_event_of_one_message_make_one_bubble_in_either_order() {
    for event_first in [true, false] {
        let mut bench = Bench::live(0);
        let id = bench.compose("hello");
        let effects = bench.step(Input::Saved(id.clone()));
        let call = calls(&effects)[0].clone();
        let answer = Input::Answer(call, Ok(Reply::Message(Box::new(own(1, &id)))));
        let both = if event_first {
            [event(1, Some(own(1, &id))), answer]
        } else {
            [answer, event(1, Some(own(1, &id)))]
        };
        for input in both {
            bench.step(input);
        }
        assert_eq!(bench.states(), ["sent"], "event first: {event_first}");
    }
}

#[test]
fn an_unreachable_server_is_asked_again_with_the_same_key() {
    let mut bench = Bench::live(0);
    let id = bench.compose("hello");
    let effects = bench.step(Input::Saved(id.clone()));
    let call = calls(&effects)[0].clone();
    let effects = bench.step(Input::Answer(call.clone(), Err(Failure::Unreachable)));
    let wait = effects.iter().find_map(|e| match e {
        Effect::Wait(Timer::Drain, ms) => Some(*ms),
        _ => None,
    });
    bench.env.now += i64::from(wait.expect("another attempt is planned"));
    let effects = bench.step(Input::Timer(Timer::Drain));
    assert_eq!(calls(&effects), [&call]);
}

#[test]
fn a_refused_message_is_parked_with_the_reason_and_can_be_retried_or_discarded() {
    let mut bench = Bench::live(0);
    let id = bench.compose("hello");
    let effects = bench.step(Input::Saved(id.clone()));
    let call = calls(&effects)[0].clone();
    let mut problem = Problem::new(ProblemCode::TextTooLong, "The message is too long");
    problem.detail = Some("at most 2000".into());
    bench.step(Input::Answer(call, Err(Failure::Problem(Box::new(problem)))));
    let rows = bench.core.rows(Some(&"c".into()));
    assert_eq!(rows[0].delivery, Some(Delivery::Failed("at most 2000".into())));
    assert_eq!(calls(&bench.step(Input::Retry(id.clone()))).len(), 1);
    assert_eq!(bench.states(), ["sending"]);
    bench.step(Input::Discard(id.clone()));
    assert_eq!(bench.states(), ["sending"], "what is on its way cannot be discarded");
}

#[test]
fn the_first_message_opens_the_conversation_and_every_waiting_one_follows() {
    let mut bench = Bench::new();
    bench.step(Input::Start);
    bench.answer(Call::Session, Reply::Session(Box::new(session("buyer-1", 0))));
    bench.answer(Call::Conversations(None), Reply::Conversations(page(vec![])));
    let compose = |text: &str| {
        Input::Compose(Box::new(Compose {
            conversation: None,
            context: OpenContext { product_id: Some("mug-01".into()), order_id: None },
            content: Content::text(text),
            visibility: None,
            files: vec![],
        }))
    };
    bench.step(compose("one"));
    bench.step(compose("two"));
    let (first, second) = {
        let entries = bench.core.outbox().entries();
        (entries[0].client_id.clone(), entries[1].client_id.clone())
    };
    bench.step(Input::Saved(second));
    let effects = bench.step(Input::Saved(first));
    let [open @ Call::Open(..)] = calls(&effects)[..] else { panic!("{effects:?}") };
    let mut opened = conversation("c", 1);
    opened.context.product = Some(ProductCard {
        id: "mug-01".into(),
        title: "Mug".into(),
        price: Money::cny(5_900),
        image_url: None,
        url: None,
    });
    let effects = bench.answer(open.clone(), Reply::Conversation(Box::new(opened)));
    let [Call::Send(id, body)] = calls(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!((id.as_str(), body.content.text.as_deref()), ("c", Some("one")));
    assert_eq!(bench.core.rows(Some(id)).len(), 2, "both belong to the conversation now");
}

#[test]
fn a_buyers_message_to_a_vanished_conversation_opens_another() {
    let (mut bench, id, call) = sending();
    let open_id = bench.core.outbox().entries()[0].posting().unwrap().open_id.clone();
    let effects = bench.step(Input::Answer(call, Err(refusal(ProblemCode::NotFound))));
    assert_ne!(
        bench.core.connection(),
        Connection::Offline,
        "a missing conversation is no broken connection"
    );
    assert!(calls(&effects).is_empty(), "later rather than at once");
    bench.env.now += 60_000;
    let effects = bench.step(Input::Timer(Timer::Drain));
    let [Call::Open(entry, body)] = calls(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(*entry, id);
    assert_ne!(body.client_id, open_id, "the old key would be answered with the old conversation");
}

#[test]
fn a_product_the_backend_does_not_know_keeps_nobody_from_asking() {
    let mut bench = Bench::live(0);
    let context = OpenContext { product_id: Some("brand-new".into()), order_id: None };
    let content = Content::text("?");
    let compose = Compose { conversation: None, context, content, visibility: None, files: vec![] };
    bench.step(Input::Compose(Box::new(compose)));
    let id = bench.core.outbox().entries()[0].client_id.clone();
    let effects = bench.step(Input::Saved(id));
    let open = calls(&effects)[0].clone();
    let mut problem = Problem::new(ProblemCode::InvalidValue, "unknown product");
    let pointer = "/context/product_id".to_owned();
    problem.errors = vec![ProblemField::new(pointer, ProblemCode::InvalidValue)];
    bench.step(Input::Answer(open, Err(Failure::Problem(Box::new(problem)))));
    bench.env.now += 60_000;
    let effects = bench.step(Input::Timer(Timer::Drain));
    assert!(matches!(calls(&effects)[..], [Call::Send(..)]), "{effects:?}");
}

#[test]
fn a_read_marker_is_stored_first_and_a_later_one_takes_its_place() {
    let mut bench = Bench::live(0);
    bench.step(event(1, Some(message("c", 1))));
    bench.step(event(2, Some(message("c", 2))));
    let effects = bench.step(Input::Seen("c".into(), 1));
    assert!(calls(&effects).is_empty(), "{effects:?}");
    let first = bench.core.outbox().entries()[0].client_id.clone();
    bench.step(Input::Seen("c".into(), 2));
    let left: Vec<&Entry> = bench.core.outbox().entries().iter().collect();
    let [second] = left[..] else { panic!("{left:?}") };
    assert_ne!(second.client_id, first);
    let id = second.client_id.clone();
    let effects = bench.step(Input::Saved(id.clone()));
    let [Call::Write(key, write)] = calls(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(write.keyed(key), format!(r#"{{"client_id":"{id}","up_to":2}}"#));
    assert!(bench.step(Input::Seen("c".into(), 2)).is_empty(), "once");
    assert!(bench.step(Input::Seen("c".into(), 1)).is_empty(), "and only forward");
}

#[test]
fn a_refused_read_marker_bothers_nobody_and_the_next_look_makes_another() {
    let mut bench = Bench::live(0);
    bench.step(event(1, Some(message("c", 1))));
    bench.step(Input::Seen("c".into(), 1));
    let id = bench.core.outbox().entries()[0].client_id.clone();
    let effects = bench.step(Input::Saved(id));
    let call = calls(&effects)[0].clone();
    bench.step(Input::Answer(call, Err(refusal(ProblemCode::InvalidValue))));
    assert!(bench.core.outbox().entries().is_empty());
    assert!(!bench.step(Input::Seen("c".into(), 1)).is_empty());
}

/// What became of a refund is read before it is sent again, and it is the same refund.
#[test]
fn money_is_never_sent_again_blindly() {
    let mut bench = Bench::live(0);
    bench.step(Input::Write(Box::new(refund_write())));
    let id = bench.core.outbox().entries()[0].client_id.clone();
    let effects = bench.step(Input::Saved(id.clone()));
    let write = calls(&effects)[0].clone();
    bench.step(Input::Answer(write.clone(), Err(Failure::NotUnderstood { status: 502 })));
    bench.env.now += 60_000;
    let effects = bench.step(Input::Timer(Timer::Drain));
    let check = Call::Check(id, "/v1/cases/k".into());
    assert_eq!(calls(&effects), [&check]);
    assert_eq!(bench.core.outbox().entries()[0].state, EntryState::Checking);
    let reply = Reply::Document(Box::new(case(2)));
    assert_eq!(calls(&bench.answer(check, reply.clone())), [&write], "under the same key");
    bench.answer(write, reply);
    assert!(bench.core.outbox().entries().is_empty());
}

#[test]
fn a_refused_message_can_be_changed_and_goes_under_a_new_key() {
    let (mut bench, id, call) = sending();
    bench.step(Input::Answer(call, Err(refusal(ProblemCode::TextTooLong))));
    let posting = bench.core.outbox().get(&id).unwrap().posting().unwrap().clone();
    let changed = Posting { content: Content::text("shorter"), ..posting };
    let effects = bench.step(Input::Replace(id.clone(), Box::new(core::Work::Message(Box::new(changed)))));
    assert!(effects.iter().any(|e| matches!(e, Effect::Save(Save::Forget(old)) if *old == id)));
    let new = bench.core.outbox().entries()[0].client_id.clone();
    assert_ne!(new, id, "another body needs another key");
    let effects = bench.step(Input::Saved(new));
    let [Call::Send(_, body)] = calls(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(body.content.text.as_deref(), Some("shorter"));
}

#[test]
fn a_draft_is_kept_shared_and_gone_once_sent() {
    let mut bench = Bench::live(0);
    let draft = Draft { conversation: Some("c".into()), text: "half a".into(), files: vec![] };
    let effects = bench.step(Input::Draft(Box::new(draft.clone())));
    assert!(effects.iter().any(|e| matches!(e, Effect::Save(Save::Draft(_)))));
    assert!(effects.iter().any(|e| matches!(e, Effect::Tell(TabNews::Draft(_)))));
    let mut other = Bench::live(0);
    let effects = other.step(Input::News(TabNews::Draft(Box::new(draft))));
    assert!(effects.iter().any(|e| matches!(e, Effect::Changed(Change::Draft(Some(_))))));
    assert!(!effects.iter().any(|e| matches!(e, Effect::Save(_) | Effect::Tell(_))), "it is kept already");
    bench.compose("half a sentence");
    assert_eq!(bench.core.draft(Some(&"c".into())), None);
}

//! The core, step by step. Whole schedules with faults are in `tests/simulation.rs`.

#![allow(clippy::unwrap_used)]

use super::testing::*;
use super::*;
use crate::core;
use kefu_contract::*;

struct TestEnv {
    now: i64,
    ids: u32,
}

impl Env for TestEnv {
    fn now(&mut self) -> i64 {
        self.now
    }
    fn random(&mut self) -> f64 {
        0.5
    }
    fn client_id(&mut self) -> ClientId {
        self.ids += 1;
        ClientId(format!("id-{:04}", self.ids))
    }
}

struct Bench {
    core: Core,
    env: TestEnv,
}

impl Bench {
    fn new() -> Self {
        Self { core: Core::default(), env: TestEnv { now: 1_000_000, ids: 0 } }
    }

    /// Signed in as buyer-1, live at `seq`, with conversation `c` on screen.
    fn live(seq: u64) -> Self {
        let mut bench = Self::new();
        bench.step(Input::Start);
        bench.answer(Call::Session, Reply::Session(Box::new(session("buyer-1", seq))));
        bench.answer(Call::Conversations(None), Reply::Conversations(page(vec![conversation("c", 1)])));
        bench.step(Input::Show("c".into()));
        bench.answer(Call::Newest("c".into(), 0), Reply::Messages(page(vec![])));
        bench.step(Input::StreamOpened);
        bench
    }

    fn step(&mut self, input: Input) -> Vec<Effect> {
        self.core.step(&mut self.env, input)
    }

    fn answer(&mut self, call: Call, reply: Reply) -> Vec<Effect> {
        self.step(Input::Answer(call, Ok(reply)))
    }

    fn compose(&mut self, text: &str) -> ClientId {
        let effects = self.step(Input::Compose(Box::new(Compose {
            conversation: Some("c".into()),
            context: OpenContext::default(),
            content: Content::text(text),
            visibility: None,
            files: vec![],
        })));
        assert!(calls(&effects).is_empty(), "nothing is sent before it is stored");
        let id = effects.iter().find_map(|e| match e {
            Effect::Save(Save::Entry(entry)) => Some(entry.client_id.clone()),
            _ => None,
        });
        id.expect("the entry is stored")
    }

    fn states(&self) -> Vec<&'static str> {
        let rows = self.core.rows(Some(&"c".into()));
        rows.iter().filter_map(|row| row.delivery.as_ref().map(Delivery::name)).collect()
    }
}

fn page<T>(items: Vec<T>) -> Page<T> {
    Page { items, before: None, after: None }
}

fn session(user: &str, seq: u64) -> Session {
    Session {
        shop: Shop {
            id: "shop".into(),
            name: "Shop".into(),
            time_zone: "Asia/Shanghai".into(),
            presence: Presence::Online,
            expected_wait_s: None,
        },
        user: person(user, Role::Buyer),
        capabilities: vec![],
        server_time: Timestamp::from_unix_ms(1_060_000),
        locale: "zh-CN".into(),
        currency: "CNY".into(),
        limits: Limits {
            message_text: LengthLimit { max: 2_000, unit: LengthUnit::Chars },
            body_bytes: 65_536,
            page_size: 100,
            upload: None,
            evidence: None,
            texts: vec![],
        },
        wait_policy: None,
        features: vec![],
        stream: StreamInfo { seq, heartbeat_s: 15 },
    }
}

fn conversation(id: &str, version: u64) -> Conversation {
    Conversation {
        id: id.into(),
        version,
        buyer: person("buyer-1", Role::Buyer),
        assignee: None,
        status: ConversationStatus::Open,
        context: ConversationContext::default(),
        last_message: None,
        unread: 0,
        read: ReadState::default(),
        waiting_since: None,
        tags: vec![],
        created_at: Timestamp::from_unix_ms(0),
        updated_at: Timestamp::from_unix_ms(0),
        actions: vec![],
    }
}

fn event(seq: u64, message: Option<Message>) -> Input {
    arrival(Event {
        seq: Some(seq),
        message,
        ..Event::new(EventType::MessageCreated, Timestamp::from_unix_ms(0))
    })
}

fn arrival(event: Event) -> Input {
    Input::StreamEvent(Box::new(Arrival { event, document: None }))
}

fn own(position: u64, client_id: &ClientId) -> Message {
    let mut message = message("c", position);
    message.client_id = Some(client_id.clone());
    message.sender = person("buyer-1", Role::Buyer);
    message
}

fn calls(effects: &[Effect]) -> Vec<&Call> {
    effects.iter().filter_map(|e| if let Effect::Call(call) = e { Some(call) } else { None }).collect()
}

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

fn refusal(code: ProblemCode) -> Failure {
    Failure::Problem(Box::new(Problem::new(code, "no")))
}

/// Live, with one message on its way.
fn sending() -> (Bench, ClientId, Call) {
    let mut bench = Bench::live(0);
    let id = bench.compose("hello");
    let effects = bench.step(Input::Saved(id.clone()));
    let call = calls(&effects)[0].clone();
    (bench, id, call)
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
fn a_conversation_the_server_no_longer_has_is_forgotten() {
    let mut bench = Bench::new();
    bench.step(Input::Restored(Box::new(Restored {
        owner: Some("buyer-1".into()),
        conversations: vec![conversation("phantom", 40), conversation("c", 40)],
        outbox: vec![],
        drafts: vec![],
    })));
    bench.answer(Call::Session, Reply::Session(Box::new(session("buyer-1", 0))));
    let list = Reply::Conversations(page(vec![conversation("c", 1)]));
    let effects = bench.answer(Call::Conversations(None), list);
    assert!(effects.iter().any(|e| matches!(e, Effect::Save(Save::Drop(id)) if id.as_str() == "phantom")));
    let known: Vec<(&str, u64)> = bench.core.conversations().map(|c| (c.id.as_str(), c.version)).collect();
    assert_eq!(known, [("c", 1)], "and what is cached never outweighs what the server says");
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

fn case(version: u64) -> Document {
    let of = DocumentRef { kind: DocumentKind::Case, id: "k".into() };
    Document { of, version, body: format!("{{\"version\":{version}}}"), at: 0 }
}

fn shown(bench: &Bench) -> Option<(u64, bool)> {
    match bench.core.document(&case(0).of) {
        Look::There { document, fresh } => Some((document.version, fresh)),
        Look::Awaited | Look::Missing => None,
    }
}

#[test]
fn a_document_shows_from_the_store_and_grows_newer_only() {
    let mut bench = Bench::live(0);
    let effects = bench.step(Input::Watch(case(0).of));
    assert!(matches!(effects[..], [Effect::LoadDocument(_), Effect::Call(Call::Document(_))]));
    bench.step(Input::CachedDocument(Box::new(case(9))));
    assert_eq!(shown(&bench), Some((9, false)), "old, and said to be");
    bench.answer(Call::Document(case(0).of), Reply::Document(Box::new(case(4))));
    assert_eq!(shown(&bench), Some((4, true)), "what the store had never outweighs the server");
    bench.step(Input::Document(Box::new(case(5))));
    bench.step(Input::Document(Box::new(case(3))));
    assert_eq!(shown(&bench), Some((5, true)));
    let gone = Input::Answer(Call::Document(case(0).of), Err(refusal(ProblemCode::NotFound)));
    assert!(bench.step(gone).iter().any(|e| matches!(e, Effect::Save(Save::DropDocument(_)))));
    assert_eq!(bench.core.document(&case(0).of), Look::Missing);
}

#[test]
fn what_is_no_longer_on_screen_is_not_asked_for_again() {
    let mut bench = Bench::live(0);
    bench.step(Input::Watch(case(0).of));
    bench.step(Input::Watch(case(0).of));
    bench.step(Input::Unwatch(case(0).of));
    let asked = |effects: &[Effect]| calls(effects).iter().any(|call| matches!(call, Call::Document(_)));
    assert!(asked(&bench.step(Input::StreamReset(5))), "one view is left");
    bench.step(Input::Unwatch(case(0).of));
    assert!(!asked(&bench.step(Input::StreamReset(9))));
}

#[test]
fn after_a_day_of_chats_missed_events_ask_for_a_few_only() {
    let mut bench = Bench::live(0);
    for n in 0..100 {
        bench.step(Input::Show(ConversationId(format!("c{n}"))));
    }
    let effects = bench.step(Input::StreamReset(5));
    let newest = calls(&effects).into_iter().filter(|call| matches!(call, Call::Newest(..))).count();
    assert_eq!(newest, REFETCHED);
    assert!(bench.core.timeline(&"c99".into()).is_some(), "what is on screen stays");
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

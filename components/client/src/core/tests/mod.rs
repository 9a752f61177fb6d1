//! The core, step by step. Whole schedules with faults are in `tests/simulation.rs`.

#![allow(clippy::unwrap_used)]

mod documents;
mod identity;
mod sending;
mod stream;

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

fn case(version: u64) -> Document {
    let of = DocumentRef { kind: DocumentKind::Case, id: "k".into() };
    Document { of, version, body: format!("{{\"version\":{version}}}"), at: 0 }
}

//! Golden fixtures: every committed example reads into its type and is written back unchanged.
#![allow(clippy::unwrap_used)]

use kefu_contract::*;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("spec/fixtures")
}

fn round_trip<T: Serialize + DeserializeOwned>(text: &str) -> (Value, Value) {
    let golden: Value = serde_json::from_str(text).unwrap();
    let typed: T = serde_json::from_str(text).unwrap();
    (golden, serde_json::to_value(typed).unwrap())
}

#[test]
fn every_fixture_survives_a_round_trip() {
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        // The part of the file name before the first dot names the type.
        let (golden, back) = match name.split('.').next().unwrap() {
            "session" => round_trip::<Session>(&text),
            "conversation" => round_trip::<Conversation>(&text),
            "message" => round_trip::<Message>(&text),
            "event" => round_trip::<Event>(&text),
            "event-batch" => round_trip::<EventBatch>(&text),
            "send-message" => round_trip::<SendMessage>(&text),
            "open-conversation" => round_trip::<OpenConversation>(&text),
            "mark-read" => round_trip::<MarkRead>(&text),
            "problem" => round_trip::<Problem>(&text),
            other => panic!("{name}: no type is known for fixtures of kind {other:?}"),
        };
        assert_eq!(golden, back, "{name} changed on its way through the types");
        count += 1;
    }
    assert!(count >= 15, "only {count} fixtures were found");
}

#[test]
fn unknown_values_are_kept_verbatim_and_recognised_as_unknown() {
    let message: Message =
        serde_json::from_str(&fs::read_to_string(folder().join("message.unknown.json")).unwrap()).unwrap();
    assert_eq!(message.content.kind, ContentType::Other("hologram".into()));
    assert_eq!(message.sender.role, Role::Other("courier".into()));
    assert_eq!(message.visibility, Visibility::Other("moderators".into()));
}

#[test]
fn unknown_response_fields_are_ignored() {
    let session = fs::read_to_string(folder().join("session.buyer.json")).unwrap();
    let mut value: Value = serde_json::from_str(&session).unwrap();
    value["brand_new"] = serde_json::json!({ "any": ["thing"] });
    assert!(serde_json::from_value::<Session>(value).is_ok());
}

#[test]
fn problem_codes_map_to_declared_statuses() {
    for code in ProblemCode::KNOWN {
        let status = ProblemCode::from(*code).status();
        assert!((400..=599).contains(&status), "{code} has status {status}");
    }
}

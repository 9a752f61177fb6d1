//! The two ways to read a type, serde's derive and `Read`, agree on everything: on the examples, and on what
//! becomes of them when any one part is missing or is something else. So do the two ways to write it.
#![allow(clippy::unwrap_used)]

use kefu_contract::json::{self, ToJson};
use kefu_contract::read::{self, Read};
use kefu_contract::*;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Debug;
use std::{fs, path::PathBuf};

/// What any part of an example is replaced by. No array with something in it: serde's derive takes that for the
/// fields of a struct in order when it comes from text, and never did when it comes from a browser.
fn substitutes() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(256),
        json!(65_536),
        json!(4_294_967_296_u64),
        json!(0.5),
        json!(""),
        json!("2026-02-30T00:00:00Z"),
        json!([]),
        json!({}),
        json!({ "other": 1 }),
    ]
}

/// What every type of the contract is.
trait Type: DeserializeOwned + Read + Serialize + ToJson + PartialEq + Debug {}

impl<T: DeserializeOwned + Read + Serialize + ToJson + PartialEq + Debug> Type for T {}

fn agree<T: Type>(value: &Value, what: &str) -> bool {
    let one: Option<T> = serde_json::from_value(value.clone()).ok();
    let other: Option<T> = read::deserialize(value.clone()).ok();
    assert_eq!(one, other, "{what}");
    if let Some(one) = &one {
        assert_eq!(json::text(one), serde_json::to_string(one).unwrap(), "{what}");
    }
    one.is_some()
}

/// The pointers of everything inside a value, itself first.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, value)| pointers(value, &format!("{at}/{i}"), found));
        }
        _ => {}
    }
}

fn without(value: &Value, pointer: &str) -> Option<Value> {
    let (parent, key) = pointer.rsplit_once('/')?;
    let mut value = value.clone();
    match value.pointer_mut(parent)? {
        Value::Object(map) => map.shift_remove(key)?,
        _ => return None,
    };
    Some(value)
}

/// How many variations were read, and how many refused.
fn vary<T: Type>(text: &str) -> (usize, usize) {
    let golden: Value = serde_json::from_str(text).unwrap();
    assert!(agree::<T>(&golden, "as committed"));
    let (mut found, mut count) = (Vec::new(), (0, 0));
    pointers(&golden, "", &mut found);
    for pointer in &found {
        let replaced = substitutes().into_iter().map(|substitute| {
            let mut value = golden.clone();
            *value.pointer_mut(pointer).unwrap() = substitute;
            value
        });
        for value in replaced.chain(without(&golden, pointer)) {
            let read = agree::<T>(&value, pointer);
            count = if read { (count.0 + 1, count.1) } else { (count.0, count.1 + 1) };
        }
    }
    count
}

fn vary_kind(kind: &str, text: &str) -> (usize, usize) {
    match kind {
        "session" => vary::<Session>(text),
        "conversation" => vary::<Conversation>(text),
        "message" => vary::<Message>(text),
        "event" => vary::<Event>(text),
        "event-batch" => vary::<EventBatch>(text),
        "send-message" => vary::<SendMessage>(text),
        "open-conversation" => vary::<OpenConversation>(text),
        "mark-read" => vary::<MarkRead>(text),
        "problem" => vary::<Problem>(text),
        "order" => vary::<Order>(text),
        "act-on-order" => vary::<ActOnOrder>(text),
        "order-query" => vary::<OrderQuery>(text),
        "order-page" => vary::<Page<Order>>(text),
        "case-options" => vary::<CaseOptions>(text),
        "quote-request" => vary::<QuoteRequest>(text),
        "quote" => vary::<Quote>(text),
        "open-case" => vary::<OpenCase>(text),
        "case" => vary::<Case>(text),
        "act-on-case" => vary::<ActOnCase>(text),
        "case-query" => vary::<CaseQuery>(text),
        "review" => vary::<Review>(text),
        "write-review" => vary::<WriteReview>(text),
        "reply-to-review" => vary::<ReplyToReview>(text),
        "act-on-review" => vary::<ActOnReview>(text),
        "review-query" => vary::<ReviewQuery>(text),
        "customer" => vary::<Customer>(text),
        "update-customer" => vary::<UpdateCustomer>(text),
        "customer-query" => vary::<CustomerQuery>(text),
        "quick-reply" => vary::<QuickReply>(text),
        "save-quick-reply" => vary::<SaveQuickReply>(text),
        "quick-reply-query" => vary::<QuickReplyQuery>(text),
        "knowledge-entry" => vary::<KnowledgeEntry>(text),
        "save-knowledge-entry" => vary::<SaveKnowledgeEntry>(text),
        "knowledge-query" => vary::<KnowledgeQuery>(text),
        "offer" => vary::<Offer>(text),
        "offer-query" => vary::<OfferQuery>(text),
        "metrics" => vary::<Metrics>(text),
        "metrics-query" => vary::<MetricsQuery>(text),
        "upload" => vary::<Upload>(text),
        "update-conversation" => vary::<UpdateConversation>(text),
        "act-on-conversation" => vary::<ActOnConversation>(text),
        other => panic!("no type is known for fixtures of kind {other:?}"),
    }
}

#[test]
fn both_ways_agree_on_every_variation_of_every_example() {
    let (mut read, mut refused) = (0, 0);
    for entry in fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("spec/fixtures")).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.file_name().unwrap().to_str().unwrap().split('.').next().unwrap();
        let counted = vary_kind(kind, &fs::read_to_string(&path).unwrap());
        read += counted.0;
        refused += counted.1;
    }
    assert!(read > 1_000 && refused > 1_000, "{read} read, {refused} refused");
}

proptest! {
    #[test]
    fn any_text_is_written_so_that_it_is_read_back(text in "(\\PC|[\\x00-\\x1f\"\\\\/\u{7f}\u{2028}\u{10ffff}]){0,40}") {
        prop_assert_eq!(serde_json::from_str::<String>(&json::text(&text)).unwrap(), text);
    }

    #[test]
    fn any_number_is_written_as_it_is(small: u8, whole: u64, signed: i64) {
        let written = json::text(&vec![(small, (whole, signed))]);
        prop_assert_eq!(written, format!("[[{small},[{whole},{signed}]]]"));
    }
}

#[test]
fn nothing_is_written_as_nothing() {
    assert_eq!(json::text(&(None::<bool>, Vec::<bool>::new())), "[null,[]]");
    assert_eq!(json::text(&ConversationContext::default()), "{}");
}

//! What the client stores: its form on disk, word for word, and that it is read back.
#![allow(clippy::unwrap_used)]
#![cfg(not(target_arch = "wasm32"))]

use kefu_client::core::{Refusal, *};
use kefu_contract::json::{self, ToJson};
use kefu_contract::read::{Read, Value};
use kefu_contract::*;
use std::fmt::Debug;

fn read<T: Read>(text: &str) -> Option<T> {
    serde_json::from_str::<Value>(text).unwrap().into_typed()
}

#[track_caller]
fn stored<T: ToJson + Read + PartialEq + Debug>(value: &T, form: &str) {
    assert_eq!(json::text(value), form);
    assert_eq!(read::<T>(form).as_ref(), Some(value));
}

/// An entry with this work.
fn entry(work: Work) -> Entry {
    Entry {
        client_id: "a".into(),
        work,
        refusal: None,
        written_at: Timestamp::from_unix_ms(1_700_000_000_000),
        state: EntryState::Queued,
        foreign: false,
        attempts: 0,
        wait: None,
    }
}

fn form(work: &str) -> String {
    format!(r#"{{"client_id":"a","work":{work},"refusal":null,"written_at":"2023-11-14T22:13:20.000Z"}}"#)
}

fn file() -> Attachment {
    Attachment { key: "f".into(), name: "杯.jpg".into(), media_type: "image/jpeg".into(), bytes: 9 }
}

const FILE: &str = r#"{"key":"f","name":"杯.jpg","media_type":"image/jpeg","bytes":9}"#;

fn write(about: About, method: Method) -> Write {
    Write {
        label: "l".into(),
        about,
        method,
        path: "/p".into(),
        body: r#"{"a":"\n"}"#.into(),
        check: Some("/c".into()),
    }
}

#[test]
fn messages_are_read_back() {
    let upload = Upload {
        id: "u".into(),
        url: "/u".into(),
        thumbnail_url: None,
        name: "杯.jpg".into(),
        media_type: "image/webp".into(),
        bytes: 8,
        width: Some(3),
        height: None,
    };
    let posting = Posting {
        open_id: "o".into(),
        conversation: Some("c-1".into()),
        context: Some(OpenContext { product_id: Some("mug-01".into()), order_id: None }),
        content: Content::text("你好"),
        visibility: Some(Visibility::Other("later".into())),
        files: vec![Attached { file: file(), upload: None }, Attached { file: file(), upload: Some(upload) }],
    };
    let form = form(&format!(
        r#"{{"message":{{"open_id":"o","conversation":"c-1","context":{{"product_id":"mug-01"}},"content":{{"type":"text","text":"你好"}},"visibility":"later","files":[{{"file":{FILE},"upload":null}},{{"file":{FILE},"upload":{{"id":"u","url":"/u","name":"杯.jpg","media_type":"image/webp","bytes":8,"width":3}}}}]}}}}"#,
    ));
    stored(&entry(Work::Message(Box::new(posting))), &form);
}

#[test]
fn writes_are_read_back_whatever_they_are_about() {
    let abouts = [
        (About::Read("c-1".into()), r#"{"read":"c-1"}"#),
        (About::Conversation("c-1".into()), r#"{"conversation":"c-1"}"#),
        (About::Document(DocumentKind::Order, Some("o-1".into())), r#"{"document":["order","o-1"]}"#),
        (About::Document(DocumentKind::Case, None), r#"{"document":["case",null]}"#),
        (About::Document(DocumentKind::Review, None), r#"{"document":["review",null]}"#),
    ];
    let methods = [(Method::Post, "POST"), (Method::Patch, "PATCH"), (Method::Put, "PUT")];
    for (about, about_form) in abouts {
        for (method, method_form) in methods {
            let form = form(&format!(
                r#"{{"write":{{"label":"l","about":{about_form},"method":"{method_form}","path":"/p","body":"{{\"a\":\"\\n\"}}","check":"/c"}}}}"#,
            ));
            stored(&entry(Work::Write(write(about.clone(), method))), &form);
        }
    }
}

#[test]
fn files_and_refusals_are_read_back() {
    stored(&entry(Work::Upload(file())), &form(&format!(r#"{{"upload":{FILE}}}"#)));
    let reason = "\u{1}\u{2028}😀".to_owned();
    stored(
        &Refusal { reason, code: ProblemCode::TextTooLong },
        "{\"reason\":\"\\u0001\u{2028}😀\",\"code\":\"text_too_long\"}",
    );
}

#[test]
fn progress_belongs_to_the_page_that_made_it() {
    let idle = entry(Work::Upload(file()));
    let busy =
        Entry { state: EntryState::Sending, foreign: true, attempts: 3, wait: Some((1, 2)), ..idle.clone() };
    assert_eq!(json::text(&busy), json::text(&idle));
}

#[test]
fn drafts_and_documents_are_read_back() {
    stored(&Draft::default(), r#"{"conversation":null,"text":"","files":[]}"#);
    let draft = Draft { conversation: Some("c-1".into()), text: "在吗".into(), files: vec![file()] };
    stored(&draft, &format!(r#"{{"conversation":"c-1","text":"在吗","files":[{FILE}]}}"#));
    let of = DocumentRef { kind: DocumentKind::Review, id: "r-1".into() };
    stored(
        &Document { of, version: 1 << 52, body: r#"{"id":1.5}"#.into(), at: -1 },
        r#"{"of":{"kind":"review","id":"r-1"},"version":4503599627370496,"body":"{\"id\":1.5}","at":-1}"#,
    );
}

#[test]
fn what_earlier_versions_left_out_is_nothing() {
    let draft = Draft { text: "在吗".into(), ..Draft::default() };
    assert_eq!(read(r#"{"text":"在吗"}"#), Some(draft));
    let old = form(r#"{"message":{"open_id":"o","content":{"type":"text"}}}"#);
    let posting = read::<Entry>(&old).unwrap().posting().cloned().unwrap();
    assert_eq!((posting.files, posting.context, posting.visibility), (vec![], None, None));
}

#[test]
fn what_is_something_else_is_not_taken_for_ours() {
    for work in [
        r#"{}"#,
        r#"[]"#,
        r#""upload""#,
        r#"{"teleport":{}}"#,
        r#"{"upload":{}}"#,
        r#"{"write":{"label":"l","about":{"document":["order"]},"method":"PUT","path":"/p","body":"{}"}}"#,
        r#"{"write":{"label":"l","about":{"document":["ship",null]},"method":"PUT","path":"/p","body":"{}"}}"#,
        r#"{"write":{"label":"l","about":{},"method":"PUT","path":"/p","body":"{}"}}"#,
        r#"{"write":{"label":"l","about":{"read":"c"},"method":"GET","path":"/p","body":"{}"}}"#,
    ] {
        assert_eq!(read::<Entry>(&form(work)), None, "{work}");
    }
    let known = r#"{"write":{"label":"l","about":{"read":"c"},"method":"PUT","path":"/p","body":"{}"}}"#;
    assert!(read::<Entry>(&form(known)).is_some(), "the others differ from this in what is wrong with them");
}

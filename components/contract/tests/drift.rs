//! The committed documents are what the types emit. `UPDATE_SPEC=1` rewrites them.
#![allow(clippy::unwrap_used)]

use kefu_contract::schema;
use std::{fs, path::Path};

fn check(name: &str, emitted: &serde_json::Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec").join(name);
    let text = serde_json::to_string_pretty(emitted).unwrap() + "\n";
    if std::env::var_os("UPDATE_SPEC").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "spec/{name} differs from the types; run scripts/contract and review the diff"
    );
}

#[test]
fn json_schema_is_current() {
    check("schema.json", &schema::json_schema());
}

#[test]
fn openapi_is_current() {
    check("openapi.json", &schema::openapi());
}

#[test]
fn every_reference_in_openapi_resolves() {
    let seen = resolve_references(&schema::openapi());
    assert!(seen > 50, "only {seen} references: the document is not complete");
}

#[test]
fn query_types_become_parameters() {
    let listed = &schema::openapi()["paths"]["/v1/orders"]["get"]["parameters"];
    assert!(
        listed
            .as_array()
            .unwrap()
            .iter()
            .any(|p| p["name"] == "warned" && p["schema"]["type"][0] == "boolean")
    );
}

#[test]
fn what_only_requests_are_made_of_has_no_further_fields() {
    let closed = |name: &str| schema::json_schema()["$defs"][name]["additionalProperties"] == false;
    for request in ["SendMessage", "NewContent", "OpenContext", "ActOnCase"] {
        assert!(closed(request), "{request}: an unknown field is refused");
    }
    for shared in ["Message", "Order", "Problem", "Money", "Address"] {
        assert!(!closed(shared), "{shared}: an unknown field is ignored");
    }
}

#[test]
fn operation_ids_are_unique() {
    let document = schema::openapi();
    let operations = document["paths"].as_object().unwrap().values();
    let mut ids: Vec<_> = operations
        .flat_map(|path| path.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap())
        .collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
}

fn resolve_references(document: &serde_json::Value) -> usize {
    let mut pending = vec![document];
    let mut seen = 0;
    while let Some(value) = pending.pop() {
        match value {
            serde_json::Value::Object(map) => {
                if let Some(reference) = map.get("$ref").and_then(|r| r.as_str()) {
                    let pointer = reference.strip_prefix('#').expect("local reference");
                    assert!(document.pointer(pointer).is_some(), "{reference} points nowhere");
                    seen += 1;
                }
                pending.extend(map.values());
            }
            serde_json::Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
    seen
}

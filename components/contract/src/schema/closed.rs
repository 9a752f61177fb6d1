//! Which objects have no further fields: unknown fields of requests are refused, those of responses ignored.

use super::endpoints;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Types that only requests are made of.
pub(super) fn names(definitions: &Map<String, Value>) -> Vec<String> {
    let all = || endpoints();
    let answers = all().flat_map(|endpoint| endpoint.answers).filter_map(|(_, _, schema)| *schema);
    let requests = parts(definitions, all().filter_map(|endpoint| endpoint.body).collect());
    let answered = parts(definitions, answers.chain(["Event", "Problem"]).collect());
    requests.difference(&answered).cloned().collect()
}

/// Closes the objects of these names.
pub(super) fn close(definitions: &mut Map<String, Value>, names: &[String]) {
    for name in names {
        if let Some(schema) = definitions.get_mut(name).filter(|schema| schema["type"] == "object") {
            schema["additionalProperties"] = false.into();
        }
    }
}

/// The named definitions, and all they are made of.
fn parts<'a>(definitions: &'a Map<String, Value>, mut pending: Vec<&'a str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    while let Some(name) = pending.pop() {
        if let Some(schema) = definitions.get(name).filter(|_| found.insert(name.to_owned())) {
            references(schema, &mut pending);
        }
    }
    found
}

fn references<'a>(value: &'a Value, names: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            names.extend(map.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()));
            map.values().for_each(|value| references(value, names));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, names)),
        _ => {}
    }
}

//! Between JSON and the contract's types.

use crate::core::{Arrival, Arrivals, Document, DocumentKind, DocumentRef};
use kefu_contract::json::{self, ToJson};
use kefu_contract::read::{Read, Value, parse};
use wasm_bindgen::JsValue;

/// As the object that browsers store and hand to other tabs.
pub(crate) fn object(value: &dyn ToJson) -> JsValue {
    js_sys::JSON::parse(&json::text(value)).unwrap_or_default()
}

/// A stored object as a type, if it has that shape. Asking a JavaScript object for its fields, one by one, takes
/// several times as long as having it written as text.
pub(crate) fn read<T: Read>(value: &JsValue) -> Option<T> {
    let text = js_sys::JSON::stringify(value).ok().map(String::from)?;
    parse(&text)?.into_typed()
}

/// A whole number that is not negative.
pub(crate) fn number(value: &Value, name: &str) -> Option<u64> {
    match value.field(name)? {
        Value::Whole(number) => u64::try_from(*number).ok(),
        _ => None,
    }
}

/// An order, a case or a review, as it is.
pub(crate) fn document(kind: DocumentKind, value: &Value) -> Option<Document> {
    let Value::Text(id) = value.field("id")? else { return None };
    let of = DocumentRef { kind, id: id.clone() };
    let at = js_sys::Date::now() as i64;
    Some(Document { of, version: number(value, "version")?, body: json::text(value), at })
}

/// The document that an object has under its kind's name, behind `prefix`.
pub(crate) fn document_within(value: &Value, prefix: &str) -> Option<Document> {
    DocumentKind::ALL.into_iter().find_map(|kind| {
        let name = [prefix, kind.name()].concat();
        document(kind, value.field(&name)?)
    })
}

/// What kind of document a path reads.
pub(crate) fn kind_at(path: &str) -> Option<DocumentKind> {
    let is_at = |kind: &DocumentKind| {
        let template = kind.path();
        path.starts_with(template.strip_suffix("{id}").unwrap_or(template))
    };
    DocumentKind::ALL.into_iter().find(is_at)
}

/// An event.
pub(crate) fn arrival(value: Value) -> Option<Arrival> {
    Some(Arrival { document: document_within(&value, ""), event: value.into_typed()? })
}

/// The answer to a question for events. One that cannot be read leaves a hole, which the core notices.
pub(crate) fn arrivals(value: &mut Value) -> Option<Arrivals> {
    let seq = number(value, "seq")?;
    let reset = value.field("reset") == Some(&Value::Bool(true));
    let Value::Object(fields) = value else { return None };
    let (_, events) = fields.iter_mut().find(|(name, _)| name == "events")?;
    let Value::List(events) = events else { return None };
    let events = std::mem::take(events).into_iter().filter_map(arrival).collect();
    Some(Arrivals { events, seq, reset })
}

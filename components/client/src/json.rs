//! Between JSON and the contract's types.

use crate::core::{Arrival, Arrivals, Document, DocumentKind, DocumentRef};
use kefu_contract::json::{self, ToJson};
use kefu_contract::read::{Read, Value};
use wasm_bindgen::{JsCast, JsValue};

/// As the object that browsers store and hand to other tabs.
pub(crate) fn object(value: &dyn ToJson) -> JsValue {
    js_sys::JSON::parse(&json::text(value)).unwrap_or_default()
}

fn stringify(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// A JavaScript value as a contract type, if it has that shape.
pub(crate) fn read<T: Read>(value: JsValue) -> Option<T> {
    untyped(value)?.into_typed()
}

/// Not inlined: it is there once for all types.
#[inline(never)]
fn untyped(value: JsValue) -> Option<Value> {
    serde_wasm_bindgen::from_value(value).ok()
}

fn field(value: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(value, &JsValue::from_str(name)).ok()
}

/// A whole number.
pub(crate) fn number(value: &JsValue, name: &str) -> Option<u64> {
    field(value, name)?.as_f64().map(|number| number as u64)
}

/// An order, a case or a review, as it is.
pub(crate) fn document(kind: DocumentKind, value: &JsValue) -> Option<Document> {
    let id = field(value, "id")?.as_string()?;
    let version = number(value, "version")?;
    let at = js_sys::Date::now() as i64;
    Some(Document { of: DocumentRef { kind, id }, version, body: stringify(value), at })
}

/// The document that an object has under its kind's name, behind `prefix`.
pub(crate) fn document_within(value: &JsValue, prefix: &str) -> Option<Document> {
    DocumentKind::ALL.into_iter().find_map(|kind| {
        let name = [prefix, kind.name()].concat();
        document(kind, &field(value, &name)?)
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
pub(crate) fn arrival(value: &JsValue) -> Option<Arrival> {
    Some(Arrival { document: document_within(value, ""), event: read(value.clone())? })
}

/// The answer to a question for events. One that cannot be read leaves a hole, which the core notices.
pub(crate) fn arrivals(value: &JsValue) -> Option<Arrivals> {
    let events = field(value, "events")?.dyn_into::<js_sys::Array>().ok()?;
    Some(Arrivals {
        events: events.iter().filter_map(|event| arrival(&event)).collect(),
        seq: number(value, "seq")?,
        reset: field(value, "reset")?.is_truthy(),
    })
}

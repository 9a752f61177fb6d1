//! Between JSON and the contract's types.

use crate::core::{Arrival, Arrivals, Document, DocumentKind, DocumentRef};
use js_sys::{Array, Object};
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
    untyped(&value).into_typed()
}

/// What is no JSON has no place in it.
fn untyped(value: &JsValue) -> Value {
    if value.is_null() || value.is_undefined() {
        Value::Null
    } else if let Some(text) = value.as_string() {
        Value::Text(text)
    } else if let Some(number) = value.as_f64() {
        whole(number).map_or(Value::Strange, Value::Whole)
    } else if let Some(truth) = value.as_bool() {
        Value::Bool(truth)
    } else if let Some(items) = value.dyn_ref::<Array>() {
        Value::List(items.iter().map(|item| untyped(&item)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let entry = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), untyped(&entry.get(1)))
        };
        Value::Object(Object::entries(object).iter().map(entry).collect())
    } else {
        Value::Strange
    }
}

/// The number, if it is one that JavaScript can count to.
fn whole(number: f64) -> Option<i64> {
    (number.trunc() == number && number.abs() <= js_sys::Number::MAX_SAFE_INTEGER).then_some(number as i64)
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
    let events = field(value, "events")?.dyn_into::<Array>().ok()?;
    Some(Arrivals {
        events: events.iter().filter_map(|event| arrival(&event)).collect(),
        seq: number(value, "seq")?,
        reset: field(value, "reset")?.is_truthy(),
    })
}

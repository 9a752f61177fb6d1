//! Writing contract types as JSON in few bytes.
//!
//! The other half of [`read`](crate::read). Serde's derive walks through a serializer of some format, and the one
//! for browsers makes an object there, field by field, with a table of all names it has seen. Here a type is
//! written as text at once; what wants an object lets the browser parse it. The derive follows serde's
//! attributes, and the tests hold the two together.

pub use kefu_contract_derive::ToJson;

use crate::read::Value;

/// A type that can be written as JSON.
pub trait ToJson {
    /// Appends the value.
    fn write_json(&self, out: &mut String);
}

/// A value as JSON.
pub fn text(value: &dyn ToJson) -> String {
    let mut out = String::new();
    value.write_json(&mut out);
    out
}

/// An object being written.
#[derive(Debug)]
pub struct Object<'a> {
    out: &'a mut String,
    /// What comes before the next field.
    before: char,
}

impl<'a> Object<'a> {
    /// An object without fields yet.
    pub fn begin(out: &'a mut String) -> Self {
        Self { out, before: '{' }
    }

    /// Appends a field. Not inlined, and not generic: it stands at every field of every type.
    #[inline(never)]
    pub fn field(&mut self, name: &str, value: &dyn ToJson) {
        self.out.push(self.before);
        self.before = ',';
        quoted(name, self.out);
        self.out.push(':');
        value.write_json(self.out);
    }

    /// Closes it.
    pub fn end(self) {
        if self.before == '{' {
            self.out.push('{');
        }
        self.out.push('}');
    }
}

/// Several values.
#[inline(never)]
fn list(items: &mut dyn Iterator<Item = &dyn ToJson>, out: &mut String) {
    out.push('[');
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.push(',');
        }
        item.write_json(out);
    }
    out.push(']');
}

fn quoted(text: &str, out: &mut String) {
    let digit = |value: u32| char::from_digit(value, 16).unwrap_or_default();
    out.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\0'..' ' => {
                out.push_str("\\u00");
                out.extend([digit(char as u32 / 16), digit(char as u32 % 16)]);
            }
            _ => out.push(char),
        }
    }
    out.push('"');
}

impl ToJson for str {
    fn write_json(&self, out: &mut String) {
        quoted(self, out);
    }
}

impl ToJson for String {
    fn write_json(&self, out: &mut String) {
        quoted(self, out);
    }
}

impl ToJson for bool {
    fn write_json(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

macro_rules! whole {
    ($($number:ty)+) => {
        $(impl ToJson for $number {
            fn write_json(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }
        })+
    };
}

whole!(u8 u16 u32 u64 i64);

impl<T: ToJson> ToJson for Option<T> {
    fn write_json(&self, out: &mut String) {
        match self {
            Some(value) => value.write_json(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: ToJson + ?Sized> ToJson for Box<T> {
    fn write_json(&self, out: &mut String) {
        (**self).write_json(out);
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write_json(&self, out: &mut String) {
        (**self).write_json(out);
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write_json(&self, out: &mut String) {
        list(&mut self.iter().map(|item| item as &dyn ToJson), out);
    }
}

/// As a list of two, like serde does it.
impl<A: ToJson, B: ToJson> ToJson for (A, B) {
    fn write_json(&self, out: &mut String) {
        list(&mut [&self.0 as &dyn ToJson, &self.1].into_iter(), out);
    }
}

/// What has no type. A fraction has no place in the contract, and none here.
impl ToJson for Value {
    fn write_json(&self, out: &mut String) {
        match self {
            Self::Missing | Self::Null | Self::Strange => out.push_str("null"),
            Self::Bool(truth) => truth.write_json(out),
            Self::Whole(number) => number.write_json(out),
            Self::Text(text) => quoted(text, out),
            Self::List(items) => items.write_json(out),
            Self::Object(fields) => {
                let mut object = Object::begin(out);
                fields.iter().for_each(|(name, value)| object.field(name, value));
                object.end();
            }
        }
    }
}

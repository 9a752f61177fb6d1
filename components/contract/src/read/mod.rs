//! Reading contract types in few bytes.
//!
//! Serde's derive makes a reader of its own for every type and every format: 45 kB of the chat's bundle. In a
//! browser the types are therefore read in two steps: whatever the format, it becomes a [`Value`], by code that
//! is there once; and a type is read from that, field by field, by [`Read`]. The derive of the same name follows
//! serde's attributes, and `Deserialize` is implemented by way of it, so nobody has to know. Elsewhere the
//! types keep serde's own derive, which says in words what is wrong and where; the tests hold the two
//! together.
//!
//! Reading does not stop at a fault: it notes it and goes on with nothing, since leaving a half-built struct
//! at every field costs more bytes than all the rest.

mod parse;

pub use kefu_contract_derive::Read;
pub use parse::parse;
/// For what the derive writes.
#[doc(hidden)]
pub use serde;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Something read that has no type yet. There are no fractions in the contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Not there at all.
    #[default]
    Missing,
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// A text.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Values with names.
    Object(Vec<(String, Value)>),
    /// What no contract type is read from: fractions, bytes.
    Strange,
}

/// A type that can be read from a [`Value`].
pub trait Read: Sized {
    /// Takes the value out of `value`. When it is not of the right shape, `sound` becomes false and the result
    /// means nothing.
    fn read(value: &mut Value, sound: &mut bool) -> Self;
}

/// Reads a type by way of a [`Value`].
///
/// # Errors
///
/// Those of the format, and one without details when the value does not have the type's shape.
pub fn deserialize<'de, T: Read, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    value.into_typed().ok_or_else(|| D::Error::custom("not of the expected shape"))
}

impl Value {
    /// The field of an object.
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value as a type, if it has that shape.
    pub fn into_typed<T: Read>(mut self) -> Option<T> {
        let mut sound = true;
        let read = T::read(&mut self, &mut sound);
        sound.then_some(read)
    }
}

/// The fields of an object, by name.
#[derive(Debug)]
pub struct Fields<'a> {
    fields: &'a mut [(String, Value)],
    missing: Value,
    sound: &'a mut bool,
}

impl<'a> Fields<'a> {
    /// The fields of `value`, which must be an object, or a list, which has none.
    pub fn of(value: &'a mut Value, sound: &'a mut bool) -> Self {
        let fields = match value {
            Value::Object(fields) => fields.as_mut_slice(),
            // An object too, only without names; some backends write an empty object like this.
            Value::List(_) => &mut [],
            _ => {
                *sound = false;
                &mut []
            }
        };
        Self { fields, missing: Value::Missing, sound }
    }

    /// A field that must be there, unless its type can be read from nothing.
    pub fn required<T: Read>(&mut self, name: &str) -> T {
        T::read(find(self.fields, &mut self.missing, name), self.sound)
    }

    /// A field that may be missing.
    pub fn or_else<T: Read>(&mut self, name: &str, missing: impl FnOnce() -> T) -> T {
        match find(self.fields, &mut self.missing, name) {
            Value::Missing => missing(),
            value => T::read(value, self.sound),
        }
    }
}

/// Not inlined: it stands at every field of every type.
#[inline(never)]
fn find<'a>(fields: &'a mut [(String, Value)], missing: &'a mut Value, name: &str) -> &'a mut Value {
    fields.iter_mut().find(|(key, _)| key == name).map_or(missing, |(_, value)| value)
}

impl Read for String {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        match value {
            Value::Text(text) => std::mem::take(text),
            _ => {
                *sound = false;
                Self::new()
            }
        }
    }
}

impl Read for bool {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        *sound &= matches!(value, Value::Bool(_));
        matches!(value, Value::Bool(true))
    }
}

macro_rules! whole {
    ($($number:ty)+) => {
        $(impl Read for $number {
            fn read(value: &mut Value, sound: &mut bool) -> Self {
                let number = match value {
                    Value::Whole(number) => Self::try_from(*number).ok(),
                    _ => None,
                };
                *sound &= number.is_some();
                number.unwrap_or_default()
            }
        })+
    };
}

whole!(u8 u16 u32 u64 i64);

impl<T: Read> Read for Option<T> {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        match value {
            Value::Missing | Value::Null => None,
            value => Some(T::read(value, sound)),
        }
    }
}

impl<T: Read> Read for Box<T> {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        Self::new(T::read(value, sound))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        let items = match value {
            Value::List(items) => items.as_mut_slice(),
            _ => {
                *sound = false;
                &mut []
            }
        };
        items.iter_mut().map(|item| T::read(item, sound)).collect()
    }
}

/// From a list of two, as serde writes it.
impl<A: Read, B: Read> Read for (A, B) {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        let mut nothing = [Value::Missing, Value::Missing];
        let [a, b] = match value {
            Value::List(items) => <&mut [Value; 2]>::try_from(items.as_mut_slice()).ok(),
            _ => None,
        }
        .unwrap_or_else(|| {
            *sound = false;
            &mut nothing
        });
        (A::read(a, sound), B::read(b, sound))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

/// Takes whatever comes. Every method a format may call is here, since serde's own refuse in words.
struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        // What JavaScript can count is far below.
        Ok(i64::try_from(value).map_or(Value::Strange, Value::Whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Strange)
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Value, E> {
        Ok(Value::Strange)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(Value::Text(name)) = entries.next_key()? {
            fields.push((name, entries.next_value()?));
        }
        Ok(Value::Object(fields))
    }
}

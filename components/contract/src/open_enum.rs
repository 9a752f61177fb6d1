//! One macro: a string enum that keeps values it does not know.

/// Declares a string enum with a lossless `Other` variant.
///
/// A backend may be newer than the page that reads it, so no value may break parsing and none may be lost when
/// an object is cached and sent on. A table of strings instead of serde's derive: it costs a fraction of the code.
macro_rules! open_enum {
    (
        $(#[doc = $about:literal])+
        pub enum $name:ident { $($(#[doc = $meaning:literal])+ $variant:ident = $wire:literal,)+ }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $meaning])+ $variant,)+
            /// A value this version does not know, kept verbatim. Show it neutrally; never guess an action.
            Other(String),
        }

        impl $name {
            /// Every value this version knows, as written on the wire.
            pub const KNOWN: &'static [&'static str] = &[$($wire),+];

            /// The value as written on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Other(value) => value.as_str(),
                    known => Self::KNOWN[known.place()],
                }
            }

            /// Where the value stands among the known ones; after them if it is not one.
            fn place(&self) -> usize {
                enum Place { $($variant,)+ }
                match self {
                    $(Self::$variant => Place::$variant as usize,)+
                    Self::Other(_) => Self::KNOWN.len(),
                }
            }

            /// The known value that stands there.
            fn at(place: usize) -> Option<Self> {
                enum Place { $($variant,)+ }
                match place {
                    $(place if place == Place::$variant as usize => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        /// By its place, which is no code to speak of; the derive's is a branch for every value.
        impl Clone for $name {
            fn clone(&self) -> Self {
                Self::at(self.place()).unwrap_or_else(|| Self::Other(self.as_str().to_owned()))
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                let place = $crate::open_enum::place(Self::KNOWN, value);
                Self::at(place).unwrap_or_else(|| Self::Other(value.to_owned()))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::json::ToJson for $name {
            fn write_json(&self, out: &mut String) {
                self.as_str().write_json(out);
            }
        }

        impl $crate::read::Read for $name {
            fn read(value: &mut $crate::read::Value, sound: &mut bool) -> Self {
                Self::from(String::read(value, sound).as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|value| Self::from(value.as_str()))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": $crate::open_enum::describe(
                        &[$($about),+],
                        &[$(($wire, &[$($meaning),+])),+],
                    ),
                    "anyOf": [{ "enum": Self::KNOWN }, { "type": "string" }],
                })
            }
        }
    };
}

/// Where a value stands among the known ones. Not inlined: comparing is there once for all enums.
#[inline(never)]
pub(crate) fn place(known: &[&str], value: &str) -> usize {
    known.iter().position(|known| *known == value).unwrap_or(known.len())
}

/// What an enum and its values mean, for those who read the schema only.
#[cfg(feature = "schema")]
pub(crate) fn describe(about: &[&str], values: &[(&str, &[&str])]) -> String {
    let joined = |lines: &[&str]| lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let values: String =
        values.iter().map(|(value, meaning)| format!("\n- `{value}`: {}", joined(meaning))).collect();
    format!("{}\n\nOpen enum: other values may appear and are shown neutrally.\n{values}", joined(about))
}

//! One macro: a string enum that keeps values it does not know.

/// Declares a string enum with a lossless `Other` variant.
///
/// A backend may be newer than the page that reads it, so no value may break parsing and none may be lost when
/// an object is cached and sent on. Adjacent strings instead of serde's derive: it costs a fraction of the code.
macro_rules! open_enum {
    (
        $(#[doc = $about:literal])+
        pub enum $name:ident { $($(#[doc = $meaning:literal])+ $variant:ident = $wire:literal,)+ }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
                    $(Self::$variant => $wire,)+
                    Self::Other(value) => value,
                }
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($wire => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
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

/// What an enum and its values mean, for those who read the schema only.
#[cfg(feature = "schema")]
pub(crate) fn describe(about: &[&str], values: &[(&str, &[&str])]) -> String {
    let joined = |lines: &[&str]| lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let values: String =
        values.iter().map(|(value, meaning)| format!("\n- `{value}`: {}", joined(meaning))).collect();
    format!("{}\n\nOpen enum: other values may appear and are shown neutrally.\n{values}", joined(about))
}

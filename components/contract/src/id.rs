//! Identifiers: opaque strings, one type each so that they cannot be swapped.

use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

/// Why a string is not a valid identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Empty, or longer than 64 characters.
    #[error("an id has 1 to 64 characters, this one has {0}")]
    Length(usize),
    /// A character that is not URL-safe.
    #[error("an id consists of letters, digits and -_.~, found {0:?}")]
    Character(char),
    /// A client id that is not a UUID in lower-case hyphenated form.
    #[error("a client id is a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057")]
    NotUuid,
}

/// Checks the form shared by all ids.
fn check(value: &str) -> Result<(), IdError> {
    let length = value.chars().count();
    if length == 0 || length > 64 {
        return Err(IdError::Length(length));
    }
    match value.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.' | '~')) {
        Some(c) => Err(IdError::Character(c)),
        None => Ok(()),
    }
}

/// The form shared by all ids, beside their length.
#[cfg(feature = "schema")]
pub(crate) const PATTERN: &str = "^[A-Za-z0-9_.~-]+$";
/// The form of client ids.
#[cfg(feature = "schema")]
const UUID_PATTERN: &str = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        id!($(#[$meta])* $name, PATTERN);
    };
    ($(#[$meta:meta])* $name:ident, $pattern:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Read, ToJson)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(
            #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 64), regex(pattern = $pattern)))]
            pub String,
        );

        impl $name {
            /// The id as a string slice.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the id has the form the contract asks for.
            pub fn check(&self) -> Result<(), IdError> {
                check(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self(value.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A shop (店铺).
    ShopId
);
id!(
    /// A user of the shop's backend: buyer, agent, supervisor or bot.
    UserId
);
id!(
    /// A conversation between one buyer and the shop.
    ConversationId
);
id!(
    /// A message, given by the server.
    MessageId
);
id!(
    /// A product of the shop.
    ProductId
);
id!(
    /// An order of the shop.
    OrderId
);
id!(
    /// A line of an order.
    LineId
);
id!(
    /// A variant of a product.
    SkuId
);
id!(
    /// A parcel.
    ShipmentId
);
id!(
    /// An after-sale case.
    CaseId
);
id!(
    /// A refund quote.
    QuoteId
);
id!(
    /// A review.
    ReviewId
);
id!(
    /// An offer.
    OfferId
);
id!(
    /// An uploaded file.
    UploadId
);
id!(
    /// A quick reply.
    QuickReplyId
);
id!(
    /// An entry of the knowledge base.
    KnowledgeId
);
id!(
    /// The client's own UUIDv7 for a write: idempotency key, echoed in the reply and the event.
    ///
    /// Same key and same body: same answer. Same key and another body: `422 idempotency_key_reused`.
    ClientId,
    UUID_PATTERN
);

impl ClientId {
    /// Whether the key is a lower-case hyphenated UUID.
    pub fn check_uuid(&self) -> Result<(), IdError> {
        let bytes = self.0.as_bytes();
        let well_formed = bytes.len() == 36
            && bytes.iter().enumerate().all(|(i, b)| match i {
                8 | 13 | 18 | 23 => *b == b'-',
                _ => b.is_ascii_digit() || (b'a'..=b'f').contains(b),
            });
        if well_formed { Ok(()) } else { Err(IdError::NotUuid) }
    }
}

/// A place in a list, made by the server and meaningful to it alone. Pass it back unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Cursor(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_url_safe_and_bounded() {
        assert_eq!(UserId::from("buyer-7").check(), Ok(()));
        assert_eq!(UserId::from("").check(), Err(IdError::Length(0)));
        assert_eq!(UserId::from("a/b").check(), Err(IdError::Character('/')));
        assert_eq!(UserId::from("买家").check(), Err(IdError::Character('买')));
        assert_eq!(UserId("x".repeat(65)).check(), Err(IdError::Length(65)));
    }

    #[test]
    fn client_ids_are_lower_case_uuids() {
        assert!(ClientId::from("01890a5d-ac96-774b-bcce-b302099a8057").check_uuid().is_ok());
        for bad in ["", "01890A5D-AC96-774B-BCCE-B302099A8057", "01890a5dac96774bbcceb302099a8057", "no"] {
            assert_eq!(ClientId::from(bad).check_uuid(), Err(IdError::NotUuid), "{bad}");
        }
    }
}

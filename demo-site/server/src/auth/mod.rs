//! Who is asking: signed tokens, and the person they name.

mod secret;
mod token;
mod viewer;

pub(crate) use secret::{Secret, SecretError};
pub(crate) use token::{TokenError, Tokens};
pub(crate) use viewer::Viewer;

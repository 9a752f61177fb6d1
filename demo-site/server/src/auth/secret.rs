//! The secret that signs tokens and cursors.

use crate::config::Config;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{TryRng, rngs::SysRng};
use std::{
    fmt,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Shortest secret accepted; as long as the digest HS256 makes.
const MIN_BYTES: usize = 32;

/// Secret bytes; never shown.
#[derive(Clone)]
pub(crate) struct Secret(Vec<u8>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecretError {
    #[error("the secret has {0} bytes; at least {MIN_BYTES} are needed")]
    TooShort(usize),
    #[error("cannot read or make the secret file {path}: {source}")]
    File { path: PathBuf, source: io::Error },
}

impl Secret {
    /// From the environment, else from the secret file, else made and put there.
    pub(crate) fn load(config: &Config) -> Result<Self, SecretError> {
        if let Some(secret) = &config.jwt_secret {
            return Self::checked(secret.as_bytes());
        }
        let path = &config.secret_file;
        let failed = |source| SecretError::File { path: path.clone(), source };
        match std::fs::read_to_string(path) {
            Ok(text) => Self::checked(text.trim().as_bytes()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Self::checked(create(path).map_err(failed)?.as_bytes())
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn checked(bytes: &[u8]) -> Result<Self, SecretError> {
        if bytes.len() < MIN_BYTES {
            return Err(SecretError::TooShort(bytes.len()));
        }
        Ok(Self(bytes.to_vec()))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    #[cfg(test)]
    pub(crate) fn for_tests(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

/// Makes the secret file, readable by its owner only.
fn create(path: &Path) -> io::Result<String> {
    let mut bytes = [0; MIN_BYTES];
    SysRng.try_fill_bytes(&mut bytes).map_err(io::Error::other)?;
    let text = URL_SAFE_NO_PAD.encode(bytes);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())?;
    Ok(text)
}

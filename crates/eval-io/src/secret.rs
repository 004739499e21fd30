//! Credentials that are never shown: not in errors, logs, caches or by `{:?}`.

use std::fmt;

/// Something shorter is a placeholder (`EMPTY`, `none`), and may well be a word of an answer.
const SHORTEST: usize = 8;

/// A credential.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a credential, without the white space around it that files and shells leave.
    pub fn new(value: impl AsRef<str>) -> Self {
        Self(value.as_ref().trim().to_owned())
    }

    /// The credential, to be sent.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// A text without it: servers like to repeat the key that they refuse.
    pub(crate) fn redact(&self, text: String) -> String {
        if self.0.len() >= SHORTEST && text.contains(&self.0) { text.replace(&self.0, "[key]") } else { text }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

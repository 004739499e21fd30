//! Paths of artifacts, checked once: a value of [`ArtifactPath`] stays inside its folder.
//!
//! A path is judged in every form that some layer might still decode it to, but kept as it was
//! given: `50%25` is a legal name and stays one, `%252e%252e` is not. MLflow's server keeps the
//! decoded form instead, and refuses every `#`; here `#` is an ordinary character, because no
//! path is ever made part of a URL again without being encoded.

use std::fmt;

use percent_encoding::percent_decode_str;
use runlore_domain::{Error, Result};

/// How often a path may be encoded on top of itself before it is taken for an attack.
const MAX_ENCODINGS: usize = 10;

/// The start of names that MLflow, and we, give to files which are still being written. Listings
/// of both hide them.
pub(crate) const RESERVED_PREFIX: &str = ".artifact.uploading.";

/// A relative path, segments joined by `/`, none of them empty, `.` or `..`. Empty is the root.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArtifactPath(String);

impl ArtifactPath {
    /// The folder itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// Checks a path of a request, after HTTP's own decoding. `.` and empty segments are dropped.
    pub fn parse(raw: &str) -> Result<Self> {
        check_every_decoding(raw)?;
        Self::from_segments(raw)
    }

    /// Checks the path under which a file is to be written: as [`Self::parse`], but what names no
    /// file, or would be another name after tidying, is refused instead of changed.
    pub fn parse_file(raw: &str) -> Result<Self> {
        let path = Self::parse(raw)?;
        if raw.is_empty() || raw.ends_with('/') {
            return Err(Error::invalid("Artifact path must include a filename (cannot end with '/')."));
        }
        if raw.split('/').any(|segment| segment.is_empty() || segment == ".") {
            return Err(Error::invalid(format!(
                "Invalid artifact path: '{raw}'. Names may be treated as files in certain cases, and must not resolve \
                 to other names when treated as such. This name would resolve to '{path}'"
            )));
        }
        if path.name().starts_with(RESERVED_PREFIX) {
            return Err(Error::invalid(format!(
                "Invalid artifact file name: '{}'. Artifact names starting with '{RESERVED_PREFIX}' are reserved.",
                path.name()
            )));
        }
        Ok(path)
    }

    /// The path part of a stored location, which is taken literally: nobody decodes it later.
    pub(crate) fn from_segments(raw: &str) -> Result<Self> {
        let mut path = String::with_capacity(raw.len());
        for segment in raw.split('/').filter(|s| !s.is_empty() && *s != ".") {
            if segment == ".." {
                return Err(invalid_path());
            }
            if !path.is_empty() {
                path.push('/');
            }
            segment.chars().for_each(|c| push_escaped(&mut path, c));
        }
        Ok(Self(path))
    }

    /// This path below `base`.
    #[must_use]
    pub fn under(&self, base: &Self) -> Self {
        match (base.is_root(), self.is_root()) {
            (true, _) => self.clone(),
            (_, true) => base.clone(),
            _ => Self(format!("{}/{}", base.0, self.0)),
        }
    }

    /// The path, empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the folder itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The last segment, empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// All but the last segment.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0.rsplit_once('/').map_or(String::new(), |(parent, _)| parent.to_owned()))
    }

    /// The segments, in order.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|s| !s.is_empty())
    }
}

impl fmt::Display for ArtifactPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn invalid_path() -> Error {
    Error::invalid("Invalid path")
}

fn check_every_decoding(raw: &str) -> Result<()> {
    let mut form = raw.to_owned();
    for _ in 0..MAX_ENCODINGS {
        if leads_elsewhere(&form) {
            return Err(invalid_path());
        }
        let decoded = percent_decode_str(&form).decode_utf8_lossy().into_owned();
        if decoded == form {
            return Ok(());
        }
        form = decoded;
    }
    Err(invalid_path())
}

/// Whether a path, read by any system that we know of, may mean something outside its folder.
fn leads_elsewhere(path: &str) -> bool {
    // Some readers of URLs drop these before they look at the path.
    let seen: String = path.chars().filter(|c| !matches!(c, '\t' | '\r' | '\n')).collect();
    let seen = seen.trim_start_matches(|c: char| c <= ' ');
    let is_separator = |c: char| c == '/' || c == '\\';
    let after_drive = seen.get(1..).and_then(|rest| rest.strip_prefix(':'));
    seen.starts_with('/')
        || seen.starts_with(r"\\")
        || after_drive.is_some_and(|rest| rest.starts_with(is_separator))
        || seen.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"))
        || seen.split(is_separator).any(is_parent)
}

/// `..`, also with a NUL or other control characters after it, or before a query or fragment.
fn is_parent(segment: &str) -> bool {
    segment.split(['?', '#', ';']).any(|part| part.trim_end_matches(|c: char| c.is_ascii_control()) == "..")
}

/// Control characters cannot be in an object's key or a header; MLflow writes them as `%0a` too.
fn push_escaped(to: &mut String, c: char) {
    if c.is_ascii_control() {
        to.push_str(&format!("%{:02x}", u32::from(c)));
    } else {
        to.push(c);
    }
}

#[cfg(test)]
mod tests {
    use runlore_domain::ErrorKind;

    use super::*;

    #[test]
    fn legal_names_stay_byte_for_byte() {
        for name in [
            "a~b",
            "100%",
            "50%25",
            "50%",
            "ckpt#3",
            "q?",
            "a?b",
            "[1]",
            "ü",
            "trailing ",
            "a+b",
            "a;b",
            r"a\b",
            "..a",
            "a..b",
            "...",
            "a/b/c",
            "model/MLmodel",
            "C:x",
            "%zz",
            "a:b",
            "-rf",
            "$HOME",
            "a&b=c",
            "日本語.txt",
        ] {
            assert_eq!(ArtifactPath::parse(name).unwrap().as_str(), name);
            assert_eq!(ArtifactPath::parse_file(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn paths_are_tidied_and_controls_escaped() {
        for (raw, tidy) in [("", ""), ("a//b", "a/b"), ("./a/./b/", "a/b"), ("a\nb", "a%0ab"), ("a\0b", "a%00b")] {
            assert_eq!(ArtifactPath::parse(raw).unwrap().as_str(), tidy, "{raw:?}");
        }
    }

    #[test]
    fn files_need_one_clear_name() {
        for raw in ["", "a/", "a//b", "./a", "a/./b", ".artifact.uploading.x", "d/.artifact.uploading."] {
            assert_eq!(ArtifactPath::parse_file(raw).unwrap_err().kind(), ErrorKind::InvalidParameter, "{raw:?}");
        }
        // Only the file's own name is reserved.
        ArtifactPath::parse_file(".artifact.uploading.d/x").unwrap();
    }

    #[test]
    fn parts_and_joins() {
        let path = ArtifactPath::parse("a/b/c").unwrap();
        assert_eq!((path.name(), path.parent().as_str()), ("c", "a/b"));
        assert_eq!(path.under(&ArtifactPath::root()), path);
        assert_eq!(path.under(&ArtifactPath::parse("r").unwrap()).as_str(), "r/a/b/c");
        assert_eq!(ArtifactPath::root().under(&path), path);
        assert_eq!(ArtifactPath::parse("x").unwrap().parent(), ArtifactPath::root());
    }
}

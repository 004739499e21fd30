//! Which names metrics, params and tags may have.
//!
//! MLflow may store a key as a file, so it refuses keys that would not survive that: only word
//! characters and `/ . - : space`, and no path that normalises to another one.

use crate::limits::{KEY_LENGTH, longer_than};
use crate::{Error, Result, python};

/// What a key names, for the words of a length error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOf {
    /// A metric's name.
    Metric,
    /// A param's key.
    Param,
    /// A tag's key.
    Tag,
}

impl KeyOf {
    fn field(self) -> &'static str {
        match self {
            Self::Metric => "name",
            Self::Param | Self::Tag => "key",
        }
    }

    fn list(self) -> &'static str {
        match self {
            Self::Metric => "metrics",
            Self::Param => "params",
            Self::Tag => "tags",
        }
    }

    /// What a length error calls the key; only tags are named by their place in the request.
    fn length_of(self, index: Option<usize>) -> String {
        match self {
            Self::Metric => "Metric name".to_owned(),
            Self::Param => "Param key".to_owned(),
            Self::Tag => self.parameter(index),
        }
    }

    /// How a request names the parameter: `key`, or `params[3].key` inside a batch.
    pub fn parameter(self, index: Option<usize>) -> String {
        match index {
            Some(i) => format!("{}[{i}].{}", self.list(), self.field()),
            None => self.field().to_owned(),
        }
    }
}

/// Checks a metric, param or tag key; `index` is its place in a batch.
pub fn check_key(of: KeyOf, key: &str, index: Option<usize>) -> Result<()> {
    if !key.chars().all(allowed) {
        return Err(bad_name(
            of,
            key,
            index,
            "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), \
             spaces ( ), colon(:) and slashes (/).",
        ));
    }
    if !is_plain_path(key) {
        let resolved = python::repr(&normalised(key));
        return Err(bad_name(
            of,
            key,
            index,
            &format!(
                "Names may be treated as files in certain cases, and must not resolve to other \
                 names when treated as such. This name would resolve to {resolved}"
            ),
        ));
    }
    if longer_than(key, KEY_LENGTH) {
        let what = of.length_of(index);
        return Err(Error::invalid(format!("'{what}' exceeds the maximum length of {KEY_LENGTH} characters")));
    }
    Ok(())
}

fn bad_name(of: KeyOf, key: &str, index: Option<usize>, why: &str) -> Error {
    let parameter = of.parameter(index);
    let shown = python::json_string(key);
    Error::invalid(format!("Invalid value {shown} for parameter '{parameter}' supplied: {why}"))
}

fn allowed(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '/' | '.' | '-' | ' ' | ':')
}

/// Whether `name` is its own normal form and stays below the folder it would be a file in.
pub fn is_plain_path(name: &str) -> bool {
    let normal = normalised(name);
    normal == name && normal != "." && !normal.starts_with("..") && !normal.starts_with('/')
}

/// POSIX path normalisation: empty and `.` parts vanish, `..` takes back the part before it.
fn normalised(path: &str) -> String {
    if path.is_empty() {
        return ".".to_owned();
    }
    let slashes = path.len() - path.trim_start_matches('/').len();
    let root = match slashes {
        0 => "",
        2 => "//",
        _ => "/",
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|p| *p != "..") => {
                parts.pop();
            }
            ".." if !root.is_empty() => {}
            other => parts.push(other),
        }
    }
    let joined = format!("{root}{}", parts.join("/"));
    if joined.is_empty() { ".".to_owned() } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str) -> String {
        check_key(KeyOf::Metric, key, None).map_or_else(|e| e.message().to_owned(), |()| "ok".into())
    }

    #[test]
    fn keys_as_mlflow_judges_them() {
        for good in ["a", "a/b", "a.b-c:d e", "größe", "日本", "...a/b"] {
            let got = check(good);
            assert_eq!(got == "ok", !good.starts_with(".."), "{good}: {got}");
        }
        for bad in ["a#b", "../m", "/m", ".", "a//b", "a/./b", "a/", "", "a,b", "a\n"] {
            assert_ne!(check(bad), "ok", "{bad:?}");
        }
        assert!(check(&"k".repeat(251)).contains("exceeds the maximum length of 250"));
        assert_eq!(check(&"ü".repeat(250)), "ok");
    }
}

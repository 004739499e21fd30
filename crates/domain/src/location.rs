//! Artifact locations: URIs or absolute paths below which files lie.
//!
//! This is the one place that takes a location apart: were the code that appends to locations and
//! the code that opens them to disagree on where a path ends, files outside of it would be served.

/// A location taken apart. Only what has a scheme has an authority and a tail: a folder may well
/// be called `a?b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// As it is written; see [`Parts::is`].
    pub scheme: Option<&'a str>,
    /// What follows `//`: a host or a bucket.
    pub authority: Option<&'a str>,
    /// Below which the files lie.
    pub path: &'a str,
    /// Query and fragment, with the `?` or `#` they begin with.
    pub tail: &'a str,
}

impl<'a> Parts<'a> {
    /// Takes any text apart; nothing is checked or decoded.
    pub fn of(location: &'a str) -> Self {
        let Some((scheme, rest)) = location.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
            return Self { scheme: None, authority: None, path: location, tail: "" };
        };
        let (rest, tail) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme: Some(scheme), authority, path, tail }
    }

    /// Whether the scheme is this one, given in lower case.
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.is_some_and(|own| own.eq_ignore_ascii_case(scheme))
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// Appends segments to a location's path; a query string or fragment stays at the end.
pub fn append(location: &str, segments: &[&str]) -> String {
    let Parts { scheme, authority, path, tail } = Parts::of(location);
    let mut out = String::with_capacity(location.len() + 64);
    if let Some(scheme) = scheme {
        out.push_str(scheme);
        out.push(':');
    }
    if let Some(authority) = authority {
        out.push_str("//");
        out.push_str(authority);
    }
    out.push_str(path.trim_end_matches('/'));
    for segment in segments {
        out.push('/');
        out.push_str(segment);
    }
    out.push_str(tail);
    out
}

/// The location of the folder and the last segment, which [`append`] put together.
pub fn split_last(location: &str) -> Option<(String, &str)> {
    let tail = Parts::of(location).tail;
    let (folder, name) = location.strip_suffix(tail)?.rsplit_once('/')?;
    Some((format!("{folder}{tail}"), name))
}

/// The location whose path ends in `to` instead of `from`; none when it does not end in `from`.
pub fn renamed(location: &str, from: &str, to: &str) -> Option<String> {
    let (folder, _) = split_last(location).filter(|(_, name)| *name == from)?;
    Some(append(&folder, &[to]))
}

#[cfg(test)]
mod tests {
    use super::{Parts, append, renamed, split_last};

    #[test]
    fn the_last_segment_is_renamed() {
        let renamed = |location| renamed(location, "artifacts", "tables");
        for (location, expected) in [
            ("mlflow-artifacts:/0/r/artifacts", Some("mlflow-artifacts:/0/r/tables")),
            ("s3://bucket/r/artifacts?x=1", Some("s3://bucket/r/tables?x=1")),
            ("/data/r/artifacts", Some("/data/r/tables")),
            ("/data/r/my-artifacts", None),
            ("/data/artifacts/r", None),
            ("artifacts", None),
        ] {
            assert_eq!(renamed(location).as_deref(), expected, "{location}");
            if let Some(renamed) = expected {
                let (folder, name) = split_last(renamed).unwrap();
                assert_eq!((append(&folder, &[name]).as_str(), name), (renamed, "tables"));
            }
        }
    }

    #[test]
    fn segments_go_before_the_query() {
        for (location, expected) in [
            ("mlflow-artifacts:/", "mlflow-artifacts:/1/artifacts"),
            ("/data/root", "/data/root/1/artifacts"),
            ("/data/root/", "/data/root/1/artifacts"),
            ("s3://bucket", "s3://bucket/1/artifacts"),
            ("s3://bucket/a?x=1", "s3://bucket/a/1/artifacts?x=1"),
            ("/", "/1/artifacts"),
            ("file:/d?x=", "file:/d/1/artifacts?x="),
            ("FILE:/d?x=", "FILE:/d/1/artifacts?x="),
            ("file:///d?x=#y", "file:///d/1/artifacts?x=#y"),
            ("file:/d#", "file:/d/1/artifacts#"),
            ("file:/a?b://c?d", "file:/a/1/artifacts?b://c?d"),
            ("mlflow-artifacts:/?x=", "mlflow-artifacts:/1/artifacts?x="),
            ("mlflow-artifacts:", "mlflow-artifacts:/1/artifacts"),
            // An authority that is empty stays so, or the first segment became the host.
            ("file://", "file:///1/artifacts"),
            ("mlflow-artifacts://?x", "mlflow-artifacts:///1/artifacts?x"),
            ("/a://b?c", "/a://b?c/1/artifacts"),
        ] {
            assert_eq!(append(location, &["1", "artifacts"]), expected, "{location}");
        }
    }

    #[test]
    fn what_is_appended_is_always_the_end_of_the_path() {
        // Every text of up to four of the pieces that mean something to some reader of locations.
        let pieces = ["file", "s3", ":", "/", "//", "?", "#", "a", "%3F", "\\", " ", "@", ";"];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            texts = texts.iter().flat_map(|text| pieces.map(|piece| format!("{text}{piece}"))).collect();
            for text in &texts {
                let appended = append(text, &["1", "artifacts"]);
                let (before, after) = (Parts::of(text), Parts::of(&appended));
                assert!(after.path.ends_with("/1/artifacts"), "{text:?} became {appended:?}");
                assert_eq!((after.authority, after.tail), (before.authority, before.tail), "{text:?}");
            }
        }
    }
}

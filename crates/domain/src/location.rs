//! Artifact locations: URIs or absolute paths below which files lie.

/// Appends path segments to a location; a query string or fragment of the location stays at its end.
///
/// Only what looks like a URI has a query string: a folder may well be called `a?b`.
pub fn append(location: &str, segments: &[&str]) -> String {
    let (base, rest) = match location.find("://").and_then(|at| location[at..].find(['?', '#']).map(|n| at + n)) {
        Some(at) => location.split_at(at),
        None => (location, ""),
    };
    let mut out = base.trim_end_matches('/').to_owned();
    if out.is_empty() || out.ends_with(':') {
        // The root itself: `/`, or `mlflow-artifacts:/`.
        out = base.to_owned();
        if out.ends_with(':') {
            out.push('/');
        }
    }
    for segment in segments {
        if !out.ends_with('/') {
            out.push('/');
        }
        out.push_str(segment);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::append;

    #[test]
    fn segments_go_before_the_query() {
        for (location, expected) in [
            ("mlflow-artifacts:/", "mlflow-artifacts:/1/artifacts"),
            ("/data/root", "/data/root/1/artifacts"),
            ("/data/root/", "/data/root/1/artifacts"),
            ("s3://bucket", "s3://bucket/1/artifacts"),
            ("s3://bucket/a?x=1", "s3://bucket/a/1/artifacts?x=1"),
            ("/", "/1/artifacts"),
        ] {
            assert_eq!(append(location, &["1", "artifacts"]), expected, "{location}");
        }
    }
}

//! Artifact locations as an operator or a client writes them.

use std::path::Path;

use runlore_domain::location::Parts;
use runlore_domain::{Error, Result};

/// A local location made absolute against the working directory, others as they are. MLflow's
/// rule: `..` stays in, `file:` keeps its scheme.
pub(crate) fn absolute(location: &str) -> Result<String> {
    let here = std::env::current_dir().map_err(|cause| {
        Error::internal("The working directory is gone; start the server in another").with_source(cause)
    })?;
    Ok(absolute_from(&here, location))
}

fn absolute_from(here: &Path, location: &str) -> String {
    // The `.` of `./mlruns` goes, `..` stays.
    let join = |path: &str| here.join(path.trim_start_matches("./")).to_string_lossy().into_owned();
    match location.strip_prefix("file:") {
        Some(path) if path.starts_with('/') => location.to_owned(),
        Some(path) => format!("file://{}", join(path)),
        None if Parts::of(location).scheme.is_some() => location.to_owned(),
        None => join(location),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The right column is what MLflow 3.17.2's `resolve_uri_if_local` answers in `/cwd`.
    #[test]
    fn local_locations_are_made_absolute_as_mlflow_does() {
        for (location, expected) in [
            ("./mlruns", "/cwd/mlruns"),
            ("mlruns", "/cwd/mlruns"),
            ("file:./a", "file:///cwd/a"),
            ("file:a", "file:///cwd/a"),
            ("file:///a/../b", "file:///a/../b"),
            ("/x/../y", "/x/../y"),
            ("../zz", "/cwd/../zz"),
            ("a b", "/cwd/a b"),
            ("a?x", "/cwd/a?x"),
            ("~/x", "/cwd/~/x"),
            ("s3://b/a", "s3://b/a"),
            ("mlflow-artifacts:/", "mlflow-artifacts:/"),
        ] {
            assert_eq!(absolute_from(Path::new("/cwd"), location), expected, "{location}");
        }
    }
}

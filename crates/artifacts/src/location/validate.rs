//! Which artifact locations an experiment may be given.

use percent_encoding::percent_decode_str;
use runlore_domain::limits::ARTIFACT_LOCATION_LENGTH;
use runlore_domain::location::Parts;
use runlore_domain::{Error, Result};

/// Schemes that name the host to connect to. A client must not choose whom the server calls.
const NAMING_A_HOST: [&str; 10] =
    ["ftp", "sftp", "hdfs", "viewfs", "http", "https", "mlflow-artifacts", "r2", "b2", "abfss"];

/// Schemes whose stores have no use for a query, which could only hide a part of the path.
const WITHOUT_QUERY: [&str; 2] = ["file", "mlflow-artifacts"];

/// Schemes in which what follows a `;` is a parameter, not part of a name.
const WITH_PARAMS: [&str; 4] = ["ftp", "http", "https", "sftp"];

/// Checks the `field` of a request that sets a location. `own` are the server's own root and
/// destination, whose hosts are always fine.
pub fn validate_location(location: &str, field: &str, own: &[&str]) -> Result<()> {
    let parts = Parts::of(location);
    let scheme = parts.scheme.unwrap_or_default().to_ascii_lowercase();
    let host = parts.authority.unwrap_or_default();
    let (before_fragment, fragment) = location.split_once('#').unwrap_or((location, ""));
    let (before_query, query) = before_fragment.split_once('?').unwrap_or((before_fragment, ""));
    let last = before_query.rsplit('/').next().unwrap_or_default();
    let takes_params = scheme.is_empty() || WITH_PARAMS.contains(&scheme.as_str());
    let has_params = takes_params && last.split_once(';').is_some_and(|(_, params)| !params.is_empty());
    if !fragment.is_empty() || has_params {
        return Err(Error::invalid(format!("'{field}' URL can't include fragments or params.")));
    }
    if decodes_to_parent(query) {
        return Err(Error::invalid("Invalid query string"));
    }
    if WITHOUT_QUERY.contains(&scheme.as_str()) && !parts.tail.is_empty() {
        return Err(Error::invalid(format!("'{field}' cannot have a query or fragment with the '{scheme}' scheme.")));
    }
    if percent_decode_str(location).decode_utf8_lossy().contains(char::is_control) {
        return Err(Error::invalid(format!("'{field}' cannot contain control characters.")));
    }
    let is_ours = |own: &&str| {
        let own = Parts::of(own);
        own.is(&scheme) && own.authority.unwrap_or_default() == host
    };
    let names_host = NAMING_A_HOST.contains(&scheme.as_str()) && (scheme != "mlflow-artifacts" || !host.is_empty());
    if names_host && !own.iter().any(is_ours) {
        return Err(Error::invalid(format!(
            "'{field}' cannot use the '{scheme}' scheme with a host that is not the server's own: the server would \
             connect wherever a client tells it to"
        )));
    }
    if location.starts_with("runs:") {
        return Err(Error::invalid(format!("Artifact location cannot be a runs:/ URI. Given: '{location}'")));
    }
    if location.chars().count() > ARTIFACT_LOCATION_LENGTH {
        return Err(Error::invalid(format!(
            "Invalid artifact path length. The length of the artifact path cannot be greater than \
             {ARTIFACT_LOCATION_LENGTH} characters."
        )));
    }
    Ok(())
}

fn decodes_to_parent(query: &str) -> bool {
    let mut form = query.to_owned();
    loop {
        let decoded = percent_decode_str(&form).decode_utf8_lossy().into_owned();
        // Each round is shorter, so this ends.
        if form.contains("..") || decoded == form {
            return form.contains("..");
        }
        form = decoded;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_of_experiments() {
        for fine in
            ["", "/data/x", "s3://b/p?a=b", "mlflow-artifacts:/x", "file:///x", "relative/x", "s3://b/a;b", "gs://b"]
        {
            validate_location(fine, "artifact_location", &[]).unwrap();
        }
        for (bad, message) in [
            ("s3://b/p#x", "'f' URL can't include fragments or params."),
            ("/data/a;b", "'f' URL can't include fragments or params."),
            ("file:///x?/../../../etc", "Invalid query string"),
            ("s3://b/p?%252e%252e%252fetc", "Invalid query string"),
            ("file:///x?y", "'f' cannot have a query or fragment with the 'file' scheme."),
            ("FILE:/x?", "'f' cannot have a query or fragment with the 'file' scheme."),
            ("file:/x#", "'f' cannot have a query or fragment with the 'file' scheme."),
            ("mlflow-artifacts:/?x=", "'f' cannot have a query or fragment with the 'mlflow-artifacts' scheme."),
            ("/a%00b", "'f' cannot contain control characters."),
            ("file:/a%0Ab", "'f' cannot contain control characters."),
            ("s3://b/a\u{7f}", "'f' cannot contain control characters."),
            ("runs:/abc/x", "Artifact location cannot be a runs:/ URI. Given: 'runs:/abc/x'"),
        ] {
            assert_eq!(validate_location(bad, "f", &[]).unwrap_err().message(), message, "{bad}");
        }
        assert!(validate_location(&format!("/{}", "x".repeat(2048)), "f", &[]).is_err());
    }

    #[test]
    fn clients_do_not_choose_whom_the_server_calls() {
        for foreign in
            ["http://evil/x", "ftp://evil/x", "mlflow-artifacts://evil/x", "abfss://c@evil/x", "HTTP://evil/"]
        {
            assert!(validate_location(foreign, "f", &["http://mine/x"]).is_err(), "{foreign}");
        }
        validate_location("http://mine/y", "f", &["/x", "http://mine/x"]).unwrap();
    }
}

//! What a location says, before anything is opened.
//!
//! Locations are read as MLflow reads them, down to its quirks: local ones are percent-decoded,
//! the path of an `mlflow-artifacts` or `http` one is not; a query belongs to no path.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use runlore_domain::location::Parts;
use runlore_domain::{Error, Result};

use crate::ArtifactPath;
use crate::cloud::Service;

/// What the routes that serve artifacts are called in a URL.
const SERVED_AT: &str = "/api/2.0/mlflow-artifacts/artifacts/";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A folder of this machine, absolute.
    Local(PathBuf),
    /// Below what some server serves; we take it for ourselves, as MLflow does.
    Served(ArtifactPath),
    /// Below a prefix of a bucket.
    Cloud(Service, ArtifactPath),
}

impl Place {
    pub(crate) fn parse(location: &str) -> Result<Self> {
        let Parts { scheme, authority, path, tail: _ } = Parts::of(location);
        let Some(scheme) = scheme else { return local(path) };
        let authority = authority.unwrap_or_default();
        let cloud = |service| Ok(Self::Cloud(service, ArtifactPath::from_segments(path)?));
        let bucket = || authority.to_owned();
        match scheme.to_ascii_lowercase().as_str() {
            "file" => local(path),
            "mlflow-artifacts" => Ok(Self::Served(ArtifactPath::from_segments(path)?)),
            "http" | "https" => match path.split_once(SERVED_AT) {
                Some((_, below)) => Ok(Self::Served(ArtifactPath::from_segments(below)?)),
                None => Err(unsupported(location)),
            },
            "s3" if !authority.is_empty() => cloud(Service::S3 { bucket: bucket() }),
            "gs" if !authority.is_empty() => cloud(Service::Google { bucket: bucket() }),
            "wasbs" | "wasb" | "abfss" | "abfs" => match azure(authority) {
                Some(service) => cloud(service),
                None => Err(unsupported(location)),
            },
            _ => Err(unsupported(location)),
        }
    }
}

/// `container@account.…`, at Microsoft's own hosts only: no location makes the server call others.
fn azure(authority: &str) -> Option<Service> {
    let (container, host) = authority.split_once('@')?;
    let (account, domain) = host.split_once('.')?;
    let ours = domain == "blob.core.windows.net" || domain == "dfs.core.windows.net";
    let name = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (ours && name(container) && name(account))
        .then(|| Service::Azure { account: account.to_owned(), container: container.to_owned() })
}

fn local(path: &str) -> Result<Place> {
    let path = percent_decode_str(path)
        .decode_utf8()
        .map_err(|cause| Error::invalid(format!("The artifact location '{path}' is not UTF-8")).with_source(cause))?;
    let absolute = std::path::absolute(&*path)
        .map_err(|cause| Error::invalid(format!("The artifact location '{path}' is not a path")).with_source(cause))?;
    Ok(Place::Local(absolute))
}

fn unsupported(location: &str) -> Error {
    Error::not_implemented(format!(
        "The artifact location '{location}' cannot be served; supported are local paths, file:, mlflow-artifacts:, \
         s3://, gs://, wasbs:// and abfss://"
    ))
}

#[cfg(test)]
mod tests {
    use runlore_domain::ErrorKind;

    use super::*;

    fn served(path: &str) -> Place {
        Place::Served(ArtifactPath::parse(path).unwrap())
    }

    fn s3(bucket: &str, prefix: &str) -> Place {
        Place::Cloud(Service::S3 { bucket: bucket.into() }, ArtifactPath::parse(prefix).unwrap())
    }

    #[test]
    fn locations_are_read_as_mlflow_reads_them() {
        let azure = |container: &str, prefix: &str| {
            let service = Service::Azure { account: "acc".into(), container: container.into() };
            Place::Cloud(service, ArtifactPath::parse(prefix).unwrap())
        };
        let google = Place::Cloud(Service::Google { bucket: "b".into() }, ArtifactPath::parse("p").unwrap());
        for (location, expected) in [
            ("mlflow-artifacts:/", served("")),
            ("mlflow-artifacts:/0/r/artifacts", served("0/r/artifacts")),
            ("mlflow-artifacts:/0/r/artifacts?a=../..", served("0/r/artifacts")),
            ("mlflow-artifacts://host:5000/0/r", served("0/r")),
            ("mlflow-artifacts://host", served("")),
            ("http://h:5000/api/2.0/mlflow-artifacts/artifacts/0/r", served("0/r")),
            ("https://h/prefix/api/2.0/mlflow-artifacts/artifacts/0/r?x=y#z", served("0/r")),
            ("/data/a b", Place::Local("/data/a b".into())),
            ("/data/a%20b/50%", Place::Local("/data/a b/50%".into())),
            ("file:///data/a%20b?x=y", Place::Local("/data/a b".into())),
            ("file:/data", Place::Local("/data".into())),
            ("FILE:///data", Place::Local("/data".into())),
            ("s3://bucket", s3("bucket", "")),
            ("s3://bucket/a/b%20c/?x=y", s3("bucket", "a/b%20c")),
            ("gs://b/p", google),
            ("wasbs://c@acc.blob.core.windows.net/p", azure("c", "p")),
            ("abfss://c@acc.dfs.core.windows.net/p/q", azure("c", "p/q")),
        ] {
            assert_eq!(Place::parse(location).unwrap(), expected, "{location}");
        }
    }

    #[test]
    fn others_are_refused() {
        for location in [
            "http://h/elsewhere",
            "ftp://h/x",
            "dbfs:/x",
            "hdfs://h/x",
            "s3:///x",
            "gs://",
            "c:\\data",
            "wasbs://acc.blob.core.windows.net/p",
            "abfss://c@acc.evil.example/p",
            "abfss://c@a/b.dfs.core.windows.net/p",
        ] {
            assert_eq!(Place::parse(location).unwrap_err().kind(), ErrorKind::NotImplemented, "{location}");
        }
        for location in ["mlflow-artifacts:/../x", "s3://b/../x", "mlflow-artifacts://h/a/../../x"] {
            assert_eq!(Place::parse(location).unwrap_err().message(), "Invalid path", "{location}");
        }
    }
}

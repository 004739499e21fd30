//! Files to where the artifacts of a run lie, as MLflow's own client would bring them there.

use std::path::{Path, PathBuf};

use ::http::Method;
use futures_util::TryStreamExt as _;
use runlore_domain::location::Parts;
use runlore_domain::{Error, ErrorKind};

use super::files_to_runlore::no_contents;
use super::{Delivery, FileRecord, Numbered, Outcome, is_about_records, refused};
use crate::client::{Client, V2};
use crate::transport::{self, Body, Failure, Request, encode};

/// Where the artifacts of a run lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Root {
    /// Behind the server's own artifact routes, below this path.
    Served(String),
    /// In a folder of this machine.
    Local(PathBuf),
    /// In a store that the server may give signed URLs for.
    Elsewhere(String),
}

impl Root {
    /// What an artifact URI means for a client of `tracking_uri`.
    pub(crate) fn of(uri: &str) -> Self {
        let parts = Parts::of(uri);
        let path = parts.path.trim_matches('/').to_owned();
        match parts.scheme.map(str::to_ascii_lowercase).as_deref() {
            Some("mlflow-artifacts") => Self::Served(path),
            Some("http" | "https") => match path.split_once("mlflow-artifacts/artifacts/") {
                Some((_, below)) => Self::Served(below.to_owned()),
                None => Self::Elsewhere(uri.to_owned()),
            },
            None | Some("file") => Self::Local(PathBuf::from(parts.path)),
            Some(_) => Self::Elsewhere(uri.to_owned()),
        }
    }
}

impl Delivery {
    /// One file, or the rows at the front that go to the same table.
    pub(super) async fn files_to_mlflow(&self, records: &[Numbered]) -> Result<Outcome, Failure> {
        let Some((number, json)) = records.first() else { return Ok(Outcome::default()) };
        match FileRecord::read(json).map_err(Failure::ours)? {
            FileRecord::Append(append) => self.append_to_mlflow(*number, append, &records[1..]).await,
            FileRecord::Put(put) => {
                let mut outcome = Outcome { applied: *number, ..Outcome::default() };
                let run_id = self.server_id(&put.run_id);
                let sent = match self.blob(&put) {
                    Some(blob) => match transport::file(&blob, None) {
                        Ok(body) => put_file(&self.client, &run_id, &put.path, body).await,
                        Err(_) => Err(Failure::ours(no_contents(&put))),
                    },
                    None => Err(Failure::ours(no_contents(&put))),
                };
                match sent {
                    Ok(()) => outcome.blobs.extend(self.blob(&put)),
                    Err(failure) if is_about_records(&failure) => outcome.refused.push(refused(*number, &failure)),
                    Err(failure) => return Err(failure),
                }
                Ok(outcome)
            }
        }
    }
}

/// Writes a file of a run of an MLflow server.
pub(crate) async fn put_file(client: &Client, run_id: &str, path: &str, body: Body) -> Result<(), Failure> {
    let run = Request::new(Method::GET, format!("{V2}/runs/get")).query("run_id", run_id);
    let answer = client.send(run).await?.bytes().await.map_err(Failure::away)?;
    let told: serde_json::Value = serde_json::from_slice(&answer)
        .map_err(|cause| Failure::away(Error::internal("The server's answer is not a run").with_source(cause)))?;
    match Root::of(told["run"]["info"]["artifact_uri"].as_str().unwrap_or_default()) {
        Root::Served(root) => {
            let at = encode(&format!("{root}/{path}"));
            let put = Request::new(Method::PUT, format!("api/2.0/mlflow-artifacts/artifacts/{at}")).body(body);
            client.send(put).await?.bytes().await.map(drop).map_err(Failure::away)
        }
        Root::Local(folder) => write(&folder, path, body).await.map_err(Failure::ours),
        Root::Elsewhere(uri) => {
            let signed = client.presign_upload(run_id, path).await.map_err(|error| match error.kind() {
                ErrorKind::Unavailable | ErrorKind::Overloaded => Failure::away(error),
                _ => Failure::ours(
                    Error::invalid(format!(
                        "The artifacts of run {run_id} lie in {uri}, which this client does not speak, and the server gives \
                         no URL to write there: {}. Start the server with --serve-artifacts.",
                        error.message()
                    ))
                    .with_source(error),
                ),
            })?;
            client
                .send(Request::new(Method::PUT, signed).body(body))
                .await?
                .bytes()
                .await
                .map(drop)
                .map_err(Failure::away)
        }
    }
}

/// Writes a file beside and renames it, so that nobody sees half of it.
async fn write(folder: &Path, path: &str, body: Body) -> runlore_domain::Result<()> {
    let path = safe(folder, path)?;
    let failed = |cause: std::io::Error| {
        Error::new(ErrorKind::InvalidParameter, format!("{} can not be written: {cause}", path.display()))
            .with_source(cause)
    };
    let above = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(above).map_err(failed)?;
    let name =
        format!(".{}.{}", path.file_name().unwrap_or_default().to_string_lossy(), runlore_domain::ids::random_hex());
    let beside = above.join(name);
    let written = async {
        let mut file = tokio::fs::File::create(&beside).await.map_err(failed)?;
        if let Body::Stream(mut pieces, _) = body {
            while let Some(piece) = pieces.try_next().await? {
                tokio::io::AsyncWriteExt::write_all(&mut file, &piece).await.map_err(failed)?;
            }
        }
        file.sync_all().await.map_err(failed)?;
        std::fs::rename(&beside, &path).map_err(failed)
    };
    let written = written.await;
    if written.is_err()
        && let Err(error) = std::fs::remove_file(&beside)
    {
        tracing::debug!(%error, "an unfinished file stays");
    }
    written
}

/// The path below `folder`; one that leads elsewhere is refused.
fn safe(folder: &Path, path: &str) -> runlore_domain::Result<PathBuf> {
    let below = Path::new(path);
    let plain = below.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if path.is_empty() || !plain {
        return Err(Error::invalid(format!("Invalid path: {path}")));
    }
    Ok(folder.join(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artifact_uris_mean_places() {
        assert_eq!(Root::of("mlflow-artifacts:/1/r/artifacts"), Root::Served("1/r/artifacts".to_owned()));
        assert_eq!(
            Root::of("http://h:5000/api/2.0/mlflow-artifacts/artifacts/1/r/artifacts"),
            Root::Served("1/r/artifacts".to_owned())
        );
        assert_eq!(Root::of("/data/1/r/artifacts"), Root::Local("/data/1/r/artifacts".into()));
        assert_eq!(Root::of("file:///data/1/r"), Root::Local("/data/1/r".into()));
        assert_eq!(Root::of("s3://b/1/r"), Root::Elsewhere("s3://b/1/r".to_owned()));
    }

    #[test]
    fn paths_stay_below() {
        let root = Path::new("/r");
        assert_eq!(safe(root, "a/b.txt").unwrap(), Path::new("/r/a/b.txt"));
        for path in ["../x", "/x", "a/../../x", ""] {
            assert!(safe(root, path).is_err(), "{path}");
        }
    }
}

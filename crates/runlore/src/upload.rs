//! Writing a file of a run in the call, to whichever kind of server.

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use runlore_domain::{Error, ErrorKind, Result};

use crate::client::{self, Client, Peer};
use crate::delivery::put_file;
use crate::local::LocalFile;
use crate::transport::{self, Body, Failure, Progress};

/// Files that are written at a time.
const TOGETHER: usize = 8;

/// Sends a body of any size; the file appears whole or not at all.
pub(crate) fn put(client: &Client, run_id: &str, path: &str, body: Body) -> std::result::Result<(), Failure> {
    let mut failure = None;
    let sent = crate::runtime::wait(async {
        failure = send(client, run_id, path, body).await.err();
        Ok(())
    });
    match (sent, failure) {
        (_, Some(failure)) => Err(failure),
        (Ok(()), None) => Ok(()),
        (Err(error), None) => Err(Failure::ours(error)),
    }
}

async fn send(client: &Client, run_id: &str, path: &str, body: Body) -> std::result::Result<(), Failure> {
    let peer = client.peer().await.map_err(|error| match error.kind() {
        ErrorKind::Unavailable => Failure::away(error),
        _ => Failure::ours(error),
    })?;
    match peer {
        Peer::Runlore => {
            let answer = client.send(client::put(run_id, path, body, None)).await?;
            answer.bytes().await.map(drop).map_err(Failure::away)
        }
        Peer::Mlflow => put_file(client, run_id, path, body).await,
    }
}

impl Client {
    /// Writes files of a run, of any size and wherever its artifacts lie, some at a time. Each appears whole or not
    /// at all.
    ///
    /// # Errors
    /// When there is no such run, or a file can not be read; other files may be written by then.
    pub async fn put_artifacts(&self, run_id: &str, files: &[LocalFile], progress: Option<Progress>) -> Result<()> {
        let sent = files.iter().cloned().map(|file| {
            let progress = progress.clone();
            async move {
                let body = transport::file(&file.file, progress)?;
                send(self, run_id, &file.path, body).await.map_err(Error::from)
            }
        });
        stream::iter(sent).buffer_unordered(TOGETHER).try_collect().await
    }
}

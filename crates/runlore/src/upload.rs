//! Writing a file of a run in the call, to whichever kind of server.

use crate::client::{self, Client, Peer};
use crate::delivery::put_file;
use crate::transport::{Body, Failure};

/// Sends a body of any size; the file appears whole or not at all.
pub(crate) fn put(client: &Client, run_id: &str, path: &str, body: Body) -> Result<(), Failure> {
    let mut failure = None;
    let sent = crate::runtime::wait(async {
        let peer = client.peer().await?;
        let sent = match peer {
            Peer::Runlore => match client.send(client::put(run_id, path, body, None)).await {
                Ok(answer) => answer.bytes().await.map(drop).map_err(Failure::away),
                Err(failed) => Err(failed),
            },
            Peer::Mlflow => put_file(client, run_id, path, body).await,
        };
        failure = sent.err();
        Ok(())
    });
    match (sent, failure) {
        (_, Some(failure)) => Err(failure),
        (Ok(()), None) => Ok(()),
        (Err(error), None) if error.kind() == runlore_domain::ErrorKind::Unavailable => Err(Failure::away(error)),
        (Err(error), None) => Err(Failure::ours(error)),
    }
}

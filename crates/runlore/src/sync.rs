//! Sending what programs left behind that were killed, or that ended while their server was away.

use std::path::Path;

use runlore_domain::{Error, Result};

use crate::client::Client;
use crate::recorder::Shared;
use crate::sender::{self, BYTES, RECORDS};
use crate::spool::{self, Reader, Spool};

/// What [`sync`] did with one spool.
#[derive(Debug)]
pub struct Synced {
    /// The spool's folder.
    pub spool: std::path::PathBuf,
    /// The server that its records are for.
    pub tracking_uri: String,
    /// Records that the server has now and had not, as far as the spool knew.
    pub sent: usize,
    /// How many of these the server refused; they are in the spool's file `rejected`.
    pub refused: usize,
    /// Why not all of it is sent.
    pub problem: Option<Error>,
}

/// Sends the records of every spool that no process holds; `root` is the folder of all spools, or `None`
/// for the usual one. `to` sends them to another server than the one that they were recorded for.
///
/// Runs keep their ids and times. It can be run again, also while it runs: a server skips what it has.
///
/// # Errors
/// When the folder can not be read. What is wrong with one spool is part of its answer.
pub fn sync(root: Option<&Path>, to: Option<&str>) -> Result<Vec<Synced>> {
    let root = root.map_or_else(spool::root, |root| Ok(root.to_owned()))?;
    let mut done = Vec::new();
    for spool in left_behind(&root)? {
        let tracking_uri = to.unwrap_or(&spool.target().tracking_uri).to_owned();
        let shared = Shared::left_behind(spool);
        let mut synced =
            Synced { spool: shared.spool.dir().to_owned(), tracking_uri, sent: 0, refused: 0, problem: None };
        synced.problem = send(&shared, &mut synced).err();
        synced.refused = shared.state().refused.len();
        if synced.problem.is_none() {
            shared.spool.discard();
        }
        if synced.sent > 0 || synced.problem.is_some() {
            done.push(synced);
        }
    }
    Ok(done)
}

/// Removes spools whose records are all on their servers.
pub(crate) fn clean(root: &Path) {
    let Ok(spools) = left_behind(root) else { return };
    for spool in spools {
        let mut reader = Reader::new(spool.dir(), spool.applied());
        if reader.next(1, 1).is_ok_and(|batch| batch.records.is_empty()) {
            spool.discard();
        }
    }
}

fn left_behind(root: &Path) -> Result<Vec<Spool>> {
    let entries = match std::fs::read_dir(root) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(spool::failed("The spools can not be read:", root, cause)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|cause| spool::failed("The spools can not be read:", root, cause))?.path();
        match Spool::adopt(&path) {
            Ok(spool) => found.extend(spool),
            Err(error) => tracing::warn!("{error}"),
        }
    }
    found.sort_by(|a, b| a.dir().cmp(b.dir()));
    Ok(found)
}

fn send(shared: &Shared, synced: &mut Synced) -> Result<()> {
    let http = Client::new(&synced.tracking_uri)?.http;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| Error::internal("No thread can be made to send").with_source(cause))?;
    let mut reader = Reader::new(shared.spool.dir(), shared.spool.applied());
    let unreadable = |cause| spool::failed("This spool can not be read:", shared.spool.dir(), cause);
    loop {
        let batch = reader.next(RECORDS, BYTES).map_err(unreadable)?;
        if batch.records.is_empty() {
            return Ok(());
        }
        sender::deliver(shared, &http, &runtime, &batch, false)?;
        synced.sent += batch.records.len();
        sender::forget(shared, &mut reader).map_err(unreadable)?;
    }
}

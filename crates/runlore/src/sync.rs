//! Sending what programs left behind that were killed, or that ended while their server was away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use runlore_domain::{Error, Result};

use crate::client::Client;
use crate::delivery::{Delivery, Kind};
use crate::recorder::{Queue, Sender, Told};
use crate::spool::{self, Reader, Spool};

/// What [`sync`] did with one spool.
#[derive(Debug)]
pub struct Synced {
    /// The spool's folder.
    pub spool: PathBuf,
    /// The server that its records are for.
    pub tracking_uri: String,
    /// Records and files that the server has now and had not, as far as the spool knew.
    pub sent: usize,
    /// How many of these the server refused.
    pub refused: usize,
    /// The spool's files of what was refused, now or before: a JSON object a line.
    pub rejected: Vec<PathBuf>,
    /// Runs that were begun without an MLflow server, with the ids that it gave them.
    pub server_ids: BTreeMap<String, String>,
    /// Why not all of it is sent.
    pub problem: Option<Error>,
}

/// How [`sync`] goes on, after each request.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The spool that is being sent.
    pub spool: &'a Path,
    /// Records and files of it that were sent by now.
    pub sent: usize,
    /// Bytes of it that are left, about.
    pub left: u64,
}

/// Sends the records of every spool that no process holds. `folder` is the folder of all spools, or one
/// spool, or `None` for the usual folder. `to` sends them to another server than the one that they were
/// recorded for. `progress` is told how it goes on.
///
/// Runs keep their ids and times on a Runlore server; MLflow's gives them ids of its own. It can be run again,
/// also while it runs: a Runlore server skips what it has.
///
/// # Errors
/// When the folder that is named is not there or can not be read. What is wrong with one spool is part of its answer.
pub fn sync(folder: Option<&Path>, to: Option<&str>, mut progress: impl FnMut(Step<'_>)) -> Result<Vec<Synced>> {
    let root = folder.map_or_else(spool::root, |root| Ok(root.to_owned()))?;
    let spools = match Spool::adopt(&root)? {
        Some(one) => vec![one],
        None if folder.is_some() && !root.is_dir() => {
            return Err(Error::not_found(format!("There is no folder {}.", root.display())));
        }
        None => left_behind(&root, |_| true)?,
    };
    let mut done = Vec::new();
    for spool in spools {
        let synced = send(&Arc::new(spool), to, &mut progress);
        if synced.sent > 0 || synced.problem.is_some() {
            done.push(synced);
        }
    }
    Ok(done)
}

/// Sends what other processes of this machine left for the same server; forked children do so when they
/// end without a word.
pub(crate) fn adopt(root: &Path, client: &Client) {
    let Ok(spools) = left_behind(root, |spool| spool::is_for(spool, client.uri())) else { return };
    // What another user planted here is not for this user to send.
    for spool in spools.into_iter().filter(Spool::is_own) {
        let synced = send_with(&Arc::new(spool), client, &mut |_| {});
        match synced.problem {
            Some(error) => tracing::debug!(%error, "what another process left waits on"),
            None if synced.sent > 0 => {
                tracing::info!("{} records that another process left were sent", synced.sent);
            }
            None => {}
        }
    }
}

/// The spools that no process holds, of those that are wanted.
fn left_behind(root: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<Spool>> {
    let entries = match std::fs::read_dir(root) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(spool::failed("The spools can not be read:", root, cause)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|cause| spool::failed("The spools can not be read:", root, cause))?.path();
        // Whoever looks for it at the same time would find it held.
        if !is_wanted(&path) {
            continue;
        }
        match Spool::adopt(&path) {
            Ok(spool) => found.extend(spool),
            Err(error) => tracing::warn!("{error}"),
        }
    }
    found.sort_by(|a, b| a.dir().cmp(b.dir()));
    Ok(found)
}

fn send(spool: &Arc<Spool>, to: Option<&str>, progress: &mut dyn FnMut(Step<'_>)) -> Synced {
    let uri = to.unwrap_or(&spool.target().tracking_uri).to_owned();
    match Client::new(&uri) {
        Ok(client) => send_with(spool, &client, progress),
        Err(problem) => nothing(spool, uri, Some(problem)),
    }
}

fn send_with(spool: &Arc<Spool>, client: &Client, progress: &mut dyn FnMut(Step<'_>)) -> Synced {
    let mut synced = nothing(spool, client.uri().to_owned(), None);
    let told = Told::default();
    let records = Queue::left_behind(spool.clone(), spool.records());
    let files = Queue::left_behind(spool.clone(), spool.files());
    let work = [(Kind::Records, &records), (Kind::Files, &files)];
    for (kind, queue) in work {
        let delivery = Delivery::new(client.clone(), kind, queue.folder.id(), Some(spool.clone()));
        // What a file goes behind is sent by now, or the records' problem has ended this.
        let sender = Sender { queue, delivery, told: &told, first: None, patient: false };
        synced.problem = drain(&sender, &mut synced, progress).err();
        if synced.problem.is_some() {
            break;
        }
    }
    synced.refused = work.iter().map(|(_, queue)| queue.state().refused.len()).sum();
    synced.rejected = work.iter().map(|(_, queue)| queue.folder.rejected()).filter(|file| file.exists()).collect();
    synced.server_ids = spool.server_ids();
    if synced.problem.is_none() {
        spool.discard();
    }
    client.transport().close();
    synced
}

fn drain(sender: &Sender<'_>, synced: &mut Synced, progress: &mut dyn FnMut(Step<'_>)) -> Result<()> {
    let folder = &sender.queue.folder;
    let mut reader = Reader::new(folder.dir(), folder.applied());
    let unreadable = |cause| spool::failed("This spool can not be read:", folder.dir(), cause);
    loop {
        let batch = sender.next(&mut reader).map_err(unreadable)?;
        if batch.records.is_empty() {
            return reader.damage().map_or(Ok(()), |damage| Err(unreadable(damage)));
        }
        synced.sent += sender.deliver(&mut reader, batch)?;
        sender.forget(&mut reader).map_err(unreadable)?;
        progress(Step { spool: &synced.spool, sent: synced.sent, left: size(&synced.spool) });
    }
}

fn nothing(spool: &Spool, tracking_uri: String, problem: Option<Error>) -> Synced {
    let (spool, rejected, server_ids) = (spool.dir().to_owned(), Vec::new(), BTreeMap::new());
    Synced { spool, tracking_uri, sent: 0, refused: 0, rejected, server_ids, problem }
}

/// Bytes of a folder.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}

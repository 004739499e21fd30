//! How a run began that another process of this machine recorded and the server does not have yet.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::{Folder, Reader, Target};

/// What is read of a spool at a time: records and bytes.
const RECORDS: usize = 2000;
const BYTES: usize = 2 << 20;

#[derive(Deserialize)]
struct Beginning {
    create_run: Run,
}

#[derive(Deserialize)]
struct Run {
    run_id: String,
}

/// The record that begins the run, from whichever spool below `root` has it for this server. Those spools are other
/// processes', which go on: what can not be read is not there any more.
pub(crate) fn beginning(root: &Path, tracking_uri: &str, run_id: &str) -> Option<Vec<u8>> {
    let spools = fs::read_dir(root).ok()?.flatten().map(|entry| entry.path());
    spools.filter(|spool| is_for(spool, tracking_uri)).find_map(|spool| in_spool(&spool, run_id))
}

/// Whether the spool in this folder is for that server.
pub(crate) fn is_for(spool: &Path, tracking_uri: &str) -> bool {
    let json = fs::read(spool.join("target.json")).unwrap_or_default();
    serde_json::from_slice::<Target>(&json).is_ok_and(|target| target.tracking_uri == tracking_uri)
}

fn in_spool(spool: &Path, run_id: &str) -> Option<Vec<u8>> {
    let records = Folder::new(spool.join("records"), String::new());
    let mut reader = Reader::new(records.dir(), records.applied());
    loop {
        let batch = reader.next(RECORDS, BYTES, i64::MAX).ok()?;
        if batch.records.is_empty() {
            return None;
        }
        let found = batch.records.into_iter().find(|(_, json)| begins(json, run_id));
        if let Some((_, json)) = found {
            return Some(json);
        }
    }
}

fn begins(json: &[u8], run_id: &str) -> bool {
    json.starts_with(b"{\"create_run\"")
        && serde_json::from_slice::<Beginning>(json).is_ok_and(|begin| begin.create_run.run_id == run_id)
}

//! Files and rows of tables to a Runlore server, each once: the server counts their numbers.

use std::collections::HashSet;

use futures_util::future::join_all;
use serde_json::json;

use super::{Delivery, FileRecord, Numbered, Outcome, PutRecord, is_about_records, refused};
use crate::client::OWN;
use crate::transport::{self, Failure, Request};

/// Files that are sent at a time: their answers are waited for together.
const TOGETHER: usize = 8;

impl Delivery {
    pub(super) async fn files_to_runlore(&self, records: &[Numbered]) -> Result<Outcome, Failure> {
        let Some((number, json)) = records.first() else { return Ok(Outcome::default()) };
        match FileRecord::read(json).map_err(Failure::ours)? {
            FileRecord::Append(append) => {
                let body = json!({
                    "run_id": append.run_id, "path": append.path, "columns": append.columns, "data": append.data,
                    "spool": self.id, "number": number,
                });
                let body = serde_json::to_vec(&body).map_err(|cause| {
                    Failure::ours(
                        runlore_domain::Error::internal("Rows could not be written as JSON").with_source(cause),
                    )
                })?;
                let request = Request::new(::http::Method::POST, format!("{OWN}/tables/append")).json(body);
                self.client.send(request).await?.bytes().await.map_err(Failure::away)?;
                Ok(Outcome { applied: *number, ..Outcome::default() })
            }
            FileRecord::Put(_) => self.puts(records).await,
        }
    }

    /// Sends the files at the front of `records`; of two with one name the second waits.
    async fn puts(&self, records: &[Numbered]) -> Result<Outcome, Failure> {
        let mut puts: Vec<(i64, PutRecord)> = Vec::new();
        let mut names = HashSet::new();
        for (number, json) in records {
            match FileRecord::read(json).map_err(Failure::ours)? {
                FileRecord::Put(put)
                    if puts.len() < TOGETHER && names.insert((put.run_id.clone(), put.path.clone())) =>
                {
                    puts.push((*number, put));
                }
                _ => break,
            }
        }
        let Some(((last, put), others)) = puts.split_last() else { return Ok(Outcome::default()) };
        let mut answers = join_all(others.iter().map(|(_, put)| self.put(put, None))).await;
        // A number says that the server has everything up to it, so it goes with the last file, behind the others.
        if answers.iter().all(|answer| answer.as_ref().err().is_none_or(is_about_records)) {
            answers.push(self.put(put, Some(*last)).await);
        }
        let mut outcome = Outcome::default();
        for ((number, put), answer) in puts.iter().zip(answers) {
            match answer {
                Ok(()) => outcome.blobs.extend(self.blob(put)),
                Err(failure) if is_about_records(&failure) => outcome.refused.push(refused(*number, &failure)),
                // What is behind it is sent again, which changes nothing.
                Err(failure) if outcome.applied == 0 => return Err(failure),
                Err(_) => break,
            }
            outcome.applied = *number;
        }
        Ok(outcome)
    }

    async fn put(&self, put: &PutRecord, number: Option<i64>) -> Result<(), Failure> {
        let Some(path) = self.blob(put) else { return Err(Failure::ours(no_contents(put))) };
        let body = transport::file(&path, None).map_err(|_| Failure::ours(no_contents(put)))?;
        let numbered = number.map(|number| (self.id.as_str(), number));
        let request = crate::client::put(&put.run_id, &put.path, body, numbered);
        self.client.send(request).await?.bytes().await.map(drop).map_err(Failure::away)
    }

    pub(super) fn blob(&self, put: &PutRecord) -> Option<std::path::PathBuf> {
        self.spool.as_ref().and_then(|spool| spool.blobs().path(&put.blob))
    }
}

pub(super) fn no_contents(put: &PutRecord) -> runlore_domain::Error {
    runlore_domain::Error::invalid(format!(
        "The contents of {} are no longer in the spool: somebody removed them.",
        put.path
    ))
}

//! Sending what other processes left for the same server: programs that were killed, and forked children
//! that end without a word. Whoever comes next does it, beside its own work.

use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::{spool, sync};

/// At most one thread that sends what others left.
#[derive(Debug, Default)]
pub(super) struct Others(Mutex<Option<JoinHandle<()>>>);

impl Others {
    /// Looks for it now, if nobody does already.
    pub(super) fn look(&self, client: &Client) {
        let mut thread = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let client = client.clone();
        let looks = thread::Builder::new().name("runlore-others".to_owned()).spawn(move || {
            if let Ok(root) = spool::root() {
                sync::adopt(&root, &client);
            }
        });
        match looks {
            Ok(looks) => *thread = Some(looks),
            Err(error) => tracing::debug!(%error, "what others left waits on"),
        }
    }

    /// Waits for who looks, no longer than `patience`.
    pub(super) fn wait(&self, patience: Duration) {
        /// How often it is looked at.
        const LOOK: Duration = Duration::from_millis(1);
        let end = Instant::now() + patience;
        let is_done = || {
            let thread = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            thread.as_ref().is_none_or(JoinHandle::is_finished)
        };
        while !is_done() && Instant::now() < end {
            thread::sleep(LOOK);
        }
    }
}

//! Tidying up: chunks that were merged, tables of runs that are gone.

use std::time::Duration;

use runlore_domain::table::{TableChange, TableName};
use runlore_domain::{ErrorKind, Result};

use super::{chunks, schedule};
use crate::clock::now_ms;
use crate::state::{AppState, WeakState};

/// How long merged chunks are kept for those who are reading them.
const KEPT: Duration = Duration::from_secs(10 * 60);
/// What another process may have left when this one looks.
const LEFT: Duration = Duration::from_secs(30);
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(60);

/// Looks now and then, until the server is gone.
pub(crate) fn tidy_up(app: WeakState) {
    tokio::spawn(async move {
        let mut left = 0;
        loop {
            let Some(app) = app.upgrade() else { return };
            for result in [schedule::go_on(&app, now_ms() - left).await, sweep(&app, millis(KEPT)).await] {
                if let Err(error) = result {
                    tracing::warn!(%error, "tables could not be tidied up");
                }
            }
            drop(app);
            left = millis(LEFT);
            tokio::time::sleep(PAUSE).await;
        }
    });
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// Removes chunks that nobody has needed for `kept` milliseconds.
async fn sweep(app: &AppState, kept: i64) -> Result<()> {
    let store = app.store()?;
    for TableName { run_id, .. } in store.ownerless_tables().await? {
        let at = TableName { run_id, path: String::new() };
        store.change_table(TableChange::ForgetAll { at, now: now_ms() }).await?;
    }
    loop {
        let old = store.old_chunks(now_ms() - kept).await?;
        if old.is_empty() {
            return Ok(());
        }
        for chunk in &old {
            let Some(file) = &chunk.file else { continue };
            match chunks::remove(app, &chunk.run_id, file).await {
                Err(error) if error.kind() == ErrorKind::Unavailable => return Err(error),
                // A place that can not be reached any more holds up nothing.
                Err(error) => tracing::warn!(%error, %file, "rows of a table could not be removed"),
                Ok(()) => {}
            }
        }
        store.change_table(TableChange::DropChunks(old)).await?;
    }
}

//! That something was committed.

use std::time::Duration;

use runlore_store::Store;
use tokio::time::timeout;

use crate::support::run;

pub(super) async fn a_commit_is_told(store: Store) {
    let mut changes = store.changes().unwrap();
    for _ in 0..2 {
        // The first look tells, too, and so does what others write to the same PostgreSQL server meanwhile.
        for _ in 0..2 {
            let _told = timeout(Duration::from_millis(1500), changes.changed()).await;
        }
        run(&store).await;
        timeout(Duration::from_secs(5), changes.changed()).await.expect("nothing was told").unwrap();
    }
}

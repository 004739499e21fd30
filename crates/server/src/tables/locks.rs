//! One writer at a time for a table's file, in this process. Between processes the table's version decides.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use runlore_domain::table::TableName;
use tokio::sync::OwnedMutexGuard;

type Lock = tokio::sync::Mutex<()>;

/// Locks by table; one that nobody holds or waits for is dropped.
#[derive(Debug, Default)]
pub(super) struct Locks(Mutex<HashMap<TableName, Weak<Lock>>>);

impl Locks {
    pub(super) async fn lock(&self, name: &TableName) -> OwnedMutexGuard<()> {
        let lock = {
            let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            locks.retain(|_, lock| lock.strong_count() > 0);
            let known = locks.get(name).and_then(Weak::upgrade);
            known.unwrap_or_else(|| {
                let lock = Arc::new(Lock::default());
                locks.insert(name.clone(), Arc::downgrade(&lock));
                lock
            })
        };
        lock.lock_owned().await
    }
}

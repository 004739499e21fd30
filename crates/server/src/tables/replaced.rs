//! Files that clients write or remove through this server, where tables may be.

use runlore_domain::Result;
use runlore_domain::table::{TableChange, TableName};

use crate::clock::now_ms;
use crate::state::AppState;

/// Does `work`, which writes the file of this name; if that was a table's, its rows are in the file now
/// or nowhere.
pub(crate) async fn uploading<T>(
    app: &AppState,
    name: Option<TableName>,
    work: impl Future<Output = Result<T>>,
) -> Result<T> {
    let Some((name, store)) = name.zip(app.store().ok()) else { return work.await };
    // Without it, rows that are just being written into the file could end up over the new one.
    let _alone = app.tables.locks.lock(&name).await;
    let done = work.await?;
    if store.table(name.clone()).await?.is_some() {
        store.change_table(TableChange::ForgetAll { at: name, now: now_ms() }).await?;
    }
    Ok(done)
}

/// Does `work`, which removes the file or folder of this name with all tables in it.
pub(crate) async fn forgetting<T>(
    app: &AppState,
    name: Option<TableName>,
    work: impl Future<Output = Result<T>>,
) -> Result<T> {
    let Some((name, store)) = name.zip(app.store().ok()) else { return work.await };
    let _alone = app.tables.locks.lock(&name).await;
    let done = work.await?;
    store.change_table(TableChange::ForgetAll { at: name, now: now_ms() }).await?;
    Ok(done)
}

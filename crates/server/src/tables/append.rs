//! Appending rows.

use runlore_domain::Result;
use runlore_domain::ids::random_hex;
use runlore_domain::table::{Append, Appended, Base, Content, Table};
use runlore_protocol::tables::NewRows;

use super::chunks;
use super::place::TableFile;
use crate::clock::now_ms;
use crate::state::AppState;

/// Appends rows and answers what the table has then. When this returns they are on disk.
pub(crate) async fn append(app: &AppState, new: NewRows) -> Result<Appended> {
    let NewRows { table: name, columns, rows, spool } = new;
    let file = TableFile::find(app, name).await?;
    let table = file.table(app).await?;
    if let Some(spool) = &spool
        && app.store()?.spool_applied(spool.spool.clone()).await? >= spool.number
    {
        return Ok(skipped(table));
    }
    let base: Option<Base> = if table.is_none() { file.inspect().await? } else { None };
    let (rows, content) = chunks::keep(app, &file, runlore_tables::Table { columns, rows }).await?;
    let kept = match &content {
        Content::File(kept) => Some(kept.clone()),
        Content::Text(_) => None,
    };
    let append = Append {
        table: file.name.clone(),
        rows,
        content,
        id: random_hex(),
        base,
        spool,
        max_tag: app.config.max_value_bytes,
        now: now_ms(),
    };
    let appended = app.store()?.append_rows(append).await;
    if let Some(kept) = kept.filter(|_| appended.as_ref().map_or(true, |appended| appended.skipped))
        && let Err(error) = chunks::remove(app, &file.name.run_id, &kept).await
    {
        tracing::warn!(%error, %kept, "rows that were not appended could not be removed");
    }
    let appended = appended?;
    super::schedule::appended(app, &file.name, appended);
    Ok(appended)
}

fn skipped(table: Option<Table>) -> Appended {
    let (rows, pending) = table.map_or((0, 0), |table| (table.rows, table.pending));
    Appended { rows, pending, skipped: true }
}

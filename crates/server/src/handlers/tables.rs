//! Tables to which rows are appended.

use axum::extract::State;
use runlore_protocol::tables::{AppendRows, AppendedBody, FlushTables, FlushedBody, ReadRows};

use crate::answer::{Answer, json};
use crate::extract::Input;
use crate::state::AppState;
use crate::tables;

pub(crate) async fn append(State(app): State<AppState>, Input(request): Input<AppendRows>) -> Answer {
    let appended = tables::append(&app, request.into_domain()?).await?;
    json(&AppendedBody { rows: appended.rows })
}

pub(crate) async fn flush(State(app): State<AppState>, Input(request): Input<FlushTables>) -> Answer {
    let (run, path) = request.into_domain()?;
    json(&FlushedBody { tables: tables::flush(&app, run, path).await? })
}

pub(crate) async fn rows(State(app): State<AppState>, Input(request): Input<ReadRows>) -> Answer {
    json(&tables::rows(&app, request.into_domain()?).await?)
}

//! What Runlore's own clients recorded on their disks.

use axum::extract::State;
use runlore_protocol::ingest::{IngestBody, IngestRequest};

use crate::answer::{Answer, json};
use crate::clock::now_ms;
use crate::extract::Input;
use crate::state::AppState;
use crate::tables;

pub(crate) async fn apply(State(app): State<AppState>, Input(request): Input<IngestRequest>) -> Answer {
    let ingest = request.into_domain(app.config.max_value_bytes, now_ms())?;
    let ended = ingest.ended_runs();
    let ingested = app.store()?.ingest(ingest).await?;
    ended.into_iter().for_each(|run| tables::ended(&app, run));
    json(&IngestBody::from(&ingested))
}

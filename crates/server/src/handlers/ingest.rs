//! What Runlore's own clients recorded on their disks.

use axum::extract::State;
use runlore_protocol::ingest::{IngestBody, IngestRequest};

use crate::answer::{Answer, json};
use crate::clock::now_ms;
use crate::extract::Input;
use crate::state::AppState;

pub(crate) async fn apply(State(app): State<AppState>, Input(request): Input<IngestRequest>) -> Answer {
    let ingested = app.store()?.ingest(request.into_domain(app.config.max_value_bytes, now_ms())?).await?;
    json(&IngestBody::from(&ingested))
}

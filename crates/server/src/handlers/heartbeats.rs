//! Signs of life of programs that log through Runlore's own clients.

use axum::extract::State;
use runlore_protocol::heartbeats::{HeartbeatAnswer, HeartbeatRequest, LostRuns, LostRunsAnswer};

use crate::answer::{Answer, json};
use crate::clock::now_ms;
use crate::extract::Input;
use crate::state::AppState;

pub(crate) async fn beat(State(app): State<AppState>, Input(request): Input<HeartbeatRequest>) -> Answer {
    let unknown = app.store()?.heartbeat(request.into_domain(now_ms())?).await?;
    json(&HeartbeatAnswer::new(&unknown))
}

pub(crate) async fn lost(State(app): State<AppState>, Input(request): Input<LostRuns>) -> Answer {
    let lost = app.store()?.lost_runs(request.into_domain(now_ms())?).await?;
    json(&LostRunsAnswer::from(lost.as_slice()))
}

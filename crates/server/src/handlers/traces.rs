//! Traces are not served yet. Clients are told so in the words that make them stop sending spans,
//! and the operator is told once per client.

use axum::Router;
use axum::extract::{Request, State};
use axum::routing::any;
use runlore_domain::Error;

use crate::answer::Answer;
use crate::state::AppState;

/// Every path of traces, below `/api/2.0/mlflow` or `/api/3.0/mlflow`.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/traces", any(refuse)).route("/traces/{*rest}", any(refuse))
}

pub(crate) async fn refuse(State(app): State<AppState>, request: Request) -> Answer {
    app.trace_senders.note(&request);
    Err(Error::not_implemented("Traces are not served by this server yet.").into())
}

pub(crate) async fn refuse_spans(State(app): State<AppState>, request: Request) -> Answer {
    app.trace_senders.note(&request);
    Err(Error::not_implemented("REST OTLP span logging is not supported").into())
}

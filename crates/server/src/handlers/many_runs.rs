//! Many runs at once, which MLflow has no endpoints for: searched for what is wanted of them, changed together, and their keys.

use axum::extract::State;
use runlore_domain::run_change::{RunAct, RunsChange};
use runlore_protocol::runs::{
    ChangeRuns, ChangedRuns, FoundRuns, KeysBody, SearchKeys, SearchRunsFor, TagRuns, UntagRuns,
};

use crate::answer::{Answer, json};
use crate::clock::now_ms;
use crate::extract::Input;
use crate::state::AppState;

pub(crate) async fn search(State(app): State<AppState>, Input(request): Input<SearchRunsFor>) -> Answer {
    let (search, wanted) = request.into_domain()?;
    let (page, total) = app.store()?.search_runs_for(search, wanted).await?;
    json(&FoundRuns::of(&page, total))
}

pub(crate) async fn keys(State(app): State<AppState>, Input(request): Input<SearchKeys>) -> Answer {
    json(&KeysBody::from(&app.store()?.search_run_keys(request.into_domain()?).await?))
}

pub(crate) async fn delete(State(app): State<AppState>, Input(request): Input<ChangeRuns>) -> Answer {
    change(&app, request.into_domain(RunAct::Delete { now: now_ms() })?).await
}

pub(crate) async fn restore(State(app): State<AppState>, Input(request): Input<ChangeRuns>) -> Answer {
    change(&app, request.into_domain(RunAct::Restore)?).await
}

pub(crate) async fn set_tag(State(app): State<AppState>, Input(request): Input<TagRuns>) -> Answer {
    let tagged = request.into_domain(app.config.max_value_bytes)?;
    change(&app, tagged).await
}

pub(crate) async fn delete_tag(State(app): State<AppState>, Input(request): Input<UntagRuns>) -> Answer {
    change(&app, request.into_domain()?).await
}

async fn change(app: &AppState, change: RunsChange) -> Answer {
    let refused = app.store()?.change_runs(change).await?;
    json(&ChangedRuns::from(refused.as_slice()))
}

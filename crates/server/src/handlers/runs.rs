//! Runs, and what is logged to them.

use axum::extract::State;
use runlore_domain::run::RunUpdate;
use runlore_protocol::runs::{
    CreateRun, CreatedRunBody, DeleteTag, FoundRuns, GetRun, LogBatch, LogInputs, LogMetric, LogModel, LogOutputs,
    LogParam, RunBody, RunInfoBody, RunRef, SearchRuns, SetTag, UpdateRun,
};

use crate::answer::{Answer, done, json};
use crate::clock::now_ms;
use crate::extract::Input;
use crate::state::AppState;
use crate::tables;

pub(crate) async fn create(State(app): State<AppState>, Input(request): Input<CreateRun>) -> Answer {
    let run = app.store()?.create_run(request.into_domain(app.config.max_value_bytes)?).await?;
    json(&CreatedRunBody::from(&run))
}

pub(crate) async fn get(State(app): State<AppState>, Input(request): Input<GetRun>) -> Answer {
    json(&RunBody::from(&app.store()?.run(request.try_into()?).await?))
}

pub(crate) async fn update(State(app): State<AppState>, Input(request): Input<UpdateRun>) -> Answer {
    let update: RunUpdate = request.try_into()?;
    let ends = update.ends();
    let info = app.store()?.update_run(update).await?;
    if ends {
        tables::ended(&app, info.id.clone());
    }
    json(&RunInfoBody::from(&info))
}

pub(crate) async fn delete(State(app): State<AppState>, Input(request): Input<RunRef>) -> Answer {
    app.store()?.delete_run(request.try_into()?, now_ms()).await?;
    done()
}

pub(crate) async fn restore(State(app): State<AppState>, Input(request): Input<RunRef>) -> Answer {
    app.store()?.restore_run(request.try_into()?).await?;
    done()
}

pub(crate) async fn log_metric(State(app): State<AppState>, Input(request): Input<LogMetric>) -> Answer {
    app.store()?.log_batch(request.into_batch(app.config.max_value_bytes)?).await?;
    done()
}

pub(crate) async fn log_param(State(app): State<AppState>, Input(request): Input<LogParam>) -> Answer {
    app.store()?.log_batch(request.into_batch(app.config.max_value_bytes)?).await?;
    done()
}

pub(crate) async fn set_tag(State(app): State<AppState>, Input(request): Input<SetTag>) -> Answer {
    app.store()?.log_batch(request.into_batch(app.config.max_value_bytes)?).await?;
    done()
}

pub(crate) async fn log_batch(State(app): State<AppState>, Input(request): Input<LogBatch>) -> Answer {
    app.store()?.log_batch(request.into_batch(app.config.max_value_bytes)?).await?;
    done()
}

pub(crate) async fn delete_tag(State(app): State<AppState>, Input(request): Input<DeleteTag>) -> Answer {
    let (run_id, key) = request.into_domain()?;
    app.store()?.delete_run_tag(run_id, key).await?;
    done()
}

pub(crate) async fn log_model(State(app): State<AppState>, Input(request): Input<LogModel>) -> Answer {
    let (run_id, record) = request.into_domain()?;
    app.store()?.record_logged_model(run_id, record).await?;
    done()
}

pub(crate) async fn log_inputs(State(app): State<AppState>, Input(request): Input<LogInputs>) -> Answer {
    app.store()?.log_inputs(request.try_into()?).await?;
    done()
}

pub(crate) async fn log_outputs(State(app): State<AppState>, Input(request): Input<LogOutputs>) -> Answer {
    app.store()?.log_outputs(request.try_into()?).await?;
    done()
}

pub(crate) async fn search(State(app): State<AppState>, Input(request): Input<SearchRuns>) -> Answer {
    json(&FoundRuns::from(&app.store()?.search_runs(request.try_into()?).await?))
}

//! Experiments.

use axum::extract::State;
use runlore_artifacts::location::validate_location;
use runlore_domain::experiment::{check_custom_views, is_custom_view};
use runlore_protocol::datasets::{FoundDatasets, SearchDatasets};
use runlore_protocol::experiments::{
    ActivityBody, CreateExperiment, CreatedExperiment, DeleteExperimentTag, ExperimentBody, ExperimentRef,
    FoundExperiments, GetActivity, GetExperimentByName, SearchExperiments, SetExperimentTag, UpdateExperiment,
};

use crate::answer::{Answer, done, json};
use crate::clock::now_ms;
use crate::extract::Input;
use crate::location;
use crate::state::AppState;

pub(crate) async fn create(State(app): State<AppState>, Input(request): Input<CreateExperiment>) -> Answer {
    let mut new = request.into_domain(now_ms())?;
    if let Some(location) = &mut new.artifact_location {
        let own: Vec<&str> = app.config.own_locations.iter().map(String::as_str).collect();
        validate_location(location, "artifact_location", &own)?;
        *location = location::absolute(location)?;
    }
    let id = app.store()?.create_experiment(new).await?;
    json(&CreatedExperiment { experiment_id: id.to_string() })
}

pub(crate) async fn get(State(app): State<AppState>, Input(request): Input<ExperimentRef>) -> Answer {
    json(&ExperimentBody::from(&app.store()?.experiment(request.try_into()?).await?))
}

pub(crate) async fn get_by_name(State(app): State<AppState>, Input(request): Input<GetExperimentByName>) -> Answer {
    json(&ExperimentBody::from(&app.store()?.experiment_by_name(request.name()?).await?))
}

pub(crate) async fn activity(State(app): State<AppState>, Input(request): Input<GetActivity>) -> Answer {
    json(&ActivityBody::from(app.store()?.activity(request.into_domain()?).await?))
}

pub(crate) async fn update(State(app): State<AppState>, Input(request): Input<UpdateExperiment>) -> Answer {
    let (id, name) = request.into_domain()?;
    app.store()?.rename_experiment(id, name, now_ms()).await?;
    done()
}

pub(crate) async fn delete(State(app): State<AppState>, Input(request): Input<ExperimentRef>) -> Answer {
    app.store()?.delete_experiment(request.try_into()?, now_ms()).await?;
    done()
}

pub(crate) async fn restore(State(app): State<AppState>, Input(request): Input<ExperimentRef>) -> Answer {
    app.store()?.restore_experiment(request.try_into()?, now_ms()).await?;
    done()
}

pub(crate) async fn set_tag(State(app): State<AppState>, Input(request): Input<SetExperimentTag>) -> Answer {
    let (id, tag) = request.into_domain()?;
    if is_custom_view(&tag.key) {
        let mut views = app.store()?.experiment(id).await?.tags;
        views.retain(|known| known.key != tag.key);
        views.push(tag.clone());
        check_custom_views(&views, Some(id))?;
    }
    app.store()?.set_experiment_tag(id, tag, now_ms()).await?;
    done()
}

pub(crate) async fn delete_tag(State(app): State<AppState>, Input(request): Input<DeleteExperimentTag>) -> Answer {
    let (id, key) = request.into_domain()?;
    app.store()?.delete_experiment_tag(id, key, now_ms()).await?;
    done()
}

pub(crate) async fn search(State(app): State<AppState>, Input(request): Input<SearchExperiments>) -> Answer {
    json(&FoundExperiments::from(&app.store()?.search_experiments(request.try_into()?).await?))
}

pub(crate) async fn search_datasets(State(app): State<AppState>, Input(request): Input<SearchDatasets>) -> Answer {
    let summaries = app.store()?.search_datasets(request.try_into()?).await?;
    json(&FoundDatasets::from(summaries.as_slice()))
}

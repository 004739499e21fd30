//! Logged models.

use axum::extract::State;
use runlore_protocol::logged_models::{
    CreateLoggedModel, FinalizeLoggedModel, FoundLoggedModels, GetLoggedModel, LogModelParams, LoggedModelBody,
    SearchLoggedModels, SetModelTags,
};
use runlore_protocol::scalar::Text;

use crate::answer::{Answer, done, json};
use crate::clock::now_ms;
use crate::extract::{Input, RoutePath};
use crate::state::AppState;

pub(crate) async fn create(State(app): State<AppState>, Input(request): Input<CreateLoggedModel>) -> Answer {
    json(&LoggedModelBody::from(&app.store()?.create_logged_model(request.into_domain(now_ms())?).await?))
}

pub(crate) async fn get(
    State(app): State<AppState>,
    RoutePath(id): RoutePath<Text>,
    Input(request): Input<GetLoggedModel>,
) -> Answer {
    let model = if request.allow_deleted() {
        app.store()?.logged_model_of_any_stage(id.0.into()).await?
    } else {
        app.store()?.logged_model(id.0.into()).await?
    };
    json(&LoggedModelBody::from(&model))
}

pub(crate) async fn finalize(State(app): State<AppState>, Input(request): Input<FinalizeLoggedModel>) -> Answer {
    let (id, status) = request.into_domain()?;
    json(&LoggedModelBody::from(&app.store()?.finalize_logged_model(id, status, now_ms()).await?))
}

pub(crate) async fn delete(State(app): State<AppState>, RoutePath(id): RoutePath<Text>) -> Answer {
    app.store()?.delete_logged_model(id.0.into(), now_ms()).await?;
    done()
}

pub(crate) async fn log_params(
    State(app): State<AppState>,
    RoutePath(id): RoutePath<Text>,
    Input(request): Input<LogModelParams>,
) -> Answer {
    app.store()?.log_model_params(id.0.into(), request.into_domain()?).await?;
    done()
}

pub(crate) async fn set_tags(
    State(app): State<AppState>,
    RoutePath(id): RoutePath<Text>,
    Input(request): Input<SetModelTags>,
) -> Answer {
    app.store()?.set_model_tags(id.0.into(), request.into_domain()?).await?;
    done()
}

pub(crate) async fn delete_tag(State(app): State<AppState>, RoutePath((id, key)): RoutePath<(Text, Text)>) -> Answer {
    app.store()?.delete_model_tag(id.0.into(), key.0).await?;
    done()
}

pub(crate) async fn search(State(app): State<AppState>, Input(request): Input<SearchLoggedModels>) -> Answer {
    json(&FoundLoggedModels::from(&app.store()?.search_logged_models(request.try_into()?).await?))
}

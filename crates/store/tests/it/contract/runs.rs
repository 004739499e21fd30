//! Runs: their own columns and their life.

use runlore_domain::experiment::LifecycleStage;
use runlore_domain::run::{LOGGED_MODELS_TAG, RUN_NAME_TAG, RunStatus, RunUpdate};
use runlore_domain::{ErrorKind, ExperimentId, RunId};
use runlore_store::Store;

use crate::support::{NOW, new_run, refused, run, tag};

fn update(run_id: &RunId) -> RunUpdate {
    RunUpdate { run_id: run_id.clone(), status: None, end_time: None, name: None }
}

pub(super) async fn a_run_is_created_and_read(store: Store) {
    let created = store.create_run(new_run(ExperimentId::DEFAULT, "first")).await.unwrap();
    let id = created.info.id.clone();
    assert_eq!(store.run(id.clone()).await.unwrap(), created);
    let info = store.run_info(id.clone()).await.unwrap();
    assert_eq!(info, created.info);
    assert_eq!((info.name.as_deref(), info.status.as_deref()), (Some("first"), Some("RUNNING")));
    assert_eq!((info.start_time, info.end_time), (Some(NOW), None));
    assert_eq!(info.artifact_uri, Some(format!("/artifacts/0/{id}/artifacts")));
    assert_eq!(created.tags, [tag(RUN_NAME_TAG, "first")]);
}

pub(super) async fn a_run_is_updated(store: Store) {
    let id = run(&store).await;
    let change = RunUpdate {
        status: Some(RunStatus::Finished),
        end_time: Some(NOW + 9),
        name: Some("better".to_owned()),
        ..update(&id)
    };
    let info = store.update_run(change).await.unwrap();
    assert_eq!((info.status.as_deref(), info.end_time), (Some("FINISHED"), Some(NOW + 9)));
    assert_eq!(info.name.as_deref(), Some("better"));
    assert_eq!(store.run(id.clone()).await.unwrap().tags, [tag(RUN_NAME_TAG, "better")]);
    assert_eq!(store.update_run(update(&id)).await.unwrap(), info, "what is not sent does not change");
}

pub(super) async fn a_run_goes_to_the_bin_and_comes_back(store: Store) {
    let id = run(&store).await;
    for _ in 0..2 {
        store.delete_run(id.clone(), NOW).await.unwrap();
    }
    assert_eq!(store.run_info(id.clone()).await.unwrap().lifecycle_stage, LifecycleStage::Deleted);
    let (kind, message) = refused(store.update_run(update(&id)).await);
    assert_eq!(kind, ErrorKind::InvalidParameter);
    assert_eq!(message, format!("The run {id} must be in the 'active' state. Current state is deleted."));
    for _ in 0..2 {
        store.restore_run(id.clone()).await.unwrap();
    }
    assert_eq!(store.run_info(id).await.unwrap().lifecycle_stage, LifecycleStage::Active);
}

pub(super) async fn what_is_not_there_is_not_found(store: Store) {
    let id = RunId::from("nobody");
    let expected = (ErrorKind::NotFound, "Run with id=nobody not found".to_owned());
    assert_eq!(refused(store.run(id.clone()).await), expected);
    assert_eq!(refused(store.run_info(id.clone()).await), expected);
    assert_eq!(refused(store.update_run(update(&id)).await), expected);
    assert_eq!(refused(store.delete_run(id.clone(), NOW).await), expected);
    assert_eq!(refused(store.restore_run(id.clone()).await), expected);
    assert_eq!(refused(store.delete_run_tag(id, "k".to_owned()).await), expected);
    assert_eq!(refused(store.create_run(new_run(ExperimentId(99), "x")).await).0, ErrorKind::NotFound);
}

pub(super) async fn a_logged_model_is_appended_to_the_old_tag(store: Store) {
    let id = run(&store).await;
    for n in 1..=2 {
        store.record_logged_model(id.clone(), format!("{{\"n\": {n}}}")).await.unwrap();
    }
    let tags = store.run(id).await.unwrap().tags;
    let history = tags.iter().find(|tag| tag.key == LOGGED_MODELS_TAG).unwrap();
    let models: serde_json::Value = serde_json::from_str(&history.value).unwrap();
    assert_eq!(models, serde_json::json!([{"n": 1}, {"n": 2}]));
}

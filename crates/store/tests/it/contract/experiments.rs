//! Experiments.

use runlore_domain::experiment::{LifecycleStage, NewExperiment, ViewType};
use runlore_domain::logged_model::NewLoggedModel;
use runlore_domain::search::{LoggedModelSearch, RunSearch};
use runlore_domain::{ErrorKind, ExperimentId, ModelId, Result};
use runlore_store::Store;

use crate::support::{NOW, new_experiment, new_run, refused, tag};

pub(super) async fn a_new_database_has_the_default_experiment(store: Store) {
    let default = store.experiment(ExperimentId::DEFAULT).await.unwrap();
    assert_eq!((default.name.as_str(), default.artifact_location.as_deref()), ("Default", Some("/artifacts/0")));
    assert_eq!((default.creation_time, default.last_update_time), (Some(NOW), Some(NOW)));
    assert_eq!(store.experiment_by_name("Default".to_owned()).await.unwrap(), default);
}

pub(super) async fn experiments_are_created_and_read(store: Store) {
    let new = NewExperiment { tags: vec![tag("team", "nlp"), tag("ü", "")], ..new_experiment("first") };
    let id = store.create_experiment(new).await.unwrap();
    let read = store.experiment(id).await.unwrap();
    assert_eq!(read.name, "first");
    assert_eq!(read.artifact_location, Some(format!("/artifacts/{id}")));
    assert_eq!(read.lifecycle_stage, LifecycleStage::Active);
    assert_eq!(read.tags, [tag("team", "nlp"), tag("ü", "")]);
    let elsewhere = NewExperiment { artifact_location: Some("s3://b/x".to_owned()), ..new_experiment("second") };
    let id = store.create_experiment(elsewhere).await.unwrap();
    assert_eq!(store.experiment(id).await.unwrap().artifact_location.as_deref(), Some("s3://b/x"));
}

pub(super) async fn names_are_unique_even_in_the_bin(store: Store) {
    let id = store.create_experiment(new_experiment("taken")).await.unwrap();
    let (kind, message) = refused(store.create_experiment(new_experiment("taken")).await);
    assert_eq!(kind, ErrorKind::AlreadyExists);
    assert!(message.starts_with("Experiment(name=taken) already exists."), "{message}");
    store.delete_experiment(id, NOW).await.unwrap();
    assert_eq!(refused(store.create_experiment(new_experiment("taken")).await).0, ErrorKind::AlreadyExists);
}

pub(super) async fn experiments_are_renamed(store: Store) {
    let id = store.create_experiment(new_experiment("before")).await.unwrap();
    store.rename_experiment(id, "after".to_owned(), NOW + 5).await.unwrap();
    let renamed = store.experiment(id).await.unwrap();
    assert_eq!((renamed.name.as_str(), renamed.last_update_time), ("after", Some(NOW + 5)));
    assert_eq!(refused(store.experiment_by_name("before".to_owned()).await).0, ErrorKind::NotFound);
    assert_eq!(refused(store.rename_experiment(id, "Default".to_owned(), NOW).await).0, ErrorKind::BadRequest);
    store.delete_experiment(id, NOW).await.unwrap();
    let (kind, message) = refused(store.rename_experiment(id, "x".to_owned(), NOW).await);
    assert_eq!((kind, message.as_str()), (ErrorKind::InvalidState, "Cannot rename a non-active experiment."));
}

pub(super) async fn deleting_an_experiment_takes_its_runs_along(store: Store) {
    let id = store.create_experiment(new_experiment("short-lived")).await.unwrap();
    let mut runs = Vec::new();
    for n in 0..3 {
        runs.push(store.create_run(new_run(id, &format!("run {n}"))).await.unwrap().info.id);
    }
    store.delete_experiment(id, NOW + 1).await.unwrap();
    for run in &runs {
        assert_eq!(store.run_info(run.clone()).await.unwrap().lifecycle_stage, LifecycleStage::Deleted);
    }
    let (kind, message) = refused(store.delete_experiment(id, NOW + 2).await);
    assert_eq!((kind, message), (ErrorKind::NotFound, format!("No Experiment with id={id} exists")));
    let (kind, message) = refused(store.create_run(new_run(id, "late")).await);
    assert_eq!(kind, ErrorKind::InvalidParameter);
    assert_eq!(message, format!("The experiment {id} must be in the 'active' state. Current state is deleted."));
    store.restore_experiment(id, NOW + 3).await.unwrap();
    for run in runs {
        assert_eq!(store.run_info(run).await.unwrap().lifecycle_stage, LifecycleStage::Active);
    }
    assert_eq!(refused(store.restore_experiment(id, NOW).await).0, ErrorKind::NotFound);
}

pub(super) async fn experiment_tags_are_set_and_deleted(store: Store) {
    let id = store.create_experiment(new_experiment("tagged")).await.unwrap();
    for value in ["one", "two"] {
        store.set_experiment_tag(id, tag("k", value), NOW).await.unwrap();
    }
    assert_eq!(store.experiment(id).await.unwrap().tags, [tag("k", "two")]);
    store.delete_experiment_tag(id, "k".to_owned(), NOW).await.unwrap();
    assert!(store.experiment(id).await.unwrap().tags.is_empty());
    assert_eq!(refused(store.delete_experiment_tag(id, "k".to_owned(), NOW).await).0, ErrorKind::NotFound);
    store.delete_experiment(id, NOW).await.unwrap();
    assert_eq!(refused(store.set_experiment_tag(id, tag("k", "v"), NOW).await).0, ErrorKind::InvalidParameter);
    let nobody = ExperimentId(4711);
    assert_eq!(refused(store.set_experiment_tag(nobody, tag("k", "v"), NOW).await).0, ErrorKind::NotFound);
}

pub(super) async fn a_number_that_no_column_holds_is_not_found(store: Store) {
    for id in [99_999_999_999, i64::MAX, i64::MIN].map(ExperimentId) {
        let is_missing = |result: Result<()>| assert_eq!(refused(result).0, ErrorKind::NotFound, "{id}");
        is_missing(store.experiment(id).await.map(drop));
        is_missing(store.rename_experiment(id, "other".to_owned(), NOW).await);
        is_missing(store.delete_experiment(id, NOW).await);
        is_missing(store.restore_experiment(id, NOW).await);
        is_missing(store.set_experiment_tag(id, tag("k", "v"), NOW).await);
        is_missing(store.delete_experiment_tag(id, "k".to_owned(), NOW).await);
        is_missing(store.create_run(new_run(id, "lost")).await.map(drop));
        let model = NewLoggedModel {
            id: ModelId::random(),
            experiment_id: id,
            name: None,
            model_type: None,
            source_run_id: None,
            params: Vec::new(),
            tags: Vec::new(),
            now: NOW,
        };
        is_missing(store.create_logged_model(model).await.map(drop));
        assert!(store.search_datasets(vec![id]).await.unwrap().is_empty());
        let runs = RunSearch::parse(vec![id], "", ViewType::All, 10, &[], None).unwrap();
        assert!(store.search_runs(runs).await.unwrap().items.is_empty());
        let models = LoggedModelSearch::parse(vec![id], "", Vec::new(), 5, &[], None).unwrap();
        assert!(store.search_logged_models(models).await.unwrap().items.is_empty());
    }
}

//! Logged models.

use runlore_domain::experiment::LifecycleStage;
use runlore_domain::logged_model::{LoggedModelStatus, NewLoggedModel};
use runlore_domain::metric::MetricSubject;
use runlore_domain::run_batch::RunBatch;
use runlore_domain::{ErrorKind, ExperimentId, ModelId};
use runlore_store::Store;

use crate::support::{NOW, batch, metric, new_experiment, param, refused, run, tag};

fn new_model() -> NewLoggedModel {
    NewLoggedModel {
        id: ModelId::random(),
        experiment_id: ExperimentId::DEFAULT,
        name: Some("agent".to_owned()),
        model_type: Some("llm".to_owned()),
        source_run_id: None,
        params: vec![param("temperature", "0.5")],
        tags: vec![tag("stage", "dev")],
        now: NOW,
    }
}

pub(super) async fn a_logged_model_is_created_and_read(store: Store) {
    let source = run(&store).await;
    let created =
        store.create_logged_model(NewLoggedModel { source_run_id: Some(source.clone()), ..new_model() }).await.unwrap();
    assert_eq!(store.logged_model(created.id.clone()).await.unwrap(), created);
    assert_eq!((created.name.as_str(), created.model_type.as_deref()), ("agent", Some("llm")));
    assert_eq!(created.artifact_location, format!("/artifacts/0/models/{}/artifacts", created.id));
    assert_eq!((created.status, created.creation_time), (LoggedModelStatus::Pending, NOW));
    assert_eq!(created.source_run_id, Some(source));
    assert_eq!((created.params, created.tags), (vec![param("temperature", "0.5")], vec![tag("stage", "dev")]));
    let nameless = store.create_logged_model(NewLoggedModel { name: None, ..new_model() }).await.unwrap();
    assert!(!nameless.name.is_empty());
    let twice = NewLoggedModel { params: vec![param("p", "1"), param("p", "1")], ..new_model() };
    let refused_id = twice.id.clone();
    assert_eq!(refused(store.create_logged_model(twice).await).0, ErrorKind::BadRequest);
    assert_eq!(refused(store.logged_model(refused_id).await).0, ErrorKind::NotFound);
    let bin = store.create_experiment(new_experiment("bin")).await.unwrap();
    store.delete_experiment(bin, NOW).await.unwrap();
    let late = NewLoggedModel { experiment_id: bin, ..new_model() };
    assert_eq!(refused(store.create_logged_model(late).await).0, ErrorKind::InvalidParameter);
}

pub(super) async fn a_logged_model_becomes_ready(store: Store) {
    let id = store.create_logged_model(new_model()).await.unwrap().id;
    for (status, ..) in LoggedModelStatus::ALL {
        let model = store.finalize_logged_model(id.clone(), status, NOW + 3).await.unwrap();
        assert_eq!((model.status, model.last_update_time, model.creation_time), (status, NOW + 3, NOW));
    }
    let nobody = ModelId::from("m-0");
    let (kind, message) = refused(store.finalize_logged_model(nobody, LoggedModelStatus::Ready, NOW).await);
    assert_eq!((kind, message.as_str()), (ErrorKind::NotFound, "Logged model with ID 'm-0' not found."));
}

pub(super) async fn a_logged_model_goes_to_the_bin(store: Store) {
    let id = store.create_logged_model(new_model()).await.unwrap().id;
    store.delete_logged_model(id.clone(), NOW).await.unwrap();
    assert_eq!(refused(store.logged_model(id.clone()).await).0, ErrorKind::NotFound);
    let binned = store.logged_model_of_any_stage(id.clone()).await.unwrap();
    assert_eq!(binned.lifecycle_stage, LifecycleStage::Deleted);
    store.delete_logged_model(id, NOW).await.unwrap();
    assert_eq!(refused(store.delete_logged_model("m-0".into(), NOW).await).0, ErrorKind::NotFound);
}

pub(super) async fn model_params_and_tags(store: Store) {
    let id = store.create_logged_model(new_model()).await.unwrap().id;
    store.log_model_params(id.clone(), vec![param("top_p", "1")]).await.unwrap();
    let again = store.log_model_params(id.clone(), vec![param("new", "1"), param("top_p", "1")]).await;
    assert_eq!(refused(again).0, ErrorKind::BadRequest);
    let tagged = store.set_model_tags(id.clone(), vec![tag("stage", "qa"), tag("a", ""), tag("stage", "prod")]);
    let tagged = tagged.await.unwrap();
    assert_eq!(tagged.params, [param("temperature", "0.5"), param("top_p", "1")]);
    assert_eq!(tagged.tags, [tag("a", ""), tag("stage", "prod")]);
    store.delete_model_tag(id.clone(), "a".to_owned()).await.unwrap();
    assert_eq!(store.logged_model(id.clone()).await.unwrap().tags, [tag("stage", "prod")]);
    let (kind, message) = refused(store.delete_model_tag(id.clone(), "a".to_owned()).await);
    assert_eq!((kind, message), (ErrorKind::NotFound, format!("No tag with key 'a' found for model with ID '{id}'.")));
    let nobody = ModelId::from("m-0");
    assert_eq!(refused(store.log_model_params(nobody.clone(), Vec::new()).await).0, ErrorKind::NotFound);
    assert_eq!(refused(store.set_model_tags(nobody, Vec::new()).await).0, ErrorKind::NotFound);
}

pub(super) async fn metrics_about_a_model_are_kept_with_it(store: Store) {
    let id = store.create_logged_model(new_model()).await.unwrap().id;
    let source = run(&store).await;
    let about = MetricSubject {
        model_id: Some(id.clone()),
        run_id: None,
        dataset_name: Some("eval".to_owned()),
        dataset_digest: Some("d1".to_owned()),
    };
    let mut point = metric("score", 0.75, NOW, 3);
    point.about = Some(Box::new(about.clone()));
    for _ in 0..2 {
        store.log_batch(RunBatch { metrics: vec![point.clone()], ..batch(&source) }).await.unwrap();
    }
    point.about = Some(Box::new(MetricSubject { run_id: Some(source), ..about }));
    assert_eq!(store.logged_model(id).await.unwrap().metrics, [point]);
}

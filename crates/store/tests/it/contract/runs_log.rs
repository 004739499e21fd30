//! Metrics, params and tags of runs.

use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::{ErrorKind, RunId};
use runlore_store::Store;

use crate::support::{NOW, batch, metric, param, refused, run, tag};

async fn history(store: &Store, id: &RunId, key: &str) -> Vec<runlore_domain::metric::Metric> {
    let runs = vec![id.clone()];
    let points = store.metric_history_bulk(runs, key.to_owned(), 1000).await.unwrap();
    points.into_iter().map(|point| point.metric).collect()
}

pub(super) async fn a_batch_is_all_or_nothing(store: Store) {
    let id = run(&store).await;
    store.log_batch(RunBatch { params: vec![param("lr", "0.1")], ..batch(&id) }).await.unwrap();
    let bad = RunBatch {
        metrics: vec![metric("loss", 1.0, NOW, 0)],
        params: vec![param("depth", "3"), param("lr", "0.2")],
        tags: vec![tag("t", "v")],
        ..batch(&id)
    };
    assert_eq!(refused(store.log_batch(bad).await).0, ErrorKind::InvalidParameter);
    let read = store.run(id.clone()).await.unwrap();
    assert_eq!(read.params, [param("lr", "0.1")]);
    assert!(read.metrics.is_empty() && !read.tags.contains(&tag("t", "v")));
    assert!(history(&store, &id, "loss").await.is_empty());
}

pub(super) async fn params_do_not_change(store: Store) {
    let id = run(&store).await;
    for _ in 0..2 {
        store.log_batch(RunBatch { params: vec![param("p", "1")], ..batch(&id) }).await.unwrap();
    }
    let other = RunBatch { params: vec![param("p", "2")], ..batch(&id) };
    let (_, message) = refused(store.log_batch(other.clone()).await);
    assert_eq!(
        message,
        format!(
            "Changing param values is not allowed. Params were already logged='[{{'key': 'p', 'old_value': '1', \
             'new_value': '2'}}]' for run ID='{id}'."
        )
    );
    let (_, message) = refused(store.log_batch(RunBatch { origin: BatchOrigin::Single, ..other }).await);
    assert_eq!(
        message,
        format!(
            "Changing param values is not allowed. Param with key='p' was already logged with value='1' for run \
             ID='{id}'. Attempted logging new value '2'."
        )
    );
}

pub(super) async fn tags_are_replaced_and_deleted(store: Store) {
    let id = run(&store).await;
    let twice = RunBatch { tags: vec![tag("k", "1"), tag("k", "2")], ..batch(&id) };
    store.log_batch(twice).await.unwrap();
    assert!(store.run(id.clone()).await.unwrap().tags.contains(&tag("k", "2")));
    store.log_batch(RunBatch { tags: vec![tag("mlflow.runName", "renamed")], ..batch(&id) }).await.unwrap();
    assert_eq!(store.run_info(id.clone()).await.unwrap().name.as_deref(), Some("renamed"));
    store.delete_run_tag(id.clone(), "k".to_owned()).await.unwrap();
    let (kind, message) = refused(store.delete_run_tag(id.clone(), "k".to_owned()).await);
    assert_eq!((kind, message), (ErrorKind::NotFound, format!("No tag with name: k in run with id {id}")));
}

pub(super) async fn the_latest_point_is_the_greatest(store: Store) {
    let id = run(&store).await;
    // What is logged, and what counts as the latest afterwards.
    let steps = [
        (metric("m", 1.0, 5, 1), 1.0),
        (metric("m", 9.0, 4, 1), 1.0),
        (metric("m", 2.0, 5, 1), 2.0),
        (metric("m", 0.0, 1, 2), 0.0),
        (metric("m", f64::NAN, 1, 2), 0.0),
        (metric("m", -1.0, 0, 9), -1.0),
    ];
    for (point, latest) in steps {
        store.log_batch(RunBatch { metrics: vec![point.clone()], ..batch(&id) }).await.unwrap();
        let metrics = store.run(id.clone()).await.unwrap().metrics;
        assert_eq!(metrics.iter().map(|m| m.value).collect::<Vec<_>>(), [latest], "after {point:?}");
    }
    assert_eq!(history(&store, &id, "m").await.len(), 6);
}

pub(super) async fn numbers_that_are_not_finite_are_kept(store: Store) {
    let id = run(&store).await;
    let metrics = vec![
        metric("nan", f64::NAN, 1, 0),
        metric("up", f64::INFINITY, 1, 0),
        metric("down", f64::NEG_INFINITY, 1, 0),
        metric("up", f64::INFINITY, 1, 0),
        metric("small", f64::MIN_POSITIVE, 1, i64::MIN),
    ];
    store.log_batch(RunBatch { metrics, ..batch(&id) }).await.unwrap();
    assert!(history(&store, &id, "nan").await[0].value.is_nan());
    assert_eq!(history(&store, &id, "up").await, [metric("up", f64::MAX, 1, 0)], "the same point twice is one");
    assert_eq!(history(&store, &id, "down").await, [metric("down", f64::MIN, 1, 0)]);
    assert_eq!(history(&store, &id, "small").await, [metric("small", f64::MIN_POSITIVE, 1, i64::MIN)]);
}

pub(super) async fn long_values_come_back_whole(store: Store) {
    let id = run(&store).await;
    let (long_param, long_tag) = ("ü".repeat(6_500), "x".repeat(100_000));
    let values = RunBatch { params: vec![param("p", &long_param)], tags: vec![tag("t", &long_tag)], ..batch(&id) };
    for _ in 0..2 {
        store.log_batch(values.clone()).await.unwrap();
    }
    let read = store.run(id.clone()).await.unwrap();
    assert_eq!(read.params, [param("p", &long_param)]);
    assert!(read.tags.contains(&tag("t", &long_tag)));
    // The same beginning, another end: still another value.
    let other = format!("{}!", "ü".repeat(6_499));
    let changed = RunBatch { params: vec![param("p", &other)], ..batch(&id) };
    assert_eq!(refused(store.log_batch(changed).await).0, ErrorKind::InvalidParameter);
    store.log_batch(RunBatch { tags: vec![tag("t", "short")], ..batch(&id) }).await.unwrap();
    assert!(store.run(id).await.unwrap().tags.contains(&tag("t", "short")));
}

pub(super) async fn runs_in_the_bin_take_nothing(store: Store) {
    let id = run(&store).await;
    store.delete_run(id.clone(), NOW).await.unwrap();
    let expected = format!("The run {id} must be in the 'active' state. Current state is deleted.");
    for content in [
        RunBatch { metrics: vec![metric("m", 1.0, 1, 0)], ..batch(&id) },
        RunBatch { params: vec![param("p", "1")], ..batch(&id) },
        RunBatch { tags: vec![tag("t", "1")], ..batch(&id) },
    ] {
        let refusal = refused(store.log_batch(content).await);
        assert_eq!(refusal, (ErrorKind::InvalidParameter, expected.clone()));
    }
    let missing = RunBatch { metrics: vec![metric("m", 1.0, 1, 0)], ..batch(&RunId::from("nobody")) };
    assert_eq!(refused(store.log_batch(missing).await).0, ErrorKind::NotFound);
}

//! Searches find what was written; what they find in which order is compared with MLflow elsewhere.

use runlore_domain::experiment::ViewType;
use runlore_domain::logged_model::NewLoggedModel;
use runlore_domain::run_batch::RunBatch;
use runlore_domain::search::{ExperimentSearch, LoggedModelSearch, RunSearch};
use runlore_domain::{ErrorKind, ExperimentId};
use runlore_store::Store;

use crate::support::{NOW, batch, metric, new_experiment, param, refused, run};

pub(super) async fn experiments_runs_and_models_are_found(store: Store) {
    let view = ViewType::ActiveOnly;
    store.create_experiment(new_experiment("searched")).await.unwrap();
    let search = ExperimentSearch::parse("name LIKE 'search%'", view, 10, &[], None).unwrap();
    let found = store.search_experiments(search).await.unwrap();
    assert_eq!(found.items.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["searched"]);

    let mut ids = Vec::new();
    for n in 0..5 {
        let id = run(&store).await;
        let metrics = vec![metric("m", f64::from(n), NOW, 0)];
        store.log_batch(RunBatch { metrics, params: vec![param("p", "v")], ..batch(&id) }).await.unwrap();
        ids.push(id);
    }
    let (mut token, mut found) = (None, Vec::new());
    loop {
        let order = ["metrics.m DESC".to_owned()];
        let filter = "metrics.m > 0 and params.p = 'v'";
        let search = RunSearch::parse(vec![ExperimentId(0)], filter, view, 3, &order, token).unwrap();
        let page = store.search_runs(search).await.unwrap();
        found.extend(page.items.into_iter().map(|run| run.info.id));
        token = page.next_token;
        if token.is_none() {
            break;
        }
    }
    ids.reverse();
    assert_eq!(found, ids[..4]);

    let new = NewLoggedModel {
        id: "m-1".into(),
        experiment_id: ExperimentId(0),
        name: Some("found".to_owned()),
        model_type: None,
        source_run_id: None,
        params: Vec::new(),
        tags: Vec::new(),
        now: NOW,
    };
    store.create_logged_model(new).await.unwrap();
    let search = LoggedModelSearch::parse(vec![ExperimentId(0)], "name = 'found'", Vec::new(), 5, &[], None).unwrap();
    assert_eq!(store.search_logged_models(search).await.unwrap().items.len(), 1);
}

pub(super) async fn tokens_that_skip_too_much_are_refused(store: Store) {
    // {"offset": 1000001} and {"offset": 9223372036854775807}, as MLflow writes them
    for token in ["eyJvZmZzZXQiOiAxMDAwMDAxfQ==", "eyJvZmZzZXQiOiA5MjIzMzcyMDM2ODU0Nzc1ODA3fQ=="] {
        let search =
            RunSearch::parse(vec![ExperimentId(0)], "", ViewType::All, 50_000, &[], Some(token.to_owned())).unwrap();
        let (kind, message) = refused(store.search_runs(search).await);
        assert_eq!(kind, ErrorKind::InvalidParameter);
        assert!(message.contains("1000000 rows at most"), "{message}");
    }
}

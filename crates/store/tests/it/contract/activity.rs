//! How many runs experiments have.

use runlore_domain::ExperimentId;
use runlore_domain::experiment::{Activity, ViewType};
use runlore_domain::run::NewRun;
use runlore_domain::search::ExperimentSearch;
use runlore_store::Store;

use crate::support::{NOW, new_experiment, new_run};

pub(super) async fn active_runs_are_counted_by_experiment(store: Store) {
    let busy = store.create_experiment(new_experiment("busy")).await.unwrap();
    let empty = store.create_experiment(new_experiment("empty")).await.unwrap();
    for name in ["one", "two"] {
        store.create_run(new_run(busy, name)).await.unwrap();
    }
    let deleted = store.create_run(new_run(busy, "three")).await.unwrap();
    store.delete_run(deleted.info.id, NOW).await.unwrap();
    store.create_run(new_run(ExperimentId(0), "elsewhere")).await.unwrap();
    let found = store.activity(vec![busy, empty, ExperimentId(i64::MAX), busy]).await.unwrap();
    let last_start = Some(NOW);
    assert_eq!(found, [Activity { experiment_id: busy, runs: 2, last_start }]);
    assert_eq!(store.activity(vec![]).await.unwrap(), []);

    // Its runs were deleted with it, and one before.
    store.delete_experiment(busy, NOW).await.unwrap();
    let found = store.activity(vec![busy]).await.unwrap();
    assert_eq!(found, [Activity { experiment_id: busy, runs: 3, last_start }]);
}

pub(super) async fn experiments_are_in_the_order_of_their_last_activity(store: Store) {
    let mut made = Vec::new();
    for name in ["first", "second", "third"] {
        made.push(store.create_experiment(new_experiment(name)).await.unwrap());
    }
    store.create_run(NewRun { start_time: NOW + 20, ..new_run(made[0], "late") }).await.unwrap();
    store.create_run(NewRun { start_time: NOW - 20, ..new_run(made[1], "early") }).await.unwrap();
    store.rename_experiment(made[2], "renamed".to_owned(), NOW + 10).await.unwrap();
    let order = ["last_activity_time DESC".to_owned()];
    let search = ExperimentSearch::parse("name != 'Default'", ViewType::All, 10, &order, None).unwrap();
    let found = store.search_experiments(search).await.unwrap();
    let found: Vec<ExperimentId> = found.items.iter().map(|experiment| experiment.id).collect();
    assert_eq!(found, [made[0], made[2], made[1]]);
}

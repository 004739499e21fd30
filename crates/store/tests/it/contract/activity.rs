//! How many runs experiments have.

use runlore_domain::ExperimentId;
use runlore_domain::experiment::Activity;
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
}

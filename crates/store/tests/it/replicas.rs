//! Several servers on one PostgreSQL database: what one of them looks at, another one changes.

use std::thread;
use std::time::Duration;

use runlore_domain::RunId;
use runlore_domain::heartbeat::Heartbeat;
use runlore_domain::run::RunStatus;
use runlore_testkit::TestDb;
use runlore_testkit::postgres::shared;

use crate::support::{NOW, open, run};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_another_server_hears_while_runs_are_closed_counts() {
    let db = TestDb::postgres();
    let store = open(db.uri()).await;
    let (ended, alive, silent) = (run(&store).await, run(&store).await, run(&store).await);
    let run_ids = vec![ended.clone(), alive.clone(), silent.clone()];
    store.heartbeat(Heartbeat { run_ids, now: NOW }).await.unwrap();
    // The other one is in the middle of a transaction when we look.
    let name = db.name();
    let transaction = format!(
        "UPDATE runs SET status = 'FINISHED' WHERE run_uuid = '{ended}'; \
         UPDATE runlore_heartbeats SET seen = {} WHERE run_uuid = '{alive}'; SELECT pg_sleep(1.5)",
        NOW + 9
    );
    let other = thread::spawn({
        let name = name.clone();
        move || shared().sql(&name, &transaction)
    });
    let sleeps = format!("SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}' AND wait_event = 'PgSleep'");
    while shared().sql(&name, &sleeps).trim() != "1" {
        assert!(!other.is_finished(), "it was not seen in its transaction");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(store.close_lost_runs(NOW + 1).await.unwrap(), std::slice::from_ref(&silent));
    other.join().unwrap();
    let status = async |id: RunId| store.run_info(id).await.unwrap().status.unwrap();
    for (id, expected) in [(ended, RunStatus::Finished), (alive, RunStatus::Running), (silent, RunStatus::Killed)] {
        assert_eq!(status(id).await, expected.as_str());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_run_is_closed_by_one_server_only() {
    let db = TestDb::postgres();
    let (first, second) = (open(db.uri()).await, open(db.uri()).await);
    for _ in 0..5 {
        let mut run_ids = Vec::new();
        for _ in 0..20 {
            run_ids.push(run(&first).await);
        }
        first.heartbeat(Heartbeat { run_ids, now: NOW }).await.unwrap();
        let (one, other) = tokio::join!(first.close_lost_runs(NOW + 1), second.close_lost_runs(NOW + 1));
        let mut closed = [one.unwrap(), other.unwrap()].concat();
        assert_eq!(closed.len(), 20);
        closed.sort();
        closed.dedup();
        assert_eq!(closed.len(), 20);
    }
}

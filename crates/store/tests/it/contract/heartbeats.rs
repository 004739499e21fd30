//! Signs of life: which runs are lost, what takes that back, and closing them.

use runlore_domain::heartbeat::{Heartbeat, LostRun, LostSearch, SILENCE_MS};
use runlore_domain::ingest::{Change, Ingest, Record};
use runlore_domain::run::{RunStatus, RunUpdate};
use runlore_domain::run_batch::RunBatch;
use runlore_domain::{ExperimentId, RunId};
use runlore_store::Store;

use crate::support::{NOW, batch, new_experiment, new_run, param, run, tag};

/// The first moment at which who was last heard of now is lost.
const LOST: i64 = NOW + SILENCE_MS + 1;

/// Sends changes at a time; a spool of its own for each call.
async fn ingest(store: &Store, now: i64, changes: Vec<Change>) {
    let records = changes.into_iter().zip(1..).map(|(change, number)| Record { number, change: Ok(change) });
    let spool = RunId::random().to_string();
    store.ingest(Ingest { spool, records: records.collect(), now }).await.unwrap();
}

fn created(experiment: ExperimentId) -> (RunId, Change) {
    let run = new_run(experiment, "recorded");
    (run.id.clone(), Change::CreateRun { experiment: None, run })
}

/// A run that a client recorded, whose first sign of life is now.
async fn recorded(store: &Store) -> RunId {
    let (id, create) = created(ExperimentId::DEFAULT);
    ingest(store, NOW, vec![create]).await;
    id
}

fn status(id: &RunId, status: RunStatus) -> RunUpdate {
    let end_time = (status != RunStatus::Running).then_some(NOW + 5);
    RunUpdate { run_id: id.clone(), status: Some(status), end_time, name: None }
}

fn log(id: &RunId) -> Change {
    let mut batch = batch(id);
    batch.tags = vec![tag("t", "v")];
    Change::Log(batch)
}

async fn beat(store: &Store, now: i64, ids: &[&RunId]) -> Vec<RunId> {
    store.heartbeat(Heartbeat { run_ids: ids.iter().map(|id| (*id).clone()).collect(), now }).await.unwrap()
}

async fn lost(store: &Store, now: i64) -> Vec<LostRun> {
    store.lost_runs(LostSearch { now, ..LostSearch::default() }).await.unwrap()
}

async fn is_lost(store: &Store, now: i64, id: &RunId) -> bool {
    lost(store, now).await.iter().any(|run| run.run_id == *id)
}

async fn ended(store: &Store, id: &RunId) -> (String, Option<i64>) {
    let info = store.run_info(id.clone()).await.unwrap();
    (info.status.unwrap(), info.end_time)
}

pub(super) async fn a_run_that_is_silent_is_lost(store: Store) {
    let id = recorded(&store).await;
    assert_eq!(lost(&store, LOST - 1).await, []);
    let expected = LostRun { run_id: id.clone(), experiment_id: ExperimentId::DEFAULT, last_seen: NOW };
    assert_eq!(lost(&store, LOST).await, [expected]);
    assert_eq!(ended(&store, &id).await, ("RUNNING".to_owned(), None), "it is derived, not stored");
    let nobody = RunId::random();
    assert_eq!(beat(&store, LOST, &[&id, &nobody]).await, [nobody], "a late sign takes it back");
    assert!(!is_lost(&store, LOST, &id).await && is_lost(&store, LOST + SILENCE_MS + 1, &id).await);
    store.delete_run(id.clone(), LOST).await.unwrap();
    assert!(!is_lost(&store, 2 * LOST, &id).await, "it is in the bin");
    store.restore_run(id.clone()).await.unwrap();
    assert!(is_lost(&store, 2 * LOST, &id).await);
    store.update_run(status(&id, RunStatus::Finished)).await.unwrap();
    assert!(!is_lost(&store, 2 * LOST, &id).await, "it has ended");
    assert_eq!(beat(&store, LOST, &[&id]).await, [], "it has ended, but is known");
    assert_eq!(beat(&store, LOST, &[]).await, []);
}

pub(super) async fn a_run_that_never_gave_a_sign_is_not_lost(store: Store) {
    let id = run(&store).await;
    ingest(&store, NOW, vec![log(&id)]).await;
    assert!(!is_lost(&store, LOST, &id).await, "records of a run of somebody else are no signs");
    beat(&store, NOW, &[&id]).await;
    assert!(is_lost(&store, LOST, &id).await);
    // A stock client ends it and takes it up again; it will not give signs.
    store.update_run(status(&id, RunStatus::Failed)).await.unwrap();
    beat(&store, NOW, &[&id]).await;
    store.update_run(status(&id, RunStatus::Running)).await.unwrap();
    assert!(!is_lost(&store, LOST, &id).await);
}

pub(super) async fn records_are_signs_of_life(store: Store) {
    let id = recorded(&store).await;
    ingest(&store, NOW + 100, vec![log(&id), log(&id)]).await;
    assert_eq!(lost(&store, LOST + 100).await[0].last_seen, NOW + 100);
    let (short, create) = created(ExperimentId::DEFAULT);
    ingest(&store, NOW, vec![create, log(&short), Change::UpdateRun(status(&short, RunStatus::Finished))]).await;
    assert!(!is_lost(&store, 2 * LOST, &short).await, "it ended as soon as it was known");
    ingest(&store, NOW + 7, vec![Change::UpdateRun(status(&short, RunStatus::Running))]).await;
    assert!(is_lost(&store, LOST + 7, &short).await, "it was taken up again");
}

pub(super) async fn a_refused_record_is_no_sign(store: Store) {
    let id = recorded(&store).await;
    let logged = |value| Change::Log(RunBatch { params: vec![param("p", value)], ..batch(&id) });
    ingest(&store, NOW, vec![logged("1")]).await;
    ingest(&store, NOW + 100, vec![logged("another value is refused")]).await;
    assert_eq!(lost(&store, LOST).await[0].last_seen, NOW);
}

pub(super) async fn a_sign_is_not_taken_back_by_a_clock_that_steps_back(store: Store) {
    let id = recorded(&store).await;
    beat(&store, NOW - 3_600_000, &[&id]).await;
    ingest(&store, NOW - 3_600_000, vec![log(&id)]).await;
    assert!(!is_lost(&store, NOW - 3_600_000, &id).await);
    assert_eq!(lost(&store, LOST).await[0].last_seen, NOW);
}

pub(super) async fn lost_runs_are_found_by_run_and_by_experiment(store: Store) {
    let experiment = store.create_experiment(new_experiment("another")).await.unwrap();
    let (first, second) = (recorded(&store).await, recorded(&store).await);
    let (third, create) = created(experiment);
    ingest(&store, NOW + 1, vec![create]).await;
    beat(&store, NOW + 2, &[&second]).await;
    let find = async |runs: Option<&[&RunId]>, experiments: Option<&[i64]>| {
        let search = LostSearch {
            run_ids: runs.map(|ids| ids.iter().map(|id| (*id).clone()).collect()),
            experiment_ids: experiments.map(|ids| ids.iter().map(|id| ExperimentId(*id)).collect()),
            now: 2 * LOST,
        };
        store.lost_runs(search).await.unwrap().into_iter().map(|run| run.run_id).collect::<Vec<_>>()
    };
    assert_eq!(find(None, None).await, [second.clone(), third.clone(), first.clone()]);
    assert_eq!(find(Some(&[&third, &first]), None).await, [third.clone(), first.clone()]);
    assert_eq!(find(None, Some(&[0, i64::MAX])).await, [second, first.clone()]);
    assert_eq!(find(Some(&[&third, &first]), Some(&[experiment.0])).await, [third]);
    assert!(find(Some(&[]), None).await.is_empty() && find(None, Some(&[])).await.is_empty());
}

pub(super) async fn lost_runs_are_closed_at_their_last_sign(store: Store) {
    let (id, alive, stock) = (recorded(&store).await, recorded(&store).await, run(&store).await);
    beat(&store, NOW + 50, &[&alive]).await;
    assert_eq!(store.close_lost_runs(NOW).await.unwrap(), []);
    assert_eq!(store.close_lost_runs(NOW + 50).await.unwrap(), std::slice::from_ref(&id));
    assert_eq!(store.close_lost_runs(NOW + 50).await.unwrap(), []);
    assert_eq!(ended(&store, &id).await, ("KILLED".to_owned(), Some(NOW)));
    for running in [&alive, &stock] {
        assert_eq!(ended(&store, running).await, ("RUNNING".to_owned(), None));
    }
    // The program was only cut off: what it still has to say counts, and so does its own end.
    beat(&store, LOST, &[&id]).await;
    ingest(&store, LOST, vec![log(&id), Change::UpdateRun(status(&id, RunStatus::Finished))]).await;
    assert_eq!(ended(&store, &id).await, ("FINISHED".to_owned(), Some(NOW + 5)));
    assert!(store.run(id.clone()).await.unwrap().tags.contains(&tag("t", "v")));
    assert_eq!(store.close_lost_runs(2 * LOST).await.unwrap(), [alive]);
    let many: Vec<_> = (0..450).map(|_| created(ExperimentId::DEFAULT).1).collect();
    ingest(&store, NOW, many).await;
    let mut steps = Vec::new();
    while steps.last() != Some(&0) {
        steps.push(store.close_lost_runs(NOW + 1).await.unwrap().len());
    }
    assert_eq!(steps, [200, 200, 50, 0]);
}

pub(super) async fn a_sign_and_a_close_at_once_do_not_both_win(store: Store) {
    let (ids, create): (Vec<RunId>, Vec<Change>) = (0..60).map(|_| created(ExperimentId::DEFAULT)).unzip();
    ingest(&store, NOW, create).await;
    let closers: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.close_lost_runs(NOW + 1).await.unwrap() })
        })
        .collect();
    let signs: Vec<_> = ids
        .iter()
        .map(|id| {
            let (store, id) = (store.clone(), id.clone());
            tokio::spawn(async move { ingest(&store, NOW + 9, vec![log(&id)]).await })
        })
        .collect();
    for sign in signs {
        sign.await.unwrap();
    }
    let mut closed = Vec::new();
    for closer in closers {
        closed.extend(closer.await.unwrap());
    }
    let alive: Vec<_> = lost(&store, 2 * LOST).await;
    assert!(alive.iter().all(|run| run.last_seen == NOW + 9), "who was not closed has given its sign");
    assert_eq!(closed.len() + alive.len(), ids.len(), "each is closed once or not at all");
    for id in &closed {
        assert_eq!(ended(&store, id).await, ("KILLED".to_owned(), Some(NOW)));
    }
}

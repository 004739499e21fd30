//! Spools: each record once, whatever is sent how often.

use runlore_domain::ingest::{Change, Ingest, Ingested, Record, Refusal, SpoolNumber};
use runlore_domain::run::{RunStatus, RunUpdate};
use runlore_domain::{ErrorKind, ExperimentId, RunId};
use runlore_store::Store;

use crate::support::{NOW, batch, metric, new_experiment, new_run, param, run, tag};

const SPOOL: &str = "0123456789abcdef0123456789abcdef";

fn records(first: i64, changes: Vec<Change>) -> Ingest {
    let records = changes.into_iter().zip(first..).map(|(change, number)| Record { number, change: Ok(change) });
    Ingest { spool: SPOOL.to_owned(), records: records.collect(), now: NOW }
}

fn create(experiment: Option<&str>) -> (RunId, Change) {
    let run = new_run(ExperimentId::DEFAULT, "spooled");
    (run.id.clone(), Change::CreateRun { experiment: experiment.map(str::to_owned), run })
}

fn log(run: &RunId, value: &str) -> Change {
    let mut batch = batch(run);
    batch.metrics = vec![metric("m", 1.0, NOW, 1)];
    batch.params = vec![param("p", value)];
    batch.tags = vec![tag("t", value)];
    Change::Log(batch)
}

fn kinds(ingested: &Ingested) -> Vec<(i64, ErrorKind)> {
    ingested.refused.iter().map(|(number, refusal)| (*number, refusal.kind)).collect()
}

pub(super) async fn a_spool_is_applied_in_order(store: Store) {
    let (id, new) = create(Some("made on the way"));
    let end = RunUpdate { run_id: id.clone(), status: Some(RunStatus::Finished), end_time: Some(NOW + 1), name: None };
    let gone = Change::DeleteTag { run_id: id.clone(), key: "t".to_owned() };
    let ingest = records(1, vec![new, log(&id, "v"), gone, Change::UpdateRun(end)]);
    let done = store.ingest(ingest).await.unwrap();
    assert_eq!((done.applied, kinds(&done)), (4, vec![]));
    let experiment = store.experiment_by_name("made on the way".to_owned()).await.unwrap();
    assert_eq!((&done.runs[0].run_id, done.runs[0].experiment_id), (&id, experiment.id));
    let run = store.run(id).await.unwrap();
    assert_eq!((run.info.status.as_deref(), run.info.end_time), (Some("FINISHED"), Some(NOW + 1)));
    assert_eq!((run.params, run.metrics.len(), run.tags.len()), (vec![param("p", "v")], 1, 1));
    assert_eq!(run.info.artifact_uri, done.runs[0].artifact_uri);
}

pub(super) async fn what_is_sent_again_is_skipped(store: Store) {
    let (id, new) = create(None);
    let ingest = records(1, vec![new, log(&id, "v"), log(&id, "other"), log(&RunId::random(), "v")]);
    let first = store.ingest(ingest.clone()).await.unwrap();
    assert_eq!(kinds(&first), [(3, ErrorKind::InvalidParameter), (4, ErrorKind::NotFound)]);
    // Meanwhile somebody else changes what the spool had set.
    let mut change = batch(&id);
    change.tags = vec![tag("t", "later")];
    store.log_batch(change).await.unwrap();
    // The answer was lost: all of it comes again, and a little more.
    let mut longer = ingest;
    longer
        .records
        .push(Record { number: 7, change: Ok(Change::DeleteTag { run_id: id.clone(), key: "x".to_owned() }) });
    let again = store.ingest(longer).await.unwrap();
    let mut expected = first.refused.clone();
    expected.push(again.refused[2].clone());
    assert_eq!(again.refused[2].1.kind, ErrorKind::NotFound);
    assert_eq!((again.applied, &again.refused, &again.runs), (7, &expected, &first.runs));
    assert!(store.run(id.clone()).await.unwrap().tags.contains(&tag("t", "later")));
    let later = store.ingest(records(8, vec![log(&id, "v")])).await.unwrap();
    assert_eq!((later.applied, later.refused), (8, vec![]), "what the client has heard of is forgotten");
    assert_eq!(store.ingest(records(8, vec![])).await.unwrap().applied, 8);
}

pub(super) async fn a_refused_record_takes_back_only_itself(store: Store) {
    let (id, new) = create(None);
    let bin = store.create_experiment(new_experiment("bin")).await.unwrap();
    store.delete_experiment(bin, NOW).await.unwrap();
    let refusal = Refusal { kind: ErrorKind::BadRequest, message: "bad".to_owned() };
    let mut ingest = records(1, vec![create(Some("bin")).1, create(None).1, new, log(&id, "v")]);
    ingest.records[1].change = Err(refusal.clone());
    let done = store.ingest(ingest).await.unwrap();
    assert_eq!(kinds(&done), [(1, ErrorKind::InvalidParameter), (2, ErrorKind::BadRequest)]);
    assert_eq!((done.applied, &done.refused[1].1), (4, &refusal));
    assert_eq!(store.run(id).await.unwrap().params, [param("p", "v")]);
}

/// Whoever logs to a run of another process says how it began, and the two spools come in any order.
pub(super) async fn a_run_begins_once_whichever_spool_says_so(store: Store) {
    let (id, new) = create(Some("made on the way"));
    let end = RunUpdate { run_id: id.clone(), status: Some(RunStatus::Finished), end_time: Some(NOW + 1), name: None };
    let child = Ingest { spool: SPOOL.replace('0', "f"), ..records(1, vec![new.clone(), log(&id, "v")]) };
    let first = store.ingest(child).await.unwrap();
    let second = store.ingest(records(1, vec![new.clone(), Change::UpdateRun(end)])).await.unwrap();
    assert_eq!((kinds(&first), kinds(&second)), (vec![], vec![]));
    assert_eq!(first.runs, second.runs, "both are told where the run is");
    let late = Ingest { spool: SPOOL.replace('0', "e"), ..records(1, vec![new]) };
    assert_eq!(kinds(&store.ingest(late).await.unwrap()), []);
    let run = store.run(id).await.unwrap();
    assert_eq!((run.info.status.as_deref(), run.params), (Some("FINISHED"), vec![param("p", "v")]));
}

pub(super) async fn spools_do_not_know_each_other(store: Store) {
    let id = run(&store).await;
    let other = Ingest { spool: SPOOL.replace('0', "f"), ..records(1, vec![log(&id, "v")]) };
    assert_eq!(store.ingest(records(5, vec![log(&id, "v")])).await.unwrap().applied, 5);
    assert_eq!(store.ingest(other).await.unwrap().applied, 1);
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let (store, id) = (store.clone(), id.clone());
            let spool = format!("{n:032x}");
            tokio::spawn(async move {
                for number in 1..=20 {
                    let ingest = Ingest { spool: spool.clone(), ..records(number, vec![log(&id, "v")]) };
                    assert_eq!(store.ingest(ingest).await.unwrap().applied, number);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

pub(super) async fn a_spool_is_raised_by_what_travels_alone(store: Store) {
    let at = |number| SpoolNumber { spool: SPOOL.to_owned(), number };
    let applied = || store.spool_applied(SPOOL.to_owned());
    assert_eq!(applied().await.unwrap(), 0);
    store.raise_spool(at(3), NOW).await.unwrap();
    store.raise_spool(at(2), NOW).await.unwrap();
    assert_eq!(applied().await.unwrap(), 3, "a number never goes down");
    let (_, new) = create(None);
    assert_eq!(store.ingest(records(3, vec![new])).await.unwrap().applied, 3);
    let (_, new) = create(None);
    assert_eq!(store.ingest(records(4, vec![new])).await.unwrap().applied, 4);
    assert_eq!(applied().await.unwrap(), 4);
}

//! Groups against a connection that fails on demand: what is answered as done is there, what is
//! not answered as done is not, and nobody pays for a neighbour's mistake.

use std::time::Instant;

use runlore_domain::experiment::{LifecycleStage, Tag};
use runlore_domain::metric::Metric;
use runlore_domain::run::{NewRun, Param};
use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::write::{Write, Written};
use runlore_domain::{ErrorKind, ExperimentId, Result, RunId};
use tokio::sync::oneshot;

use super::group::settle;
use super::{Context, FollowUp, Job};
use crate::db::error::wrap;
use crate::db::{Conn, DbClass, Dialect, InsertRows, Row, Value};
use crate::long_work;
use crate::schema::{self, Setup};
use crate::stats::Stats;
use crate::target::Target;

/// Delegates to SQLite, and fails where a test says so.
struct Faulty {
    inner: Box<dyn Conn>,
    /// Panics when a statement binds this text.
    panic_on: Option<&'static str>,
    /// How often COMMIT still fails as after a deadlock.
    deadlocks: u32,
    /// Commits seen.
    commits: u32,
}

impl Faulty {
    fn trip(&self, params: &[Value<'_>]) {
        if let Some(text) = self.panic_on {
            assert!(!params.contains(&Value::Text(text)), "as the test wants it");
        }
    }
}

impl Conn for Faulty {
    fn dialect(&self) -> Dialect {
        self.inner.dialect()
    }

    fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64> {
        self.trip(params);
        self.inner.execute(sql, params)
    }

    fn query(&mut self, sql: &str, params: &[Value<'_>], each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        self.inner.query(sql, params, each)
    }

    fn insert_rows(&mut self, insert: &InsertRows, rows: &[Value<'_>]) -> Result<u64> {
        self.trip(rows);
        self.inner.insert_rows(insert, rows)
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        if sql == "COMMIT" {
            self.commits += 1;
            if self.deadlocks > 0 {
                self.deadlocks -= 1;
                return Err(wrap(DbClass::Repeat, "deadlock"));
            }
        }
        self.inner.batch(sql)
    }

    fn in_transaction(&self) -> bool {
        self.inner.in_transaction()
    }

    fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }
}

struct Bench {
    _folder: tempfile::TempDir,
    conn: Faulty,
    stats: Stats,
}

fn bench(runs: usize) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let target = Target::Sqlite(folder.path().join("test.db"));
    schema::prepare(&target, Setup { uri: "test", default_location: "/tmp/root/0", now: 1 }).unwrap();
    let conn = Faulty { inner: target.writer().unwrap(), panic_on: None, deadlocks: 0, commits: 0 };
    let mut bench = Bench { _folder: folder, conn, stats: Stats::default() };
    let created = (0..runs).map(create).collect();
    for answer in bench.settle(created) {
        answer.unwrap();
    }
    bench.conn.commits = 0;
    bench
}

impl Bench {
    fn settle(&mut self, writes: Vec<Write>) -> Vec<Result<Written>> {
        let mut answers = Vec::new();
        let mut jobs = Vec::new();
        for write in writes {
            let (answer, answered) = oneshot::channel();
            let weight = write.weight();
            self.stats.queued(weight);
            jobs.push(Job { write, weight, queued: Instant::now(), answer, _place: None });
            answers.push(answered);
        }
        let context = Context { artifact_root: "/tmp/root".to_owned() };
        let settled = settle(&mut self.conn, jobs, &context, &self.stats);
        assert!(settled.follow.is_empty());
        answers.into_iter().map(|answered| answered.blocking_recv().unwrap()).collect()
    }

    fn count(&mut self, sql: &str) -> i64 {
        let conn: &mut dyn Conn = &mut self.conn;
        conn.row(sql, &[], |row| row.int(0)).unwrap().unwrap()
    }
}

fn run_id(n: usize) -> RunId {
    RunId::from(format!("{n:032x}"))
}

fn create(n: usize) -> Write {
    Write::CreateRun(NewRun {
        id: run_id(n),
        experiment_id: ExperimentId::DEFAULT,
        name: format!("run {n}"),
        user_id: String::new(),
        start_time: 1,
        tags: Vec::new(),
    })
}

fn metric(key: &str, value: f64, timestamp: i64, step: i64) -> Metric {
    Metric { key: key.to_owned(), value, timestamp, step, about: None }
}

fn batch(run: usize, metrics: Vec<Metric>, params: &[(&str, &str)]) -> Write {
    let params = params.iter().map(|(k, v)| Param { key: (*k).to_owned(), value: (*v).to_owned() }).collect();
    Write::LogBatch(RunBatch { run_id: run_id(run), metrics, params, tags: Vec::new(), origin: BatchOrigin::Batch })
}

#[test]
fn a_group_is_one_commit() {
    let mut bench = bench(3);
    let writes = (0..300).map(|i| batch(i % 3, vec![metric("m", 1.0, 1, i64::try_from(i).unwrap())], &[])).collect();
    assert!(bench.settle(writes).iter().all(Result::is_ok));
    assert_eq!(bench.conn.commits, 1);
    assert_eq!(bench.count("SELECT count(*) FROM metrics"), 300);
    assert_eq!(bench.count("SELECT max(step) FROM latest_metrics"), 299);
}

#[test]
fn a_bad_write_takes_back_only_itself() {
    let mut bench = bench(2);
    let answers = bench.settle(vec![
        batch(0, vec![], &[("p", "1")]),
        batch(0, vec![metric("m", 1.0, 1, 1)], &[("p", "2")]),
        batch(9, vec![metric("m", 1.0, 1, 1)], &[]),
        batch(1, vec![metric("m", 1.0, 1, 1)], &[("p", "2")]),
    ]);
    let kinds: Vec<_> = answers.iter().map(|a| a.as_ref().err().map(runlore_domain::Error::kind)).collect();
    assert_eq!(kinds, [None, Some(ErrorKind::InvalidParameter), Some(ErrorKind::NotFound), None]);
    assert_eq!(bench.count("SELECT count(*) FROM metrics"), 1);
    assert_eq!(bench.count("SELECT count(*) FROM params"), 2);
}

#[test]
fn a_panic_is_an_error_of_that_write_alone() {
    let mut bench = bench(2);
    bench.conn.panic_on = Some("boom");
    let answers = bench.settle(vec![
        batch(0, vec![metric("m", 1.0, 1, 1)], &[]),
        batch(1, vec![metric("boom", 1.0, 1, 1)], &[]),
        Write::SetExperimentTag {
            id: ExperimentId::DEFAULT,
            tag: Tag { key: "boom".to_owned(), value: String::new() },
            now: 1,
        },
        create(7),
    ]);
    let kinds: Vec<_> = answers.iter().map(|a| a.as_ref().err().map(runlore_domain::Error::kind)).collect();
    assert_eq!(kinds, [None, Some(ErrorKind::Internal), Some(ErrorKind::Internal), None]);
    assert_eq!(bench.count("SELECT count(*) FROM metrics"), 1);
    assert_eq!(bench.count("SELECT count(*) FROM runs"), 3);
}

#[test]
fn a_deadlock_repeats_the_group() {
    let mut bench = bench(1);
    bench.conn.deadlocks = 3;
    let answers = bench.settle(vec![batch(0, vec![metric("m", 1.0, 1, 1)], &[]), create(5)]);
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(bench.conn.commits, 4);
    assert_eq!(bench.count("SELECT count(*) FROM metrics"), 1);
}

#[test]
fn on_a_full_disk_what_was_answered_is_there_and_the_rest_is_not() {
    let mut bench = bench(40);
    let pages = bench.count("PRAGMA page_count");
    let conn: &mut dyn Conn = &mut bench.conn;
    conn.row(&format!("PRAGMA max_page_count = {}", pages + 20), &[], |_| Ok(())).unwrap();
    let big = "x".repeat(5000);
    let writes = (0..40).map(|n| batch(n, vec![], &[("p", &big)])).collect();
    let answers = bench.settle(writes);
    let done = answers.iter().filter(|answer| answer.is_ok()).count();
    assert!(done > 0 && done < 40, "{done}");
    for (n, answer) in answers.iter().enumerate() {
        if let Err(error) = answer {
            assert_eq!(error.kind(), ErrorKind::StorageFull, "{n}: {error}");
        }
        let there = bench.count(&format!("SELECT count(*) FROM params WHERE run_uuid = '{}'", run_id(n)));
        assert_eq!(there, i64::from(answer.is_ok()), "{n}");
    }
}

#[test]
fn latest_is_the_maximum_by_step_timestamp_and_stored_value() {
    let mut bench = bench(1);
    // The contract's own sequence, each in a group of its own and all in one.
    let points = [(1.0, 5, 1), (9.0, 4, 1), (2.0, 5, 1), (0.0, 1, 2), (f64::NAN, 1, 2)];
    for (value, timestamp, step) in points {
        bench.settle(vec![batch(0, vec![metric("apart", value, timestamp, step)], &[])]);
    }
    let together = points.iter().map(|(v, t, s)| metric("together", *v, *t, *s)).collect();
    bench.settle(vec![batch(0, together, &[])]);
    for key in ["apart", "together"] {
        let latest = format!("SELECT count(*) FROM latest_metrics WHERE key = '{key}' AND step = 2 AND is_nan = 0");
        assert_eq!(bench.count(&latest), 1, "{key}");
    }
    bench.settle(vec![batch(0, vec![metric("negative", -1.0, 1, 1), metric("negative", f64::NAN, 1, 1)], &[])]);
    assert_eq!(bench.count("SELECT is_nan FROM latest_metrics WHERE key = 'negative'"), 1);
}

#[test]
fn of_a_value_and_what_it_was_cut_to_the_whole_one_stays() {
    let mut bench = bench(1);
    let cut = "x".repeat(6000);
    let (whole, other) = (format!("{cut} and more"), format!("{cut} and something else"));
    let answers = bench.settle(vec![
        batch(0, vec![], &[("p", &cut)]),
        batch(0, vec![], &[("p", &whole)]),
        batch(0, vec![], &[("p", &other)]),
    ]);
    let kinds: Vec<_> = answers.iter().map(|a| a.as_ref().err().map(runlore_domain::Error::kind)).collect();
    assert_eq!(kinds, [None, None, Some(ErrorKind::InvalidParameter)]);
    let conn: &mut dyn Conn = &mut bench.conn;
    let stored = conn.row("SELECT value FROM runlore_long_values", &[], |row| row.text(0)).unwrap();
    assert_eq!(stored, Some(whole));
}

#[test]
fn a_job_that_was_overtaken_moves_nothing() {
    let mut bench = bench(3);
    let work = |stage| FollowUp { id: "job".to_owned(), experiment: ExperimentId::DEFAULT, stage, now: 1 };
    let conn: &mut dyn Conn = &mut bench.conn;
    // The experiment is active: a job to put its runs into the bin is from before it was restored.
    long_work::begin(conn, &work(LifecycleStage::Deleted)).unwrap();
    assert!(long_work::step(conn, &mut work(LifecycleStage::Deleted)).unwrap());
    assert_eq!(bench.count("SELECT count(*) FROM runs WHERE lifecycle_stage = 'active'"), 3);
    // A job whose note is gone was done by another process.
    let conn: &mut dyn Conn = &mut bench.conn;
    conn.execute("UPDATE experiments SET lifecycle_stage = 'deleted'", &[]).unwrap();
    assert!(long_work::step(conn, &mut work(LifecycleStage::Deleted)).unwrap());
    assert_eq!(bench.count("SELECT count(*) FROM runs WHERE lifecycle_stage = 'active'"), 3);
    let conn: &mut dyn Conn = &mut bench.conn;
    long_work::begin(conn, &work(LifecycleStage::Deleted)).unwrap();
    assert!(long_work::step(conn, &mut work(LifecycleStage::Deleted)).unwrap());
    assert_eq!(bench.count("SELECT count(*) FROM runs WHERE lifecycle_stage = 'active'"), 0);
    assert_eq!(bench.count("SELECT count(*) FROM runlore_jobs"), 0);
}

#[test]
fn a_deleted_run_takes_its_assessments_and_no_others() {
    let mut bench = bench(3);
    let conn: &mut dyn Conn = &mut bench.conn;
    conn.batch(
        "INSERT INTO trace_info (request_id, experiment_id, timestamp_ms, status, db_payload_generation) \
         VALUES ('tr-1', 0, 1, 'OK', 0)",
    )
    .unwrap();
    for n in 0..3 {
        let metadata = format!("{{\"mlflow.assessment.sourceRunId\": \"{}\"}}", run_id(n));
        conn.execute(
            "INSERT INTO assessments (assessment_id, trace_id, name, assessment_type, value, created_timestamp, \
             last_updated_timestamp, source_type, valid, assessment_metadata) \
             VALUES ($1, 'tr-1', 'a', 'feedback', '1', 1, 1, 'CODE', TRUE, $2)",
            &[Value::Text(&format!("a-{n}")), Value::Text(&metadata)],
        )
        .unwrap();
    }
    let answers = bench
        .settle(vec![Write::DeleteRun { run_id: run_id(0), now: 1 }, Write::DeleteRun { run_id: run_id(2), now: 1 }]);
    assert!(answers.iter().all(Result::is_ok));
    let conn: &mut dyn Conn = &mut bench.conn;
    let left = conn.rows("SELECT assessment_id FROM assessments", &[], |row| row.text(0)).unwrap();
    assert_eq!(left, ["a-1"]);
}

//! Every plan finds the same rows in the same order, page after page, with and without indexes.

use proptest::prelude::*;
use runlore_domain::experiment::ViewType;
use runlore_domain::page::Page;
use runlore_domain::run::Run;
use runlore_domain::search::{Cursor, RunSearch, Wanted};
use runlore_domain::{ExperimentId, Result};
use runlore_testkit::TestDb;

use super::plan::{self, Tuning};
use super::query::{Driver, Query, Segment};
use crate::db::{Conn, Dialect, Value};
use crate::schema::{self, Setup};
use crate::search::indexes::SEARCH;
use crate::target::Target;

const RUNS: i64 = 300;

/// A pseudo-random number below `n`, the same in every run of the test.
fn pick(seed: i64, salt: i64, n: i64) -> i64 {
    let mut x = (seed * 1_000_003 + salt * 7_919 + 12_345).unsigned_abs();
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    i64::try_from(x % n.unsigned_abs()).unwrap()
}

/// Three experiments with runs that have ties, gaps, NaN, long texts and NULLs wherever those can be.
fn fill(conn: &mut dyn Conn) {
    conn.batch(conn.dialect().begin_write()).unwrap();
    for id in 1..=3 {
        let sql = "INSERT INTO experiments (experiment_id, name, lifecycle_stage, workspace) VALUES ($1, $2, 'active', 'default')";
        conn.execute(sql, &[Value::Int(id), Value::Text(&format!("e{id}"))]).unwrap();
    }
    for n in 0..RUNS {
        let id = format!("{:032x}", pick(n, 0, i64::MAX));
        let stage = if pick(n, 1, 5) == 0 { "deleted" } else { "active" };
        let start = if pick(n, 2, 10) == 0 { Value::Null } else { Value::Int(1000 + pick(n, 3, 40)) };
        conn.execute(
            "INSERT INTO runs (run_uuid, experiment_id, name, status, lifecycle_stage, start_time, end_time, source_type) \
             VALUES ($1, $2, $3, 'FINISHED', $4, $5, $5, 'UNKNOWN')",
            &[Value::Text(&id), Value::Int(1 + pick(n, 4, 3)), Value::Text(&format!("n{n}")), Value::Text(stage), start],
        )
        .unwrap();
        for (key, salt, have, values) in
            [("few", 10, 9, 3), ("many", 11, 8, 1000), ("rare", 12, 1, 5), ("same", 13, 10, 1)]
        {
            if pick(n, salt, 10) < have {
                let nan = pick(n, salt + 10, 6) == 0;
                #[expect(clippy::cast_precision_loss, reason = "small")]
                let value = if nan { 0.0 } else { pick(n, salt + 20, values) as f64 / 4.0 };
                conn.execute(
                    "INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES ($1, $2, 0, 0, $3, $4)",
                    &[Value::Text(key), Value::Real(value), Value::Bool(nan), Value::Text(&id)],
                )
                .unwrap();
            }
        }
        for (table, entity, full) in [("params", "param", 6000), ("tags", "tag", 8000)] {
            for (key, salt, values) in [("few", 40, 4), ("many", 41, 500), ("long", 42, 6), ("same", 43, 1)] {
                if pick(n, salt, 8) == 0 {
                    continue;
                }
                let word = format!("Wert ä{}", pick(n, salt + 10, values));
                let value = match (key, pick(n, salt + 20, 3)) {
                    ("long", 0) => word.repeat(60),
                    ("long", 1) => format!("{word:ä<full$}"),
                    _ => word,
                };
                let sql = format!("INSERT INTO {table} (key, value, run_uuid) VALUES ($1, $2, $3)");
                conn.execute(&sql, &[Value::Text(key), Value::Text(&value), Value::Text(&id)]).unwrap();
                if value.chars().count() == full && pick(n, salt + 30, 2) == 0 {
                    conn.execute(
                        "INSERT INTO runlore_long_values (entity, owner_id, key, value) VALUES ($1, $2, $3, $4)",
                        &[
                            Value::Text(entity),
                            Value::Text(&id),
                            Value::Text(key),
                            Value::Text(&format!("{value}Ende")),
                        ],
                    )
                    .unwrap();
                }
            }
        }
    }
    conn.batch("COMMIT").unwrap();
}

fn open(db: &TestDb) -> Box<dyn Conn> {
    let target = Target::new(&db.uri().parse().unwrap()).unwrap();
    schema::prepare(&target, Setup { uri: db.uri(), default_location: "/tmp", now: 1 }).unwrap();
    let mut conn = target.writer().unwrap();
    fill(&mut *conn);
    conn
}

const FILTERS: [&str; 27] = [
    "",
    "metrics.few > 0.25",
    "metrics.few != 0.25",
    "metrics.many <= 100 and metrics.many > 20.5",
    "metrics.rare >= 0",
    "metrics.same = 0",
    "params.few = 'Wert ä1'",
    "params.few != 'Wert ä1' and tags.few = 'Wert ä2'",
    "tags.many like 'Wert ä1%'",
    "tags.many ilike 'wert ä1%' and metrics.few < 1",
    "params.long like '%Ende'",
    "params.long not like '%Ende'",
    "tags.few is null",
    "params.same is not null and metrics.many > 200",
    "not (params.few in ('Wert ä1', 'Wert ä2') or metrics.few is null)",
    "params.nothing = 'x'",
    "start_time > 1020",
    "start_time is null or end_time between 1003 and 1004.5",
    "experiment_id in ('1', '2') and status = 'FINISHED'",
    "run_id like '0%'",
    "not end_time > 1010",
    "metrics.few in (0.25, 0) and metrics.many not between 3 and 200",
    "tags.long in ('Wert ä1', 'Wert ä2') or tags.long = 'x'",
    "metrics.few is null",
    "metrics.many = 3.5 or not metrics.many = 3.5",
    "experiment_id = 99999999999 or metrics.few < 1",
    "datasets.name = 'x' or not datasets.context like '%' or datasets.digest is null",
];

const ORDERS: [&[&str]; 20] = [
    &[],
    &["start_time"],
    &["start_time desc", "params.few"],
    &["metrics.few"],
    &["metrics.few desc"],
    &["metrics.many desc"],
    &["metrics.many", "start_time"],
    &["metrics.rare desc"],
    &["metrics.same"],
    &["metrics.nothing"],
    &["params.few"],
    &["params.few desc", "metrics.few"],
    &["params.many desc"],
    &["params.long"],
    &["tags.long desc"],
    &["tags.same", "start_time"],
    &["end_time", "run_id desc"],
    &["status", "metrics.few", "params.few desc"],
    &["run_name desc"],
    &["tags.few desc", "start_time", "run_id desc"],
];

/// A page with everything.
fn page_of(conn: &mut dyn Conn, search: &RunSearch) -> Result<Page<Run>> {
    super::page(conn, search, &Wanted::default()).map(|(page, _)| page)
}

fn ids(rows: &[Cursor]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

fn agree(
    conn: &mut dyn Conn,
    filter: &str,
    order: &[&str],
    view: ViewType,
    experiments: &[i64],
    page: i64,
    tuning: Tuning,
) {
    let order: Vec<String> = order.iter().map(|&o| o.to_owned()).collect();
    let experiments = experiments.iter().map(|id| ExperimentId(*id)).collect();
    let search = RunSearch::parse(experiments, filter, view, page, &order, None).unwrap();
    let whole = Query::new(conn, &search, None).unwrap();
    let expected = whole.rows(conn, &Segment::all(Driver::Scope), RUNS + 1).unwrap();
    let mut counting = Query::new(conn, &search, None).unwrap();
    counting.tuning = tuning;
    plan::find(conn, &mut counting, page).unwrap();
    let counted = counting.count(conn).unwrap();
    assert_eq!(counted, i64::try_from(expected.len()).unwrap(), "{filter:?} in {view:?}, {tuning:?}");
    let mut found: Vec<Cursor> = Vec::new();
    loop {
        let mut query = Query::new(conn, &search, found.last().cloned()).unwrap();
        query.tuning = tuning;
        let rows = plan::find(conn, &mut query, page).unwrap();
        let more = rows.len() == usize::try_from(page).unwrap();
        found.extend(rows);
        if !more {
            break;
        }
        assert!(found.len() <= expected.len(), "{filter:?} by {order:?}: {:?}", ids(&found));
    }
    assert_eq!(ids(&found), ids(&expected), "{filter:?} by {order:?} in {view:?}, pages of {page}, {tuning:?}");
}

const SMALL: Tuning = Tuning { first: 5, growth: 3, largest: 40, ties: 12, many_ties: 60, set: 30 };

fn all_combinations(conn: &mut dyn Conn) {
    for (i, filter) in FILTERS.iter().enumerate() {
        for (j, order) in ORDERS.iter().enumerate() {
            let view = [ViewType::ActiveOnly, ViewType::All, ViewType::DeletedOnly][(i + j) % 3];
            let experiments: &[i64] = [&[1][..], &[1, 3], &[2]][(i + 2 * j) % 3];
            agree(conn, filter, order, view, experiments, [4, 11, 60][(i + j) % 3], SMALL);
        }
    }
}

#[test]
fn all_plans_agree_on_sqlite() {
    let db = TestDb::sqlite();
    let mut conn = open(&db);
    all_combinations(&mut *conn);
    for index in SEARCH {
        conn.batch(&format!("DROP INDEX {}", index.name)).unwrap();
    }
    for (filter, order) in FILTERS.iter().zip(ORDERS.iter().cycle()) {
        agree(&mut *conn, filter, order, ViewType::All, &[1, 2, 3], 9, SMALL);
    }
}

#[test]
fn all_plans_agree_on_postgres() {
    let db = TestDb::postgres();
    let mut conn = open(&db);
    assert_eq!(conn.dialect(), Dialect::Postgres);
    for (i, filter) in FILTERS.iter().enumerate() {
        for order in ORDERS.iter().skip(i % 7).step_by(7) {
            agree(&mut *conn, filter, order, ViewType::ActiveOnly, &[1, 3, i64::MAX], 40, SMALL);
        }
    }
}

/// Five runs `a` to `e` of experiment 1, all started at once: metric 1, 2, NaN, none, 2.
fn five(conn: &mut dyn Conn) {
    let sql = "INSERT INTO experiments (experiment_id, name, lifecycle_stage, workspace) VALUES (1, 'e', 'active', 'default')";
    conn.execute(sql, &[]).unwrap();
    for (id, value) in [("a", Some(1.0)), ("b", Some(2.0)), ("c", Some(f64::NAN)), ("d", None), ("e", Some(2.0))] {
        let sql = "INSERT INTO runs (run_uuid, experiment_id, lifecycle_stage, start_time, status, source_type) \
                   VALUES ($1, 1, 'active', 5, 'FINISHED', 'UNKNOWN')";
        conn.execute(sql, &[Value::Text(id)]).unwrap();
        if let Some(value) = value {
            let (value, nan) = runlore_domain::metric::to_columns(value);
            let sql = "INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES ('m', $1, 0, 0, $2, $3)";
            conn.execute(sql, &[Value::Real(value), Value::Bool(nan), Value::Text(id)]).unwrap();
        }
    }
}

#[track_caller]
fn check(conn: &mut dyn Conn, filter: &str, order: &str, expect: &str) {
    let search =
        RunSearch::parse(vec![ExperimentId(1)], filter, ViewType::ActiveOnly, 10, &[order.to_owned()], None).unwrap();
    let found = page_of(conn, &search).unwrap();
    let ids: Vec<&str> = found.items.iter().map(|run| run.info.id.as_str()).collect();
    assert_eq!(ids.concat(), expect, "{filter} by {order}");
}

#[test]
fn nan_and_missing_come_last_and_equal_runs_by_id() {
    for db in [TestDb::sqlite(), TestDb::postgres()] {
        let target = Target::new(&db.uri().parse().unwrap()).unwrap();
        schema::prepare(&target, Setup { uri: db.uri(), default_location: "/tmp", now: 1 }).unwrap();
        let mut conn = target.writer().unwrap();
        five(&mut *conn);
        let mut conn = target.reader().unwrap();
        for (filter, order, expect) in [
            ("", "metrics.m", "abecd"),
            ("", "metrics.m DESC", "beacd"),
            ("", "metrics.none", "abcde"),
            ("metrics.m != 1", "run_id", "bce"),
            ("metrics.m != 0", "run_id", "abce"),
            ("metrics.m < 2", "run_id", "a"),
            ("metrics.m <= 0", "run_id", ""),
            ("NOT metrics.m < 2", "run_id", "bcde"),
            ("metrics.m IN (0, 1)", "run_id", "a"),
            ("metrics.m NOT IN (0, 1)", "run_id", "bce"),
            ("metrics.m NOT BETWEEN 1 AND 1.5", "run_id", "bce"),
            ("metrics.m IS NULL", "run_id", "d"),
            ("end_time IS NULL AND NOT end_time > 5", "run_id desc", "edcba"),
        ] {
            check(&mut *conn, filter, order, expect);
        }
        if conn.dialect() == Dialect::Postgres {
            let jit = conn.row("SELECT current_setting('jit')", &[], |row| row.text(0)).unwrap();
            assert_eq!(jit.as_deref(), Some("off"));
        }
        // As large as a search may be.
        let order: Vec<String> = (0..50).map(|n| format!("metrics.m{n} DESC")).collect();
        let (all, list) = (vec!["tags.t != 'x'"; 500].join(" OR "), vec!["'a'"; 10_000].join(", "));
        for filter in [&all, &all.replace(" OR ", " AND "), &format!("{}run_id IN ({list})", "NOT ".repeat(100))] {
            let search =
                RunSearch::parse(vec![ExperimentId(1)], filter, ViewType::ActiveOnly, 10, &order, None).unwrap();
            page_of(&mut *conn, &search).unwrap();
        }
    }
}

#[test]
fn tokens_of_long_texts_find_their_place() {
    let db = TestDb::sqlite();
    let mut conn = open(&db);
    for order in ["params.long", "tags.long desc"] {
        let parse = |size, token| {
            let all = (1..=3).map(ExperimentId).collect();
            RunSearch::parse(all, "", ViewType::All, size, &[order.to_owned()], token).unwrap()
        };
        let all = page_of(&mut *conn, &parse(RUNS, None)).unwrap();
        let (mut found, mut token) = (Vec::new(), None);
        loop {
            let page = page_of(&mut *conn, &parse(7, token)).unwrap();
            found.extend(page.items);
            token = page.next_token;
            assert!(token.as_ref().is_none_or(|t| t.len() < 2_000));
            if token.is_none() {
                break;
            }
        }
        let ids = |runs: &[runlore_domain::run::Run]| runs.iter().map(|r| r.info.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&found), ids(&all.items), "{order}");
    }
}

#[test]
fn filters_and_orders_at_random() {
    let db = TestDb::sqlite();
    let conn = std::cell::RefCell::new(open(&db));
    let part = prop::sample::select(FILTERS[1..].to_vec());
    let filter = proptest::collection::vec((part, prop::sample::select(vec![" AND ", " OR ", " AND NOT "])), 1..4)
        .prop_map(|parts| {
            parts
                .iter()
                .enumerate()
                .map(|(i, (p, j))| format!("{}({p})", if i > 0 { j } else { "" }))
                .collect::<String>()
        });
    let order = prop::sample::subsequence(
        vec!["metrics.few desc", "params.few", "tags.many", "start_time", "metrics.same", "end_time desc"],
        0..4,
    )
    .prop_shuffle();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(150));
    runner
        .run(&(filter, order, 1_i64..30, 1_i64..50), |(filter, order, page, size)| {
            let tuning =
                Tuning { first: size, growth: 2, largest: 100, ties: size, many_ties: 3 * size, set: 2 * size };
            agree(&mut **conn.borrow_mut(), &filter, &order, ViewType::ActiveOnly, &[1, 2], page, tuning);
            Ok(())
        })
        .unwrap();
}

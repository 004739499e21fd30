//! Searches of experiments and logged models: every kind of comparison runs on both databases, and pages by
//! key add up to the whole.

use runlore_domain::ExperimentId;
use runlore_domain::experiment::ViewType;
use runlore_domain::search::{DatasetFilter, ExperimentSearch, LoggedModelOrderBy, LoggedModelSearch};
use runlore_testkit::TestDb;

use super::{experiments, logged_models};
use crate::db::{Conn, Value};
use crate::schema::{self, Setup};
use crate::target::Target;

fn open(db: &TestDb) -> Box<dyn Conn> {
    let target = Target::new(&db.uri().parse().unwrap()).unwrap();
    schema::prepare(&target, Setup { uri: db.uri(), default_location: "/tmp", now: 1 }).unwrap();
    let mut conn = target.writer().unwrap();
    for n in 1..=30_i64 {
        fill(&mut *conn, n);
    }
    target.reader().unwrap()
}

/// An experiment and a model with gaps and ties.
fn fill(conn: &mut dyn Conn, n: i64) {
    let created = if n % 5 == 0 { Value::Null } else { Value::Int(n % 7) };
    let name = format!("e{n}");
    conn.execute(
        "INSERT INTO experiments (experiment_id, name, lifecycle_stage, creation_time, last_update_time, workspace) \
         VALUES ($1, $2, 'active', $3, $3, 'default')",
        &[Value::Int(n), Value::Text(&name), created],
    )
    .unwrap();
    let model = format!("m-{n:02}");
    let kind = if n % 4 == 0 { Value::Null } else { Value::Text("agent") };
    conn.execute(
        "INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp_ms, \
         last_updated_timestamp_ms, status, lifecycle_stage, model_type) VALUES ($1, $2, $3, 'x', $4, 5, $5, 'active', $6)",
        &[Value::Text(&model), Value::Int(1), Value::Text(&name), Value::Int(n % 6), Value::Int(1 + n % 3), kind],
    )
    .unwrap();
    if n % 3 == 0 {
        return;
    }
    let value = format!("Wert{}", n % 4);
    let sql = "INSERT INTO experiment_tags (key, value, experiment_id) VALUES ('k', $1, $2)";
    conn.execute(sql, &[Value::Text(&value), Value::Int(n)]).unwrap();
    for table in ["param", "tag"] {
        let sql = format!(
            "INSERT INTO logged_model_{table}s (model_id, experiment_id, {table}_key, {table}_value) VALUES ($1, 1, 'k', $2)"
        );
        conn.execute(&sql, &[Value::Text(&model), Value::Text(&value)]).unwrap();
    }
    let run = format!("r{n}");
    let sql = "INSERT INTO runs (run_uuid, experiment_id, lifecycle_stage, status, source_type) \
               VALUES ($1, 1, 'active', 'FINISHED', 'UNKNOWN')";
    conn.execute(sql, &[Value::Text(&run)]).unwrap();
    for step in 0..2 {
        #[expect(clippy::cast_precision_loss, reason = "small")]
        let value = (n % 5 + step) as f64;
        let digest = if n % 2 == 0 { Value::Null } else { Value::Text("d") };
        conn.execute(
            "INSERT INTO logged_model_metrics (model_id, metric_name, metric_timestamp_ms, metric_step, metric_value, \
             experiment_id, run_id, dataset_name, dataset_digest) VALUES ($1, 'acc', 1, $2, $3, 1, $4, 'data', $5)",
            &[Value::Text(&model), Value::Int(step), Value::Real(value), Value::Text(&run), digest],
        )
        .unwrap();
    }
}

/// Collects page by page; `page` answers ids and the next token.
fn paged(mut page: impl FnMut(i64, Option<String>) -> (Vec<String>, Option<String>)) -> Vec<String> {
    let (whole, none) = page(100, None);
    assert_eq!(none, None);
    let (mut found, mut token) = (Vec::new(), None);
    loop {
        let (ids, next) = page(4, token);
        found.extend(ids);
        token = next;
        if token.is_none() {
            break;
        }
    }
    assert_eq!(found, whole);
    whole
}

#[test]
fn experiments_on_both_databases() {
    for db in [TestDb::sqlite(), TestDb::postgres()] {
        let mut conn = open(&db);
        let mut check = |filter: &str, order: &[&str], expect: usize| {
            let order: Vec<String> = order.iter().map(|&o| o.to_owned()).collect();
            let found = paged(|size, token| {
                let search = ExperimentSearch::parse(filter, ViewType::ActiveOnly, size, &order, token).unwrap();
                let page = experiments::page(&mut *conn, &search).unwrap();
                (page.items.into_iter().map(|e| e.id.to_string()).collect(), page.next_token)
            });
            assert_eq!(found.len(), expect, "{filter} by {order:?}");
        };
        for order in [
            &[][..],
            &["name"],
            &["creation_time"],
            &["last_update_time desc", "name desc"],
            &["experiment_id desc"],
            &["last_activity_time desc"],
            &["last_activity_time"],
        ] {
            check("", order, 31);
        }
        check("tags.k != 'Wert1'", &[], 14);
        check("tags.k IS NULL", &[], 11);
        check("NOT tags.k IN ('Wert1', 'Wert2')", &[], 20);
        check("tag.k ILIKE 'wert%' AND name LIKE 'e1%'", &["creation_time desc"], 8);
        check("experiment_id IN ('1', '2', '99999999999') OR experiment_id = 3", &[], 3);
        check("creation_time BETWEEN 2 AND 3 AND last_update_time IS NOT NULL", &[], 7);
        check("NOT creation_time > 0 AND experiment_id != '0'", &[], 10);
        check("last_activity_time BETWEEN 1 AND 6", &[], 21);
    }
}

#[test]
fn logged_models_on_both_databases() {
    let by = |field: &str, ascending, dataset: Option<&str>| LoggedModelOrderBy {
        field_name: field.to_owned(),
        ascending,
        dataset_name: dataset.map(str::to_owned),
        dataset_digest: None,
    };
    for db in [TestDb::sqlite(), TestDb::postgres()] {
        let mut conn = open(&db);
        let mut check = |filter: &str, datasets: &[Option<&str>], order: &[LoggedModelOrderBy], expect: usize| {
            let dataset =
                |digest: &Option<&str>| DatasetFilter { name: "data".to_owned(), digest: digest.map(str::to_owned) };
            let found = paged(|size, token| {
                let datasets = datasets.iter().map(dataset).collect();
                let search =
                    LoggedModelSearch::parse(vec![ExperimentId(1)], filter, datasets, size, order, token).unwrap();
                let page = logged_models::page(&mut *conn, &search).unwrap();
                (page.items.into_iter().map(|m| m.id.to_string()).collect(), page.next_token)
            });
            assert_eq!(found.len(), expect, "{filter} by {order:?}");
        };
        for order in [
            vec![],
            vec![by("metrics.acc", true, None)],
            vec![by("metrics.acc", false, Some("data")), by("name", true, None)],
            vec![by("model_type", false, None), by("status", true, None)],
            vec![by("creation_time", true, None), by("model_id", false, None)],
        ] {
            check("", &[], &order, 30);
        }
        check("metrics.acc > 4", &[], &[], 4);
        check("metrics.acc IS NULL AND params.k IS NULL", &[], &[], 10);
        check("status = 'READY' OR status = 2", &[], &[], 10);
        check("status != 'READY' AND NOT status IN ('1', 'x')", &[], &[], 20);
        check("status LIKE '1'", &[], &[], 10);
        check("model_type != 'llm' AND tags.k ILIKE 'wert1'", &[], &[], 6);
        check("creation_timestamp >= 2.5 AND params.k NOT IN ('Wert0')", &[], &[], 7);
        check("name IN () OR metrics.acc > nan", &[], &[], 0);
        check("", &[Some("d")], &[], 10);
        check("metrics.acc >= 0", &[None], &[], 10);
        check("metrics.acc >= 0", &[None, Some("d")], &[], 20);
    }
}

//! Whole evaluations against MLflow's own: names, order and numbers; `record_evaluate.py` says how to record again.

use runlore_eval::scorers::named;
use runlore_eval::{Cells, Column, Dataset, Defaults, Evaluation, ModelType, Outcome};
use serde_json::{Value, json};

const RECORDS: &str = include_str!("../evaluate.json");
/// The table went through pandas' JSON, which has ten decimals.
const TOLERANCE: f64 = 1e-9;

fn columns(value: &Value) -> Vec<Column> {
    let column = |pair: &Value| {
        let cells = pair[1].as_array().expect("cells").clone();
        Column { name: pair[0].as_str().expect("a name").to_owned(), cells }
    };
    value.as_array().expect("columns").iter().map(column).collect()
}

fn evaluate(record: &Value) -> Outcome {
    let spec = &record["spec"];
    let column = |name: &str| spec[name].as_str().map(|name| Cells::Column(name.to_owned()));
    let data = Dataset::new(columns(&record["columns"])).expect("a dataset");
    let mut evaluation = Evaluation::new(data, column("predictions").expect("predictions"));
    evaluation.targets = column("targets");
    let k = spec["k"].as_u64().map_or(3, |k| usize::try_from(k).expect("a small k"));
    let defaults = Defaults { retriever_k: k, ..Defaults::default() };
    if let Some(name) = spec["model_type"].as_str() {
        evaluation.scorers = ModelType::from_name(name).expect("a model type").scorers(&defaults).expect("its metrics");
    }
    for name in spec["metrics"].as_array().into_iter().flatten() {
        evaluation.scorers.push(named(&json!({"metric": name}).to_string()).expect("a metric"));
    }
    spec["prefix"].as_str().unwrap_or_default().clone_into(&mut evaluation.metric_prefix);
    evaluation.run().expect("an outcome")
}

fn is_same(ours: &Value, theirs: &Value) -> bool {
    match (ours.as_f64(), theirs.as_f64()) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() <= TOLERANCE,
        _ => ours == theirs,
    }
}

#[test]
fn evaluations_are_mlflows() {
    let records: Vec<Value> = serde_json::from_str(RECORDS).expect("records");
    assert_eq!(records.len(), 14);
    for record in &records {
        let (case, found) = (record["case"].as_str().expect("a name"), evaluate(record));
        let numbers = record["found"]["metrics"].as_array().expect("numbers");
        let names: Vec<_> = found.metrics.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, numbers.iter().map(|pair| pair[0].as_str().expect("a name")).collect::<Vec<_>>(), "{case}");
        for ((name, ours), theirs) in found.metrics.iter().zip(numbers) {
            assert!(
                (ours - theirs[1].as_f64().expect("a number")).abs() <= TOLERANCE,
                "{case}: {name} {ours} {theirs}"
            );
        }
        assert_eq!(found.has_scores, !record["found"]["table"].is_null(), "{case}");
        if found.has_scores {
            let table = columns(&record["found"]["table"]);
            let names = |table: &[Column]| table.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
            assert_eq!(names(&found.columns), names(&table), "{case}");
            for (ours, theirs) in found.columns.iter().zip(&table) {
                let same = ours.cells.iter().zip(&theirs.cells).all(|(ours, theirs)| is_same(ours, theirs));
                assert!(same && ours.cells.len() == theirs.cells.len(), "{case}: {ours:?} {theirs:?}");
            }
        }
    }
}

//! `runlore evaluate`: what is printed and logged, and when a script fails.

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{complaint, output, runlore};

const ROWS: &str = "question,answer,right\n2+2?,4,4\n3+3?,five,6\n4+4?,8,8\n5+5?,10,10\n";

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("rows.csv"), ROWS).unwrap();
        Self(folder)
    }

    fn evaluate(&self, args: &[&str]) -> std::process::Output {
        let given = ["evaluate", "--data", "rows.csv", "--predictions", "answer", "--targets", "right"];
        output(&mut runlore(&self.0, &[&given[..], args].concat()))
    }

    fn json(&self, args: &[&str]) -> Value {
        let done = self.evaluate(&[args, &["--output", "json"]].concat());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    }
}

#[test]
fn answers_are_scored_and_logged_as_a_run() {
    let folder = Folder::new();
    let found = folder.json(&["--model-type", "question-answering", "--metrics", "levenshtein_ratio,rouge1"]);
    assert_eq!(found["metrics"]["exact_match/v1"], 0.75);
    assert_eq!(found["metrics"]["rouge1/v1/mean"], 0.75);
    let toxicity = found["statuses"].as_array().unwrap().iter().find(|one| one["metric"] == "toxicity/v1").unwrap();
    assert_eq!(toxicity["state"], "unavailable");
    let run_id = found["run_id"].as_str().unwrap();
    let shown = output(&mut runlore(&folder.0, &["runs", "show", run_id, "--output", "json"]));
    let run: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(run["info"]["status"], "FINISHED");
    let input = &run["inputs"]["dataset_inputs"][0];
    assert_eq!((&input["dataset"]["name"], &input["tags"][0]["value"]), (&"rows.csv".into(), &"eval".into()));
    assert_eq!(input["dataset"]["digest"].as_str().unwrap().len(), 16);
    let shown = output(&mut runlore(&folder.0, &["tables", "show", run_id, "eval_results_table.json", "-o", "csv"]));
    let table = String::from_utf8(shown.stdout).unwrap();
    let first: Vec<_> = table.lines().next().unwrap().split(',').take(4).collect();
    assert_eq!(first, ["question", "right", "answer", "token_count"]);
    assert_eq!(table.lines().count(), 5);
}

#[test]
fn limits_and_baselines_fail_a_script() {
    let folder = Folder::new();
    let done = folder.evaluate(&["--metrics", "exact_match", "--fail-under", "exact_match/v1=0.7"]);
    assert_eq!(done.status.code(), Some(0));
    assert!(String::from_utf8(done.stdout).unwrap().contains("0.750000"));
    let done = folder.evaluate(&["--metrics", "exact_match", "--fail-under", "exact_match/v1=0.8"]);
    assert_eq!(done.status.code(), Some(4));
    assert!(String::from_utf8(done.stderr).unwrap().contains("exact_match/v1"));
    let done = folder.evaluate(&["--metrics", "exact_match", "--fail-under", "no_such_metric=1"]);
    assert_eq!(done.status.code(), Some(4), "a number that is not there is none that is high enough");

    let before = folder.json(&["--metrics", "rouge1"]);
    let run_id = before["run_id"].as_str().unwrap();
    let done = folder.evaluate(&["--metrics", "rouge1", "--baseline", run_id]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    std::fs::write(
        folder.0.path().join("rows.csv"),
        ROWS.replace(",4,4", ",a,4").replace(",8,8", ",b,8").replace(",10,10", ",c,10"),
    )
    .unwrap();
    let done = folder.evaluate(&["--metrics", "rouge1", "--baseline", run_id]);
    assert_eq!(done.status.code(), Some(4), "{}", String::from_utf8_lossy(&done.stdout));
    assert!(String::from_utf8(done.stdout).unwrap().contains("worse"));
}

#[test]
fn what_can_not_be_evaluated_is_told_and_not_logged() {
    let folder = Folder::new();
    let fails = |args: &[&str]| complaint(&folder.evaluate(args));
    assert!(fails(&[]).contains("--model-type"));
    assert!(fails(&["--metrics", "poetry"]).contains("rouge1"));
    assert!(fails(&["--model-type", "classifier"]).contains("classifier"));
    assert!(fails(&["--metrics", "rouge1", "--fail-under", "rouge1"]).contains("NAME=VALUE"));
    assert!(fails(&["--metrics", "rouge1", "--predictions", "nothing"]).contains("nothing"));
    assert!(!folder.0.path().join("mlflow.db").exists(), "nothing was logged");
}

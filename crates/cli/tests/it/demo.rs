//! `runlore demo`.

use serde_json::Value;
use tempfile::tempdir;

use crate::process::{complaint, output, runlore};

#[test]
fn a_project_is_made_up_and_one_run_goes_on() {
    let folder = tempdir().unwrap();
    let uri = format!("sqlite:///{}", folder.path().join("demo.db").display());
    let ask = |args: &[&str]| {
        let done = output(&mut runlore(&folder, &[args, &["--tracking-uri", &uri]].concat()));
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    assert_eq!(ask(&["demo", "--live", "1s"]), "Made 11 runs in the experiment 'support answers'.\n");
    let again = output(&mut runlore(&folder, &["demo", "--tracking-uri", &uri]));
    assert!(complaint(&again).contains("'support answers' already"), "nothing is made twice");
    let runs: Value = serde_json::from_str(&ask(&["runs", "list", "--output", "json"])).unwrap();
    let runs = runs.as_array().unwrap();
    let name = |run: &Value| run["info"]["run_name"].as_str().unwrap().to_owned();
    let of = |wanted: &str| runs.iter().find(|run| name(run) == wanted).unwrap_or_else(|| panic!("no run {wanted}"));
    assert_eq!(runs.len(), 11, "the last one goes on for a second");
    for run in runs {
        let failed = name(run) == "terse-v3 small-8b";
        assert_eq!(run["info"]["status"], if failed { "FAILED" } else { "FINISHED" }, "{}", name(run));
        assert!(run["info"]["end_time"].as_i64() >= run["info"]["start_time"].as_i64(), "{run}");
    }
    let show = |wanted: &str, table: &str| -> Value {
        let id = of(wanted)["info"]["run_id"].as_str().unwrap();
        serde_json::from_str(&ask(&["tables", "show", id, table, "--output", "json"])).unwrap()
    };
    assert_eq!(show("terse-v2 large-70b", "eval_results_table.json")["total"], 120);
    assert!(show("tune large-70b, live", "samples.json")["total"].as_i64() >= Some(2));
}

//! `runlore runs …`.

use runlore::{NewRun, Run};
use serde_json::Value;

use crate::sample::{START, Sample, csv_rows};

#[test]
fn people_see_tables() {
    let sample = Sample::new();
    insta::assert_snapshot!(sample.stable(&sample.ok(&["runs", "list"])), @r"
    run_id                            run_name                      status    start_time           duration  user_id
    22222222222222222222222222222222  evil \u{1b}[2J\n\u{202e}name  lost      2026-09-21 14:13:21            ada
    11111111111111111111111111111111  first try                     FINISHED  2026-09-21 14:13:20    1m 02s  ada
    ");
    insta::assert_snapshot!(sample.stable(&sample.ok(&["runs", "search"])), @r"
    run_id                            run_name                      status    metrics.loss  metrics.tiny  metrics.undefined  params.model  params.prompt
    22222222222222222222222222222222  evil \u{1b}[2J\n\u{202e}name  lost
    11111111111111111111111111111111  first try                     FINISHED           0.5        1e-300                NaN  small         Answer briefly,\nand politely: {q}
    ");
    insta::assert_snapshot!(sample.stable(&sample.ok(&["runs", "show", &sample.first])), @r"
    run_id        11111111111111111111111111111111
    run_name      first try
    experiment    squirrels (1)
    status        FINISHED
    start_time    2026-09-21 14:13:20
    end_time      2026-09-21 14:14:22
    duration      1m 02s
    user_id       ada
    artifact_uri  /folder/mlruns/1/11111111111111111111111111111111/artifacts

    params
      model   small
      prompt  Answer briefly,\nand politely: {q}

    metrics
      loss          0.5  step 3
      tiny       1e-300
      undefined     NaN

    tags
      kind            trial
      mlflow.runName  first try

    datasets
      facts  d1  eval
    ");
    let columns = ["runs", "list", "--columns", "run_name,params.model", "--columns", "tags.kind,lost"];
    insta::assert_snapshot!(sample.stable(&sample.ok(&columns)), @r"
    run_name                      params.model  tags.kind  lost
    evil \u{1b}[2J\n\u{202e}name                trial      yes
    first try                     small         trial      no
    ");
}

#[test]
fn nothing_hostile_reaches_a_terminal() {
    let sample = Sample::new();
    for args in [
        vec!["runs", "list"],
        vec!["runs", "search"],
        vec!["runs", "show", &sample.evil],
        vec!["runs", "delete", &sample.evil],
    ] {
        let text = sample.ok(&args);
        assert!(text.contains(r"evil \u{1b}[2J\n\u{202e}name"), "{text}");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{text:?}");
    }
    let message = sample.fails(&["runs", "show", "\u{1b}[2Jx"]);
    assert!(message.contains(r"\u{1b}[2Jx"), "{message}");
}

#[test]
fn machines_get_everything() {
    let sample = Sample::new();
    let client = sample.client();
    let json = sample.ok(&["runs", "list", "--output", "json"]);
    let runs: Vec<Run> = serde_json::from_str(&json).unwrap();
    let told = [&sample.evil, &sample.first].map(|id| client.wait(client.get_run(id)).unwrap());
    assert_eq!(serde_json::to_value(&runs).unwrap(), serde_json::to_value(&told).unwrap());
    let values: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&values[0]["lost"], &values[1]["lost"]), (&Value::Bool(true), &Value::Bool(false)));
    let shown: Value = serde_json::from_str(&sample.ok(&["runs", "show", &sample.first, "-o", "json"])).unwrap();
    assert_eq!(shown, values[1]);

    let csv = sample.ok(&["runs", "list", "--output", "csv"]);
    let header = "run_id,experiment_id,run_name,status,lost,lifecycle_stage,start_time,end_time,user_id,artifact_uri";
    assert_eq!(csv.lines().next().unwrap(), header, "whatever the runs hold");
    let rows = csv_rows(&csv);
    assert_eq!((rows[0]["run_name"].as_str(), rows[0]["status"].as_str()), ("evil \u{1b}[2J\n\u{202e}name", "RUNNING"));
    assert_eq!((rows[0]["lost"].as_str(), rows[0]["end_time"].as_str()), ("true", ""));
    assert_eq!(rows[1]["end_time"], (START + 62_000).to_string());

    let rows = csv_rows(&sample.ok(&["runs", "search", "--output", "csv"]));
    assert_eq!(rows[1]["params.prompt"], "Answer briefly,\nand politely: {q}");
    assert_eq!((rows[1]["metrics.tiny"].as_str(), rows[1]["metrics.undefined"].as_str()), ("1e-300", "NaN"));
    assert_eq!(rows[0]["tags.kind"], "trial");
    assert_eq!(csv_rows(&sample.ok(&["runs", "show", &sample.first, "-o", "csv"]))[0]["metrics.loss"], "0.5");
    let csv = sample.ok(&["runs", "search", "-o", "csv", "-c", "metrics.loss,run_id", "-f", "metrics.loss > 0"]);
    assert_eq!(csv, format!("metrics.loss,run_id\n0.5,{}\n", sample.first));
}

#[test]
fn what_is_looked_for_is_found_and_in_its_order() {
    let sample = Sample::new();
    let ids = |args: &[&str]| {
        let mut all = vec!["runs", "search", "--output", "csv", "--columns", "run_name"];
        all.extend(args);
        let names: Vec<String> = sample.ok(&all).lines().skip(1).map(|name| name.chars().take(5).collect()).collect();
        names.into_iter().filter(|name| name == "first" || name == "\"evil").collect::<String>()
    };
    assert_eq!(ids(&[]), "\"evilfirst");
    assert_eq!(ids(&["--order-by", "start_time ASC"]), "first\"evil");
    assert_eq!(ids(&["--filter", "metrics.loss > 0.4 and params.model = 'small'"]), "first");
    assert_eq!(ids(&["--max-results", "1"]), "\"evil");
    assert_eq!((ids(&["--experiment", "squirrels"]), ids(&["-x", "1"])), ("\"evilfirst".into(), "\"evilfirst".into()));
    // The experiment that is called 7 has another id.
    assert_eq!((ids(&["-x", "7"]), ids(&["-x", "7", "-x", "1"])), (String::new(), "\"evilfirst".into()));
    assert_eq!((ids(&["--view", "deleted"]), ids(&["--view", "all"])), (String::new(), "\"evilfirst".into()));
    sample.ok(&["runs", "delete", &sample.evil]);
    assert_eq!((ids(&["--view", "deleted_only"]), ids(&[])), ("\"evil".into(), "first".into()));
    assert_eq!(sample.ok(&["runs", "list", "-x", "7"]), "no runs\n");
    let message = sample.fails(&["runs", "list", "--filter", "metrics.loss >"]);
    assert!(message.contains("position") || message.contains("character"), "{message}");
    let message = sample.fails(&["runs", "list", "-x", "other"]);
    assert!(message.contains("'other'") && message.contains("experiments list"), "{message}");
}

#[test]
fn the_environment_names_an_experiment() {
    let sample = Sample::new();
    let list = |variable: (&str, &str), args: &[&str]| {
        let mut all = vec!["runs", "list", "-o", "csv"];
        all.extend(args);
        let done = crate::process::output(crate::process::runlore(&sample.folder, &all).envs([variable]));
        csv_rows(&String::from_utf8(done.stdout).unwrap()).len()
    };
    assert_eq!(list(("MLFLOW_EXPERIMENT_NAME", "7"), &[]), 0);
    assert_eq!(list(("RUNLORE_EXPERIMENT_ID", "1"), &[]), 2);
    assert_eq!(list(("MLFLOW_EXPERIMENT_NAME", "7"), &["-x", "squirrels"]), 2);
}

#[test]
fn every_page_is_read() {
    let sample = Sample::new();
    let client = sample.client();
    let start = runlore::NewRun { experiment_id: "2".to_owned(), start_time: START, ..NewRun::default() };
    let made = (0..1050).map(|_| client.create_run(&start));
    client.wait(async { futures_util::future::try_join_all(made).await }).unwrap();
    assert_eq!(csv_rows(&sample.ok(&["runs", "list", "-x", "2", "-x", "1", "-o", "csv"])).len(), 1052);
    let text = sample.ok(&["runs", "list"]);
    assert!(text.ends_with("(the first 100 runs; --max-results shows more)\n"), "{text}");
    assert_eq!(text.lines().count(), 102);
    assert_eq!(sample.ok(&["runs", "list", "-n", "1001"]).lines().count(), 1003);
}

#[test]
fn the_bin_takes_all_or_none() {
    let sample = Sample::new();
    let nobody = "0".repeat(32);
    assert!(sample.fails(&["runs", "delete", &sample.first, &nobody]).contains(&nobody));
    assert_eq!(csv_rows(&sample.ok(&["runs", "list", "-o", "csv"])).len(), 2);
    let text = sample.ok(&["runs", "delete", &sample.first, &sample.evil]);
    assert_eq!(text.lines().next().unwrap(), format!("deleted {} (first try)", sample.first));
    assert_eq!(sample.ok(&["runs", "list"]), "no runs\n");
    sample.ok(&["runs", "restore", &sample.first]);
    assert_eq!(csv_rows(&sample.ok(&["runs", "list", "-o", "csv"]))[0]["run_id"], sample.first);
}

#[test]
fn vanished_runs_are_closed_at_their_last_sign() {
    let sample = Sample::new();
    assert_eq!(sample.ok(&["runs", "close", "--lost", "-x", "7"]), "no run is lost\n");
    let text = sample.ok(&["runs", "close", "--lost"]);
    insta::assert_snapshot!(sample.stable(&text), @r"
    closed 22222222222222222222222222222222 (evil \u{1b}[2J\n\u{202e}name), last heard of 2026-09-21 14:13:25
    ");
    assert_eq!(sample.ok(&["runs", "close", "--lost"]), "no run is lost\n");
    let closed = &csv_rows(&sample.ok(&["runs", "list", "-o", "csv"]))[0];
    let (status, end, lost) = (closed["status"].as_str(), &closed["end_time"], closed["lost"].as_str());
    assert_eq!((status, end, lost), ("KILLED", &(START + 5000).to_string(), "false"));
    let message = sample.fails(&["runs", "close", &sample.first]);
    assert!(message.contains("FINISHED already"), "{message}");
    // One that never gave a sign of life is never lost; a person may close it all the same.
    let client = sample.client();
    let start = NewRun { experiment_id: "1".to_owned(), start_time: START, ..NewRun::default() };
    let stock = client.wait(client.create_run(&start)).unwrap().info.run_id;
    assert_eq!(sample.ok(&["runs", "close", "--lost"]), "no run is lost\n");
    assert!(sample.fails(&["runs", "close", &stock, &sample.first]).contains("nothing was closed"));
    sample.ok(&["runs", "close", &stock]);
    let info = client.wait(client.get_run(&stock)).unwrap().info;
    assert_eq!((info.status.as_str(), info.end_time.is_some_and(|end| end > START)), ("KILLED", true));
}

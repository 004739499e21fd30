//! `runlore experiments …`.

use runlore::Experiment;

use crate::sample::{START, Sample, csv_rows};

#[test]
fn people_see_tables() {
    let sample = Sample::new();
    sample.sql(&format!("UPDATE experiments SET creation_time = {START}, last_update_time = {START} + experiment_id"));
    insta::assert_snapshot!(sample.stable(&sample.ok(&["experiments", "list"])), @"
    experiment_id  name       creation_time        last_update_time     artifact_location
    0              Default    2026-09-21 14:13:20  2026-09-21 14:13:20  /folder/mlruns/0
    1              squirrels  2026-09-21 14:13:20  2026-09-21 14:13:20  /folder/mlruns/1
    2              7          2026-09-21 14:13:20  2026-09-21 14:13:20  /folder/mlruns/2
    ");
    insta::assert_snapshot!(sample.stable(&sample.ok(&["experiments", "show", "squirrels"])), @"
    experiment_id      1
    name               squirrels
    lifecycle_stage    active
    creation_time      2026-09-21 14:13:20
    last_update_time   2026-09-21 14:13:20
    artifact_location  /folder/mlruns/1

    tags
      team  q=a
    ");
}

#[test]
fn machines_get_everything() {
    let sample = Sample::new();
    let json = sample.ok(&["experiments", "search", "--filter", "tags.team = 'q=a'", "-o", "json"]);
    let experiments: Vec<Experiment> = serde_json::from_str(&json).unwrap();
    assert_eq!((experiments[0].name.as_str(), experiments[0].tags["team"].as_str()), ("squirrels", "q=a"));
    let shown: Experiment = serde_json::from_str(&sample.ok(&["experiments", "show", "1", "-o", "json"])).unwrap();
    assert_eq!(experiments, std::slice::from_ref(&shown));
    let rows = csv_rows(&sample.ok(&["experiments", "list", "--order-by", "name", "-o", "csv"]));
    let names: Vec<&str> = rows.iter().map(|row| row["name"].as_str()).collect();
    assert_eq!(names, ["7", "Default", "squirrels"]);
    assert_eq!(rows[2]["creation_time"], shown.creation_time.unwrap().to_string());
    assert_eq!(csv_rows(&sample.ok(&["experiments", "list", "-n", "1", "-o", "csv"])).len(), 1);
}

#[test]
fn experiments_are_renamed_deleted_and_restored() {
    let sample = Sample::new();
    assert_eq!(
        sample.ok(&["experiments", "rename", "squirrels", "chip\nmunks"]),
        "renamed 1 (squirrels) to chip\\nmunks\n"
    );
    assert!(sample.fails(&["experiments", "delete", "7", "squirrels"]).contains("'squirrels'"));
    assert_eq!(csv_rows(&sample.ok(&["experiments", "list", "-o", "csv"])).len(), 3, "none of them is deleted");
    assert_eq!(sample.ok(&["experiments", "delete", "1", "7"]), "deleted 1 (chip\\nmunks)\ndeleted 2 (7)\n");
    assert_eq!(sample.ok(&["runs", "list"]), "no runs\n");
    let bin = csv_rows(&sample.ok(&["experiments", "list", "--view", "deleted", "-o", "csv"]));
    assert_eq!((bin.len(), bin[0]["lifecycle_stage"].as_str()), (2, "deleted"));
    sample.ok(&["experiments", "restore", "1"]);
    assert_eq!(csv_rows(&sample.ok(&["runs", "list", "-o", "csv"])).len(), 2);
    assert!(sample.fails(&["experiments", "create", "Default"]).contains("already exists"));
    let location = format!("{}/elsewhere", sample.folder.path().display());
    sample.ok(&["experiments", "create", "placed", "--artifact-location", &location]);
    let placed = csv_rows(&sample.ok(&["experiments", "show", "placed", "-o", "csv"]));
    assert_eq!(placed[0]["artifact_location"], location);
}

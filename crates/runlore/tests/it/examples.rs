//! The examples run, and README shows one of them.

use crate::server::{Server, free_port, set_env, spool_in};

#[path = "../../examples/artifacts.rs"]
mod artifacts;
#[path = "../../examples/parameters.rs"]
mod parameters;
#[path = "../../examples/readme.rs"]
mod readme;
#[path = "../../examples/tables.rs"]
mod tables;

/// Runs an example against a server; answers the runs that it made.
fn runs_of(example: fn() -> runlore::Result<()>) -> Vec<runlore::Run> {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let server = Server::start(folder.path(), free_port());
    set_env("RUNLORE_TRACKING_URI", &server.uri);
    example().unwrap();
    let search = runlore::SearchRuns { experiment_ids: vec!["0".to_owned()], ..runlore::SearchRuns::default() };
    let client = runlore::Client::new(&server.uri).unwrap();
    let runs = client.wait(client.search_runs(&search)).unwrap().items;
    assert!(runs.iter().all(|run| run.info.status == "FINISHED"), "{runs:?}");
    runs
}

#[test]
fn parameters() {
    let runs = runs_of(parameters::main);
    assert_eq!(runs[0].data.params["mode_of_transportation"], "weather baloon");
}

#[test]
fn tables() {
    let runs = runs_of(tables::main);
    assert_eq!(runs.len(), 3);
    assert!(runs.iter().all(|run| run.data.tags["mlflow.loggedArtifacts"].contains("important_information.json")));
}

#[test]
fn artifacts() {
    let work = tempfile::tempdir().unwrap();
    std::env::set_current_dir(work.path()).unwrap();
    std::fs::create_dir("local_model_directory").unwrap();
    std::fs::write("local_model_directory/model.safetensors", vec![7; 1 << 20]).unwrap();
    assert_eq!(runs_of(artifacts::main).len(), 1);
}

#[test]
fn readme() {
    let runs = runs_of(readme::main);
    assert_eq!((runs[0].data.params["model"].as_str(), runs[0].data.metrics["score"]), ("small", 0.9));
    let page = include_str!("../../../../README.md");
    let source = include_str!("../../examples/readme.rs");
    let body = source.split_once("fn main()").unwrap().1;
    assert!(page.contains(&format!("```rust\nfn main(){body}```")), "README shows another program");
}

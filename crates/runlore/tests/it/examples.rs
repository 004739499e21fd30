//! The examples run, and README shows one of them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;

use serde_json::{Value, json};

use crate::server::{Server, free_port, set_env, spool_in};

#[path = "../../examples/artifacts.rs"]
mod artifacts;
#[path = "../../examples/metrics.rs"]
mod metrics;
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

/// An endpoint that answers every question with the same two sentences; its address, and what it was asked.
fn endpoint() -> (String, std::sync::mpsc::Receiver<Value>) {
    let (asked, questions) = std::sync::mpsc::channel();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let mut length = 0;
            loop {
                let mut line = String::new();
                if stream.read_line(&mut line).unwrap() <= 2 {
                    break;
                }
                if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = said.trim().parse().unwrap();
                }
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            asked.send(serde_json::from_slice(&body).unwrap()).unwrap();
            let answer =
                json!({"choices": [{"message": {"content": "They are not. They are too small."}}]}).to_string();
            let (head, size) = ("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json", answer.len());
            write!(stream.get_mut(), "{head}\r\ncontent-length: {size}\r\n\r\n{answer}").unwrap();
        }
    });
    (format!("http://{address}/v1"), questions)
}

#[test]
fn metrics() {
    let (url, questions) = endpoint();
    set_env("OPENAI_BASE_URL", &url);
    let runs = runs_of(metrics::main);
    let scores = &runs[0].data.metrics;
    assert_eq!(scores["exact_match/v1"], 0.0);
    assert!(scores["ari_grade_level/v1/mean"] < 5.0, "{scores:?}");
    assert!(runs[0].data.tags["mlflow.loggedArtifacts"].contains("eval_results_table.json"));
    let mut asked: Vec<Value> = questions.try_iter().collect();
    asked.sort_by_key(ToString::to_string);
    let told = |question: &str| {
        json!({"model": "gpt-4", "messages": [
            {"role": "system", "content": "Answer the following question in two sentences"},
            {"role": "user", "content": question},
        ]})
    };
    let far = "From a logistics perspective, do you think a single weather balloon could get a squirrel to space?";
    assert_eq!(asked, [told("Are squirrels astronauts?"), told(far)]);
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

//! Locations that would make the files of others, or of the whole machine, those of a run: given
//! by a client, or found in the database. A file outside must not be read, listed or written.

use std::fs;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::support::{Answer, Server, V2};

const SECRET: &str = "what nobody may see";

struct Outside {
    server: Server,
    folder: PathBuf,
}

impl Outside {
    /// A secret in a folder that is no experiment's, and in the folder of all experiments.
    fn new() -> Self {
        let server = Server::new();
        let folder = server.dir.path().join("outside");
        for folder in [&folder, &server.dir.path().join("artifacts")] {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("secret"), SECRET).unwrap();
        }
        Self { server, folder }
    }

    /// Each way to write a location whose path ends early for some reader of it. The folder is
    /// also tried with what follows in the database of one who appended to the end of the text.
    fn locations(&self) -> Vec<String> {
        let folder = self.folder.display();
        let local = ["file:", "FILE:", "File:", "file://", "file://localhost", "file:///."].into_iter();
        let local = local.map(|start| format!("{start}{folder}"));
        let served = ["mlflow-artifacts:", "mlflow-artifacts:/", "MLFLOW-ARTIFACTS:/", "mlflow-artifacts:///"];
        let places: Vec<String> = local.chain(served.map(str::to_owned)).collect();
        let tails = ["?x=", "?", "#", "#x", "?x#", "?a://b", "#a://b?c", ";x?", "%00", "%0a", "?x=%2f"];
        let all = places.iter().flat_map(|place| tails.map(|tail| format!("{place}{tail}")));
        all.chain(["mlflow-artifacts://", "mlflow-artifacts:"].map(str::to_owned)).collect()
    }

    /// Asks for the files of a new run and a new model of the experiment in every way there is.
    async fn attack(&self, experiment: &str, location: &str) {
        let server = &self.server;
        let run = server.post("runs/create", &json!({"experiment_id": experiment})).await.json();
        let run = run["run"]["info"]["run_id"].as_str().unwrap().to_owned();
        let model = server.post("logged-models", &json!({"experiment_id": experiment, "name": "m"})).await.json();
        let model = model["model"]["info"]["model_id"].as_str().unwrap().to_owned();
        self.ask(&run, &model, location).await;
    }

    async fn ask(&self, run: &str, model: &str, location: &str) {
        let server = &self.server;
        let upload = Request::post(format!("/ajax-api/2.0/mlflow/upload-artifact?run_uuid={run}&path=planted"));
        let answers = [
            server.get(&format!("{V2}/artifacts/list?run_id={run}")).await,
            server.get(&format!("/get-artifact?run_id={run}&path=secret")).await,
            server.send(upload.body(Body::from("x")).unwrap()).await,
            server.get(&format!("{V2}/logged-models/{model}/artifacts/directories")).await,
            server
                .get(&format!("/ajax-api/2.0/mlflow/logged-models/{model}/artifacts/files?artifact_file_path=secret"))
                .await,
        ];
        for answer in answers {
            assert!(!answer.status.is_server_error(), "{location}: {}", answer.text());
            assert!(!answer.text().contains(SECRET), "{location} was read");
            assert!(!lists(&answer, "secret"), "{location} was listed: {}", answer.text());
        }
        self.assert_untouched(location);
    }

    fn assert_untouched(&self, location: &str) {
        for folder in [&self.folder, &self.server.dir.path().join("artifacts")] {
            assert!(!folder.join("planted").exists(), "{location} was written");
            assert_eq!(fs::read_to_string(folder.join("secret")).unwrap(), SECRET, "{location}");
        }
        let names = fs::read_dir(&self.folder).unwrap().map(|file| file.unwrap().file_name());
        let names = names.filter(|name| name.to_str().is_none_or(|name| name.len() < 32 && name != "models"));
        assert_eq!(names.collect::<Vec<_>>(), ["secret"], "{location} left something");
    }
}

fn lists(answer: &Answer, name: &str) -> bool {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    body["files"].as_array().is_some_and(|files| files.iter().any(|file| file["path"] == name))
}

#[tokio::test]
async fn no_client_chooses_files_outside() {
    let outside = Outside::new();
    let mut refused = 0;
    for (number, location) in outside.locations().into_iter().enumerate() {
        let request = json!({"name": format!("e{number}"), "artifact_location": location});
        let created = outside.server.post("experiments/create", &request).await;
        if created.status == 400 {
            refused += 1;
            continue;
        }
        assert_eq!(created.status, 200, "{location}: {}", created.text());
        outside.attack(created.json()["experiment_id"].as_str().unwrap(), &location).await;
    }
    assert_eq!(refused, outside.locations().len() - 2, "all but the two that are only short");
}

#[tokio::test]
async fn rows_that_are_there_already_lead_nowhere() {
    let outside = Outside::new();
    let database = rusqlite::Connection::open(outside.server.dir.path().join("test.db")).unwrap();
    let run = outside.server.run().await;
    let model = outside.server.post("logged-models", &json!({"experiment_id": "0", "name": "m"})).await.json();
    let model = model["model"]["info"]["model_id"].as_str().unwrap().to_owned();
    for location in outside.locations() {
        database.execute("UPDATE experiments SET artifact_location = ?1", [&location]).unwrap();
        outside.attack("0", &location).await;
        // As one would have it who puts the run's part at the end of the text, or right after `//`.
        database.execute("UPDATE runs SET artifact_uri = ?1 || '/' || run_uuid || '/artifacts'", [&location]).unwrap();
        let models = "UPDATE logged_models SET artifact_location = ?1 || '/models/' || model_id || '/artifacts'";
        database.execute(models, [&location]).unwrap();
        outside.ask(&run, &model, &location).await;
    }
    database.execute("UPDATE runs SET artifact_uri = ?1", [outside.folder.to_str().unwrap()]).unwrap();
    outside.ask(&run, &model, "no run at all").await;
    // What is harmless in such a row goes on working.
    let location = format!("file:{}?x=", outside.folder.display());
    database.execute("UPDATE experiments SET artifact_location = ?1", [&location]).unwrap();
    let run = outside.server.run().await;
    let upload = Request::post(format!("/ajax-api/2.0/mlflow/upload-artifact?run_uuid={run}&path=mine"));
    assert_eq!(outside.server.send(upload.body(Body::from("x")).unwrap()).await.status, 200);
    assert_eq!(fs::read_to_string(outside.folder.join(run).join("artifacts/mine")).unwrap(), "x");
}

#[tokio::test]
async fn a_refusal_says_what_is_wrong() {
    let server = Server::new();
    for (location, message) in [
        ("file:/etc?x=", "'artifact_location' cannot have a query or fragment with the 'file' scheme."),
        ("/tmp/a%00b", "'artifact_location' cannot contain control characters."),
    ] {
        let answer = server.post("experiments/create", &json!({"name": "e", "artifact_location": location})).await;
        assert_eq!(answer.error(), format!("400 INVALID_PARAMETER_VALUE: {message}"));
    }
}

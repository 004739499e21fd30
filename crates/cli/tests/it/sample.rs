//! A folder with a database in which there is something to see, and commands that are run in it.

use std::collections::BTreeMap;
use std::process::Output;

use runlore::{Client, Dataset, DatasetInput, Metric, NewRun, RunStatus, RunUpdate};
use tempfile::TempDir;

use crate::process::{complaint, output, runlore};

/// When the sample's runs began.
pub(crate) const START: i64 = 1_790_000_000_000;

/// Two experiments; `first` is a run of the first, finished and full, `evil` one with a hostile name that is lost.
pub(crate) struct Sample {
    pub(crate) folder: TempDir,
    pub(crate) first: String,
    pub(crate) evil: String,
}

impl Sample {
    pub(crate) fn new() -> Self {
        let mut sample = Self { folder: TempDir::new().unwrap(), first: String::new(), evil: String::new() };
        // The command's working folder, and not this process's, is where artifacts go.
        assert_eq!(sample.ok(&["experiments", "create", "squirrels", "--tag", "team=q=a"]), "1\n");
        assert_eq!(sample.ok(&["experiments", "create", "7"]), "2\n");
        let client = sample.client();
        let run = |name: &str, start_time| {
            let new = NewRun {
                experiment_id: "1".to_owned(),
                run_name: Some(name.to_owned()),
                start_time,
                user_id: "ada".to_owned(),
                tags: BTreeMap::from([("kind".to_owned(), "trial".to_owned())]),
            };
            client.wait(client.create_run(&new)).unwrap().info.run_id
        };
        sample.first = run("first try", START);
        sample.evil = run("evil \u{1b}[2J\n\u{202e}name", START + 1000);
        let point = |key: &str, value, step| Metric::new(key, value, START, step);
        let metrics = [point("loss", 0.5, 3), point("tiny", 1e-300, 0), point("undefined", f64::NAN, 0)];
        let params = [("model", "small"), ("prompt", "Answer briefly,\nand politely: {q}")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
        client.wait(client.log_batch(&sample.first, &metrics, &params.into(), &BTreeMap::new())).unwrap();
        let dataset = Dataset { name: "facts".to_owned(), digest: "d1".to_owned(), ..Dataset::default() };
        let tags = BTreeMap::from([("mlflow.data.context".to_owned(), "eval".to_owned())]);
        client.wait(client.log_inputs(&sample.first, &[DatasetInput { dataset, tags }], &[])).unwrap();
        let end = RunUpdate { status: Some(RunStatus::Finished), end_time: Some(START + 62_000), run_name: None };
        client.wait(client.update_run(&sample.first, &end)).unwrap();
        drop(client);
        let last_seen = format!("INSERT INTO runlore_heartbeats VALUES ('{}', {})", sample.evil, START + 5000);
        sample.sql(&last_seen);
        sample
    }

    pub(crate) fn uri(&self) -> String {
        format!("sqlite:///{}", self.folder.path().join("mlflow.db").display())
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(&self.uri()).unwrap()
    }

    pub(crate) fn sql(&self, statement: &str) {
        rusqlite::Connection::open(self.folder.path().join("mlflow.db")).unwrap().execute_batch(statement).unwrap();
    }

    pub(crate) fn output(&self, args: &[&str]) -> Output {
        output(runlore(&self.folder, args).env("TZ", "UTC"))
    }

    /// What a command that succeeds prints; it has nothing to complain about.
    #[track_caller]
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let done = self.output(args);
        let stderr = String::from_utf8(done.stderr).unwrap();
        assert!(done.status.success() && stderr.is_empty(), "{args:?}: {stderr}");
        String::from_utf8(done.stdout).unwrap()
    }

    /// The sentence of a command that fails; it prints nothing else.
    #[track_caller]
    pub(crate) fn fails(&self, args: &[&str]) -> String {
        let done = self.output(args);
        assert!(done.stdout.is_empty(), "{}", String::from_utf8_lossy(&done.stdout));
        complaint(&done)
    }

    /// A result without what changes from one test to the next, in a form that insta shows as it is.
    pub(crate) fn stable(&self, text: &str) -> String {
        let text = text.replace(&self.first, &"1".repeat(32)).replace(&self.evil, &"2".repeat(32));
        format!("\n{}", text.replace(&self.folder.path().display().to_string(), "/folder"))
    }
}

/// The rows of a CSV, each a map of its columns.
pub(crate) fn csv_rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

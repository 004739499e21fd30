//! What holds for every verb: where it asks, exit codes, streams that end, completions.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use tempfile::TempDir;

use crate::process::{Server, complaint, output, runlore};
use crate::sample::Sample;

#[test]
fn the_server_is_named_by_flag_or_environment() {
    let sample = Sample::new();
    let server = Server::start(&sample.folder, &[]);
    let elsewhere = TempDir::new().unwrap();
    let uri = format!("http://{}", server.address);
    let list = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = runlore(&elsewhere, args);
        command.envs(variables.iter().copied());
        let done = output(&mut command);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert!(String::from_utf8(done.stdout).unwrap().contains(&sample.first));
    };
    let away = ("MLFLOW_TRACKING_URI", "http://127.0.0.1:1");
    list(&["runs", "list"], &[("MLFLOW_TRACKING_URI", &uri)]);
    list(&["runs", "list"], &[("RUNLORE_TRACKING_URI", &uri), away]);
    list(&["runs", "list"], &[("RUNLORE_TRACKING_URI", ""), ("MLFLOW_TRACKING_URI", &uri)]);
    list(&["runs", "--tracking-uri", &uri, "list"], &[away]);
    list(&["runs", "list", "--tracking-uri", &sample.uri()], &[away]);
    // Nothing else comes from the environment.
    list(
        &["runs", "list"],
        &[("RUNLORE_TRACKING_URI", &uri), ("RUNLORE_FILTER", "run_name = 'x'"), ("RUNLORE_VIEW", "x")],
    );
}

#[test]
fn what_can_not_be_done_is_one_sentence() {
    let folder = TempDir::new().unwrap();
    let fails = |args: &[&str]| complaint(&output(&mut runlore(&folder, args)));
    let message = fails(&["runs", "list"]);
    assert!(message.contains("There is no database mlflow.db") && message.contains("--tracking-uri"), "{message}");
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "looking makes no database");
    let message = fails(&["runs", "list", "--tracking-uri", "http://127.0.0.1:1"]);
    assert!(message.contains("http://127.0.0.1:1") && message.contains("refused"), "{message}");
    let message = fails(&["runs", "list", "--tracking-uri", "postgresql://u:secret@127.0.0.1:1/db"]);
    assert!(message.contains("127.0.0.1:1/db") && !message.contains("secret"), "{message}");
    let message = fails(&["runs", "list", "--tracking-uri", "./mlruns"]);
    assert!(message.contains("not supported"), "{message}");
    let sample = Sample::new();
    assert!(
        sample.fails(&["runs", "show", "0"]).contains("'0'") || sample.fails(&["runs", "show", "0"]).contains("=0")
    );
}

#[test]
fn what_can_not_be_meant_is_clap_s_to_refuse() {
    let folder = TempDir::new().unwrap();
    for args in [
        &["runs", "list", "--columns", "score"][..],
        &["runs", "list", "--max-results", "0"],
        &["runs", "list", "--view", "none"],
        &["runs", "close"],
        &["runs", "close", "--lost", "x"],
        &["experiments", "create", "x", "--tag", "y"],
        &["artifacts", "upload", "a.txt"],
        &["artifacts", "list"],
        &["tables", "show", "x"],
        &["sync", "--output", "csv"],
        &["completions", "cobol"],
        &["runs"],
    ] {
        let done = output(&mut runlore(&folder, args));
        assert_eq!((done.status.code(), done.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(!done.stderr.is_empty(), "{args:?}");
    }
    for args in [&["--help"][..], &["--version"], &["runs", "list", "--help"]] {
        assert_eq!(output(&mut runlore(&folder, args)).status.code(), Some(0), "{args:?}");
    }
}

/// The Python package calls it in its own process, perhaps several times.
#[test]
fn it_is_a_function_that_returns() {
    let main = |args: &[&str]| runlore_cli::main(["runlore"].iter().chain(args).map(Into::into));
    let folder = TempDir::new().unwrap();
    let uri = format!("sqlite:///{}", folder.path().join("none.db").display());
    for _ in 0..2 {
        assert_eq!(main(&["--version"]), 0);
        assert_eq!(main(&["runs", "list", "--tracking-uri", &uri]), 1);
        assert_eq!(main(&["server", "--log-level", "none=loud"]), 1);
        assert_eq!(main(&["nonsense"]), 2);
    }
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let sample = Sample::new();
    let rows = (0..20_000).map(|n| vec![n.into()]).collect::<Vec<_>>();
    let client = sample.client();
    client.wait(client.append_table(&sample.first, "n.json", &["n".to_owned()], &rows)).unwrap();
    for args in [&["tables", "show", &sample.first, "n.json", "-o", "json"][..], &["completions", "bash"]] {
        let mut child = runlore(&sample.folder, args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap()), (Some(0), String::new()), "{args:?}");
    }
    // A disk that is full is one.
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done = runlore(&sample.folder, &["runs", "list"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert!(complaint(&done).contains("can not be written"));
}

#[test]
fn shells_learn_what_can_be_typed() {
    let folder = TempDir::new().unwrap();
    let script = |shell: &str| {
        let done = output(&mut runlore(&folder, &["completions", shell]));
        assert!(done.status.success() && done.stderr.is_empty());
        String::from_utf8(done.stdout).unwrap()
    };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(script(shell).contains("tracking-uri"), "{shell}");
    }
    // The shell itself, asked what may follow `runlore runs l`.
    let ask = "COMP_WORDS=(runlore runs l); COMP_CWORD=2; _runlore runlore l runs; echo \"${COMPREPLY[@]}\"";
    let bash = std::process::Command::new("bash").args(["-c", &format!("{}\n{ask}", script("bash"))]).output().unwrap();
    assert_eq!(String::from_utf8(bash.stdout).unwrap(), "list\n", "{}", String::from_utf8_lossy(&bash.stderr));
}

#[test]
fn licences_of_what_is_in_the_binary_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let done = output(&mut runlore(&folder, &["licenses"]));
    for part in ["Apache License", "Carnegie Mellon University", "hyph", "OpenAI, Shantanu Jain"] {
        assert!(String::from_utf8_lossy(&done.stdout).contains(part), "{part}");
    }
}

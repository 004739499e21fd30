//! Flags, environment variables, and which of them wins.

use tempfile::TempDir;

use crate::process::{Server, output, runlore};

fn folder() -> TempDir {
    TempDir::new().unwrap()
}

#[test]
fn the_banner_says_where_it_listens_and_what_it_serves() {
    let folder = folder();
    let server = Server::start(&folder, &[]);
    assert!(server.banner[0].starts_with("Runlore 0."), "{:?}", server.banner);
    assert!(server.banner[1].trim().starts_with("database   sqlite:///"), "{:?}", server.banner);
    assert!(server.banner[1].ends_with("mlflow.db"), "{:?}", server.banner);
    assert!(server.banner[2].contains("mlflow-artifacts:/, served from"), "{:?}", server.banner);
    assert!(server.get("/health").ends_with("OK"));
}

#[test]
fn a_flag_wins_over_runlores_variable_and_that_over_mlflows() {
    let folder = folder();
    let database_of = |variables: &[(&str, &str)], args: &[&str]| {
        let mut command = runlore(&folder, &["server", "--port", "0"]);
        command.args(args).envs(variables.iter().copied());
        let banner = Server::spawn(&mut command).banner.clone();
        banner[1].rsplit('/').next().unwrap().to_owned()
    };
    let mlflow = ("MLFLOW_BACKEND_STORE_URI", "sqlite:///theirs.db");
    let own = ("RUNLORE_BACKEND_STORE_URI", "sqlite:///own.db");
    assert_eq!(database_of(&[mlflow], &[]), "theirs.db");
    assert_eq!(database_of(&[mlflow, own], &[]), "own.db");
    assert_eq!(database_of(&[mlflow, own], &["--backend-store-uri", "sqlite:///typed.db"]), "typed.db");
    assert_eq!(database_of(&[mlflow, ("RUNLORE_BACKEND_STORE_URI", "")], &[]), "theirs.db");
    assert_eq!(database_of(&[("RUNLORE_BACKEND_STORE_URI", "")], &[]), "mlflow.db");
}

#[test]
fn serving_artifacts_is_switched_by_flag_and_by_variable() {
    let folder = folder();
    let artifacts = |variable: Option<(&str, &str)>, args: &[&str]| {
        let mut command = runlore(&folder, &["server", "--port", "0"]);
        command.args(args).envs(variable);
        Server::spawn(&mut command).banner[2].clone()
    };
    assert!(artifacts(None, &["--no-serve-artifacts"]).ends_with("not served"));
    assert!(artifacts(Some(("MLFLOW_SERVE_ARTIFACTS", "false")), &[]).ends_with("not served"));
    assert!(artifacts(Some(("MLFLOW_SERVE_ARTIFACTS", "0")), &["--serve-artifacts"]).contains("served from"));
    assert!(artifacts(Some(("MLFLOW_SERVE_ARTIFACTS", "true")), &["--no-serve-artifacts"]).ends_with("not served"));
    let here = folder.path().join("here").display().to_string();
    assert!(artifacts(None, &["--artifacts-destination", "./here"]).ends_with(&here));
}

#[test]
fn artifacts_only_opens_no_database() {
    let folder = folder();
    let server = Server::start(&folder, &["--artifacts-only"]);
    assert!(server.banner[1].contains("none (--artifacts-only)"), "{:?}", server.banner);
    assert!(server.get("/health").ends_with("OK"));
    assert!(server.get("/api/2.0/mlflow-artifacts/artifacts").starts_with("HTTP/1.1 200"));
    let refused = server.get("/api/2.0/mlflow/experiments/get?experiment_id=0");
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("--artifacts-only"), "{refused}");
    assert!(!folder.path().join("mlflow.db").exists());
}

#[test]
fn mlflows_server_flags_are_taken_and_explained() {
    let folder = folder();
    let args =
        ["--workers", "8", "--gunicorn-opts", "--timeout 120", "--expose-prometheus", "/tmp/m", "-h", "127.0.0.1"];
    let server = Server::start(&folder, &args);
    server.signal("TERM");
    let (_, stderr, _) = server.wait();
    assert!(stderr.contains("--workers is not needed"), "{stderr}");
    assert!(stderr.contains("--gunicorn-opts is not needed"), "{stderr}");
    assert!(stderr.contains("/metrics"), "{stderr}");
}

#[test]
fn lost_runs_are_closed_only_where_that_is_wanted() {
    let folder = folder();
    let logged = |variable: Option<(&str, &str)>, args: &[&str]| {
        let mut command = runlore(&folder, &["server", "--port", "0"]);
        let server = Server::spawn(command.args(args).envs(variable));
        server.get("/health");
        server.signal("TERM");
        server.wait().1
    };
    let closing = |seconds| format!("runs whose programs are silent for {seconds} s are closed");
    let variable = ("RUNLORE_CLOSE_LOST_AFTER", "2m");
    assert!(!logged(None, &[]).contains("silent"));
    assert!(logged(Some(variable), &[]).contains(&closing(120)));
    assert!(logged(Some(variable), &["--close-lost-after", "2h"]).contains(&closing(7200)));
}

#[test]
fn with_json_logs_the_banner_is_a_log_line() {
    let folder = folder();
    let mut command = runlore(&folder, &["server", "--port", "0", "--log-format", "json"]);
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap()));
    let line = lines.find(|line| line.as_ref().unwrap().contains("listening")).unwrap().unwrap();
    child.kill().unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(line.starts_with('{') && line.contains("\"url\":\"http://127.0.0.1:"), "{line}");
    assert!(out.stdout.is_empty());
}

/// Every flag of `runlore server --help` names its variable, and so is settable without a flag.
#[test]
fn every_flag_has_a_variable() {
    let secret = ("RUNLORE_BACKEND_STORE_URI", "postgresql://u:secret@h/db");
    let help = output(runlore(&folder(), &["server", "--help"]).envs([secret]));
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(!help.contains("secret"), "{help}");
    let mut entries: Vec<String> = Vec::new();
    for line in help.lines().map(str::trim) {
        if line.starts_with('-') {
            entries.push(line.to_owned());
        } else if let Some(last) = entries.last_mut() {
            last.push_str(line);
        }
    }
    let without = ["--no-serve-artifacts", "--help"];
    let missing: Vec<&String> =
        entries.iter().filter(|e| !e.contains("env: RUNLORE_") && !without.iter().any(|w| e.contains(w))).collect();
    assert!(entries.len() > 15, "{help}");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_metric_is_documented() {
    let page = include_str!("../../../../docs/server.md");
    let folder = folder();
    let server = Server::start(&folder, &[]);
    let metrics = server.get("/metrics");
    let names: Vec<&str> = metrics.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()).collect();
    assert!(names.len() > 5, "{metrics}");
    for name in names {
        assert!(page.contains(&format!("`{name}`")), "docs/server.md lacks {name}");
    }
}

/// Shells start programs with a low limit of open files; a server with many clients needs more.
#[test]
fn the_limit_of_open_files_is_raised() {
    let folder = folder();
    let mut command = std::process::Command::new("sh");
    let binary = runlore(&folder, &[]).get_program().to_owned();
    let script = "ulimit -S -n 64; exec \"$0\" server --port 0";
    command.args(["-c", script]).arg(binary).current_dir(folder.path());
    let server = Server::spawn(&mut command);
    let open: Vec<_> = (0..100).map(|_| std::net::TcpStream::connect(&server.address).unwrap()).collect();
    assert!(server.get("/health").ends_with("OK"));
    drop(open);
}

#[test]
fn a_server_whose_output_can_not_be_written_serves_all_the_same() {
    let folder = folder();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = runlore(&folder, &["server", "--port", &port.to_string(), "--workers", "4"]);
    let mut child = command.stdout(full()).stderr(full()).spawn().unwrap();
    let reachable = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    let ended = child.try_wait().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(reachable && ended.is_none(), "{ended:?}");
}

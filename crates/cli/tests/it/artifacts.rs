//! `runlore artifacts …`.

use std::fs;

use runlore::FileInfo;

use crate::process::Server;
use crate::sample::{Sample, csv_rows};

#[test]
fn files_go_up_and_come_down() {
    let sample = Sample::new();
    let (run, folder) = (sample.first.as_str(), sample.folder.path());
    fs::create_dir_all(folder.join("in/deep")).unwrap();
    fs::write(folder.join("in/a b.txt"), "hello").unwrap();
    fs::write(folder.join("in/deep/b.bin"), vec![7; 12_345]).unwrap();
    fs::write(folder.join("c.txt"), "c").unwrap();
    let text = sample.ok(&["artifacts", "upload", "in", "c.txt", "--run-id", run, "--path", "up"]);
    assert_eq!(text, "uploaded 3 files, 12.4 kB\n");
    insta::assert_snapshot!(sample.stable(&sample.ok(&["artifacts", "list", run, "up/in"])), @"
    path           size
    up/in/a b.txt   5 B
    up/in/deep/
    ");
    let files: Vec<FileInfo> =
        serde_json::from_str(&sample.ok(&["artifacts", "list", run, "up", "-o", "json"])).unwrap();
    let files: Vec<_> = files.iter().map(|file| (file.path.as_str(), file.is_dir, file.file_size)).collect();
    assert_eq!(files, [("up/c.txt", false, Some(1)), ("up/in", true, None)]);
    let rows = csv_rows(&sample.ok(&["artifacts", "list", run, "up", "-o", "csv"]));
    assert_eq!(
        (rows[1]["path"].as_str(), rows[1]["is_dir"].as_str(), rows[1]["file_size"].as_str()),
        ("up/in", "true", "")
    );
    assert_eq!(sample.ok(&["artifacts", "list", &sample.evil]), "no files\n");

    assert_eq!(sample.ok(&["artifacts", "download", run, "up/in", "--to", "out"]), "out/in\n");
    assert_eq!(fs::read(folder.join("out/in/deep/b.bin")).unwrap(), vec![7; 12_345]);
    assert!(!folder.join("out/c.txt").exists());
    assert_eq!(sample.ok(&["artifacts", "download", run, "up/in/a b.txt"]), "./a b.txt\n");
    assert_eq!(fs::read_to_string(folder.join("a b.txt")).unwrap(), "hello");
    sample.ok(&["artifacts", "download", run, "-d", "all"]);
    assert!(folder.join("all/up/c.txt").exists());
}

#[test]
fn what_is_not_there_is_said() {
    let sample = Sample::new();
    fs::write(sample.folder.path().join("a.txt"), "a").unwrap();
    let nobody = "0".repeat(32);
    assert!(sample.fails(&["artifacts", "download", &sample.first, "nosuch"]).contains("nosuch"));
    assert!(sample.fails(&["artifacts", "upload", "nosuch", "a.txt", "-r", &sample.first]).contains("no file nosuch"));
    assert_eq!(sample.ok(&["artifacts", "list", &sample.first]), "no files\n", "nothing is half uploaded");
    assert!(sample.fails(&["artifacts", "upload", "a.txt", "-r", &nobody]).contains(&nobody));
    assert!(sample.fails(&["artifacts", "list", &nobody]).contains(&nobody));
    assert!(sample.fails(&["artifacts", "upload", "a.txt", "-r", &sample.first, "-p", "../x"]).contains("../x"));
}

#[test]
fn commands_of_mlflow_work_with_one_word_changed() {
    let sample = Sample::new();
    let server = Server::start(&sample.folder, &[]);
    fs::create_dir_all(sample.folder.path().join("in/deep")).unwrap();
    fs::write(sample.folder.path().join("in/deep/a.txt"), "hello").unwrap();
    let run = sample.first.as_str();
    let uri = format!("http://{}", server.address);
    let ok = |args: &[&str]| {
        let mut all = vec!["artifacts"];
        all.extend(args);
        all.extend(["--tracking-uri", &uri]);
        sample.ok(&all)
    };
    ok(&["log-artifact", "--local-file", "in/deep/a.txt", "--run-id", run, "--artifact-path", "one"]);
    ok(&["log-artifacts", "-l", "in", "-r", run, "-a", "two"]);
    ok(&["log", "in", "-r", run, "-a", "three"]);
    for (to, path) in [("1", "one/a.txt"), ("2", "two/deep/a.txt"), ("3", "three/in/deep/a.txt")] {
        ok(&["download", "--run-id", run, "--artifact-path", path, "--dst-path", to]);
        assert_eq!(fs::read_to_string(sample.folder.path().join(to).join("a.txt")).unwrap(), "hello");
    }
    assert!(ok(&["list", "-r", run, "-a", "three"]).contains("three/in/"));
}

//! At a terminal: tables that fit, questions, progress.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::path::PathBuf;

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::process::runlore;
use crate::sample::{Sample, csv_rows};

/// Runs a command at a terminal of 60 columns, at which a person types `typed`; answers the exit code and what is to be
/// read there.
fn at_terminal(sample: &Sample, args: &[&str], typed: &str) -> (i32, String) {
    let mut master = File::from(openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap());
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = PathBuf::from(ptsname(&master, Vec::new()).unwrap().into_string().unwrap());
    let slave = File::from(open(&name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap());
    tcsetwinsize(slave.as_fd(), Winsize { ws_row: 20, ws_col: 60, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
    let end = || slave.try_clone().unwrap();
    let mut command = runlore(&sample.folder, args);
    command.env("TZ", "UTC").env("TERM", "xterm").stdin(end()).stdout(end()).stderr(end());
    let mut child = command.spawn().unwrap();
    // The terminal closes when its last user does.
    drop((command, slave));
    master.write_all(typed.as_bytes()).unwrap();
    let mut read = Vec::new();
    // Ends with an error when nobody holds the other side.
    let _closed = master.read_to_end(&mut read);
    (child.wait().unwrap().code().unwrap(), String::from_utf8_lossy(&read).replace('\r', ""))
}

#[test]
fn tables_fit() {
    let sample = Sample::new();
    let (code, text) = at_terminal(&sample, &["runs", "list"], "");
    assert_eq!(code, 0);
    insta::assert_snapshot!(sample.stable(&text), @r"
    run_id                            run_name        status
    22222222222222222222222222222222  evil \u{1b}[2…  lost
    11111111111111111111111111111111  first try       FINISHED
    (3 more: start_time, duration, user_id)
    ");
    let (_, text) = at_terminal(&sample, &["runs", "show", &sample.first], "");
    assert!(text.contains("\n  prompt  Answer briefly,\n          and politely: {q}\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
}

#[test]
fn a_person_is_asked_before_much_changes() {
    let sample = Sample::new();
    let both = ["runs", "delete", &sample.first, &sample.evil];
    let left = || csv_rows(&sample.ok(&["runs", "list", "-o", "csv"])).len();
    let (code, text) = at_terminal(&sample, &both, "\n");
    assert!(code == 1 && text.contains("Delete 2 runs? [y/N] ") && text.contains("Nothing was changed."), "{text}");
    let (code, _) = at_terminal(&sample, &["runs", "close", "--lost"], "n\n");
    assert_eq!((code, left()), (1, 2));
    let (code, text) = at_terminal(&sample, &["experiments", "delete", "squirrels"], "no\n");
    assert!(code == 1 && text.contains("with all runs?"), "{text}");
    let (code, text) = at_terminal(&sample, &["runs", "delete", &sample.first], "");
    assert!(code == 0 && !text.contains('?') && left() == 1, "one is no crowd: {text}");
    sample.ok(&["runs", "restore", &sample.first]);
    let (code, text) = at_terminal(&sample, &both, "y\n");
    assert!(code == 0 && text.contains("deleted ") && left() == 0, "{text}");
    sample.ok(&["runs", "restore", &sample.first, &sample.evil]);
    let (code, text) = at_terminal(&sample, &["runs", "close", "--lost", "--yes"], "");
    assert!(code == 0 && text.starts_with("closed ") && !text.contains('?'), "{text}");
}

#[test]
fn long_transfers_show_their_progress() {
    let sample = Sample::new();
    std::fs::write(sample.folder.path().join("large.bin"), vec![7; 12_000_000]).unwrap();
    std::fs::write(sample.folder.path().join("small.bin"), vec![7; 9_000_000]).unwrap();
    let (code, text) = at_terminal(&sample, &["artifacts", "upload", "large.bin", "-r", &sample.first], "");
    assert!(code == 0 && text.contains("/12.00 MB") && text.contains("uploaded 1 file, 12.0 MB"), "{text}");
    let (code, text) = at_terminal(&sample, &["artifacts", "download", &sample.first, "--to", "out"], "");
    assert!(code == 0 && text.contains("/12.00 MB") && text.ends_with("out\n"), "{text}");
    let (code, text) = at_terminal(&sample, &["artifacts", "upload", "small.bin", "-r", &sample.first], "");
    assert_eq!((code, text.as_str()), (0, "uploaded 1 file, 9.0 MB\n"));
    let quiet = sample.ok(&["artifacts", "download", &sample.first, "large.bin", "--to", "again"]);
    assert_eq!(quiet, "again/large.bin\n", "nothing is shown where nobody looks");
}

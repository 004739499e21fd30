//! What must not be committed: paths of one machine, sources of packages other than the public ones.

use std::env;

use crate::sources::is_test;
use crate::{Finding, Workspace};

/// Files whose text is checked; others are data.
const TEXT: [&str; 14] =
    ["rs", "toml", "md", "py", "sh", "sql", "json", "jsonl", "yml", "yaml", "txt", "html", "lock", "in"];
/// Settings that name another place.
const OTHER_SOURCES: [&str; 3] = ["index-url", "replace-with", "extra-index"];

/// Crates that must not come in through any dependency, with the reason; `deny.toml` says the same.
const BANNED: [(&str, &str); 5] = [
    ("openssl", "TLS is rustls with ring"),
    ("openssl-sys", "TLS is rustls with ring"),
    ("native-tls", "TLS is rustls with ring"),
    ("aws-lc-rs", "TLS is rustls with ring"),
    ("aws-lc-sys", "TLS is rustls with ring"),
];

/// Banned crates in the lock file.
pub fn banned_crates(workspace: &Workspace) -> Vec<Finding> {
    let lock = workspace.text("Cargo.lock").unwrap_or_default();
    let locked: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = ")).collect();
    BANNED
        .iter()
        .filter(|(name, _)| locked.contains(&format!("\"{name}\"").as_str()))
        .map(|(name, why)| format!("Cargo.lock has {name}: {why}"))
        .collect()
}

/// Paths of the machine that this runs on, and outside tests (which make paths up) folders of any user.
pub fn machine_paths(workspace: &Workspace) -> Vec<Finding> {
    let mut here = vec![workspace.root.to_string_lossy().into_owned() + "/"];
    for folder in [".cargo", ".rustup", ".pyenv", ".cache"] {
        here.extend(env::var("HOME").ok().map(|home| format!("{home}/{folder}")));
    }
    let users = ["/home/", "/Users/"].map(str::to_owned);
    texts(workspace)
        .flat_map(|(file, text)| {
            let made_up: &[String] = if is_test(file) { &[] } else { &users };
            let hits = here.iter().chain(made_up).filter(|path| text.contains(path.as_str()));
            hits.map(|path| format!("{file}: names the machine path {path}")).collect::<Vec<_>>()
        })
        .collect()
}

/// Packages from elsewhere than Cargo's and pip's own registries: a lock file with a second source, or with
/// none that is a registry, and settings that name another one.
pub fn package_sources(workspace: &Workspace) -> Vec<Finding> {
    texts(workspace)
        .flat_map(|(file, text)| {
            let elsewhere = if file.ends_with("Cargo.lock") { locked_elsewhere(&text) } else { settings(file, &text) };
            elsewhere
                .into_iter()
                .map(|what| format!("{file}: takes packages from elsewhere: {what}"))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn locked_elsewhere(lock: &str) -> Vec<String> {
    let mut sources: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("source = ")).collect();
    sources.sort_unstable();
    sources.dedup();
    let one_registry = sources.len() < 2 && sources.iter().all(|source| source.starts_with("\"registry+"));
    if one_registry { Vec::new() } else { sources.into_iter().map(str::to_owned).collect() }
}

fn settings(file: &str, text: &str) -> Vec<String> {
    let setting = ["toml", "txt", "sh"].iter().any(|end| file.ends_with(end)) || file == "Makefile";
    let named = |line: &&str| !line.starts_with('#') && OTHER_SOURCES.iter().any(|s| line.contains(s));
    text.lines().map(str::trim).filter(|_| setting).filter(named).map(str::to_owned).collect()
}

fn texts(workspace: &Workspace) -> impl Iterator<Item = (&str, String)> {
    let is_text = |file: &&str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        name.rsplit_once('.').is_none_or(|(_, end)| TEXT.contains(&end))
    };
    // This file names the patterns.
    let other = |file: &&str| !file.ends_with("xtask/src/hygiene.rs") && *file != "xtask/tests/it/main.rs";
    workspace
        .files
        .iter()
        .map(String::as_str)
        .filter(is_text)
        .filter(other)
        .filter_map(|file| Some((file, workspace.text(file)?)))
}

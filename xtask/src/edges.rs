//! The one-way rule: which crate may use which, and which external crates may appear where.
//!
//! The tables below *are* the architecture. A crate that is missing from them fails the check, so
//! a new crate starts with a decision about its place; a new edge is a change of this file and
//! needs its reason in the commit.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::Finding;

/// Crate, and the crates of this workspace that it may use outside its tests.
pub const EDGES: &[(&str, &[&str])] = &[
    ("runlore-domain", &[]),
    // Metrics need nothing of ours: whoever has two texts can score them.
    ("runlore-eval", &["runlore-domain"]),
    // What evaluations need of the outside, apart, so that scoring stays free of HTTP; tables read its files.
    ("runlore-eval-io", &["runlore-domain", "runlore-eval", "runlore-tables"]),
    ("runlore-protocol", &["runlore-domain"]),
    ("runlore-store", &["runlore-domain"]),
    ("runlore-artifacts", &["runlore-domain"]),
    ("runlore-tables", &["runlore-domain"]),
    // The server comes in behind the feature `embedded` only.
    ("runlore", &["runlore-domain", "runlore-protocol", "runlore-tables", "runlore-server"]),
    ("runlore-py", &["runlore", "runlore-cli", "runlore-eval", "runlore-eval-io"]),
    ("runlore-server", &["runlore-domain", "runlore-protocol", "runlore-store", "runlore-artifacts", "runlore-tables"]),
    // The verbs ask as any other program does, through the SDK; the server is what `runlore server` starts.
    ("runlore-cli", &["runlore", "runlore-domain", "runlore-eval", "runlore-eval-io", "runlore-server"]),
    (
        "runlore-testkit",
        &["runlore-domain", "runlore-protocol", "runlore-store", "runlore-artifacts", "runlore-server"],
    ),
    ("xtask", &[]),
];

/// External crates that belong to one place, with the crates that may name them outside their tests.
pub const PLACES: &[(&[&str], &[&str])] = &[
    (&["axum", "axum-core", "tower-http", "tower", "hyper", "hyper-util"], &["runlore-server", "runlore-testkit"]),
    (
        &["rusqlite", "postgres", "tokio-postgres", "tokio-postgres-rustls", "sea-query", "sqlx", "diesel"],
        &["runlore-store", "runlore-testkit"],
    ),
    (&["object_store", "cap-std"], &["runlore-artifacts"]),
    // The artifact store names `reqwest` only to choose the TLS provider of `object_store`'s client.
    (&["reqwest"], &["runlore-artifacts", "runlore", "runlore-eval-io"]),
    // Behind a feature: the default build has neither.
    (&["candle-core", "candle-nn", "candle-transformers", "tokenizers"], &["runlore-eval-io"]),
    (&["ureq", "isahc", "curl", "attohttpc"], &[]),
    (&["pyo3"], &["runlore-py"]),
    (&["clap"], &["runlore-cli"]),
    (&["s3s", "s3s-fs"], &["runlore-testkit"]),
];

/// Used in tests only.
const DEV_ONLY: &str = "runlore-testkit";
/// What the crate that every other one rests on may use.
const DOMAIN: (&str, &[&str]) = ("runlore-domain", &["base64", "fastrand", "uuid"]);

/// `cargo metadata` of the workspace's own packages.
///
/// # Panics
/// When cargo fails or answers with something else than JSON.
pub fn metadata(root: &Path) -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

/// Every dependency that the tables do not allow.
pub fn check(metadata: &Value) -> Vec<Finding> {
    let table: BTreeMap<&str, &[&str]> = EDGES.iter().copied().collect();
    let empty = Vec::new();
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().unwrap_or(&empty) {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(allowed) = table.get(name) else {
            findings.push(format!("{name} has no row in the table of edges (xtask/src/edges.rs)"));
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap_or(&empty) {
            // `kind` is null for a normal dependency, else "dev" or "build".
            if dependency["kind"] != "dev" {
                findings.extend(refusal(name, allowed, dependency));
            }
        }
    }
    findings
}

fn refusal(name: &str, allowed: &[&str], dependency: &Value) -> Option<Finding> {
    let target = dependency["name"].as_str().unwrap_or_default();
    if !dependency["path"].is_null() {
        if target == DEV_ONLY {
            return Some(format!("{name} uses {DEV_ONLY} outside its tests"));
        }
        return (!allowed.contains(&target))
            .then(|| format!("{name} must not use {target}: it is against the one-way rule"));
    }
    let misplaced = PLACES.iter().find(|(crates, places)| crates.contains(&target) && !places.contains(&name));
    if let Some((_, places)) = misplaced {
        return Some(format!("{name} must not use {target}, which belongs in {places:?}"));
    }
    let (domain, pure) = DOMAIN;
    (name == domain && !pure.contains(&target))
        .then(|| format!("{domain} must stay free of IO, serde and async: {target}"))
}

//! Dependencies that no line of their crate names: each costs everybody's build.

use serde_json::Value;

use crate::{Finding, Workspace};

/// Declared for what they switch on in another crate, not to be called.
const NOT_CALLED: [(&str, &str); 1] = [("runlore-artifacts", "reqwest")];

/// Dependencies of the workspace's crates that their Rust files do not mention.
pub fn check(workspace: &Workspace, metadata: &Value) -> Vec<Finding> {
    let empty = Vec::new();
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().unwrap_or(&empty) {
        let name = package["name"].as_str().unwrap_or_default();
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let folder = manifest.strip_suffix("Cargo.toml").unwrap_or(manifest);
        let folder = folder.strip_prefix(&format!("{}/", workspace.root.display())).unwrap_or(folder);
        let of = |part: &str| -> String {
            let below = format!("{folder}{part}");
            workspace.with_extension("rs").filter(|f| f.starts_with(&below)).filter_map(|f| workspace.text(f)).collect()
        };
        let (source, all) = (of("src/"), of(""));
        for dependency in package["dependencies"].as_array().unwrap_or(&empty) {
            let used = dependency["rename"].as_str().or(dependency["name"].as_str()).unwrap_or_default();
            let text = if dependency["kind"] == "dev" { &all } else { &source };
            if !mentions(text, &used.replace('-', "_")) && !NOT_CALLED.contains(&(name, used)) {
                findings.push(format!("{name} declares {used} and never names it"));
            }
        }
    }
    findings
}

/// Whether `word` stands in the text as a word of its own.
pub fn mentions(text: &str, word: &str) -> bool {
    let part = |c: char| c == '_' || c.is_alphanumeric();
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(part) && !text[at + word.len()..].starts_with(part))
}

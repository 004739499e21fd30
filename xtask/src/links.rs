//! Links and paths in the documentation lead somewhere.

use crate::{Finding, Workspace};

/// Folders whose paths, written in backticks, are promises too.
const PROMISED: [&str; 8] = ["crates/", "docs/", "scripts/", "tests/", "xtask/", "bench/", "fuzz/", ".ci/"];

/// Folders that a run makes and git ignores; a page may name them.
const MADE: [&str; 3] = ["bench/work", "fuzz/corpus", "fuzz/artifacts"];

/// Relative links to files or headings that do not exist, and paths in backticks that do not.
pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in workspace.with_extension("md") {
        let text = workspace.text(file).unwrap_or_default();
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in links(&text) {
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let path = if path.is_empty() { file.to_owned() } else { join(folder, path) };
            if !workspace.has(&path) {
                findings.push(format!("{file}: the link {target} leads nowhere"));
            } else if !anchor.is_empty()
                && !headings(&workspace.text(&path).unwrap_or_default()).contains(&anchor.to_owned())
            {
                findings.push(format!("{file}: {path} has no heading #{anchor}"));
            }
        }
        // A changelog may name what is gone.
        if file != "CHANGELOG.md" {
            let kept = |path: &String| workspace.has(path) || MADE.iter().any(|folder| path.starts_with(folder));
            let gone = promised_paths(&text).into_iter().filter(|path| !kept(path));
            findings.extend(gone.map(|path| format!("{file}: `{path}` does not exist")));
        }
    }
    findings
}

/// The targets of relative Markdown links outside code.
pub fn links(text: &str) -> Vec<String> {
    prose(text)
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target.trim().to_owned()))
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:") && !target.is_empty())
        .collect()
}

/// Paths in backticks below the project's folders, without wildcards or placeholders.
pub fn promised_paths(text: &str) -> Vec<String> {
    let text = without_blocks(text);
    let spans = text.split('`').skip(1).step_by(2);
    spans
        .map(|span| span.split(':').next().unwrap_or(span))
        .filter(|span| PROMISED.iter().any(|folder| span.starts_with(folder)))
        .filter(|span| !span.contains(['*', '<', '{', ' ', '…']))
        .map(str::to_owned)
        .collect()
}

/// The anchors of a page's headings, as GitHub makes them.
pub fn headings(text: &str) -> Vec<String> {
    without_blocks(text)
        .lines()
        .filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')))
        .map(|title| {
            let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
            title.trim().to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

fn without_blocks(text: &str) -> String {
    text.split("```").step_by(2).collect::<Vec<_>>().join("\n")
}

fn prose(text: &str) -> String {
    without_blocks(text).split('`').step_by(2).collect::<Vec<_>>().join("`")
}

fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

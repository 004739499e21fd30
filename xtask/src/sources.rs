//! The size and the opening of Rust files.
//!
//! A file has one concern, and says in its first line why it exists. Code lines are lines that are
//! neither blank nor only a comment, outside `#[cfg(test)]` items; files under `tests/` are not
//! counted.

use crate::{Finding, Workspace};

/// No file may have more code lines.
pub const FILE_CAP: usize = 600;
/// 95 of 100 files have at most so many.
pub const P95_CAP: usize = 400;
/// Half of the files have at most so many.
pub const MEDIAN_CAP: usize = 100;
/// No HTTP handler may have more lines.
pub const HANDLER_CAP: usize = 25;

const HANDLERS: &str = "crates/server/src/handlers/";

/// Files that do not open with `//!`.
pub fn openings(workspace: &Workspace) -> Vec<Finding> {
    rust(workspace)
        .filter(|(_, text)| !opens_with_why(text))
        .map(|(file, _)| format!("{file}: does not open with `//!`"))
        .collect()
}

/// Files that are too long, and a distribution that has drifted.
pub fn sizes(workspace: &Workspace) -> Vec<Finding> {
    let mut sizes: Vec<(usize, &str)> =
        rust(workspace).filter(|(file, _)| !is_test(file)).map(|(file, text)| (code_lines(&text), file)).collect();
    sizes.sort_unstable();
    let mut findings: Vec<Finding> = sizes
        .iter()
        .filter(|(lines, _)| *lines > FILE_CAP)
        .map(|(lines, file)| format!("{file}: {lines} lines of code, {FILE_CAP} at most"))
        .collect();
    for (name, share, cap) in [("median", 50, MEDIAN_CAP), ("95th percentile", 95, P95_CAP)] {
        let at = percentile(&sizes, share);
        if at > cap {
            findings.push(format!("the {name} of code lines a file is {at}, {cap} at most"));
        }
    }
    findings
}

/// One line for people: how long the files are.
pub fn report(workspace: &Workspace) -> String {
    let mut sizes: Vec<(usize, &str)> =
        rust(workspace).filter(|(file, _)| !is_test(file)).map(|(file, text)| (code_lines(&text), file)).collect();
    sizes.sort_unstable();
    let (most, file) = sizes.last().copied().unwrap_or_default();
    format!(
        "{} files, code lines: median {}, 95th percentile {}, most {most} ({file})",
        sizes.len(),
        percentile(&sizes, 50),
        percentile(&sizes, 95)
    )
}

/// Handlers that do more than extract, convert, call and answer.
pub fn handlers(workspace: &Workspace) -> Vec<Finding> {
    rust(workspace)
        .filter(|(file, _)| file.starts_with(HANDLERS))
        .flat_map(|(file, text)| {
            functions(&text)
                .into_iter()
                .filter(|(_, lines)| *lines > HANDLER_CAP)
                .map(move |(name, lines)| format!("{file}: {name} has {lines} lines, {HANDLER_CAP} at most"))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn rust(workspace: &Workspace) -> impl Iterator<Item = (&str, String)> {
    workspace.with_extension("rs").filter_map(|file| Some((file, workspace.text(file)?)))
}

pub(crate) fn is_test(file: &str) -> bool {
    file.contains("/tests/") || file.starts_with("tests/") || file.starts_with("fuzz/")
}

fn percentile(sorted: &[(usize, &str)], share: usize) -> usize {
    sorted.get((sorted.len() * share).div_ceil(100).saturating_sub(1)).map_or(0, |(lines, _)| *lines)
}

/// Whether the first line says why the file exists.
pub fn opens_with_why(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.strip_prefix("//! ").is_some_and(|why| !why.trim().is_empty()))
}

/// Lines of code outside tests.
pub fn code_lines(text: &str) -> usize {
    let mut lines = text.lines();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let code = line.trim();
        if code == "#[cfg(test)]" {
            skip_item(&mut lines, line.len() - line.trim_start().len());
        } else if !code.is_empty() && !code.starts_with("//") {
            count += 1;
        }
    }
    count
}

/// Skips the item that follows an attribute: to its closing brace at the same depth, or its `;`.
fn skip_item<'a>(lines: &mut impl Iterator<Item = &'a str>, indent: usize) {
    for line in lines {
        let depth = line.len() - line.trim_start().len();
        let end = line.trim_end();
        if depth == indent && (end.ends_with(';') || end.trim_start().starts_with('}')) {
            return;
        }
    }
}

/// The functions of a formatted file with their lengths, by name.
pub fn functions(text: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize, usize)> = None;
    for (number, line) in text.lines().enumerate() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        match &open {
            Some((name, start, depth)) if indent == *depth && (code.starts_with('}') || code.ends_with(" }")) => {
                found.push((name.clone(), number - start + 1));
                open = None;
            }
            None => open = function_name(code).map(|name| (name, number, indent)),
            Some(_) => {}
        }
    }
    found
}

fn function_name(code: &str) -> Option<String> {
    let (before, after) = code.split_once("fn ")?;
    let qualifiers = ["", "pub ", "pub(crate) ", "pub(super) "];
    let plain = before.replace("async ", "").replace("const ", "");
    qualifiers
        .contains(&plain.as_str())
        .then(|| after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
}

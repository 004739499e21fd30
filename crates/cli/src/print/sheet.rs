//! One thing for people: parts with a title, each of a few columns without names.

use super::{Cell, grid, width};

/// Before the rows below a title.
const INDENT: &str = "  ";

/// Parts, one below the other; those that have no rows are left out.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    parts: Vec<(&'static str, Vec<Vec<Cell>>)>,
}

impl Sheet {
    pub(crate) fn part(&mut self, title: &'static str, rows: impl IntoIterator<Item = Vec<Cell>>) {
        let rows: Vec<Vec<Cell>> = rows.into_iter().collect();
        if !rows.is_empty() {
            self.parts.push((title, rows));
        }
    }

    pub(crate) fn text(&self) -> String {
        let width = width().map(|width| width.saturating_sub(2));
        let part = |(title, rows): &(&str, Vec<Vec<Cell>>)| {
            let lines = grid::block(rows, width);
            if title.is_empty() {
                return lines;
            }
            let lines: String = lines.lines().map(|line| format!("{INDENT}{line}\n")).collect();
            format!("{title}\n{lines}")
        };
        self.parts.iter().map(part).collect::<Vec<_>>().join("\n")
    }
}

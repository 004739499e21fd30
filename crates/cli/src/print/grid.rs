//! Tables for people.

use comfy_table::presets::{NOTHING, UTF8_HORIZONTAL_ONLY};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table};

use super::{Cell, escape};

/// What a column needs at least to be worth showing.
const NARROW: u16 = 12;

/// What happens to cells that are too long for a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Long {
    /// They end with an ellipsis: a line for each row.
    Cut,
    /// They go on in the next line, and texts keep their own lines.
    Wrap,
}

/// A table with a header, no wider than `width`; columns that have no place are named below. Where there is no
/// width, everything is there, a line for each row.
pub(crate) fn table(columns: &[String], rows: &[Vec<Cell>], long: Long, width: Option<u16>) -> String {
    let mut whole = grid(columns, &rows.iter().map(Vec::as_slice), long, width);
    let Some(width) = width else { return text(&whole) };
    let shown = fitting(&whole, width);
    let hidden = &columns[shown..];
    if !hidden.is_empty() {
        whole = grid(&columns[..shown], &rows.iter().map(|row| &row[..shown]), long, Some(width));
    }
    if long == Long::Wrap {
        whole.load_style(UTF8_HORIZONTAL_ONLY);
    }
    let text = text(&whole);
    if hidden.is_empty() { text } else { text + &unseen(hidden) }
}

/// A line about columns that had no place.
fn unseen(columns: &[String]) -> String {
    /// Names that are told.
    const NAMES: usize = 5;
    let mut names: Vec<String> = columns.iter().take(NAMES).map(|name| escape(name)).collect();
    if columns.len() > NAMES {
        names.push("…".to_owned());
    }
    format!("({} more: {})\n", columns.len(), names.join(", "))
}

/// Rows without a header, which wrap.
pub(crate) fn block(rows: &[Vec<Cell>], width: Option<u16>) -> String {
    text(&grid(&[], &rows.iter().map(Vec::as_slice), Long::Wrap, width))
}

fn grid<'a>(
    columns: &[String],
    rows: &(impl Iterator<Item = &'a [Cell]> + Clone),
    long: Long,
    width: Option<u16>,
) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_truncation_indicator("…");
    if !columns.is_empty() {
        table.set_header(columns.iter().map(|name| escape(name)));
    }
    let lines = long == Long::Wrap && width.is_some();
    for row in rows.clone() {
        let mut row = Row::from(row.iter().map(|cell| if lines { cell.human_lines() } else { cell.human() }));
        if long == Long::Cut {
            row.max_height(1);
        }
        table.add_row(row);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        let filled = || rows.clone().filter_map(|row| row.get(at)).filter(|cell| **cell != Cell::Empty);
        if filled().all(Cell::is_number) && filled().next().is_some() {
            column.set_cell_alignment(CellAlignment::Right);
        }
        // An id or a number is of no use when it is cut.
        let is_id = columns.get(at).is_some_and(|name| name.ends_with("_id"));
        if is_id || !filled().any(|cell| matches!(cell, Cell::Text(_))) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table
}

/// How many columns a terminal has place for, one at least.
fn fitting(table: &Table, terminal: u16) -> usize {
    let needs = table.column_iter().zip(table.column_max_content_widths()).map(|(column, width)| {
        let needs = if column.constraint().is_some() { width } else { width.min(NARROW) };
        u32::from(needs) + 2
    });
    let ends = needs.scan(0, |end, needs| {
        *end += needs;
        Some(*end)
    });
    ends.take_while(|end| *end <= u32::from(terminal)).count().max(1)
}

fn text(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> (Vec<String>, Vec<Vec<Cell>>) {
        let row = |id: char, name: &str, loss: f64, note: &str| {
            vec![Cell::Text(id.to_string().repeat(32)), Cell::text(name), Cell::Number(loss), Cell::text(note)]
        };
        let rows = vec![
            row('a', "clean-squirrel-1", 0.5, "short"),
            row('b', "漢字の名前", 1234.25, "the first line is rather long\nand there is another"),
            row('c', "", f64::NAN, "evil \x1b[2J"),
        ];
        (["run_id", "run_name", "metrics.loss", "params.note"].map(String::from).to_vec(), rows)
    }

    fn at(width: Option<u16>, long: Long) -> String {
        let (columns, rows) = rows();
        format!("\n{}", table(&columns, &rows, long, width))
    }

    #[test]
    fn everything_stands_in_a_file() {
        insta::assert_snapshot!(at(None, Long::Cut), @r"
        run_id                            run_name          metrics.loss  params.note
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  clean-squirrel-1           0.5  short
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb  漢字の名前             1234.25  the first line is rather long\nand there is another
        cccccccccccccccccccccccccccccccc                             NaN  evil \u{1b}[2J
        ");
        assert_eq!(at(None, Long::Wrap), at(None, Long::Cut));
    }

    #[test]
    fn a_terminal_is_filled_and_not_more() {
        insta::assert_snapshot!(at(Some(80), Long::Cut), @r"
        run_id                            run_name        metrics.loss  params.note
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  clean-squirre…           0.5  short
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb  漢字の名前           1234.25  the first lin…
        cccccccccccccccccccccccccccccccc                           NaN  evil \u{1b}[2J
        ");
        insta::assert_snapshot!(at(Some(50), Long::Cut), @"
        run_id                            run_name
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  clean-squirre…
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb  漢字の名前
        cccccccccccccccccccccccccccccccc
        (2 more: metrics.loss, params.note)
        ");
        insta::assert_snapshot!(at(Some(1), Long::Cut), @"
        run_id
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        cccccccccccccccccccccccccccccccc
        (3 more: run_name, metrics.loss, params.note)
        ");
    }

    #[test]
    fn long_cells_go_on_below() {
        insta::assert_snapshot!(at(Some(80), Long::Wrap), @r"
        ────────────────────────────────────────────────────────────────────────────────
        run_id                             run_name        metrics.loss   params.note
        ════════════════════════════════════════════════════════════════════════════════
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa   clean-squirre            0.5   short
                                           l-1
        ────────────────────────────────────────────────────────────────────────────────
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb   漢字の名前           1234.25   the first
                                                                          line is
                                                                          rather long
                                                                          and there is
                                                                          another
        ────────────────────────────────────────────────────────────────────────────────
        cccccccccccccccccccccccccccccccc                            NaN   evil
                                                                          \u{1b}[2J
        ────────────────────────────────────────────────────────────────────────────────
        ");
        insta::assert_snapshot!(format!("\n{}", block(&rows().1, Some(60))), @r"
        aaaaaaaaaaaaaaa  clean-squirrel-      0.5  short
        aaaaaaaaaaaaaaa  1
        aa
        bbbbbbbbbbbbbbb  漢字の名前       1234.25  the first line
        bbbbbbbbbbbbbbb                            is rather long
        bb                                         and there is
                                                   another
        ccccccccccccccc                       NaN  evil \u{1b}[2J
        ccccccccccccccc
        cc
        ");
    }

    #[test]
    fn many_columns_do_not_take_each_others_place() {
        let columns: Vec<String> = (0..200).map(|n| format!("metrics.m{n}")).collect();
        let rows = vec![vec![Cell::Number(0.1 + 0.2); 200]];
        let text = table(&columns, &rows, Long::Cut, Some(80));
        assert!(text.contains("0.30000000000000004") && text.contains("(197 more: metrics.m3,"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 80), "{text}");
    }
}

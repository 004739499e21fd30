//! Points by their number, led over the index (run, key, step) in strides.
//!
//! Skipping an index entry costs a third of handing it out, so a first pass jumps from mark to mark
//! and thereby counts; the wanted points are then a short walk from the nearest mark. A mark is always
//! the first entry of a step, because the index knows no order among the points of one step.

use runlore_domain::Result;

use super::Part;
use crate::db::{Conn, Value};
use crate::metrics::point::{COLUMNS, Point};

/// Entries between two marks.
const STRIDE: i64 = 256;

const CLOSED: &str = super::PART;
/// [`CLOSED`] without an upper bound, which would be compared with every entry.
const OPEN: &str = "metrics WHERE run_uuid = $1 AND key = $2 AND step >= $3 AND $4 IS NOT NULL";

fn entries(part: &Part<'_>) -> &'static str {
    if part.to == i64::MAX { OPEN } else { CLOSED }
}

/// A step, and the number of its first point.
#[derive(Debug, Clone, Copy)]
struct Mark {
    position: i64,
    step: i64,
}

/// An entry of the index, and whether the entries beside it are of other steps.
struct Entry {
    step: i64,
    rowid: i64,
    begins: bool,
    ends: bool,
}

pub(super) fn points(conn: &mut dyn Conn, part: &Part<'_>, positions: impl Fn(i64) -> Vec<i64>) -> Result<Vec<Point>> {
    let (marks, total) = marks(conn, part)?;
    let wanted = positions(total);
    let mut out = Vec::with_capacity(wanted.len());
    let mut next = 0;
    let mut base = Mark { position: 0, step: part.from };
    let mut mark = marks.iter().peekable();
    while let Some(position) = wanted.get(next).copied() {
        while let Some(nearer) = mark.next_if(|m| m.position <= position) {
            if nearer.position > base.position {
                base = *nearer;
            }
        }
        let Some(entry) = entry(conn, part, base, position)? else { break };
        if entry.begins && entry.ends {
            out.extend(by_rowid(conn, entry.rowid)?);
            next += 1;
            continue;
        }
        // Several points of one step: all that are wanted of it at once.
        let first = first_of_step(conn, part, &entry, position)?;
        let size = size_of_step(conn, part, entry.step)?;
        let of_step: Vec<i64> = wanted[next..].iter().map(|p| p - first).take_while(|p| *p < size).collect();
        next += of_step.len();
        out.extend(in_step(conn, part, entry.step, &of_step)?);
        base = Mark { position: first + size, step: entry.step.saturating_add(1) };
    }
    Ok(out)
}

/// Marks in order, and how many points there are.
fn marks(conn: &mut dyn Conn, part: &Part<'_>) -> Result<(Vec<Mark>, i64)> {
    let mut marks = Vec::new();
    let mut base = Mark { position: 0, step: part.from };
    let mut stride = STRIDE;
    while let Some(entry) = entry(conn, part, base, base.position + stride)? {
        let position = first_of_step(conn, part, &entry, base.position + stride)?;
        if position == base.position {
            // Still the same step.
            stride *= 2;
            continue;
        }
        base = Mark { position, step: entry.step };
        marks.push(base);
        stride = STRIDE;
    }
    let [run, key, _, to] = part.values();
    let rest = conn
        .row(&format!("SELECT count(*) FROM {}", entries(part)), &[run, key, base.step.into(), to], |row| row.int(0))?
        .unwrap_or(0);
    Ok((marks, base.position + rest))
}

/// The entry with a number, counted from a mark before it.
fn entry(conn: &mut dyn Conn, part: &Part<'_>, from: Mark, position: i64) -> Result<Option<Entry>> {
    let [run, key, _, to] = part.values();
    let before = i64::from(position > from.position);
    let sql = format!("SELECT step, rowid FROM {} ORDER BY step, rowid LIMIT $5 OFFSET $6", entries(part));
    let skipped = position - from.position - before;
    let values = [run, key, from.step.into(), to, (before + 2).into(), skipped.into()];
    let found = conn.rows(&sql, &values, |row| Ok((row.int(0)?, row.int(1)?)))?;
    let at = usize::from(before > 0);
    Ok(found.get(at).map(|&(step, rowid)| Entry {
        step,
        rowid,
        begins: before == 0 || found[0].0 != step,
        ends: found.get(at + 1).is_none_or(|next| next.0 != step),
    }))
}

/// The number of the first point of an entry's step.
fn first_of_step(conn: &mut dyn Conn, part: &Part<'_>, entry: &Entry, position: i64) -> Result<i64> {
    if entry.begins {
        return Ok(position);
    }
    let [run, key, ..] = part.values();
    let before = conn.row(
        "SELECT count(*) FROM metrics WHERE run_uuid = $1 AND key = $2 AND step = $3 AND rowid < $4",
        &[run, key, entry.step.into(), entry.rowid.into()],
        |row| row.int(0),
    )?;
    Ok(position - before.unwrap_or(0))
}

fn size_of_step(conn: &mut dyn Conn, part: &Part<'_>, step: i64) -> Result<i64> {
    let [run, key, ..] = part.values();
    let sql = "SELECT count(*) FROM metrics WHERE run_uuid = $1 AND key = $2 AND step = $3";
    Ok(conn.row(sql, &[run, key, step.into()], |row| row.int(0))?.unwrap_or(0))
}

fn by_rowid(conn: &mut dyn Conn, rowid: i64) -> Result<Option<Point>> {
    conn.row(&format!("SELECT {COLUMNS} FROM metrics WHERE rowid = $1"), &[rowid.into()], Point::read)
}

/// The points with these numbers among those of one step.
fn in_step(conn: &mut dyn Conn, part: &Part<'_>, step: i64, numbers: &[i64]) -> Result<Vec<Point>> {
    let [run, key, ..] = part.values();
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT {COLUMNS}, row_number() OVER (ORDER BY timestamp, value, is_nan) - 1 AS n \
         FROM metrics WHERE run_uuid = $1 AND key = $2 AND step = $3) WHERE n {} ORDER BY n",
        conn.dialect().in_list("$4")
    );
    conn.rows(&sql, &[run, key, step.into(), Value::Ints(numbers)], Point::read)
}

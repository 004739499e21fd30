//! The first rows in an order, out of any number.

use std::cmp::Ordering;

use runlore_domain::{Error, Result};

use super::cell::Cell;

/// Bytes of rows that are kept.
const KEPT: usize = 48 << 20;

/// The rows that can be among the first so far.
#[derive(Debug)]
pub(crate) struct Best<T> {
    /// Of each key whether the smallest comes first.
    directions: Vec<bool>,
    most: usize,
    found: Vec<Ranked<T>>,
    kept: usize,
    /// Whether the first `most` of `found` are the best of what was there when they were put in order.
    full: bool,
}

#[derive(Debug)]
struct Ranked<T> {
    keys: Vec<Cell>,
    number: u64,
    content: T,
    weight: usize,
}

impl<T> Best<T> {
    /// Keeps `most` rows.
    pub(crate) fn new(directions: Vec<bool>, most: usize) -> Self {
        Self { directions, most, found: Vec::new(), kept: 0, full: false }
    }

    /// Whether a row with these keys, behind all that came, can be among the first.
    pub(crate) fn wants(&self, keys: &[Cell]) -> bool {
        match self.found.get(self.most.wrapping_sub(1)) {
            _ if self.most == 0 => false,
            Some(last) if self.full => compare(&self.directions, keys, &last.keys).is_lt(),
            _ => true,
        }
    }

    /// Takes a row. Numbers grow; rows that the keys do not tell apart are in the order of their numbers.
    pub(crate) fn push(&mut self, keys: Vec<Cell>, number: u64, content: T, content_weight: usize) -> Result<()> {
        let weight = size_of::<Ranked<T>>() + keys.iter().map(Cell::weight).sum::<usize>() + content_weight;
        self.kept += weight;
        self.found.push(Ranked { keys, number, content, weight });
        if self.kept > KEPT || self.found.len() > 2 * self.most {
            self.trim();
        }
        if self.kept > KEPT { Err(too_much()) } else { Ok(()) }
    }

    fn trim(&mut self) {
        let directions = &self.directions;
        self.found
            .sort_unstable_by(|one, two| compare(directions, &one.keys, &two.keys).then(one.number.cmp(&two.number)));
        self.found.truncate(self.most);
        self.full = self.found.len() == self.most;
        self.kept = self.found.iter().map(|row| row.weight).sum();
    }

    /// The rows, in order.
    pub(crate) fn finish(mut self) -> impl Iterator<Item = T> {
        self.trim();
        self.found.into_iter().map(|row| row.content)
    }
}

fn compare(directions: &[bool], one: &[Cell], two: &[Cell]) -> Ordering {
    let keys = directions.iter().zip(one.iter().zip(two));
    keys.map(|(ascending, (one, two))| one.order(two, *ascending))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Refuses rows of this weight if they are too much to be kept.
#[cfg(feature = "formats")]
pub(crate) fn check(weight: usize) -> Result<()> {
    if weight > KEPT { Err(too_much()) } else { Ok(()) }
}

fn too_much() -> Error {
    let mib = KEPT >> 20;
    Error::invalid(format!(
        "The rows that this page is chosen from have more than {mib} MiB; ask for fewer rows or columns."
    ))
}

//! A series of any length as stretches of equal length, in one pass and whatever the order of its points.
//!
//! Nothing needs to be known before: stretches begin as narrow as can be and are made twice as wide, and joined in pairs,
//! whenever a point lies too far out. A stretch is all places that are the same number when their lowest bits are left
//! out, so no place is too large or too small, and stretches do not move when points are added at an end.

use runlore_domain::metric::Axis;

use super::stretch::{Stretch, order, place};
use crate::metrics::point::Point;

#[derive(Debug)]
pub(super) struct Stretches {
    axis: Axis,
    /// How many bits of a place are left out.
    width: u32,
    /// The numbers of the outermost stretches.
    ends: Option<(u128, u128)>,
    /// A stretch is at its number modulo the length of this, which is more than the numbers are apart.
    table: Vec<Option<Stretch>>,
}

impl Stretches {
    pub(super) fn new(axis: Axis, most: usize) -> Self {
        Self { axis, width: 0, ends: None, table: vec![None; most] }
    }

    pub(super) fn take(&mut self, point: Point) {
        let place = place(self.axis, &point);
        let number = place >> self.width;
        let (first, last) = self.ends.map_or((number, number), |(first, last)| (first.min(number), last.max(number)));
        self.ends = Some((first, last));
        if last - first >= self.table.len() as u128 {
            self.widen(first, last);
        }
        let (axis, slot) = (self.axis, self.slot(place >> self.width));
        match &mut self.table[slot] {
            Some(stretch) => stretch.take(axis, point),
            empty => *empty = Some(Stretch::of(axis, point)),
        }
    }

    /// Until the outermost two fit into the table.
    fn widen(&mut self, first: u128, last: u128) {
        let len = self.table.len() as u128;
        let more = (1..u128::BITS).find(|bits| (last >> bits) - (first >> bits) < len);
        let more = more.expect("nothing but the highest bit is left of both, and the table has two places");
        self.width += more;
        self.ends = Some((first >> more, last >> more));
        let empty = vec![None; self.table.len()];
        for stretch in std::mem::replace(&mut self.table, empty).into_iter().flatten() {
            let slot = self.slot(place(self.axis, &stretch.first) >> self.width);
            match &mut self.table[slot] {
                Some(wider) => wider.join(self.axis, &stretch),
                none => *none = Some(stretch),
            }
        }
    }

    fn slot(&self, number: u128) -> usize {
        usize::try_from(number % self.table.len() as u128).expect("less than a length")
    }

    /// The stretches in order, each `together` neighbours as one.
    pub(super) fn joined(&self, together: u128) -> Vec<Stretch> {
        let mut out: Vec<Stretch> = Vec::new();
        let mut now = None;
        let (first, last) = self.ends.unwrap_or((1, 0));
        for number in first..=last {
            let Some(stretch) = &self.table[self.slot(number)] else { continue };
            match out.last_mut().filter(|_| now == Some(number / together)) {
                Some(wider) => wider.join(self.axis, stretch),
                None => out.push(*stretch),
            }
            now = Some(number / together);
        }
        out
    }

    /// What is kept of stretches that are as narrow as `most` points allow; two of the widest must be allowed.
    pub(super) fn points(&self, most: usize) -> Vec<Point> {
        let mut together = 1;
        loop {
            let mut points: Vec<Point> = Vec::new();
            for stretch in self.joined(together) {
                points.extend(in_order(self.axis, stretch.kept().collect()));
            }
            if points.len() <= most {
                return points;
            }
            together = (together * points.len() as u128 / most as u128).max(together + 1);
        }
    }
}

/// Points in their order, each once.
pub(super) fn in_order(axis: Axis, mut points: Vec<Point>) -> Vec<Point> {
    points.sort_unstable_by(|one, other| order(axis, one, other));
    points.dedup_by(|one, other| order(axis, one, other).is_eq());
    points
}

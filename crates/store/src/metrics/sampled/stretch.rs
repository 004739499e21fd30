//! What is kept of a stretch of a series: so much that a line through it shows what a line through all points would.

use std::cmp::Ordering;

use runlore_domain::metric::Axis;

use crate::metrics::point::Point;

/// Where a point lies along the axis. Points of one step are told apart by their time, and the other way round.
pub(super) fn place(axis: Axis, point: &Point) -> u128 {
    let (high, low) = match axis {
        Axis::Step => (point.step, point.timestamp),
        Axis::Time => (point.timestamp, point.step),
    };
    (u128::from(from_zero(high)) << 64) | u128::from(from_zero(low))
}

/// The same order, from the smallest number on.
fn from_zero(number: i64) -> u64 {
    number.cast_unsigned() ^ (1 << 63)
}

pub(super) fn order(axis: Axis, one: &Point, other: &Point) -> Ordering {
    let place = place(axis, one).cmp(&place(axis, other));
    place.then(one.value.total_cmp(&other.value)).then(one.is_nan.cmp(&other.is_nan))
}

/// The points of a stretch that are kept; one point may be several of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) first: Point,
    pub(super) last: Point,
    pub(super) lowest: Option<Point>,
    pub(super) highest: Option<Point>,
    /// The first of those that are no number, and of those that were infinite.
    pub(super) nan: Option<Point>,
    pub(super) above: Option<Point>,
    pub(super) below: Option<Point>,
}

impl Stretch {
    pub(super) fn of(axis: Axis, point: Point) -> Self {
        let (first, last) = (point, point);
        let mut stretch = Self { first, last, lowest: None, highest: None, nan: None, above: None, below: None };
        stretch.take(axis, point);
        stretch
    }

    /// The order in which points come makes no difference.
    pub(super) fn take(&mut self, axis: Axis, point: Point) {
        let earlier = |than: &Point| order(axis, &point, than).is_lt();
        if earlier(&self.first) {
            self.first = point;
        }
        if order(axis, &point, &self.last).is_gt() {
            self.last = point;
        }
        // An infinity is stored as the largest number (see `domain::metric::clamp`).
        let place = if point.is_nan || point.value.is_nan() {
            &mut self.nan
        } else if point.value >= f64::MAX {
            &mut self.above
        } else if point.value <= f64::MIN {
            &mut self.below
        } else {
            let lower = |than: &Point| point.value < than.value || (point.value == than.value && earlier(than));
            if self.lowest.as_ref().is_none_or(lower) {
                self.lowest = Some(point);
            }
            let higher = |than: &Point| point.value > than.value || (point.value == than.value && earlier(than));
            if self.highest.as_ref().is_none_or(higher) {
                self.highest = Some(point);
            }
            return;
        };
        if place.as_ref().is_none_or(earlier) {
            *place = Some(point);
        }
    }

    pub(super) fn join(&mut self, axis: Axis, other: &Self) {
        for point in other.kept() {
            self.take(axis, point);
        }
    }

    /// In no order, and some of them twice.
    pub(super) fn kept(&self) -> impl Iterator<Item = Point> + use<> {
        let rest = [self.lowest, self.highest, self.nan, self.above, self.below];
        [Some(self.first), Some(self.last)].into_iter().chain(rest).flatten()
    }
}

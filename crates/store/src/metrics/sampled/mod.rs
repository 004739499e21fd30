//! A series as a chart shows it: all points, or of each stretch of the axis the first, the last, the lowest and the highest
//! one, and one of each kind that is no finite number. So no spike is hidden, however few points are answered.
//!
//! All points are read, in the order that costs nothing, and sorted into stretches here: the index (run, key, step) finds
//! them, and neither database has an index that knows the values.

mod stretch;
mod stretches;

use runlore_domain::Result;
use runlore_domain::limits::SAMPLED_POINTS_LEAST;
use runlore_domain::metric::{Axis, Sampling};

use super::history::Series;
use super::point::{COLUMNS, Point};
use crate::db::{Conn, Value};
use stretches::{Stretches, in_order};

/// How many points there are between the ends, and those that are shown.
pub(super) fn read(conn: &mut dyn Conn, series: Series<'_>, sampling: &Sampling) -> Result<(u64, Vec<Point>)> {
    let (from, to) = sampling.steps.unwrap_or((i64::MIN, i64::MAX));
    let mut values = vec![Value::Text(series.run), Value::Text(series.key), from.into(), to.into()];
    // The plus signs keep SQLite from walking the primary key, through the points of all runs.
    let mut between = "";
    if let Some((from, to)) = sampling.times {
        values.extend([Value::Int(from), Value::Int(to)]);
        between = "AND +timestamp >= $5 AND +timestamp <= $6";
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM metrics WHERE run_uuid = $1 AND key = $2 AND step >= $3 AND step <= $4 {between}"
    );
    let mut sampler = Sampler::new(sampling.axis, sampling.points);
    conn.query(&sql, &values, &mut |row| {
        sampler.take(Point::read(row)?);
        Ok(())
    })?;
    Ok(sampler.finish())
}

/// Chooses while points come, in any order.
struct Sampler {
    axis: Axis,
    most: usize,
    total: u64,
    /// All of them, as long as they are few enough.
    few: Vec<Point>,
    many: Option<Stretches>,
}

impl Sampler {
    fn new(axis: Axis, most: usize) -> Self {
        Self { axis, most: most.max(SAMPLED_POINTS_LEAST), total: 0, few: Vec::new(), many: None }
    }

    fn take(&mut self, point: Point) {
        self.total += 1;
        if let Some(many) = &mut self.many {
            many.take(point);
            return;
        }
        self.few.push(point);
        if self.few.len() > self.most {
            // Finer than can be answered, so that joining neighbours comes close to what can.
            let mut many = Stretches::new(self.axis, (2 * self.most).next_power_of_two());
            self.few.drain(..).for_each(|point| many.take(point));
            self.many = Some(many);
        }
    }

    fn finish(self) -> (u64, Vec<Point>) {
        let points = match self.many {
            Some(many) => many.points(self.most),
            None => in_order(self.axis, self.few),
        };
        (self.total, points)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::stretch::{Stretch, order};
    use super::*;

    fn point(step: i64, timestamp: i64, value: f64) -> Point {
        let (value, is_nan) = runlore_domain::metric::to_columns(value);
        Point { timestamp, step, value, is_nan }
    }

    fn sampled(axis: Axis, most: usize, points: &[Point]) -> Vec<Point> {
        let mut sampler = Sampler::new(axis, most);
        points.iter().for_each(|point| sampler.take(*point));
        let (total, found) = sampler.finish();
        assert_eq!(total, points.len() as u64);
        found
    }

    fn stretches(axis: Axis, points: &[Point]) -> Vec<Stretch> {
        let mut stretches = Stretches::new(axis, 32);
        points.iter().for_each(|point| stretches.take(*point));
        stretches.joined(1)
    }

    fn kind(point: &Point) -> u8 {
        match point {
            Point { is_nan: true, .. } => 0,
            Point { value: f64::MAX, .. } => 1,
            Point { value: f64::MIN, .. } => 2,
            _ => 3,
        }
    }

    #[test]
    fn few_points_are_all_there_in_order() {
        let points = [point(2, 0, 1.0), point(-1, 5, f64::NAN), point(2, 0, 0.5), point(0, 9, 3.0)];
        let by_step = [points[1], points[3], points[2], points[0]];
        assert_eq!(sampled(Axis::Step, 16, &points), by_step);
        let by_time = [points[2], points[0], points[1], points[3]];
        assert_eq!(sampled(Axis::Time, 16, &points), by_time);
    }

    #[test]
    fn a_spike_of_one_point_is_kept() {
        for at in [0, 33_333, 199_999] {
            let wave = |n: i64| if n == at { 9.0 } else { (n as f64 / 5000.0).sin() };
            let points: Vec<Point> = (0..200_000).map(|n| point(n, 1000 + n / 2, wave(n))).collect();
            for axis in [Axis::Step, Axis::Time] {
                let found = sampled(axis, 1000, &points);
                assert!(found.contains(&points[at as usize]), "{at} over {axis:?}");
                assert!((500..=1000).contains(&found.len()), "{}", found.len());
            }
        }
    }

    #[test]
    fn steps_that_are_all_the_same_are_told_apart_by_time() {
        let points: Vec<Point> = (0..50_000).map(|n| point(0, n, (n % 7) as f64)).collect();
        let found = sampled(Axis::Step, 100, &points);
        assert!((50..=100).contains(&found.len()), "{}", found.len());
        // At one moment nothing is left to tell them apart by.
        let points: Vec<Point> = (0..50_000).map(|n| point(0, 7, f64::from(n))).collect();
        assert_eq!(sampled(Axis::Step, 100, &points), [points[0], points[49_999]]);
    }

    #[test]
    fn what_was_seen_stays_where_it_is_when_points_come() {
        let points: Vec<Point> = (0..101_000).map(|n| point(n, n, ((n * 7919) % 1009) as f64)).collect();
        let (before, after) = (sampled(Axis::Step, 500, &points[..100_000]), sampled(Axis::Step, 500, &points));
        let kept = before.iter().filter(|point| after.contains(point)).count();
        assert!(kept * 10 > before.len() * 9, "{kept} of {}", before.len());
    }

    fn values() -> impl Strategy<Value = f64> {
        prop_oneof![
            8 => -1000.0..1000.0,
            2 => Just(0.0),
            1 => Just(f64::NAN),
            1 => Just(f64::INFINITY),
            1 => Just(f64::NEG_INFINITY),
        ]
    }

    fn numbers() -> impl Strategy<Value = i64> {
        prop_oneof![4 => -100..100i64, 1 => Just(0), 1 => any::<i64>(), 1 => Just(i64::MIN), 1 => Just(i64::MAX)]
    }

    proptest! {
        #[test]
        fn nothing_that_is_seen_is_left_out(
            raw in prop::collection::vec((numbers(), numbers(), values()), 0..400),
            time in any::<bool>(),
            most in 16..64usize,
        ) {
            let axis = if time { Axis::Time } else { Axis::Step };
            // Rows of the table are all different.
            let points = in_order(axis, raw.into_iter().map(|(step, at, value)| point(step, at, value)).collect());
            let mut shuffled = points.clone();
            fastrand::shuffle(&mut shuffled);
            let found = sampled(axis, most, &shuffled);
            prop_assert!(found.len() <= most && (found.len() == points.len() || points.len() > most));
            prop_assert!(found.iter().all(|point| points.contains(point)));
            prop_assert!(found.is_sorted_by(|one, next| order(axis, one, next).is_lt()));
            prop_assert_eq!(found.first(), points.first());
            prop_assert_eq!(found.last(), points.last());
            let extremes = |points: &[Point]| {
                let numbers = || points.iter().filter(|point| kind(point) == 3).map(|point| point.value);
                (numbers().fold(f64::INFINITY, f64::min), numbers().fold(f64::NEG_INFINITY, f64::max))
            };
            prop_assert_eq!(extremes(&found), extremes(&points));
            for each in 0..3 {
                prop_assert_eq!(found.iter().any(|p| kind(p) == each), points.iter().any(|p| kind(p) == each));
            }
        }

        #[test]
        fn each_stretch_keeps_its_extremes_and_marks(
            raw in prop::collection::vec((numbers(), numbers(), values()), 1..400),
            time in any::<bool>(),
        ) {
            let axis = if time { Axis::Time } else { Axis::Step };
            let points: Vec<Point> = raw.into_iter().map(|(step, at, value)| point(step, at, value)).collect();
            let stretches = stretches(axis, &points);
            prop_assert!(stretches.len() <= 32);
            prop_assert!(stretches.is_sorted_by(|one, next| order(axis, &one.last, &next.first).is_lt()));
            for point in &points {
                let inside = |s: &&Stretch| {
                    order(axis, &s.first, point).is_le() && order(axis, point, &s.last).is_le()
                };
                let stretch = stretches.iter().find(inside).expect("every point lies in a stretch");
                match kind(point) {
                    0 => prop_assert!(stretch.nan.is_some()),
                    1 => prop_assert!(stretch.above.is_some()),
                    2 => prop_assert!(stretch.below.is_some()),
                    _ => {
                        let (lowest, highest) = (stretch.lowest.unwrap().value, stretch.highest.unwrap().value);
                        prop_assert!((lowest..=highest).contains(&point.value));
                    }
                }
            }
        }
    }
}

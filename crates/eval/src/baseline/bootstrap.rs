//! How sure a difference of means is, without assuming how scores are spread.
//!
//! The percentile bootstrap: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13 (equation
//! 13.5). Of `n` paired rows with differences `d`, `B` times `n` of them are drawn with replacement; the interval of
//! confidence `c` goes from the `(1 - c) / 2` to the `(1 + c) / 2` quantile of the `B` means. Without pairs the rows of
//! each side are drawn for themselves (chapter 8.3) and the difference of both means is taken.

use runlore_domain::{Error, Result};

use crate::aggregate::percentile;
use crate::parallel;

/// How an interval is made. The same scores and seed give the same interval, on any number of cores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// How often rows are drawn: 1 or more, 2,000 by default.
    pub resamples: usize,
    /// How often the interval should be right: between 0 and 1, 0.95 by default.
    pub confidence: f64,
    /// Where the random numbers begin.
    pub seed: u64,
    /// Whether row `i` of both is the same question, where they have as many. True by default; other numbers of rows
    /// are never pairs.
    pub is_paired: bool,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { resamples: 2_000, confidence: 0.95, seed: 0, is_paired: true }
    }
}

/// Between what a difference may lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Whether it is of pairs of rows.
    pub is_paired: bool,
    /// How many rows were drawn from: pairs that both scored, or those of the side that has fewer.
    pub rows: usize,
}

impl Bootstrap {
    /// # Errors
    /// When there are no resamples or the confidence is not between 0 and 1.
    pub(super) fn check(&self) -> Result<()> {
        if self.resamples == 0 {
            return Err(Error::invalid("A bootstrap needs at least one resample."));
        }
        if !(self.confidence > 0.0 && self.confidence < 1.0) {
            let given = self.confidence;
            return Err(Error::invalid(format!("The confidence must be between 0 and 1; it is {given}.")));
        }
        Ok(())
    }

    /// Of the mean of `current` less that of `baseline`; none if there are no scores that can be compared.
    pub fn interval(&self, baseline: &[Option<f64>], current: &[Option<f64>]) -> Option<Interval> {
        let is_paired = self.is_paired && baseline.len() == current.len();
        let (means, rows) = if is_paired {
            let pairs = baseline.iter().zip(current).filter_map(|(before, now)| Some((*now)? - (*before)?));
            let pairs: Vec<f64> = pairs.collect();
            (self.means(pairs.len(), |random| mean(&pairs, random)), pairs.len())
        } else {
            let scored = |rows: &[Option<f64>]| rows.iter().copied().flatten().collect::<Vec<f64>>();
            let (before, now) = (scored(baseline), scored(current));
            let rows = before.len().min(now.len());
            (self.means(rows, |random| mean(&now, random) - mean(&before, random)), rows)
        };
        let tail = (1.0 - self.confidence) / 2.0 * 100.0;
        let (low, high) = (percentile(&means, tail)?, percentile(&means, 100.0 - tail)?);
        Some(Interval { low, high, is_paired, rows })
    }

    /// One number for each resample; none at all if there are no rows.
    fn means(&self, rows: usize, draw: impl Fn(&mut Random) -> f64 + Sync) -> Vec<f64> {
        let count = if rows == 0 { 0 } else { self.resamples };
        // Each has random numbers of its own, so that it does not matter which core draws which.
        parallel::rows(count, |resample| draw(&mut Random::new(self.seed, resample as u64)))
    }
}

/// The mean of as many scores as there are, drawn with replacement.
fn mean(scores: &[f64], random: &mut Random) -> f64 {
    let drawn: f64 = scores.iter().map(|_| scores[random.below(scores.len())]).sum();
    drawn / scores.len() as f64
}

/// SplitMix64, of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. It is here so that
/// intervals do not change with a library's version.
struct Random(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    fn new(seed: u64, stream: u64) -> Self {
        let mut begin = Self(seed);
        let seed = begin.next();
        let mut begin = Self(seed ^ stream.wrapping_mul(GOLDEN));
        Self(begin.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end`, without it.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(count: usize, score: impl Fn(usize) -> f64) -> Vec<Option<f64>> {
        (0..count).map(|row| Some(score(row))).collect()
    }

    /// For differences of 0 and 1, half each, the mean of 400 is normal enough: 0.5 ± 1.96 * 0.5 / 20.
    #[test]
    fn the_interval_is_the_normal_one_where_that_holds() {
        let (before, now) = (scores(400, |_| 1.0), scores(400, |row| 1.0 + (row % 2) as f64));
        let found = Bootstrap::default().interval(&before, &now).unwrap();
        assert!((found.low - 0.451).abs() < 0.006, "{found:?}");
        assert!((found.high - 0.549).abs() < 0.006, "{found:?}");
        assert_eq!((found.is_paired, found.rows), (true, 400));
    }

    /// What varies between questions and not between the two sides is no doubt about pairs.
    #[test]
    fn pairs_are_surer() {
        let (before, now) = (scores(50, |row| row as f64), scores(50, |row| row as f64 + 0.5));
        let paired = Bootstrap::default().interval(&before, &now).unwrap();
        assert_eq!((paired.low, paired.high), (0.5, 0.5));
        let unpaired = Bootstrap { is_paired: false, ..Bootstrap::default() };
        let unpaired = unpaired.interval(&before, &now).unwrap();
        assert!(unpaired.low < -3.0 && unpaired.high > 3.0 && !unpaired.is_paired, "{unpaired:?}");
        let shorter = Bootstrap::default().interval(&before[..40], &now).unwrap();
        assert_eq!((shorter.is_paired, shorter.rows), (false, 40));
    }

    #[test]
    fn it_repeats_and_the_seed_counts() {
        let (before, now) = (scores(30, |row| row as f64), scores(30, |row| (row * 7 % 30) as f64));
        let of = |seed| Bootstrap { seed, ..Bootstrap::default() }.interval(&before, &now).unwrap();
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
    }

    #[test]
    fn rows_that_one_side_has_not_scored_are_left_out() {
        let (before, now) = (vec![Some(1.0), None, Some(1.0)], vec![Some(2.0), Some(9.0), None]);
        let found = Bootstrap::default().interval(&before, &now).unwrap();
        assert_eq!((found.low, found.high, found.rows), (1.0, 1.0, 1));
        assert_eq!(Bootstrap::default().interval(&[None], &[Some(1.0)]), None);
        assert_eq!(Bootstrap::default().interval(&[], &[Some(1.0)]), None);
    }
}

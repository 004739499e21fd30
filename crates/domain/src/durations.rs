//! A histogram of durations, as `/metrics` shows it.
//!
//! Every crate that counts how long it takes uses this one, so that all buckets are the same and can
//! be laid over each other.

use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Upper bounds of the buckets, in microseconds.
const BOUNDS: [u64; 12] =
    [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 60_000_000];

/// Counts durations at the cost of two atomic additions each.
#[derive(Debug, Default)]
pub struct Durations {
    buckets: [AtomicU64; BOUNDS.len() + 1],
    sum_us: AtomicU64,
}

impl Durations {
    /// Counts one.
    pub fn record(&self, took: Duration) {
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BOUNDS.iter().position(|bound| us <= *bound).unwrap_or(BOUNDS.len());
        self.buckets[bucket].fetch_add(1, Relaxed);
        self.sum_us.fetch_add(us, Relaxed);
    }

    /// Appends the series `name` in Prometheus' text format, in seconds. `labels` is `a="b",c="d"` or empty.
    #[expect(clippy::cast_precision_loss, reason = "a metric")]
    pub fn write(&self, out: &mut String, name: &str, labels: &str) -> fmt::Result {
        let (comma, set) = if labels.is_empty() { ("", String::new()) } else { (",", format!("{{{labels}}}")) };
        let mut count = 0;
        for (i, bucket) in self.buckets.iter().enumerate() {
            count += bucket.load(Relaxed);
            let bound = BOUNDS.get(i).map_or_else(|| "+Inf".to_owned(), |us| (*us as f64 / 1e6).to_string());
            writeln!(out, "{name}_bucket{{{labels}{comma}le=\"{bound}\"}} {count}")?;
        }
        let seconds = self.sum_us.load(Relaxed) as f64 / 1e6;
        writeln!(out, "{name}_sum{set} {seconds}\n{name}_count{set} {count}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_add_up() {
        let durations = Durations::default();
        for us in [50, 250, 70_000_000] {
            durations.record(Duration::from_micros(us));
        }
        let mut out = String::new();
        durations.write(&mut out, "d", "").unwrap();
        durations.write(&mut out, "d", "a=\"b\"").unwrap();
        for line in [
            "d_bucket{le=\"0.0001\"} 1\n",
            "d_bucket{le=\"0.0003\"} 2\n",
            "d_bucket{le=\"60\"} 2\n",
            "d_bucket{le=\"+Inf\"} 3\n",
            "d_sum 70.0003\n",
            "d_bucket{a=\"b\",le=\"+Inf\"} 3\n",
            "d_count{a=\"b\"} 3\n",
        ] {
            assert!(out.contains(line), "{line}{out}");
        }
    }
}

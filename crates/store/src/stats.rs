//! What the store counts about itself, for `/metrics`.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Upper bounds of the histogram buckets, in microseconds.
const BOUNDS: [u64; 9] = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 1_000_000, 10_000_000];

/// A histogram of durations that costs two atomic additions a value.
#[derive(Debug, Default)]
struct Histogram {
    buckets: [AtomicU64; BOUNDS.len() + 1],
    sum_us: AtomicU64,
}

impl Histogram {
    fn record(&self, took: Duration) {
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BOUNDS.iter().position(|bound| us <= *bound).unwrap_or(BOUNDS.len());
        self.buckets[bucket].fetch_add(1, Relaxed);
        self.sum_us.fetch_add(us, Relaxed);
    }

    #[expect(clippy::cast_precision_loss, reason = "a metric")]
    fn write(&self, out: &mut String, name: &str, help: &str) -> std::fmt::Result {
        writeln!(out, "# HELP {name} {help}\n# TYPE {name} histogram")?;
        let mut count = 0;
        for (i, bucket) in self.buckets.iter().enumerate() {
            count += bucket.load(Relaxed);
            match BOUNDS.get(i) {
                Some(bound) => writeln!(out, "{name}_bucket{{le=\"{}\"}} {count}", *bound as f64 / 1e6)?,
                None => writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {count}")?,
            }
        }
        writeln!(out, "{name}_sum {}\n{name}_count {count}", self.sum_us.load(Relaxed) as f64 / 1e6)
    }
}

/// The store's counters.
#[derive(Debug, Default)]
pub(crate) struct Stats {
    depth: AtomicU64,
    queued_bytes: AtomicU64,
    groups: AtomicU64,
    writes: AtomicU64,
    refused: AtomicU64,
    repeats: AtomicU64,
    restarts: AtomicU64,
    commit: Histogram,
    read: Histogram,
}

impl Stats {
    pub(crate) fn queued(&self, bytes: usize) {
        self.depth.fetch_add(1, Relaxed);
        self.queued_bytes.fetch_add(bytes as u64, Relaxed);
    }

    pub(crate) fn taken(&self, writes: usize, bytes: usize) {
        self.depth.fetch_sub(writes as u64, Relaxed);
        self.queued_bytes.fetch_sub(bytes as u64, Relaxed);
    }

    pub(crate) fn group(&self, writes: usize, took: Duration) {
        self.groups.fetch_add(1, Relaxed);
        self.writes.fetch_add(writes as u64, Relaxed);
        self.commit.record(took);
    }

    pub(crate) fn refused(&self) {
        self.refused.fetch_add(1, Relaxed);
    }

    pub(crate) fn repeated(&self) {
        self.repeats.fetch_add(1, Relaxed);
    }

    pub(crate) fn restarted(&self) {
        self.restarts.fetch_add(1, Relaxed);
    }

    pub(crate) fn read(&self, took: Duration) {
        self.read.record(took);
    }

    /// In Prometheus' text format.
    pub(crate) fn write(&self, out: &mut String) -> std::fmt::Result {
        for (name, kind, help, value) in [
            ("runlore_lane_depth", "gauge", "Writes that wait in the lanes.", &self.depth),
            ("runlore_lane_queued_bytes", "gauge", "Bytes that wait in the lanes.", &self.queued_bytes),
            ("runlore_lane_groups_total", "counter", "Groups committed.", &self.groups),
            ("runlore_lane_writes_total", "counter", "Writes in those groups.", &self.writes),
            ("runlore_lane_refused_total", "counter", "Writes refused because a lane was full.", &self.refused),
            ("runlore_lane_repeats_total", "counter", "Groups repeated after a deadlock or a lock.", &self.repeats),
            ("runlore_lane_restarts_total", "counter", "Lane threads restarted.", &self.restarts),
        ] {
            writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {}", value.load(Relaxed))?;
        }
        self.commit.write(out, "runlore_lane_group_seconds", "Time from taking a group to its commit.")?;
        self.read.write(out, "runlore_database_read_seconds", "Time of a read, waiting included.")
    }
}

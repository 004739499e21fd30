//! What the store counts about itself, for `/metrics`.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use runlore_domain::durations::Durations;

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
    commit: Durations,
    read: Durations,
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
        for (name, help, durations) in [
            ("runlore_lane_group_seconds", "Time from taking a group to its commit.", &self.commit),
            ("runlore_database_read_seconds", "Time of a read, waiting included.", &self.read),
        ] {
            writeln!(out, "# HELP {name} {help}\n# TYPE {name} histogram")?;
            durations.write(out, name, "")?;
        }
        Ok(())
    }
}

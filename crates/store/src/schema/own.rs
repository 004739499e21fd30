//! Runlore's own tables. They reference nothing: `mlflow gc` deletes rows of MLflow's tables without
//! knowing them, and MLflow ignores tables that it does not know.

/// Long values are the whole texts of which MLflow's columns hold a prefix; jobs are long work, cut into
/// steps, that a restart continues; spools are what clients recorded on their own disks, with the highest
/// record that is applied and when the last one came, and the records that were refused; heartbeats are the
/// last signs of life of running runs.
pub(super) const DDL: &str = "\
CREATE TABLE IF NOT EXISTS runlore_long_values (
    entity TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entity, owner_id, key)
);
CREATE TABLE IF NOT EXISTS runlore_jobs (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS runlore_spools (
    id TEXT NOT NULL PRIMARY KEY,
    applied BIGINT NOT NULL,
    seen BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS runlore_refused_records (
    spool TEXT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (spool, number)
);
CREATE TABLE IF NOT EXISTS runlore_heartbeats (
    run_uuid TEXT NOT NULL PRIMARY KEY,
    seen BIGINT NOT NULL
);
";

pub(super) const TABLES: [&str; 5] =
    ["runlore_long_values", "runlore_jobs", "runlore_spools", "runlore_refused_records", "runlore_heartbeats"];

//! Runlore's own tables. They reference nothing: `mlflow gc` deletes rows of MLflow's tables without
//! knowing them, and MLflow ignores tables that it does not know.

/// Long values are the whole texts of which MLflow's columns hold a prefix; jobs are long work, cut into
/// steps, that a restart continues; spools are what clients recorded on their own disks, with the highest
/// record that is applied and when the last one came, and the records that were refused; tables are files of
/// runs to which rows are appended, chunks those rows, and publications the files that have them in; heartbeats
/// are the last signs of life of running runs.
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
CREATE TABLE IF NOT EXISTS runlore_tables (
    run_uuid TEXT NOT NULL,
    path TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    next_chunk BIGINT NOT NULL,
    appended BIGINT NOT NULL,
    base_etag TEXT,
    base_columns TEXT,
    base_rows BIGINT,
    base_start BIGINT,
    base_end BIGINT,
    busy_until BIGINT NOT NULL,
    PRIMARY KEY (run_uuid, path)
);
CREATE TABLE IF NOT EXISTS runlore_table_chunks (
    table_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    run_uuid TEXT NOT NULL,
    column_names TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    data_start BIGINT NOT NULL,
    data_end BIGINT NOT NULL,
    content TEXT,
    file TEXT,
    merged BIGINT,
    PRIMARY KEY (table_id, number)
);
CREATE TABLE IF NOT EXISTS runlore_table_publications (
    table_id TEXT NOT NULL,
    size BIGINT NOT NULL,
    checksum BIGINT NOT NULL,
    upto BIGINT NOT NULL,
    column_names TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    data_start BIGINT NOT NULL,
    data_end BIGINT NOT NULL,
    announced BIGINT NOT NULL,
    PRIMARY KEY (table_id, size, checksum, upto)
);
CREATE INDEX IF NOT EXISTS runlore_table_chunks_merged ON runlore_table_chunks (merged) WHERE merged IS NOT NULL;
CREATE INDEX IF NOT EXISTS runlore_table_chunks_file ON runlore_table_chunks (run_uuid) WHERE file IS NOT NULL;
CREATE INDEX IF NOT EXISTS runlore_tables_pending ON runlore_tables (appended) WHERE pending > 0;
CREATE TABLE IF NOT EXISTS runlore_heartbeats (
    run_uuid TEXT NOT NULL PRIMARY KEY,
    seen BIGINT NOT NULL
);
";

pub(super) const TABLES: [&str; 8] = [
    "runlore_long_values",
    "runlore_jobs",
    "runlore_spools",
    "runlore_refused_records",
    "runlore_tables",
    "runlore_table_chunks",
    "runlore_heartbeats",
    "runlore_table_publications",
];

//! The indexes that searches walk; everything is found without them too, only later.
//!
//! The value indexes hold short texts only. A btree row of PostgreSQL must stay below 2,704 bytes, and
//! 250 + 200 code points of at most four bytes do. MLflow's own SQLite evaluates the conditions on
//! every write, so they use nothing but `length`.

use crate::schema::index::Index;

/// Code points of a text that the value indexes hold.
pub(crate) const SHORT: usize = 200;

/// All of them.
pub(crate) const SEARCH: &[Index] = &[
    Index {
        name: "runlore_runs_newest",
        table: "runs",
        on: "(experiment_id, lifecycle_stage, start_time DESC, run_uuid)",
    },
    Index { name: "runlore_latest_metrics_value", table: "latest_metrics", on: "(key, is_nan, value, run_uuid)" },
    Index { name: "runlore_params_value", table: "params", on: "(key, value, run_uuid) WHERE length(value) <= 200" },
    Index { name: "runlore_params_long", table: "params", on: "(key, run_uuid) WHERE length(value) > 200" },
    Index { name: "runlore_tags_value", table: "tags", on: "(key, value, run_uuid) WHERE length(value) <= 200" },
    Index { name: "runlore_tags_long", table: "tags", on: "(key, run_uuid) WHERE length(value) > 200" },
];

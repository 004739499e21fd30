//! A point of a series as its columns hold it: small, so that long histories can be held.

use runlore_domain::Result;
use runlore_domain::metric::{Metric, from_columns};

use crate::db::Row;

/// The columns that [`Point::read`] reads, in its order; also the order of a history.
pub(super) const COLUMNS: &str = "timestamp, step, value, is_nan";

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) timestamp: i64,
    pub(super) step: i64,
    pub(super) value: f64,
    pub(super) is_nan: bool,
}

impl Point {
    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self { timestamp: row.int(0)?, step: row.int(1)?, value: row.real(2)?, is_nan: row.bool(3)? })
    }

    pub(super) fn metric(self, key: &str) -> Metric {
        Metric {
            key: key.to_owned(),
            value: from_columns(self.value, self.is_nan),
            timestamp: self.timestamp,
            step: self.step,
            about: None,
        }
    }
}

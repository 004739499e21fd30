//! Which kinds of files are read as tables.

use runlore_domain::{Error, Result};

/// How rows are written in a file, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Csv,
    Parquet,
}

impl Format {
    pub(super) fn of(path: &str) -> Result<Self> {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Ok(Self::Json),
            Some("csv") => Ok(Self::Csv),
            Some("parquet") => Ok(Self::Parquet),
            _ => {
                let message = format!("'{path}' is no table that can be read: it must end in .json, .parquet or .csv.");
                Err(Error::invalid(message))
            }
        }
    }
}

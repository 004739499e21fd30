//! What an operator can set about the HTTP side. Flags and environment variables are read by the
//! binary; here they are plain values.

use std::path::PathBuf;

use runlore_domain::limits::LONG_VALUE_BYTES;

/// Settings of the HTTP side.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// Put before every path: empty, or `/mlflow` without a slash at the end.
    pub static_prefix: String,
    /// Patterns for the `Host` header; `None` means this machine and private networks.
    pub allowed_hosts: Option<Vec<String>>,
    /// Origins, beside those of this machine, whose pages may change something.
    pub cors_allowed_origins: Vec<String>,
    /// Whether hosts and origins are checked and security headers sent at all.
    pub security: bool,
    /// The header `X-Frame-Options`; `None` leaves it out.
    pub x_frame_options: Option<String>,
    /// The largest JSON body in bytes.
    pub body_limit: usize,
    /// The longest param or tag value in bytes.
    pub max_value_bytes: usize,
    /// Whether clients' files go through this server.
    pub serve_artifacts: bool,
    /// Whether this server does nothing but pass files through.
    pub artifacts_only: bool,
    /// The artifact root and the destination: locations whose hosts clients may name.
    pub own_locations: Vec<String>,
    /// Where copies of large tables are kept; without it their files are read for each page.
    pub table_cache: Option<TableCache>,
}

/// The folder in which large tables are copied, to be read anywhere.
#[derive(Debug, Clone)]
pub struct TableCache {
    /// It is made if it is not there.
    pub folder: PathBuf,
    /// The bytes of all copies; those that were not used for the longest time go first.
    pub max_bytes: u64,
    /// Tables with fewer bytes have no copy.
    pub from_bytes: u64,
}

impl TableCache {
    /// The size from which a table is copied, unless it is set otherwise: smaller ones are read in an instant.
    pub const FROM_BYTES: u64 = 5_000_000;
}

impl Default for AppConfig {
    fn default() -> Self {
        Self {
            static_prefix: String::new(),
            allowed_hosts: None,
            cors_allowed_origins: Vec::new(),
            security: true,
            x_frame_options: Some("SAMEORIGIN".to_owned()),
            body_limit: 32 * 1024 * 1024,
            max_value_bytes: LONG_VALUE_BYTES,
            serve_artifacts: true,
            artifacts_only: false,
            own_locations: Vec::new(),
            table_cache: None,
        }
    }
}

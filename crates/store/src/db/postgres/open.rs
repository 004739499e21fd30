//! Opening PostgreSQL connections from a URI.

use postgres::Config;
use postgres::config::Host;
use runlore_domain::{Error, ErrorKind, Result};

use super::errors::classify;
use super::tls::{self, TlsMode};
use super::{PostgresConn, conn};
use crate::uri::PostgresUri;

/// A checked PostgreSQL target that connections are made from.
#[derive(Clone)]
pub(crate) struct PostgresTarget {
    config: Config,
    tls: TlsMode,
    pub(crate) allow_unsafe_durability: bool,
}

impl std::fmt::Debug for PostgresTarget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The configuration holds the password.
        f.write_str("PostgresTarget")
    }
}

impl PostgresTarget {
    /// Checks a URI, without connecting.
    pub(crate) fn new(uri: &PostgresUri) -> Result<Self> {
        let mut config: Config = uri.connection.parse().map_err(|e: postgres::Error| {
            Error::new(ErrorKind::InvalidParameter, format!("The PostgreSQL URI is not understood: {e}"))
        })?;
        config.application_name("runlore");
        let mut tls = TlsMode::new(&uri.tls)?;
        let hosts = config.get_hosts();
        if !hosts.is_empty() && hosts.iter().all(|host| matches!(host, Host::Unix(_))) {
            // As libpq: nobody listens in on a Unix socket.
            tls = TlsMode::Off;
        }
        tls.apply(&mut config);
        Ok(Self { config, tls, allow_unsafe_durability: false })
    }

    /// Opens a connection.
    pub(crate) fn connect(&self) -> Result<PostgresConn> {
        let client = match &self.tls {
            TlsMode::Off => self.config.connect(postgres::NoTls),
            TlsMode::On { connector, .. } => self.config.connect(tls::connector(connector)),
        };
        client.map(conn::PostgresConn::new).map_err(classify)
    }
}

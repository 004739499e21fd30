//! Which database a `--backend-store-uri` names.
//!
//! The spellings are SQLAlchemy's, because that is what MLflow's users have in their scripts:
//! `sqlite:///relative`, `sqlite:////absolute`, `postgresql://…` with or without a driver's name.
//! Parsing touches nothing; it only tells what was asked for, or says in one sentence why Runlore
//! can not serve it and what to do instead. A password is read but never shown.

mod postgres;

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use runlore_domain::{Error, Result};

pub use self::postgres::{PostgresUri, TlsOptions};

/// A database that Runlore can serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUri {
    /// A file, relative paths against the working directory.
    Sqlite(PathBuf),
    /// A database on a PostgreSQL server.
    Postgres(PostgresUri),
}

/// Looks an environment variable up.
pub(crate) type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

impl FromStr for DatabaseUri {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text, &|_| None)
    }
}

impl DatabaseUri {
    /// Reads a URI; what one of PostgreSQL leaves open is taken from libpq's variables (`PGPASSWORD`, …), which
    /// `variable` looks up.
    pub fn parse(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        let text = text.trim();
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(folder(text));
        };
        let scheme = scheme.to_ascii_lowercase();
        let (dialect, driver) = scheme.split_once('+').unwrap_or((&scheme, ""));
        match (dialect, driver) {
            ("sqlite", "" | "pysqlite") => sqlite(rest).map(Self::Sqlite),
            ("postgresql" | "postgres", "" | "psycopg2" | "psycopg" | "asyncpg" | "pg8000" | "psycopg2cffi") => {
                PostgresUri::parse(rest, variable).map(Self::Postgres)
            }
            ("sqlite" | "postgresql" | "postgres", _) => Err(Error::invalid(format!(
                "`{scheme}://` names a driver that Runlore does not know; leave the driver out and write `{dialect}://`."
            ))),
            ("mysql" | "mariadb" | "mssql" | "oracle", _) => Err(Error::invalid(format!(
                "`{scheme}://` databases are not supported: Runlore serves SQLite (`sqlite:///mlflow.db`) and PostgreSQL \
                 (`postgresql://user@host/database`); copy the data into one of them and start Runlore on that."
            ))),
            ("file", _) => Err(folder(text)),
            ("http" | "https", _) => Err(Error::invalid(
                "an `http(s)://` address is a tracking server, not a database: give that server's own \
                 `--backend-store-uri` here, for example `sqlite:///mlflow.db`.",
            )),
            _ => Err(Error::invalid(format!(
                "`{scheme}://` is no database that Runlore knows; give `sqlite:///path/to/file.db` or \
                 `postgresql://user@host/database`."
            ))),
        }
    }
}

impl fmt::Display for DatabaseUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:///{}", path.display()),
            Self::Postgres(uri) => uri.fmt(f),
        }
    }
}

/// What follows `sqlite://`: an empty host, a path, perhaps a query.
fn sqlite(rest: &str) -> Result<PathBuf> {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = decode(path.strip_prefix('/').unwrap_or(path))?;
    if path.is_empty() || path == ":memory:" {
        return Err(Error::invalid(
            "a database in memory would be lost when the server stops; name a file, for example `sqlite:///mlflow.db`.",
        ));
    }
    if !rest.starts_with('/') {
        return Err(Error::invalid(format!(
            "`sqlite://{path}` lacks a slash: write `sqlite:///{path}` for a path relative to the working directory, \
             or four slashes before an absolute one."
        )));
    }
    if path.starts_with("file:") || query_pairs(query)?.iter().any(|(key, _)| key == "uri" || key == "mode") {
        return Err(Error::invalid(
            "SQLite's own `file:` addresses and their parameters are not supported; name the file itself, for example \
             `sqlite:////var/lib/runlore/mlflow.db`.",
        ));
    }
    Ok(PathBuf::from(path))
}

/// A folder of files, which is what MLflow used before it had a database by default.
fn folder(text: &str) -> Error {
    Error::invalid(format!(
        "`{text}` names a folder, and Runlore keeps runs in a database: bring the folder over with MLflow's own \
         `mlflow migrate-filestore --source FOLDER --target sqlite:///mlflow.db`, then give `sqlite:///mlflow.db`."
    ))
}

/// The text behind percent escapes.
fn decode(text: &str) -> Result<String> {
    percent_decode_str(text)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| Error::invalid("the database URI holds percent escapes that are not UTF-8 text."))
}

/// The pairs of a query string, in order; `+` is a space there, as in SQLAlchemy.
fn query_pairs(query: &str) -> Result<Vec<(String, String)>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(&key.replace('+', " "))?, decode(&value.replace('+', " "))?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        text.parse::<DatabaseUri>().unwrap_err().to_string()
    }

    #[test]
    fn sqlite_paths() {
        for (text, path) in [
            ("sqlite:///mlflow.db", "mlflow.db"),
            ("sqlite:////var/lib/a.db", "/var/lib/a.db"),
            ("SQLite+pysqlite:///./x/a.db", "./x/a.db"),
            ("sqlite:///a%20b.db?timeout=3", "a b.db"),
        ] {
            assert_eq!(text.parse::<DatabaseUri>().unwrap(), DatabaseUri::Sqlite(path.into()), "{text}");
        }
        assert_eq!("sqlite:////a/b.db".parse::<DatabaseUri>().unwrap().to_string(), "sqlite:////a/b.db");
    }

    #[test]
    fn what_can_not_be_served_says_what_to_do() {
        for (text, part) in [
            ("sqlite://", "in memory"),
            ("sqlite:///:memory:", "in memory"),
            ("sqlite://mlflow.db", "write `sqlite:///mlflow.db`"),
            ("sqlite:///file:a.db?uri=true", "name the file itself"),
            ("mysql://u:secret@h/db", "copy the data"),
            ("mysql+pymysql://u:secret@h/db", "copy the data"),
            ("mssql+pyodbc://u:secret@h/db", "copy the data"),
            ("./mlruns", "migrate-filestore"),
            ("mlruns", "migrate-filestore"),
            ("file:///data/mlruns", "migrate-filestore"),
            ("http://127.0.0.1:5000", "tracking server"),
            ("databricks://profile", "no database that Runlore knows"),
            ("postgresql+foo://h/db", "leave the driver out"),
            ("sqlite:///%ff", "UTF-8"),
        ] {
            let message = refusal(text);
            assert!(message.contains(part), "{text}: {message}");
            assert!(!message.contains("secret"), "{message}");
        }
    }
}

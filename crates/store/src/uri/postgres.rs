//! The parts of a PostgreSQL URI, with libpq's names for what stands in its query.
//!
//! One host or several (`h1:5432,h2:5433`, or `host=` in the query, which is also how a Unix
//! socket's folder is given); user, password and database percent-decoded. A parameter that
//! Runlore does not honour is refused instead of dropped: a connection that is less safe than
//! what was written down must not come about in silence.

use std::fmt;

use runlore_domain::{Error, Result};

use super::{Variable, decode, query_pairs};

/// What TLS must prove, in libpq's words; the files are paths to PEM.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TlsOptions {
    /// `sslmode`: one of [`MODES`].
    pub mode: Option<String>,
    /// `sslrootcert`: authorities to trust, instead of the system's.
    pub root_cert: Option<String>,
    /// `sslcert`: the client's certificate.
    pub cert: Option<String>,
    /// `sslkey`: the client certificate's key.
    pub key: Option<String>,
}

/// Every `sslmode` of libpq.
const MODES: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/// Where a PostgreSQL database is and how to talk to it.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUri {
    /// Everything but TLS as libpq's `key='value'` pairs, password included: not to be shown.
    pub connection: String,
    /// What TLS must prove.
    pub tls: TlsOptions,
    shown: String,
}

#[derive(Default)]
struct Parts {
    user: Option<String>,
    password: Option<String>,
    hosts: Vec<(String, u16)>,
    /// For hosts that name none.
    default_port: Option<u16>,
    database: Option<String>,
    tls: TlsOptions,
    /// The remaining pairs, as they are handed on.
    other: Vec<(&'static str, String)>,
}

const DEFAULT_PORT: u16 = 5432;

/// What is handed on unless the URI says otherwise. A host that vanishes without a word (a cut cable, a failover) is
/// noticed within half a minute; the kernel's own settings take a quarter of an hour.
const PATIENCE: [(&str, &str); 5] = [
    ("connect_timeout", "10"),
    ("keepalives_idle", "10"),
    ("keepalives_interval", "5"),
    ("keepalives_retries", "3"),
    ("tcp_user_timeout", "10"),
];

/// libpq's environment variables for what a URI leaves open.
const VARIABLES: [(&str, &str); 13] = [
    ("PGHOST", "host"),
    ("PGPORT", "port"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGDATABASE", "dbname"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGOPTIONS", "options"),
    ("PGAPPNAME", "application_name"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
];

impl PostgresUri {
    /// Reads what follows `postgresql://`.
    pub(super) fn parse(rest: &str, variable: Variable<'_>) -> Result<Self> {
        let parts = Parts::parse(rest, variable)?;
        Ok(Self { connection: parts.connection(), shown: parts.shown(), tls: parts.tls })
    }
}

impl Parts {
    fn parse(rest: &str, variable: Variable<'_>) -> Result<Self> {
        let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = address.split_once('/').unwrap_or((address, ""));
        // The last `@`, so that a password with a bare one still works.
        let (login, hosts) =
            authority.rsplit_once('@').map_or((None, authority), |(login, hosts)| (Some(login), hosts));
        let mut parts = Self::of_environment(variable)?;
        let elsewhere = std::mem::take(&mut parts.hosts);
        if let Some((user, password)) = login.map(|login| login.split_once(':').unwrap_or((login, ""))) {
            parts.user = non_empty(decode(user)?).or(parts.user);
            parts.password = non_empty(decode(password)?).or(parts.password);
        }
        parts.database = non_empty(decode(database)?).or(parts.database);
        for host in hosts.split(',').filter(|host| !host.is_empty()) {
            parts.add_host(&decode(host)?)?;
        }
        let mut port = None;
        for (key, value) in query_pairs(query)? {
            parts.set(&key, value, &mut port)?;
        }
        if parts.hosts.is_empty() {
            parts.hosts = elsewhere;
        }
        if parts.hosts.is_empty() {
            parts.add_host("localhost")?;
        }
        if let Some(port) = port {
            parts.hosts.iter_mut().for_each(|host| host.1 = port);
        }
        Ok(parts)
    }

    fn of_environment(variable: Variable<'_>) -> Result<Self> {
        let mut parts = Self::default();
        let mut port = None;
        for (name, key) in VARIABLES {
            if let Some(value) = variable(name).filter(|value| !value.is_empty()) {
                parts.set(key, value, &mut port).map_err(|e| Error::invalid(format!("the variable {name}: {e}")))?;
            }
        }
        parts.default_port = port;
        parts.hosts.iter_mut().for_each(|host| host.1 = port.unwrap_or(host.1));
        Ok(parts)
    }

    fn add_host(&mut self, text: &str) -> Result<()> {
        let (host, port) = host_and_port(text)?;
        self.hosts.push((host, port.or(self.default_port).unwrap_or(DEFAULT_PORT)));
        Ok(())
    }

    fn set(&mut self, key: &str, value: String, port: &mut Option<u16>) -> Result<()> {
        match key {
            "host" => {
                for host in value.split(',').filter(|host| !host.is_empty()) {
                    self.add_host(host)?;
                }
            }
            "port" => *port = Some(port_number(&value)?),
            "user" => self.user = non_empty(value),
            "password" => self.password = non_empty(value),
            "dbname" => self.database = non_empty(value),
            "sslmode" if MODES.contains(&value.as_str()) => self.tls.mode = Some(value),
            "sslmode" => {
                return Err(Error::invalid(format!(
                    "the database URI's `sslmode={value}` is none of {}.",
                    MODES.join(", ")
                )));
            }
            "sslrootcert" => self.tls.root_cert = non_empty(value),
            "sslcert" => self.tls.cert = non_empty(value),
            "sslkey" => self.tls.key = non_empty(value),
            "connect_timeout" => self.number("connect_timeout", key, &value, 1)?,
            "keepalives" => self.number("keepalives", key, &value, 1)?,
            "keepalives_idle" => self.number("keepalives_idle", key, &value, 1)?,
            "keepalives_interval" => self.number("keepalives_interval", key, &value, 1)?,
            "keepalives_count" => self.number("keepalives_retries", key, &value, 1)?,
            // Milliseconds for libpq, seconds for the driver.
            "tcp_user_timeout" => self.number("tcp_user_timeout", key, &value, 1000)?,
            "options" => self.other.push(("options", value)),
            "application_name" => self.other.push(("application_name", value)),
            "target_session_attrs" => self.other.push(("target_session_attrs", value)),
            // Without effect here, and harmless: Runlore speaks UTF-8.
            "client_encoding" => {}
            _ => {
                return Err(Error::invalid(format!(
                    "the database URI's parameter `{key}` is not supported; take it out, or use one of host, port, user, \
                     password, dbname, sslmode, sslrootcert, sslcert, sslkey, connect_timeout, keepalives, keepalives_idle, \
                     keepalives_interval, keepalives_count, tcp_user_timeout, options, application_name, \
                     target_session_attrs."
                )));
            }
        }
        Ok(())
    }

    /// Hands a whole number on as the driver's `name`, in units of `unit`.
    fn number(&mut self, name: &'static str, key: &str, value: &str, unit: u32) -> Result<()> {
        let number: u32 = value.parse().map_err(|_| {
            Error::invalid(format!("the database URI's `{key}={value}` is no whole number from 0 to {}.", u32::MAX))
        })?;
        self.other.push((name, number.div_ceil(unit).to_string()));
        Ok(())
    }

    fn connection(&self) -> String {
        let list = |each: &dyn Fn(&(String, u16)) -> String| self.hosts.iter().map(each).collect::<Vec<_>>().join(",");
        let mut pairs = vec![("host", list(&|h| h.0.clone())), ("port", list(&|h| h.1.to_string()))];
        pairs.extend(self.user.clone().map(|user| ("user", user)));
        pairs.extend(self.password.clone().map(|password| ("password", password)));
        pairs.extend(self.database.clone().map(|database| ("dbname", database)));
        let unsaid = PATIENCE.iter().filter(|(key, _)| self.other.iter().all(|(said, _)| said != key));
        pairs.extend(unsaid.map(|(key, value)| (*key, (*value).to_owned())));
        pairs.extend(self.other.iter().cloned());
        let quoted = |text: &str| text.replace('\\', r"\\").replace('\'', r"\'");
        pairs.iter().map(|(key, value)| format!("{key}='{}'", quoted(value))).collect::<Vec<_>>().join(" ")
    }

    fn shown(&self) -> String {
        let user = self.user.as_ref().map(|user| format!("{user}@")).unwrap_or_default();
        let hosts: Vec<String> = self
            .hosts
            .iter()
            .map(|(host, port)| if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") })
            .collect();
        format!("postgresql://{user}{}/{}", hosts.join(","), self.database.as_deref().unwrap_or_default())
    }
}

/// `host`, `host:port`, `[::1]:port` or a socket's folder.
fn host_and_port(text: &str) -> Result<(String, Option<u16>)> {
    if text.starts_with('/') {
        return Ok((text.to_owned(), None));
    }
    let (host, port) = match text.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => text.rsplit_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    Ok((host.to_owned(), port.filter(|p| !p.is_empty()).map(port_number).transpose()?))
}

fn port_number(text: &str) -> Result<u16> {
    // It is not shown: it is a piece of the password when that has a / in it.
    text.parse().map_err(|_| {
        Error::invalid(
            "the database URI's port is no number from 0 to 65535; in a password, / is written %2F and @ is %40.",
        )
    })
}

fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

impl fmt::Display for PostgresUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for PostgresUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgresUri({}, {:?})", self.shown, self.tls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(rest: &str) -> Parts {
        Parts::parse(rest, &|_| None).unwrap()
    }

    #[test]
    fn the_parts_are_decoded() {
        let uri = parse("u%40x:p%2Fw+d@h:5433/my%20db");
        assert_eq!(uri.user.as_deref(), Some("u@x"));
        assert_eq!(uri.password.as_deref(), Some("p/w+d"));
        assert_eq!(uri.hosts, [("h".to_owned(), 5433)]);
        assert_eq!(uri.database.as_deref(), Some("my db"));
        assert_eq!(parse("u:a:b@c@h/d").password.as_deref(), Some("a:b@c"));
    }

    #[test]
    fn hosts_in_every_spelling() {
        let host = |h: &str, p| (h.to_owned(), p);
        assert_eq!(parse("/db").hosts, [host("localhost", 5432)]);
        assert_eq!(parse("[::1]:5/db").hosts, [host("::1", 5)]);
        assert_eq!(parse("a:1,b/db").hosts, [host("a", 1), host("b", 5432)]);
        assert_eq!(parse("u@/db?host=/var/run/pg&port=6000").hosts, [host("/var/run/pg", 6000)]);
        assert_eq!(parse("u@%2Ftmp/db").hosts, [host("/tmp", 5432)]);
        assert_eq!(parse("u@/db?host=a:1&host=b:2").hosts, [host("a", 1), host("b", 2)]);
    }

    #[test]
    fn parameters() {
        let uri = parse("h/d?sslmode=verify-full&sslrootcert=/c/root.crt&connect_timeout=7&options=-c%20a%3Db");
        assert_eq!(uri.tls.mode.as_deref(), Some("verify-full"));
        assert_eq!(uri.tls.root_cert.as_deref(), Some("/c/root.crt"));
        let connection = uri.connection();
        assert!(connection.starts_with("host='h' port='5432' dbname='d' "), "{connection}");
        assert!(connection.ends_with(" connect_timeout='7' options='-c a=b'"), "{connection}");
        for (text, part) in [
            ("h/d?sslmode=on", "verify-full"),
            ("h/d?channel_binding=require", "`channel_binding` is not supported"),
            ("h:99999/d", "port is no number"),
            ("h/d?connect_timeout=soon", "whole number"),
            ("h/d?keepalives_idle=-1", "whole number"),
            ("h/d?tcp_user_timeout=99999999999", "whole number"),
        ] {
            let message = PostgresUri::parse(text, &|_| None).unwrap_err().to_string();
            assert!(message.contains(part), "{text}: {message}");
        }
    }

    #[test]
    fn the_driver_reads_what_was_meant() {
        let uri = parse(r"me:it's\%27x@[::1]:7,/d?host=/tmp");
        let config: postgres::Config = uri.connection().parse().unwrap();
        assert_eq!(config.get_user(), Some("me"));
        assert_eq!(config.get_password(), Some(r"it's\'x".as_bytes()));
        assert_eq!(config.get_dbname(), Some("d"));
        assert_eq!(config.get_ports(), [7, 5432]);
        assert_eq!(config.get_hosts().len(), 2);
    }

    #[test]
    fn a_host_that_vanishes_is_noticed() {
        let config = |text: &str| parse(text).connection().parse::<postgres::Config>().unwrap();
        let seconds = |n| std::time::Duration::from_secs(n);
        let ours = config("h/d");
        assert!(ours.get_keepalives());
        assert_eq!(ours.get_connect_timeout(), Some(&seconds(10)));
        assert_eq!(ours.get_tcp_user_timeout(), Some(&seconds(10)));
        assert_eq!((ours.get_keepalives_idle(), ours.get_keepalives_interval()), (seconds(10), Some(seconds(5))));
        assert_eq!(ours.get_keepalives_retries(), Some(3));
        let said = "h/d?keepalives_idle=61&keepalives_interval=7&keepalives_count=9&tcp_user_timeout=2500";
        let theirs = config(said);
        assert_eq!((theirs.get_keepalives_idle(), theirs.get_keepalives_interval()), (seconds(61), Some(seconds(7))));
        assert_eq!((theirs.get_keepalives_retries(), theirs.get_tcp_user_timeout()), (Some(9), Some(&seconds(3))));
        // 0 is libpq's word for the kernel's own.
        assert_eq!(config("h/d?tcp_user_timeout=0").get_tcp_user_timeout(), None);
        assert!(!config("h/d?keepalives=0").get_keepalives());
    }

    #[test]
    fn a_password_is_never_shown() {
        let uri = PostgresUri::parse("me:secret@h,[::1]:7/d?password=secret", &|_| None).unwrap();
        assert_eq!(uri.to_string(), "postgresql://me@h:5432,[::1]:7/d");
        assert!(!format!("{uri:?}").contains("secret"));
    }

    #[test]
    fn the_environment_says_what_the_uri_leaves_open() {
        let variables = |name: &str| {
            let set = [
                ("PGHOST", "/run/pg"),
                ("PGPORT", "6000"),
                ("PGUSER", "u"),
                ("PGPASSWORD", "p"),
                ("PGDATABASE", "d"),
                ("PGSSLMODE", "require"),
                ("PGAPPNAME", ""),
            ];
            set.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned())
        };
        let open = Parts::parse("", &variables).unwrap();
        let wanted = "host='/run/pg' port='6000' user='u' password='p' dbname='d'";
        assert!(open.connection().starts_with(wanted), "{}", open.connection());
        assert_eq!(open.tls.mode.as_deref(), Some("require"));
        let said = Parts::parse("me:secret@a,b:7/mine?sslmode=disable", &variables).unwrap();
        let wanted = "host='a,b' port='6000,7' user='me' password='secret' dbname='mine'";
        assert!(said.connection().starts_with(wanted), "{}", said.connection());
        assert_eq!(said.tls.mode.as_deref(), Some("disable"));
        let wrong = PostgresUri::parse("h/d", &|name| (name == "PGSSLMODE").then(|| "on".to_owned())).unwrap_err();
        assert!(wrong.to_string().starts_with("the variable PGSSLMODE:"), "{wrong}");
    }
}

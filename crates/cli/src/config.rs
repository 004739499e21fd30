//! What was typed, checked: every value here is one that the server can start with.

use std::path::PathBuf;
use std::time::Duration;

use runlore_domain::{Error, Result};
use runlore_server::{AppConfig, OpenConfig, TableCache};
use rustix::process::getuid;

use crate::args::{NotNeeded, ServerArgs};

/// Where artifacts go when this server does not serve them; MLflow's default.
const UNSERVED_ROOT: &str = "./mlruns";
/// Where artifacts go when it does: back through the server that the client talks to.
const SERVED_ROOT: &str = "mlflow-artifacts:/";
/// The shortest silence after which a run may be closed: a program that only lost its connection has some
/// time left to be heard again after its run began to count as lost.
const SHORTEST_SILENCE: Duration = Duration::from_secs(120);
/// How long requests under way may take to finish when the server stops.
const DRAIN: Duration = Duration::from_secs(30);

/// A checked `runlore server`.
#[derive(Debug)]
pub(crate) struct ServerConfig {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) drain: Duration,
    pub(crate) open: OpenConfig,
    pub(crate) app: AppConfig,
}

impl TryFrom<ServerArgs> for ServerConfig {
    type Error = Error;

    fn try_from(args: ServerArgs) -> Result<Self> {
        explain(&args.not_needed);
        let serve = args.serve_artifacts && !args.no_serve_artifacts;
        if args.artifacts_only && !serve {
            return Err(Error::invalid(
                "--artifacts-only and --no-serve-artifacts together leave nothing to serve; drop one of them.",
            ));
        }
        let default_root = if serve { SERVED_ROOT } else { UNSERVED_ROOT };
        let open = OpenConfig {
            database: (!args.artifacts_only).then_some(args.backend_store_uri),
            artifact_root: args.default_artifact_root.unwrap_or_else(|| default_root.to_owned()),
            artifacts_destination: serve.then_some(args.artifacts_destination),
            allow_unsafe_durability: args.allow_unsafe_durability,
            close_lost_after: close_lost_after(args.close_lost_after)?,
        };
        let app = AppConfig {
            static_prefix: static_prefix(args.static_prefix.unwrap_or_default())?,
            allowed_hosts: list(&args.allowed_hosts),
            cors_allowed_origins: list(&args.cors_allowed_origins).unwrap_or_default(),
            security: !args.disable_security_middleware,
            x_frame_options: (!args.x_frame_options.eq_ignore_ascii_case("NONE")).then_some(args.x_frame_options),
            body_limit: args.max_body_bytes,
            max_value_bytes: args.max_value_bytes,
            serve_artifacts: serve,
            artifacts_only: args.artifacts_only,
            table_cache: Some(TableCache {
                folder: args.cache_dir.unwrap_or_else(|| cache_dir(&|name| std::env::var(name).ok())),
                max_bytes: args.cache_size as u64,
                from_bytes: TableCache::FROM_BYTES,
            }),
            ..AppConfig::default()
        };
        Ok(Self { host: args.host, port: args.port, drain: DRAIN, open, app })
    }
}

fn static_prefix(prefix: String) -> Result<String> {
    if !prefix.is_empty() && (!prefix.starts_with('/') || prefix.ends_with('/')) {
        return Err(Error::invalid(format!(
            "--static-prefix {prefix} must begin with a `/` and must not end with one; write it as /name."
        )));
    }
    Ok(prefix)
}

/// Where copies of tables are if nobody says: in the user's folder for caches, or, for a user without a home, in the
/// system's for temporary files.
fn cache_dir(env: &dyn Fn(&str) -> Option<String>) -> PathBuf {
    let set = |name: &str| env(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let given = set("XDG_CACHE_HOME").filter(|path| path.is_absolute());
    match given.or_else(|| set("HOME").map(|home| home.join(".cache"))) {
        Some(caches) => caches.join("runlore").join("tables"),
        // Users do not get into each other's way; a folder that is somebody else's is not used.
        None => std::env::temp_dir().join(format!("runlore-tables-{}", getuid().as_raw())),
    }
}

fn close_lost_after(silence: Option<Duration>) -> Result<Option<Duration>> {
    match silence {
        Some(short) if short < SHORTEST_SILENCE => Err(Error::invalid(format!(
            "--close-lost-after {}s would close runs whose programs only lost their connection for a moment; give at \
             least 2m.",
            short.as_secs()
        ))),
        silence => Ok(silence),
    }
}

/// The items of a comma list, or none when there are none.
fn list(items: &[String]) -> Option<Vec<String>> {
    let items: Vec<String> = items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
    (!items.is_empty()).then_some(items)
}

fn explain(flags: &NotNeeded) {
    for (flag, given, why) in [
        ("--workers", &flags.workers, "one process serves all requests on all cores"),
        ("--gunicorn-opts", &flags.gunicorn_opts, "there is no gunicorn here"),
        ("--uvicorn-opts", &flags.uvicorn_opts, "there is no uvicorn here"),
        ("--waitress-opts", &flags.waitress_opts, "there is no waitress here"),
        ("--expose-prometheus", &flags.expose_prometheus, "metrics are always served at /metrics"),
    ] {
        if given.is_some() {
            tracing::info!("{flag} is not needed and changes nothing: {why}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_where_copies_are() {
        let at = |set: &[(&str, &str)]| {
            let env = |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            cache_dir(&env).to_string_lossy().into_owned()
        };
        assert_eq!(at(&[("XDG_CACHE_HOME", "/x"), ("HOME", "/h")]), "/x/runlore/tables");
        assert_eq!(at(&[("XDG_CACHE_HOME", "relative"), ("HOME", "/h")]), "/h/.cache/runlore/tables");
        assert!(at(&[("HOME", "")]).contains("runlore-tables-"));
    }
}

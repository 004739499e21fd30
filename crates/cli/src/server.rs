//! `runlore server`: opens the parts, says where it listens, serves until it is told to stop.

use std::io::Write;
use std::time::Duration;

use runlore_domain::{Error, ErrorKind, Result};
use runlore_server::ServeLimits;
use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::net::{TcpListener, TcpSocket};
use tokio::signal::unix::{SignalKind, signal};

use crate::args::{LogFormat, ServerArgs};
use crate::config::ServerConfig;
use crate::logging;

/// Connections at a time, where the system allows as many files.
const CONNECTIONS: usize = 16_384;
/// Connections that wait to be accepted: a crowd of clients that start together.
const BACKLOG: u32 = 4096;
/// Open files that are no connections: the database, artifacts on their way, libraries.
const OWN_FILES: u64 = 200;

pub(crate) fn run(args: ServerArgs) -> Result<()> {
    let format = args.log_format;
    logging::start(format, &args.log_level)?;
    let config = ServerConfig::try_from(args)?;
    let connections = raise_open_files();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|cause| Error::internal("the threads of the server could not be started").with_source(cause))?;
    let outcome = runtime.block_on(serve(config, connections, format));
    // What outlived the drain must not keep the process.
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

/// Allows as many open files as the system lets this process have, and answers how many of them may
/// be connections. Shells set a lower limit for programs that use `select`, which this one does not.
fn raise_open_files() -> usize {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::debug!(%error, "the limit of open files stays as it is");
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let connections = usize::try_from(files.saturating_sub(OWN_FILES).max(files / 2)).unwrap_or(usize::MAX);
    connections.clamp(1, CONNECTIONS)
}

async fn serve(config: ServerConfig, connections: usize, format: LogFormat) -> Result<()> {
    let ServerConfig { host, port, drain, open, app } = config;
    // Before the database is touched: a second server that is started by mistake changes nothing.
    let listener = listen(&host, port).await?;
    let stop = stop_signal()?;
    let prefix = app.static_prefix.clone();
    let mut opened = runlore_server::open(open, app).await?;
    let address =
        listener.local_addr().map_err(|cause| Error::internal("the socket has no address").with_source(cause))?;
    let artifacts = match &opened.artifacts_destination {
        Some(destination) => format!("{}, served from {destination}", opened.artifact_root),
        None => format!("{}, not served", opened.artifact_root),
    };
    let database = opened.database.clone().unwrap_or_else(|| "none (--artifacts-only)".to_owned());
    announce(&format!("http://{address}{prefix}"), &database, &artifacts, format);
    opened.start_background_work()?;
    let limits = ServeLimits { connections, drain };
    let state = opened.state.clone();
    let drained = runlore_server::serve(listener, runlore_server::app(opened.state), stop, limits).await;
    if tokio::time::timeout(drain, state.write_tables()).await.is_err() {
        tracing::warn!("not all files of tables were written; the next start goes on");
    }
    if drained {
        tracing::info!("stopped");
    } else {
        tracing::warn!("stopped with requests still under way after {} s", drain.as_secs());
    }
    Ok(())
}

async fn listen(host: &str, port: u16) -> Result<TcpListener> {
    bind(host, port).await.map_err(|cause| {
        use std::io::ErrorKind as Io;
        let advice = match cause.kind() {
            Io::AddrInUse => "another program listens there: stop it, or give another --port",
            Io::PermissionDenied => "this user may not take that port: give a --port above 1023",
            Io::AddrNotAvailable => {
                "this machine has no such address: give one of its own as --host, or 0.0.0.0 for all"
            }
            _ => "give an address of this machine as --host, such as 127.0.0.1",
        };
        Error::new(ErrorKind::Unavailable, format!("can not listen on {host}:{port}, {advice}.")).with_source(cause)
    })
}

/// The first address of the host that can be listened on.
async fn bind(host: &str, port: u16) -> std::io::Result<TcpListener> {
    let mut outcome = Err(std::io::ErrorKind::AddrNotAvailable.into());
    for address in tokio::net::lookup_host((host, port)).await? {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // A restart must not wait for connections of the server before it.
        socket.set_reuseaddr(true)?;
        outcome = socket.bind(address).and_then(|()| socket.listen(BACKLOG));
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// Completes at the first SIGTERM or Ctrl-C; a second one ends the process at once.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    let no_signals = |cause| Error::internal("signals can not be received").with_source(cause);
    let mut terminate = signal(SignalKind::terminate()).map_err(no_signals)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(no_signals)?;
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        tracing::info!("stopping; requests under way may finish");
        tokio::spawn(async move {
            tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
            tracing::warn!("stopped at once, at the second signal");
            std::process::exit(1);
        });
    })
}

/// Says where the server listens and what it serves: to people on standard output, to machines in
/// the log.
fn announce(url: &str, database: &str, artifacts: &str, format: LogFormat) {
    let version = env!("CARGO_PKG_VERSION");
    if format == LogFormat::Json {
        tracing::info!(url, database, artifacts, version, "listening");
        return;
    }
    let banner = format!("Runlore {version} listens on {url}\n  database   {database}\n  artifacts  {artifacts}\n");
    // Not `println!`: a server whose output nobody reads must serve all the same.
    if let Err(error) = std::io::stdout().write_all(banner.as_bytes()) {
        tracing::warn!(%error, url, "the banner could not be printed");
    }
}

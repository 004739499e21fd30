//! A Runlore server on a port of its own, which can be stopped and started again.

use std::path::Path;
use std::time::Duration;

use runlore_server::{AppConfig, OpenConfig, ServeLimits};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

/// A running server; it stops when it goes.
pub(crate) struct Server {
    pub(crate) uri: String,
    stop: Option<oneshot::Sender<()>>,
    runtime: Option<Runtime>,
}

/// A port that nobody listens on at the moment.
pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Server {
    pub(crate) fn start(folder: &Path, port: u16) -> Self {
        let runtime = Runtime::new().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let open = OpenConfig {
            database: Some(format!("sqlite:///{}", folder.join("test.db").display())),
            artifact_root: "mlflow-artifacts:/".to_owned(),
            artifacts_destination: Some(folder.join("artifacts").display().to_string()),
            allow_unsafe_durability: false,
            close_lost_after: None,
        };
        let (listener, opened) = runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
            (listener, runlore_server::open(open, AppConfig::default()).await.unwrap())
        });
        runtime.spawn(async move {
            let limits = ServeLimits { connections: 100, drain: Duration::from_secs(5) };
            let until = async { drop(stopped.await) };
            runlore_server::serve(listener, runlore_server::app(opened.state), until, limits).await;
        });
        Self { uri: format!("http://127.0.0.1:{port}"), stop: Some(stop), runtime: Some(runtime) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(5));
        }
    }
}

/// Spools go into `folder` instead of the user's own.
pub(crate) fn spool_in(folder: &Path) {
    set_env("RUNLORE_SPOOL_DIR", &folder.join("spool").display().to_string());
}

#[expect(unsafe_code, reason = "the test's process has one thread at this moment")]
pub(crate) fn set_env(name: &str, value: &str) {
    // SAFETY: nextest runs each test in a process of its own, and nothing else runs yet.
    unsafe { std::env::set_var(name, value) };
}

//! The server without a socket: a program that keeps its records in a database of its own calls the
//! same router with the same requests, so there is no second implementation that could differ.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use runlore_domain::{Error, Result};
use runlore_store::Store;
use tower::Service as _;

use crate::open::{OpenConfig, Opened, open};
use crate::{AppConfig, AppState, app};

/// A body, piece by piece. An error ends it.
pub type Pieces = BoxStream<'static, Result<Bytes>>;

/// An opened server that is called instead of listening. Cheap to clone.
#[derive(Debug, Clone)]
pub struct InProcess {
    router: Router,
    state: AppState,
}

impl InProcess {
    /// Opens `database`, making it if need be; experiments without a location of their own put their
    /// artifacts below `artifact_root`. `served` is what `mlflow-artifacts:/` means, for experiments that
    /// a server on the same database made.
    ///
    /// # Errors
    /// One sentence for whoever named the database.
    pub async fn open(database: &str, artifact_root: &str, served: Option<String>) -> Result<Self> {
        let config = OpenConfig {
            database: Some(database.to_owned()),
            artifact_root: artifact_root.to_owned(),
            artifacts_destination: served,
            close_lost_after: None,
            allow_unsafe_durability: false,
        };
        // Nobody from outside can call it, so there is nobody to keep out.
        let settings = AppConfig { security: false, serve_artifacts: false, ..AppConfig::default() };
        let mut opened: Opened = open(config, settings).await?;
        opened.start_background_work()?;
        Ok(Self { router: app(opened.state.clone()), state: opened.state })
    }

    /// Writes the files of tables that would be written some seconds later.
    pub async fn write_tables(&self) {
        self.state.write_tables().await;
    }

    /// Lets go of the database; false when somebody else, such as a task in the background, had it open for longer
    /// than `patience`. Blocks.
    #[must_use]
    pub fn close(self, patience: Duration) -> bool {
        let closed = self.state.store().map(Store::closed);
        drop(self);
        closed.is_ok_and(|closed| closed.wait(patience))
    }

    /// Answers a request as the server would.
    pub async fn call(&self, request: Request<Pieces>) -> Response<Pieces> {
        let request = request.map(Body::from_stream);
        let answered: std::result::Result<_, Infallible> = self.router.clone().call(request).await;
        let answer = answered.unwrap_or_else(|never| match never {});
        answer.map(|body| {
            let broken = |error| Error::internal("The answer broke off").with_source(error);
            body.into_data_stream().map(move |piece| piece.map_err(broken)).boxed()
        })
    }
}

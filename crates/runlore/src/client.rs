//! A tracking server's endpoints as methods. Async; the fluent functions block on them.

use reqwest::Method;
use runlore_domain::Result;

use crate::http::Http;
use crate::run::Run;

/// A client of one tracking server, Runlore's or MLflow's.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) http: Http,
}

impl Client {
    /// A client for `http(s)://…`. Credentials come from the URI, or from `RUNLORE_TRACKING_USERNAME` and
    /// `…_PASSWORD` or `…_TOKEN`, or from MLflow's variables of these names.
    ///
    /// # Errors
    /// When `uri` is none that can be spoken to over HTTP.
    pub fn new(uri: &str) -> Result<Self> {
        Http::new(uri, &|name| std::env::var(name).ok()).map(|http| Self { http })
    }

    /// A run with everything but its history, also when it is in the bin.
    ///
    /// # Errors
    /// `NotFound` when there is no such run; `Unavailable` when the server is away.
    pub async fn get_run(&self, run_id: &str) -> Result<Run> {
        let query = [("run_id", run_id)];
        let answer = self.http.call(Method::GET, "api/2.0/mlflow/runs/get", &query, None).await;
        Run::from_answer(&answer.map_err(|failure| failure.error)?)
    }
}

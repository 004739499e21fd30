//! What the HTTP side counts about itself, for `/metrics`: requests and their durations by route
//! template, method and status, and how long operations on artifacts take.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use runlore_domain::durations::Durations;

#[derive(Debug)]
struct Series {
    method: &'static str,
    status: StatusCode,
    durations: Durations,
}

/// What is done to artifacts; the rest of a transfer is the client's speed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Operation {
    /// Listing a folder.
    List,
    /// Opening a file, up to its first byte.
    Open,
    /// Writing a file, the client's sending included.
    Put,
    /// Removing.
    Delete,
}

impl Operation {
    const ALL: [(Self, &'static str); 4] =
        [(Self::List, "list"), (Self::Open, "open"), (Self::Put, "put"), (Self::Delete, "delete")];
}

/// The counters. A request that was seen before costs a shared lock, a look-up and two additions.
#[derive(Debug, Default)]
pub(crate) struct Telemetry {
    routes: RwLock<HashMap<Box<str>, Vec<Arc<Series>>>>,
    artifacts: [Durations; Operation::ALL.len()],
}

impl Telemetry {
    /// Counts one answered request.
    pub(crate) fn record(&self, route: &str, method: &'static str, status: StatusCode, took: Duration) {
        self.series(route, method, status).durations.record(took);
    }

    /// Does `work` on artifacts and counts how long it took.
    pub(crate) async fn timed<T>(&self, operation: Operation, work: impl Future<Output = T>) -> T {
        let started = Instant::now();
        let result = work.await;
        self.artifacts[operation as usize].record(started.elapsed());
        result
    }

    fn series(&self, route: &str, method: &'static str, status: StatusCode) -> Arc<Series> {
        let is_it = |series: &&Arc<Series>| series.method == method && series.status == status;
        let known = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(route).and_then(|all| all.iter().find(is_it)) {
            return Arc::clone(found);
        }
        drop(known);
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        let all = routes.entry(route.into()).or_default();
        if let Some(found) = all.iter().find(is_it) {
            return Arc::clone(found);
        }
        let series = Arc::new(Series { method, status, durations: Durations::default() });
        all.push(Arc::clone(&series));
        series
    }

    /// In Prometheus' text format.
    pub(crate) fn write(&self, out: &mut String) -> fmt::Result {
        const REQUESTS: &str = "runlore_http_request_duration_seconds";
        const ARTIFACTS: &str = "runlore_artifact_operation_seconds";
        writeln!(out, "# HELP {REQUESTS} Time to answer a request.\n# TYPE {REQUESTS} histogram")?;
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        let mut sorted: Vec<_> = routes.iter().collect();
        sorted.sort_by_key(|(route, _)| *route);
        for (route, all) in sorted {
            for Series { method, status, durations } in all.iter().map(AsRef::as_ref) {
                let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{}\"", status.as_u16());
                durations.write(out, REQUESTS, &labels)?;
            }
        }
        writeln!(out, "# HELP {ARTIFACTS} Time of an operation on artifacts.\n# TYPE {ARTIFACTS} histogram")?;
        for (operation, name) in Operation::ALL {
            self.artifacts[operation as usize].write(out, ARTIFACTS, &format!("operation=\"{name}\""))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_template_method_and_status() {
        let telemetry = Telemetry::default();
        for ms in [1, 2, 90_000] {
            telemetry.record("/a/{id}", "GET", StatusCode::OK, Duration::from_millis(ms));
        }
        telemetry.record("/a/{id}", "GET", StatusCode::NOT_FOUND, Duration::ZERO);
        let mut text = String::new();
        telemetry.write(&mut text).unwrap();
        for line in [
            r#"_bucket{method="GET",route="/a/{id}",status="200",le="0.001"} 1"#,
            r#"_bucket{method="GET",route="/a/{id}",status="200",le="60"} 2"#,
            r#"_bucket{method="GET",route="/a/{id}",status="200",le="+Inf"} 3"#,
            r#"_sum{method="GET",route="/a/{id}",status="200"} 90.003"#,
            r#"_count{method="GET",route="/a/{id}",status="404"} 1"#,
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}

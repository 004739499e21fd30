//! Metric histories.

use axum::body::Body;
use axum::extract::State;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use runlore_domain::metric::{Metric, MetricHistoryPage, MetricSample};
use runlore_protocol::metrics::{
    BulkBody, GetHistory, GetHistoryBulk, GetHistoryInterval, HistoryBody, HistoryRequest, MetricJson, SampleMetrics,
    SampledBody,
};
use tokio::sync::mpsc::Receiver;

use crate::answer::{Answer, done, json, of_type};
use crate::extract::Input;
use crate::state::AppState;

/// The page size of a request that has a token but no page size.
const ALL_THE_REST: i64 = i32::MAX as i64;

pub(crate) async fn history(State(app): State<AppState>, Input(request): Input<GetHistory>) -> Answer {
    let HistoryRequest { run_id, key, max_results, page_token } = request.try_into()?;
    let max_results = match (max_results, &page_token) {
        (Some(max), _) => max,
        (None, Some(_)) => ALL_THE_REST,
        (None, None) => return whole_history(app.store()?.metric_history_stream(run_id, key)).await,
    };
    let page = MetricHistoryPage { run_id, key, max_results, page_token };
    json(&HistoryBody::from(&app.store()?.metric_history(page).await?))
}

/// A history of any length, written while it is read.
async fn whole_history(mut chunks: Receiver<runlore_domain::Result<Vec<Metric>>>) -> Answer {
    let Some(first) = chunks.recv().await.transpose()?.filter(|points| !points.is_empty()) else {
        return done();
    };
    let begin = stream::iter([runlore_domain::Result::Ok(written("{\"metrics\":[", &first))]);
    let rest = stream::unfold(chunks, |mut chunks| async {
        let chunk = chunks.recv().await?;
        Some((chunk.map(|points| written(",", &points)), chunks))
    });
    let end = stream::iter([Ok(Bytes::from_static(b"]}"))]);
    Ok(of_type("application/json", Body::from_stream(begin.chain(rest).chain(end))))
}

/// `before`, then the points as JSON with commas between them; nothing at all without points.
fn written(before: &str, points: &[Metric]) -> Bytes {
    let mut out = Vec::with_capacity(before.len() + points.len() * 80);
    for (i, point) in points.iter().enumerate() {
        out.extend_from_slice(if i == 0 { before.as_bytes() } else { b"," });
        serde_json::to_writer(&mut out, &MetricJson::from(point))
            .expect("a metric is plain data and memory is endless");
    }
    out.into()
}

pub(crate) async fn history_bulk(State(app): State<AppState>, Input(request): Input<GetHistoryBulk>) -> Answer {
    let (runs, key, max) = request.into_domain()?;
    json(&BulkBody::always(&app.store()?.metric_history_bulk(runs, key, max).await?))
}

pub(crate) async fn history_interval(State(app): State<AppState>, Input(request): Input<GetHistoryInterval>) -> Answer {
    let interval = request.into_domain()?;
    let sample =
        MetricSample { run_ids: interval.runs, key: interval.key, steps: interval.steps, points: interval.points };
    json(&BulkBody::unless_empty(&app.store()?.metric_history_sample(sample).await?))
}

pub(crate) async fn sampled(State(app): State<AppState>, Input(request): Input<SampleMetrics>) -> Answer {
    json(&SampledBody::from(&app.store()?.metric_histories_sampled(request.into_domain()?).await?))
}

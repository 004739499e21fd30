//! Reading the histories of metrics. They are written with the runs (`runs/log_metrics.rs`).

mod history;
mod point;
mod sample;
mod sampled;
mod stream;

use runlore_domain::metric::{
    Metric, MetricHistoryPage, MetricSample, RunMetric, SampledSearch, SampledSeries, Sampling, SeriesPoint,
    from_columns,
};
use runlore_domain::page::Page;
use runlore_domain::{Result, RunId};

use crate::Store;
use crate::db::Conn;
use history::{Begin, Series};
use point::Point;

/// Points of a page, whatever was asked for: a page is in memory as a whole.
const PAGE: i64 = 100_000;

impl Store {
    /// A page of a series in the order of timestamp, step and value; an unknown run has none. It is shorter than asked
    /// for, and has a token, where that would be very long.
    pub async fn metric_history(&self, request: MetricHistoryPage) -> Result<Page<Metric>> {
        let begin = Begin::new(&request.start()?);
        let limit = request.max_results.min(PAGE) + 1;
        let (mut points, _) = self.history_page(request.run_id.clone(), request.key.clone(), begin, limit).await?;
        let more = i64::try_from(points.len()).is_ok_and(|n| n == limit);
        if more {
            points.pop();
        }
        let last = points.last().filter(|_| more);
        let next_token = last.map(|p| request.next_token(p.timestamp, p.step, p.value, p.is_nan));
        Ok(Page { items: points.into_iter().map(|point| point.metric(&request.key)).collect(), next_token })
    }

    /// The series of several runs one after the other, by run id, up to `max` points in all.
    pub async fn metric_history_bulk(&self, run_ids: Vec<RunId>, key: String, max: i64) -> Result<Vec<RunMetric>> {
        self.read(move |conn| bulk(conn, run_ids, &key, max)).await
    }

    /// Points of each run's series, spread evenly, the first and the last always among them.
    pub async fn metric_history_sample(&self, request: MetricSample) -> Result<Vec<RunMetric>> {
        self.read(move |conn| evenly(conn, &request)).await
    }

    /// Series as charts show them; those without points are left out.
    ///
    /// Each is a read of its own, so that others have their turn, and a caller who is gone costs one more at most.
    pub async fn metric_histories_sampled(&self, request: SampledSearch) -> Result<Vec<SampledSeries>> {
        let SampledSearch { run_ids, keys, sampling } = request;
        let mut out = Vec::new();
        for run_id in &run_ids {
            for key in &keys {
                let series = self.sampled_series(run_id.clone(), key.clone(), sampling).await?;
                out.extend(Some(series).filter(|series| series.total > 0));
            }
        }
        Ok(out)
    }

    async fn sampled_series(&self, run_id: RunId, key: String, sampling: Sampling) -> Result<SampledSeries> {
        self.read(move |conn| {
            let (total, points) = sampled::read(conn, Series { run: run_id.as_str(), key: &key }, &sampling)?;
            let points = points.into_iter().map(series_point).collect();
            Ok(SampledSeries { run_id, key, total, points })
        })
        .await
    }
}

fn series_point(point: Point) -> SeriesPoint {
    SeriesPoint { step: point.step, timestamp: point.timestamp, value: from_columns(point.value, point.is_nan) }
}

fn bulk(conn: &mut dyn Conn, mut runs: Vec<RunId>, key: &str, max: i64) -> Result<Vec<RunMetric>> {
    runs.sort();
    runs.dedup();
    let mut out = Vec::new();
    let mut left = max;
    for run in &runs {
        if left <= 0 {
            break;
        }
        let (points, _) = history::page(conn, Series { run: run.as_str(), key }, Begin::Offset(0), left)?;
        left -= i64::try_from(points.len()).unwrap_or(i64::MAX);
        out.extend(of_run(run, key, &points));
    }
    Ok(out)
}

fn evenly(conn: &mut dyn Conn, request: &MetricSample) -> Result<Vec<RunMetric>> {
    let mut out = Vec::new();
    for run in &request.run_ids {
        let series = Series { run: run.as_str(), key: &request.key };
        let points = sample::points(conn, series, request.steps, request.points.max(1))?;
        out.extend(of_run(run, &request.key, &points));
    }
    Ok(out)
}

fn of_run<'a>(run: &'a RunId, key: &'a str, points: &'a [Point]) -> impl Iterator<Item = RunMetric> + 'a {
    points.iter().map(|point| RunMetric { run_id: run.clone(), metric: point.metric(key) })
}

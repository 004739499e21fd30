//! Histories of metrics: pages, streams, several runs, samples.

use runlore_domain::metric::{
    Axis, Metric, MetricHistoryPage, MetricSample, SampledSearch, SampledSeries, Sampling, SeriesPoint,
};
use runlore_domain::run_batch::RunBatch;
use runlore_domain::{ErrorKind, ExperimentId, RunId};
use runlore_store::Store;

use crate::support::{batch, metric, new_run, refused, run};

async fn log(store: &Store, id: &RunId, points: &[Metric]) {
    for metrics in points.chunks(1000) {
        store.log_batch(RunBatch { metrics: metrics.to_vec(), ..batch(id) }).await.unwrap();
    }
}

fn page(id: &RunId, max_results: i64, page_token: Option<String>) -> MetricHistoryPage {
    MetricHistoryPage { run_id: id.clone(), key: "m".to_owned(), max_results, page_token }
}

async fn pages(store: &Store, id: &RunId, size: i64) -> Vec<Metric> {
    let (mut all, mut token) = (Vec::new(), None);
    loop {
        let found = store.metric_history(page(id, size, token)).await.unwrap();
        assert!(found.items.len() as i64 == size || found.next_token.is_none(), "only the last page is short");
        all.extend(found.items);
        token = found.next_token;
        if token.is_none() {
            return all;
        }
    }
}

/// Points with equal timestamps, equal steps and equal values, in the order of a history.
fn tricky() -> Vec<Metric> {
    let mut points = Vec::new();
    for timestamp in [0, 7, 7_000_000_000_000] {
        for step in [-5, 0, 3] {
            for value in [-1.5, 0.0, f64::NAN, 2.0] {
                points.push(metric("m", value, timestamp, step));
            }
        }
    }
    points
}

/// NaN is not equal to itself.
fn shown(points: &[Metric]) -> Vec<String> {
    points.iter().map(|p| format!("{} {} {} {}", p.key, p.timestamp, p.step, p.value)).collect()
}

pub(super) async fn a_history_is_in_order_and_in_pages(store: Store) {
    let id = run(&store).await;
    let ordered = tricky();
    let mut shuffled = ordered.clone();
    fastrand::shuffle(&mut shuffled);
    log(&store, &id, &shuffled).await;
    log(&store, &id, &[metric("other", 1.0, 1, 1)]).await;
    for size in [1, 5, 36, 1000] {
        assert_eq!(shown(&pages(&store, &id, size).await), shown(&ordered), "pages of {size}");
    }
    assert!(store.metric_history(page(&RunId::from("nobody"), 5, None)).await.unwrap().items.is_empty());
}

pub(super) async fn a_history_among_many_runs_is_found_by_sorting(store: Store) {
    // Eight other runs log the same key at the same times: a walk in time meets mostly their points.
    let points = |value: f64| (0..2500).map(|n| metric("m", value, n, 1000 - n)).collect::<Vec<_>>();
    for n in 0..8 {
        let other = store.create_run(new_run(ExperimentId::DEFAULT, "other")).await.unwrap().info.id;
        log(&store, &other, &points(f64::from(n))).await;
    }
    let id = run(&store).await;
    let own = points(0.5);
    log(&store, &id, &own).await;
    for size in [300, 1999, 5000] {
        assert_eq!(pages(&store, &id, size).await, own, "pages of {size}");
    }
    assert_eq!(collected(&store, &id).await, own);
}

pub(super) async fn foreign_tokens_are_understood_or_refused(store: Store) {
    let id = run(&store).await;
    let points: Vec<Metric> = (0..5).map(|n| metric("m", 1.0, n, 0)).collect();
    log(&store, &id, &points).await;
    // {"offset": 3}, as MLflow writes it
    let offset = store.metric_history(page(&id, 10, Some("eyJvZmZzZXQiOiAzfQ==".to_owned()))).await.unwrap();
    assert_eq!(offset.items, points[3..]);
    let token = store.metric_history(page(&id, 2, None)).await.unwrap().next_token;
    let other = MetricHistoryPage { key: "n".to_owned(), ..page(&id, 2, token) };
    assert_eq!(refused(store.metric_history(other).await).0, ErrorKind::InvalidParameter);
    for bad in ["no base64!", "e30=", "AAAA"] {
        let bad = store.metric_history(page(&id, 2, Some(bad.to_owned()))).await;
        assert_eq!(refused(bad).0, ErrorKind::InvalidParameter);
    }
}

async fn collected(store: &Store, id: &RunId) -> Vec<Metric> {
    let mut pieces = store.metric_history_stream(id.clone(), "m".to_owned());
    let mut all = Vec::new();
    while let Some(piece) = pieces.recv().await {
        all.extend(piece.unwrap());
    }
    all
}

pub(super) async fn a_history_streams_whole(store: Store) {
    let id = run(&store).await;
    let points: Vec<Metric> = (0..25_000).map(|n| metric("m", 0.5, n / 10, n)).collect();
    log(&store, &id, &points).await;
    assert_eq!(collected(&store, &id).await, points);
    assert!(collected(&store, &RunId::from("nobody")).await.is_empty());
}

pub(super) async fn a_page_of_a_history_is_bounded(store: Store) {
    let id = run(&store).await;
    let points: Vec<Metric> = (0..100_002).map(|n| metric("m", 0.5, n, n)).collect();
    log(&store, &id, &points).await;
    let first = store.metric_history(page(&id, i64::MAX, None)).await.unwrap();
    assert_eq!(first.items, points[..100_000]);
    let second = store.metric_history(page(&id, i64::MAX, first.next_token)).await.unwrap();
    assert_eq!((second.items.as_slice(), second.next_token), (&points[100_000..], None));
}

pub(super) async fn bulk_goes_by_run_and_is_bounded(store: Store) {
    let mut runs = [run(&store).await, run(&store).await];
    runs.sort();
    for id in &runs {
        log(&store, id, &[metric("m", 2.0, 2, 0), metric("m", 1.0, 1, 0)]).await;
    }
    let asked = vec![runs[1].clone(), runs[0].clone(), runs[1].clone()];
    let found = store.metric_history_bulk(asked.clone(), "m".to_owned(), 3).await.unwrap();
    let found: Vec<_> = found.into_iter().map(|point| (point.run_id, point.metric.value)).collect();
    assert_eq!(found, [(runs[0].clone(), 1.0), (runs[0].clone(), 2.0), (runs[1].clone(), 1.0)]);
}

/// NTILE over (step, timestamp, value, is_nan), the first of each bucket, the last point in the place of the
/// last of them: the rule itself, over all points.
fn ntile(points: &[Metric], buckets: usize) -> Vec<Metric> {
    let mut ordered = points.to_vec();
    let stored = |m: &Metric| if m.value.is_nan() { 0.0 } else { m.value };
    ordered.sort_by(|a, b| {
        let key = |m: &Metric| (m.step, m.timestamp);
        key(a).cmp(&key(b)).then(stored(a).total_cmp(&stored(b))).then(a.value.is_nan().cmp(&b.value.is_nan()))
    });
    if ordered.len() <= buckets {
        return ordered;
    }
    let (size, larger) = (ordered.len() / buckets, ordered.len() % buckets);
    let (mut out, mut at) = (Vec::new(), 0);
    for bucket in 0..buckets {
        out.push(ordered[at].clone());
        at += size + usize::from(bucket < larger);
    }
    out.pop();
    out.extend(ordered.last().cloned());
    out
}

async fn sample(store: &Store, id: &RunId, steps: Option<(i64, i64)>, points: i64) -> Vec<Metric> {
    let request = MetricSample { run_ids: vec![id.clone()], key: "m".to_owned(), steps, points };
    let found = store.metric_history_sample(request).await.unwrap();
    assert!(found.iter().all(|point| point.run_id == *id));
    found.into_iter().map(|point| point.metric).collect()
}

async fn check_samples(store: &Store, points: Vec<Metric>) {
    let id = run(store).await;
    log(store, &id, &points).await;
    for buckets in [1, 2, 7, 320, 2500] {
        let expected = ntile(&points, buckets as usize);
        assert_eq!(shown(&sample(store, &id, None, buckets).await), shown(&expected), "{buckets} of {}", points.len());
    }
}

pub(super) async fn a_sample_is_what_ntile_gives(store: Store) {
    check_samples(&store, (0..5000).map(|n| metric("m", 0.5, 9_000 - n, n)).collect()).await;
    check_samples(&store, tricky()).await;
    assert!(sample(&store, &RunId::from("nobody"), None, 5).await.is_empty());
}

pub(super) async fn a_sample_of_equal_steps_is_what_ntile_gives(store: Store) {
    check_samples(&store, (0..3000).map(|n| metric("m", 1.0, (n * 7919) % 3000, 0)).collect()).await;
    // Steps of one point, of a few, and one of many, in no order.
    let mixed = (0..4000i64).map(|n| metric("m", 0.25, (n * 31) % 4001, [n, n % 50, 1000][(n % 3) as usize]));
    check_samples(&store, mixed.collect()).await;
}

pub(super) async fn a_sample_between_steps(store: Store) {
    let id = run(&store).await;
    let points: Vec<Metric> = (0..2000).map(|n| metric("m", 0.5, n, n - 1000)).collect();
    log(&store, &id, &points).await;
    let between: Vec<Metric> = points.iter().filter(|p| (-500..=700).contains(&p.step)).cloned().collect();
    for buckets in [1, 100, 5000] {
        let expected = ntile(&between, buckets as usize);
        assert_eq!(sample(&store, &id, Some((-500, 700)), buckets).await, expected, "{buckets}");
    }
    let end = points.last().cloned().into_iter().collect::<Vec<_>>();
    assert_eq!(sample(&store, &id, Some((i64::MIN, i64::MAX)), 1).await, end);
}

const ALL: Sampling = Sampling { axis: Axis::Step, steps: None, times: None, points: 100 };

async fn sampled(store: &Store, id: &RunId, sampling: Sampling) -> SampledSeries {
    let request = SampledSearch { run_ids: vec![id.clone()], keys: vec!["m".to_owned()], sampling };
    let mut found = store.metric_histories_sampled(request).await.unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn plain(points: &[Metric]) -> Vec<SeriesPoint> {
    points.iter().map(|p| SeriesPoint { step: p.step, timestamp: p.timestamp, value: p.value }).collect()
}

/// NaN is not equal to itself.
fn series_shown(points: &[SeriesPoint]) -> Vec<String> {
    points.iter().map(|p| format!("{} {} {}", p.step, p.timestamp, p.value)).collect()
}

pub(super) async fn a_sampled_history_keeps_what_stands_out(store: Store) {
    let (id, other) = (run(&store).await, run(&store).await);
    // Time goes the other way than the steps.
    let mut points: Vec<Metric> =
        (0..5000).map(|n| metric("m", (n as f64 / 300.0).sin(), 9000 - n, n - 2000)).collect();
    points[1234].value = 50.0;
    points[1235].value = -50.0;
    points[3000].value = f64::NAN;
    points[3001].value = f64::MAX;
    log(&store, &id, &points).await;
    log(&store, &other, &points[..3]).await;
    for axis in [Axis::Step, Axis::Time] {
        let found = sampled(&store, &id, Sampling { axis, ..ALL }).await;
        assert_eq!((found.total, found.run_id, found.key.as_str()), (5000, id.clone(), "m"));
        assert!((50..=100).contains(&found.points.len()), "{}", found.points.len());
        let along = |p: &SeriesPoint| if axis == Axis::Step { p.step } else { p.timestamp };
        assert!(found.points.is_sorted_by_key(along));
        let (shown, all) = (series_shown(&found.points), plain(&points));
        for at in [0, 1234, 1235, 3000, 3001, 4999] {
            let wanted = series_shown(&all[at..=at]);
            assert!(shown.contains(&wanted[0]), "{axis:?} {wanted:?} in {shown:?}");
        }
        let possible = series_shown(&all);
        assert!(shown.iter().all(|point| possible.contains(point)));
    }
    let request = SampledSearch {
        run_ids: vec![other.clone(), RunId::from("nobody"), id.clone()],
        keys: vec!["none".to_owned(), "m".to_owned()],
        sampling: ALL,
    };
    let both = store.metric_histories_sampled(request).await.unwrap();
    let totals: Vec<_> = both.iter().map(|series| (series.run_id.clone(), series.total)).collect();
    assert_eq!(totals, [(other, 3), (id, 5000)]);
    assert_eq!(both[0].points, plain(&points[..3]));
}

pub(super) async fn a_part_of_a_history_is_sampled_finer(store: Store) {
    let id = run(&store).await;
    let points: Vec<Metric> = (0..3000).map(|n| metric("m", 0.5, 10_000 + n / 2, n - 1000)).collect();
    log(&store, &id, &points).await;
    let found = sampled(&store, &id, Sampling { steps: Some((-20, 20)), ..ALL }).await;
    assert_eq!((found.total, found.points), (41, plain(&points[980..=1020])));
    let found = sampled(&store, &id, Sampling { axis: Axis::Time, times: Some((10_100, 10_109)), ..ALL }).await;
    assert_eq!((found.total, found.points), (20, plain(&points[200..220])));
    let both = Sampling { steps: Some((i64::MIN, -790)), times: Some((10_100, i64::MAX)), ..ALL };
    let found = sampled(&store, &id, both).await;
    assert_eq!((found.total, found.points), (11, plain(&points[200..=210])));
    let found = sampled(&store, &id, Sampling { steps: Some((-500, 1500)), ..ALL }).await;
    assert_eq!(found.total, 2001);
    assert_eq!(found.points.first().copied().into_iter().collect::<Vec<_>>(), plain(&points[500..=500]));
}

pub(super) async fn steps_of_any_size_are_sampled(store: Store) {
    let id = run(&store).await;
    let far = [i64::MIN, -1, 0, 1, i64::MAX];
    let mut points: Vec<Metric> = (0..2000).map(|n| metric("m", n as f64, n, far[(n % 5) as usize])).collect();
    log(&store, &id, &points).await;
    points.sort_by_key(|p| (p.step, p.timestamp));
    let found = sampled(&store, &id, ALL).await;
    assert_eq!(found.total, 2000);
    assert_eq!((found.points.first(), found.points.last()), (plain(&points).first(), plain(&points).last()));
    let values = || found.points.iter().map(|p| p.value);
    assert_eq!((values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max)), (0.0, 1999.0));
    // All at one step, told apart by their time.
    let found = sampled(&store, &id, Sampling { steps: Some((0, 0)), ..ALL }).await;
    assert_eq!((found.total, found.points.iter().all(|p| p.step == 0)), (400, true));
    assert!((50..=100).contains(&found.points.len()), "{}", found.points.len());
}

//! `/api/runlore/v1/metrics/sampled`: series as charts show them. Not MLflow's; the shapes are ours.

use runlore_domain::limits::{
    SAMPLED_NAMES, SAMPLED_POINTS, SAMPLED_POINTS_DEFAULT, SAMPLED_POINTS_LEAST, SAMPLED_TOGETHER,
};
use runlore_domain::metric::{Axis, SampledSearch, SampledSeries, Sampling, SeriesPoint};
use runlore_domain::{Error, Result, RunId};
use serde::{Deserialize, Serialize};

use crate::Listed;
use crate::fields::{missing, texts};
use crate::scalar::{Double, Int64, Repeated, Text};

/// The request.
#[derive(Debug, Deserialize)]
pub struct SampleMetrics {
    run_ids: Option<Repeated<Text>>,
    metric_keys: Option<Repeated<Text>>,
    axis: Option<Text>,
    max_points: Option<Int64>,
    start_step: Option<Int64>,
    end_step: Option<Int64>,
    start_time: Option<Int64>,
    end_time: Option<Int64>,
}

impl SampleMetrics {
    /// The series that are asked for, each once.
    pub fn into_domain(self) -> Result<SampledSearch> {
        let run_ids: Vec<RunId> = names(self.run_ids, "run_ids")?.into_iter().map(RunId::from).collect();
        let keys = names(self.metric_keys, "metric_keys")?;
        let sampling = Sampling {
            axis: axis(self.axis.as_ref())?,
            steps: ends(self.start_step, self.end_step, "step")?,
            times: ends(self.start_time, self.end_time, "time")?,
            points: points(self.max_points)?,
        };
        let series = run_ids.len() * keys.len();
        if series * sampling.points > SAMPLED_TOGETHER {
            return Err(Error::invalid(format!(
                "{} runs with {} metrics and {} points each are more than the {SAMPLED_TOGETHER} points of one answer; ask \
                 for fewer points, or send several requests.",
                run_ids.len(),
                keys.len(),
                sampling.points
            )));
        }
        Ok(SampledSearch { run_ids, keys, sampling })
    }
}

/// A list without what is in it twice.
fn names(list: Option<Repeated<Text>>, field: &str) -> Result<Vec<String>> {
    let sent = list.as_ref().ok_or_else(|| missing(field))?.0.len();
    if sent > SAMPLED_NAMES {
        let message = format!("'{field}' can have {SAMPLED_NAMES} entries at most, not {sent}; send several requests.");
        return Err(Error::invalid(message));
    }
    let mut names: Vec<String> = Vec::with_capacity(sent);
    for name in texts(list) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

fn axis(text: Option<&Text>) -> Result<Axis> {
    match text.map_or("", |text| text.0.as_str()) {
        "" | "step" => Ok(Axis::Step),
        "time" => Ok(Axis::Time),
        _ => Err(Error::invalid("'axis' must be 'step' or 'time'.")),
    }
}

fn points(max: Option<Int64>) -> Result<usize> {
    let Some(Int64(max)) = max else { return Ok(SAMPLED_POINTS_DEFAULT) };
    usize::try_from(max).ok().filter(|max| (SAMPLED_POINTS_LEAST..=SAMPLED_POINTS).contains(max)).ok_or_else(|| {
        Error::invalid(format!("'max_points' must be from {SAMPLED_POINTS_LEAST} to {SAMPLED_POINTS}, not {max}."))
    })
}

/// Both ends belong to the part; one that was not sent is open.
fn ends(start: Option<Int64>, end: Option<Int64>, what: &str) -> Result<Option<(i64, i64)>> {
    if start.is_none() && end.is_none() {
        return Ok(None);
    }
    let (start, end) = (start.map_or(i64::MIN, |n| n.0), end.map_or(i64::MAX, |n| n.0));
    if start > end {
        let message = format!("'start_{what}' must not be greater than 'end_{what}': {start} is greater than {end}.");
        return Err(Error::invalid(message));
    }
    Ok(Some((start, end)))
}

/// The answer: a column for each of the numbers of a point, because a name at each would be most of it.
#[derive(Debug, Serialize)]
pub struct SampledBody<'a> {
    histories: Listed<'a, SampledSeries, SeriesJson<'a>>,
}

impl<'a> From<&'a Vec<SampledSeries>> for SampledBody<'a> {
    fn from(series: &'a Vec<SampledSeries>) -> Self {
        Self { histories: Listed::new(series) }
    }
}

#[derive(Debug, Serialize)]
struct SeriesJson<'a> {
    run_id: &'a str,
    key: &'a str,
    total: u64,
    steps: Listed<'a, SeriesPoint, Step>,
    timestamps: Listed<'a, SeriesPoint, Timestamp>,
    values: Listed<'a, SeriesPoint, Value>,
}

impl<'a> From<&'a SampledSeries> for SeriesJson<'a> {
    fn from(series: &'a SampledSeries) -> Self {
        Self {
            run_id: series.run_id.as_str(),
            key: &series.key,
            total: series.total,
            steps: Listed::new(&series.points),
            timestamps: Listed::new(&series.points),
            values: Listed::new(&series.points),
        }
    }
}

#[derive(Debug, Serialize)]
struct Step(i64);

#[derive(Debug, Serialize)]
struct Timestamp(i64);

#[derive(Debug, Serialize)]
struct Value(Double);

impl From<&SeriesPoint> for Step {
    fn from(point: &SeriesPoint) -> Self {
        Self(point.step)
    }
}

impl From<&SeriesPoint> for Timestamp {
    fn from(point: &SeriesPoint) -> Self {
        Self(point.timestamp)
    }
}

impl From<&SeriesPoint> for Value {
    fn from(point: &SeriesPoint) -> Self {
        Self(Double(point.value))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::decode::from_json;

    fn read(body: &serde_json::Value) -> Result<SampledSearch> {
        from_json::<SampleMetrics>(body.to_string().as_bytes()).and_then(SampleMetrics::into_domain)
    }

    #[test]
    fn what_is_not_said_has_its_usual_value() {
        let asked = read(&json!({"run_ids": ["a", "b", "a"], "metric_keys": ["m"], "axis": null})).unwrap();
        let sampling = Sampling { axis: Axis::Step, steps: None, times: None, points: 1000 };
        assert_eq!(asked, SampledSearch { run_ids: vec!["a".into(), "b".into()], keys: vec!["m".into()], sampling });
        let part = json!({"run_ids": [], "metric_keys": [], "axis": "time", "max_points": "16", "start_step": -5, "end_time": 7});
        let sampling = read(&part).unwrap().sampling;
        assert_eq!((sampling.axis, sampling.points), (Axis::Time, 16));
        assert_eq!((sampling.steps, sampling.times), (Some((-5, i64::MAX)), Some((i64::MIN, 7))));
    }

    #[test]
    fn questions_are_bounded() {
        for (change, told) in [
            (json!({"run_ids": null}), "'run_ids'"),
            (json!({"metric_keys": null}), "'metric_keys'"),
            (json!({"run_ids": "a"}), "'run_ids'"),
            (json!({"metric_keys": vec!["m"; 101]}), "'metric_keys' can have 100 entries at most, not 101"),
            (json!({"axis": "epoch"}), "'axis' must be 'step' or 'time'"),
            (json!({"max_points": -1}), "'max_points' must be from 16 to 5000, not -1"),
            (json!({"max_points": 5001}), "not 5001"),
            (json!({"start_step": 2, "end_step": 1}), "'start_step' must not be greater than 'end_step'"),
            (json!({"start_time": i64::MAX, "end_time": i64::MIN}), "'start_time' must not be greater"),
            (
                json!({"run_ids": (0..100).map(|n| n.to_string()).collect::<Vec<_>>(), "max_points": 2501}),
                "100 runs with 1 metrics and 2501 points each are more than the 250000 points",
            ),
        ] {
            let mut body = json!({"run_ids": ["a"], "metric_keys": ["m"]});
            for (field, value) in change.as_object().unwrap() {
                body[field] = value.clone();
            }
            let error = read(&body).unwrap_err();
            assert!(error.message().contains(told), "{body}: {error}");
        }
    }

    #[test]
    fn numbers_stay_exact() {
        let point = |step, value| SeriesPoint { step, timestamp: 9_007_199_254_740_993, value };
        let points = vec![point(i64::MIN, f64::NAN), point(i64::MAX, f64::MAX)];
        let series = vec![SampledSeries { run_id: "r".into(), key: "m".to_owned(), total: 7, points }];
        let written = serde_json::to_string(&SampledBody::from(&series)).unwrap();
        assert_eq!(
            written,
            r#"{"histories":[{"run_id":"r","key":"m","total":7,"steps":[-9223372036854775808,9223372036854775807],"timestamps":[9007199254740993,9007199254740993],"values":["NaN",1.7976931348623157e+308]}]}"#
        );
    }
}

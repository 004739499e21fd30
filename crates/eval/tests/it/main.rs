//! Every metric against what the Python packages answer, to `1e-9`; `record.py` and `record_texts.py` say which, and how to
//! record again.

mod texts;

mod engine;
mod mlflow;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use runlore_eval::rouge::{Score, rouge_l, rouge_lsum, rouge_n};
use runlore_eval::{Aggregates, bleu, chrf, exact_match, levenshtein_distance, levenshtein_ratio, retrieval};
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

/// The records of a kind; the test is of nothing if there are fewer than `least`.
fn records(kind: &str, least: usize) -> Vec<Value> {
    records_in("references.jsonl.gz", kind, least)
}

fn records_in(file: &str, kind: &str, least: usize) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let file = File::open(folder.join(file)).expect("the references");
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    let all = lines.map(|line| serde_json::from_str::<Value>(&line.expect("a line")).expect("JSON"));
    let found: Vec<Value> = all.filter(|record| record["kind"] == kind).collect();
    assert!(found.len() >= least, "{} records of {kind}", found.len());
    found
}

/// What was compared and how far apart it was, by the name of the metric.
#[derive(Default)]
struct Comparison {
    seen: BTreeMap<&'static str, (usize, f64)>,
    wrong: Vec<String>,
}

impl Comparison {
    fn add(&mut self, name: &'static str, ours: f64, theirs: &Value, record: &Value) {
        let theirs = theirs.as_f64().expect("a number");
        let apart = (ours - theirs).abs();
        let (count, most) = self.seen.entry(name).or_default();
        (*count, *most) = (*count + 1, most.max(apart));
        // A NaN is not within the tolerance either.
        if apart.is_nan() || apart > TOLERANCE {
            let record: String = record.to_string().chars().take(400).collect();
            self.wrong.push(format!("{name} {ours}, should be {theirs}: {record}"));
        }
    }

    /// Fails with the first few differences; shows the largest ones that were tolerated under `--nocapture`.
    #[expect(clippy::print_stderr, reason = "the figures of agreement are for whoever runs the test by hand")]
    fn end(self) {
        eprintln!("compared, largest difference: {:?}", self.seen);
        let (count, first) = (self.wrong.len(), self.wrong.iter().take(5).cloned().collect::<Vec<_>>().join("\n"));
        assert!(self.wrong.is_empty(), "{count} differences, such as\n{first}");
    }
}

fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field].as_str().expect("a text")
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text")).collect()
}

fn pairs(mut compare: impl FnMut(&mut Comparison, &str, &str, &Value)) {
    let mut comparison = Comparison::default();
    for record in records("text", 1_200) {
        compare(&mut comparison, text(&record, "prediction"), text(&record, "reference"), &record);
    }
    comparison.end();
}

#[test]
fn exact_match_is_scikit_learns_accuracy() {
    pairs(|comparison, prediction, reference, record| {
        comparison.add("exact", exact_match(prediction, reference), &record["exact"], record);
    });
}

#[test]
fn rouge_is_rouge_scores() {
    pairs(|comparison, prediction, reference, record| {
        let ours: [(_, Score); 4] = [
            ("rouge1", rouge_n(prediction, reference, 1)),
            ("rouge2", rouge_n(prediction, reference, 2)),
            ("rougeL", rouge_l(prediction, reference)),
            ("rougeLsum", rouge_lsum(prediction, reference)),
        ];
        for ((name, score), theirs) in ours.into_iter().zip(record["rouge"].as_array().expect("four scores")) {
            for (part, value) in [score.precision, score.recall, score.f1].into_iter().enumerate() {
                comparison.add(name, value, &theirs[part], record);
            }
        }
    });
}

#[test]
fn bleu_is_sacrebleus() {
    pairs(|comparison, prediction, reference, record| {
        comparison.add("bleu", bleu::sentence(prediction, &[reference]), &record["bleu"], record);
    });
}

#[test]
fn chrf_is_sacrebleus() {
    pairs(|comparison, prediction, reference, record| {
        comparison.add("chrf", chrf::sentence(prediction, &[reference]), &record["chrf"], record);
    });
}

#[test]
fn levenshtein_is_rapidfuzzs() {
    pairs(|comparison, prediction, reference, record| {
        let distance = levenshtein_distance(prediction, reference) as f64;
        comparison.add("distance", distance, &record["distance"], record);
        comparison.add("ratio", levenshtein_ratio(prediction, reference), &record["ratio"], record);
    });
}

#[test]
fn corpora_and_several_references_are_sacrebleus() {
    let mut comparison = Comparison::default();
    for record in records("corpus", 60) {
        let rows = record["rows"].as_array().expect("rows").iter();
        let rows: Vec<(&str, Vec<&str>)> =
            rows.map(|row| (row[0].as_str().expect("a prediction"), texts(&row[1]))).collect();
        for (at, (prediction, references)) in rows.iter().enumerate() {
            let (bleu, chrf) = (bleu::sentence(prediction, references), chrf::sentence(prediction, references));
            comparison.add("bleu of a row", bleu, &record["sentence_bleu"][at], &record);
            comparison.add("chrf of a row", chrf, &record["sentence_chrf"][at], &record);
        }
        let corpus = || rows.iter().map(|(prediction, references)| (*prediction, references.as_slice()));
        comparison.add("bleu of a corpus", bleu::corpus(corpus()), &record["bleu"], &record);
        comparison.add("chrf of a corpus", chrf::corpus(corpus()), &record["chrf"], &record);
    }
    comparison.end();
}

#[test]
fn retrieval_is_mlflows() {
    let mut comparison = Comparison::default();
    for record in records("retrieval", 1_000) {
        let (retrieved, relevant) = (texts(&record["retrieved"]), texts(&record["relevant"]));
        let k = usize::try_from(record["k"].as_u64().expect("k")).expect("a small k");
        let ours = [
            ("precision", retrieval::precision_at_k(&retrieved, &relevant, k)),
            ("recall", retrieval::recall_at_k(&retrieved, &relevant, k)),
            ("ndcg", retrieval::ndcg_at_k(&retrieved, &relevant, k)),
        ];
        for (at, (name, score)) in ours.into_iter().enumerate() {
            comparison.add(name, score, &record["scores"][at], &record);
        }
    }
    comparison.end();
}

#[test]
fn aggregates_are_numpys() {
    let mut comparison = Comparison::default();
    for record in records("aggregate", 50) {
        let scores = record["scores"].as_array().expect("scores").iter();
        let scores: Vec<f64> = scores.map(|score| score.as_f64().expect("a number")).collect();
        let ours = Aggregates::of(&scores).expect("some scores");
        for (name, value) in [("mean", ours.mean), ("variance", ours.variance), ("p90", ours.p90)] {
            comparison.add(name, value, &record[name], &record);
        }
    }
    comparison.end();
}

//! Metrics by their names and settings, as command lines and other languages say them.

use runlore_domain::{Error, Result};
use serde_json::{Map, Value};

use super::{
    Contains, EmbeddingSimilarity, ExactMatch, JsonSchema, JsonValid, Latency, RegexMatch, Toxicity, Wanted,
    ari_grade_level, bleu, chrf, flesch_kincaid_grade_level, levenshtein, ndcg_at_k, precision_at_k, recall_at_k,
    rouge_l, rouge_lsum, rouge1, rouge2, token_count,
};
use crate::Scorer;
use crate::readability::Edition;
use crate::token_count::Encoding;

/// Every name that [`named`] knows.
pub const NAMES: [&str; 21] = [
    "exact_match",
    "token_count",
    "toxicity",
    "embedding_similarity",
    "flesch_kincaid_grade_level",
    "ari_grade_level",
    "rouge1",
    "rouge2",
    "rougeL",
    "rougeLsum",
    "bleu",
    "chrf",
    "levenshtein_ratio",
    "precision_at_k",
    "recall_at_k",
    "ndcg_at_k",
    "contains",
    "regex",
    "json_valid",
    "json_schema",
    "latency",
];

/// How many documents count where nothing else is said, as in MLflow.
const K: u64 = 3;

/// A metric: a JSON object with `metric`, one of [`NAMES`], and its settings.
///
/// `k` is a number of documents, `encoding` one of [`token_count`]'s and `edition` one of textstat's. `contains` has
/// `texts`, a text or a list (the targets if there are none), `any` and `ignore_case`; `regex` a `pattern`;
/// `json_schema` a `schema`; these three also a `name`, so that there can be several. `toxicity` and
/// `embedding_similarity` are without a model.
///
/// ```
/// let scorer = runlore_eval::scorers::named(r#"{"metric": "precision_at_k", "k": 5}"#)?;
/// assert_eq!(scorer.key(), "precision_at_5");
/// # Ok::<(), runlore_domain::Error>(())
/// ```
///
/// # Errors
/// When there is none of that name, or a setting has a value that it can not have; the error lists what it can be.
pub fn named(spec: &str) -> Result<Box<dyn Scorer>> {
    let spec: Value = serde_json::from_str(spec)
        .map_err(|cause| Error::invalid("A metric must be a JSON object").with_source(cause))?;
    let empty = Map::new();
    let settings = spec.as_object().unwrap_or(&empty);
    let name = settings.get("metric").and_then(Value::as_str).unwrap_or_default();
    Ok(match name {
        "exact_match" => Box::new(ExactMatch),
        "token_count" => Box::new(token_count(encoding(settings)?)),
        "toxicity" => Box::new(Toxicity::default()),
        "embedding_similarity" => Box::new(EmbeddingSimilarity::default()),
        "flesch_kincaid_grade_level" => Box::new(flesch_kincaid_grade_level(edition(settings)?)),
        "ari_grade_level" => Box::new(ari_grade_level(edition(settings)?)),
        "rouge1" => Box::new(rouge1()),
        "rouge2" => Box::new(rouge2()),
        "rougeL" => Box::new(rouge_l()),
        "rougeLsum" => Box::new(rouge_lsum()),
        "bleu" => Box::new(bleu()),
        "chrf" => Box::new(chrf()),
        "levenshtein_ratio" => Box::new(levenshtein()),
        "precision_at_k" => Box::new(precision_at_k(documents(settings)?)),
        "recall_at_k" => Box::new(recall_at_k(documents(settings)?)),
        "ndcg_at_k" => Box::new(ndcg_at_k(documents(settings)?)),
        "contains" => Box::new(contains(settings)?),
        "regex" => {
            let pattern = text(settings, "pattern").ok_or_else(|| needs(name, "a pattern, which is a text"))?;
            Box::new(RegexMatch::new(pattern).named(called(settings, name)))
        }
        "json_valid" => Box::new(JsonValid),
        "json_schema" => {
            let schema = settings.get("schema").ok_or_else(|| needs(name, "a schema, which is an object"))?;
            Box::new(JsonSchema::new(schema).named(called(settings, name)))
        }
        "latency" => Box::new(Latency),
        _ => return Err(Error::invalid(format!("There is no metric '{name}'; there are: {}.", NAMES.join(", ")))),
    })
}

fn contains(settings: &Map<String, Value>) -> Result<Contains> {
    const NAME: &str = "contains";
    let wanted = match settings.get("texts") {
        None | Some(Value::Null) => Wanted::Targets,
        Some(Value::String(text)) => Wanted::Texts(vec![text.clone()]),
        Some(texts) => Wanted::Texts(
            serde_json::from_value(texts.clone())
                .map_err(|cause| needs(NAME, "texts that are a text or a list of texts").with_source(cause))?,
        ),
    };
    let mut metric = Contains::new(wanted).named(called(settings, NAME));
    let is_set = |key| settings.get(key).and_then(Value::as_bool).unwrap_or_default();
    if is_set("any") {
        metric = metric.any();
    }
    if is_set("ignore_case") {
        metric = metric.ignoring_case();
    }
    Ok(metric)
}

/// What a metric is to be called that there can be several of.
fn called<'a>(settings: &'a Map<String, Value>, otherwise: &'a str) -> &'a str {
    text(settings, "name").unwrap_or(otherwise)
}

fn needs(name: &str, what: &str) -> Error {
    Error::invalid(format!("The metric '{name}' needs {what}."))
}

fn documents(settings: &Map<String, Value>) -> Result<usize> {
    let given = settings.get("k").cloned().unwrap_or(K.into());
    let number = given.as_u64().and_then(|k| usize::try_from(k).ok());
    number.ok_or_else(|| Error::invalid(format!("k is the number of documents that count, from 1 on; it is {given}.")))
}

fn encoding(settings: &Map<String, Value>) -> Result<Encoding> {
    match text(settings, "encoding") {
        None | Some("cl100k_base") => Ok(Encoding::Cl100k),
        Some("o200k_base") => Ok(Encoding::O200k),
        Some(other) => {
            Err(Error::invalid(format!("There is no encoding '{other}'; there are cl100k_base and o200k_base.")))
        }
    }
}

fn edition(settings: &Map<String, Value>) -> Result<Edition> {
    match text(settings, "edition") {
        None | Some("0.7.13") => Ok(Edition::Textstat0_7_13),
        Some("0.7.4") => Ok(Edition::Textstat0_7_4),
        Some(other) => {
            Err(Error::invalid(format!("There is no edition '{other}' of textstat; there are 0.7.13 and 0.7.4.")))
        }
    }
}

fn text<'a>(settings: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    settings.get(key).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_metric_and_others_are_refused() {
        for name in NAMES {
            let spec = format!(r#"{{"metric": "{name}", "pattern": ".", "schema": true}}"#);
            assert!(named(&spec).is_ok(), "{name}");
        }
        let refused = |spec| named(spec).err().map(|error| error.message().to_owned()).unwrap_or_default();
        assert!(refused(r#"{"metric": "poetry"}"#).contains("rougeLsum"));
        assert!(refused(r#"{"metric": "token_count", "encoding": "x"}"#).contains("o200k_base"));
        assert!(refused(r#"{"metric": "ari_grade_level", "edition": "1"}"#).contains("0.7.4"));
        assert!(refused(r#"{"metric": "recall_at_k", "k": -1}"#).contains("-1"));
        assert!(refused("7").contains("no metric"));
        assert!(refused(r#"{"metric": "regex"}"#).contains("needs a pattern"));
        assert!(refused(r#"{"metric": "json_schema"}"#).contains("needs a schema"));
        assert!(refused(r#"{"metric": "contains", "texts": [1]}"#).contains("list of texts"));
    }

    #[test]
    fn several_of_a_kind_have_names() {
        let key = |spec| named(spec).unwrap().key();
        assert_eq!(key(r#"{"metric": "contains", "texts": "a", "name": "has_a"}"#), "has_a");
        assert_eq!(key(r#"{"metric": "regex", "pattern": "a"}"#), "regex");
    }
}

//! Metrics by their names and settings, judges among them: what command lines and other languages ask for.

use std::fmt;
use std::sync::Arc;

use runlore_domain::{Error, Result};
use runlore_eval::judges::{Example, Judge, Rubric, Usage, builtin};
use runlore_eval::scorers;
use runlore_eval::{Aggregation, Scorer};
use serde_json::{Map, Value};

use crate::{Cache, Cached, OpenAi, Secret, Settings, local};

/// Is told how many rows a judge or a local model is done with, of how many, a few times a second where that goes; false
/// stops it.
pub type Watch = Arc<dyn Fn(usize, usize) -> bool + Send + Sync>;

/// A metric, and where it counts what it spends.
pub struct Named {
    /// The metric.
    pub scorer: Box<dyn Scorer>,
    /// What it spends, if it is a judge.
    pub usage: Option<Arc<Usage>>,
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Named").field(&self.scorer.key()).finish()
    }
}

/// A metric: a JSON object with `metric`, either one of [`scorers::NAMES`] with its settings, or `judge`.
///
/// `toxicity` and `embedding_similarity` may have a `model`, a folder, or a name such as
/// `facebook/roberta-hate-speech-dynabench-r4-target` in `RUNLORE_EVAL_MODEL_DIR` or in the cache of Hugging Face's libraries; without
/// it they take the model that is there.
///
/// A judge has a `name`, and in `judge` one of [`builtin::NAMES`], or `guidelines` with a list of that name, or else a
/// `definition` and a `grading_prompt` of its own. `model` is `openai:/NAME` or a bare name at the endpoint of the
/// environment. All else may be missing: `examples` (with `output`, `score`, `justification`, `input` and
/// `grading_context`), `columns`, `include_input`, `parameters`, `aggregations`, `greater_is_better`, `max_workers`,
/// `extra_headers`, `proxy_url`. Replies are kept in [`Cache::default_dir`].
///
/// # Errors
/// When there is none of that name, or a setting has a value that it can not have.
pub fn named(spec: &str, env: &dyn Fn(&str) -> Option<String>, watch: &Watch) -> Result<Named> {
    let value: Value = serde_json::from_str(spec)
        .map_err(|cause| Error::invalid("A metric must be a JSON object").with_source(cause))?;
    let empty = Map::new();
    let settings = value.as_object().unwrap_or(&empty);
    let watch = watch.clone();
    let scorer: Box<dyn Scorer> = match text(settings, "metric") {
        Some("judge") => return judge(settings, env, watch),
        Some("toxicity") => {
            Box::new(local::toxicity(text(settings, "model"), env)?.with_progress(move |done, of| watch(done, of)))
        }
        Some("embedding_similarity") => {
            Box::new(local::similarity(text(settings, "model"), env)?.with_progress(move |done, of| watch(done, of)))
        }
        _ => scorers::named(spec)?,
    };
    Ok(Named { scorer, usage: None })
}

fn judge(settings: &Map<String, Value>, env: &dyn Fn(&str) -> Option<String>, watch: Watch) -> Result<Named> {
    let model = model(settings, env)?;
    let stopper = model.stopper();
    let cached = Cached::new(model, Cache::open(Cache::default_dir(env)?)?);
    let judge = Judge::new(rubric(settings)?, Arc::new(cached))?.with_progress(move |done, of| {
        if !watch(done, of) {
            stopper.stop();
        }
    });
    let usage = Some(judge.usage());
    Ok(Named { scorer: Box::new(judge), usage })
}

fn text<'a>(settings: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    settings.get(key).and_then(Value::as_str)
}

fn texts(settings: &Map<String, Value>, key: &str) -> Vec<String> {
    let listed = settings.get(key).and_then(Value::as_array).into_iter().flatten();
    listed.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn model(settings: &Map<String, Value>, env: &dyn Fn(&str) -> Option<String>) -> Result<OpenAi> {
    let mut asked = Settings::from_env(env)?;
    if let Some(uri) = text(settings, "model") {
        let name = uri.strip_prefix("openai:/").unwrap_or(uri).trim_start_matches('/');
        if name.contains(":/") || name.is_empty() {
            return Err(Error::invalid(format!(
                "The judge's model '{uri}' is not known: write openai:/NAME, and name the endpoint in OPENAI_BASE_URL."
            )));
        }
        name.clone_into(&mut asked.model);
    }
    if let Some(workers) = settings.get("max_workers").and_then(Value::as_u64) {
        asked.concurrency = usize::try_from(workers).unwrap_or(asked.concurrency);
    }
    if let Some(proxy) = text(settings, "proxy_url") {
        // MLflow takes the address of the chats for it.
        proxy.trim_end_matches('/').trim_end_matches("/chat/completions").clone_into(&mut asked.base_url);
    }
    for (name, value) in settings.get("extra_headers").and_then(Value::as_object).into_iter().flatten() {
        asked.headers.push((name.clone(), Secret::new(value.as_str().unwrap_or_default())));
    }
    OpenAi::new(asked)
}

fn rubric(settings: &Map<String, Value>) -> Result<Rubric> {
    let name = text(settings, "name").unwrap_or_default();
    let mut rubric = match text(settings, "judge") {
        Some("guidelines") => {
            let rules = texts(settings, "guidelines");
            builtin::guidelines(&rules.iter().map(String::as_str).collect::<Vec<_>>())
        }
        Some(known) => builtin::of(known).ok_or_else(|| {
            Error::invalid(format!(
                "There is no judge '{known}'; there are: {}, guidelines.",
                builtin::NAMES.join(", ")
            ))
        })?,
        None => own(name, settings),
    };
    name.clone_into(&mut rubric.label.name);
    if settings.get("greater_is_better") == Some(&Value::Bool(false)) {
        rubric.label = rubric.label.lower_is_better();
    }
    if let Some(parameters) = settings.get("parameters").and_then(Value::as_object) {
        rubric.parameters.clone_from(parameters);
    }
    if settings.contains_key("aggregations") {
        let chosen = texts(settings, "aggregations");
        rubric.label.aggregations = chosen.iter().map(|name| Aggregation::from_name(name)).collect::<Result<_>>()?;
    }
    for example in settings.get("examples").and_then(Value::as_array).into_iter().flatten() {
        let example = self::example(example, rubric.sees.first().map_or("context", String::as_str));
        rubric.examples.push(example);
    }
    Ok(rubric)
}

fn own(name: &str, settings: &Map<String, Value>) -> Rubric {
    let said = |key| text(settings, key).unwrap_or_default();
    // Any number: its meaning is in the prompt.
    let mut rubric = Rubric::new(name, said("definition"), said("grading_prompt"));
    rubric.label.version = text(settings, "version_name").map(str::to_owned);
    rubric.sees = texts(settings, "columns");
    rubric.sees_input = settings.get("include_input") != Some(&Value::Bool(false));
    rubric
}

/// An example of a judge; what it says of `column`, the first that the judge sees, may be a text by itself.
fn example(given: &Value, column: &str) -> Example {
    let text = |key: &str| given.get(key).and_then(Value::as_str).map(str::to_owned);
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let context = match given.get("grading_context") {
        Some(Value::Object(columns)) => columns.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
        Some(Value::String(text)) => vec![(column.to_owned(), text.clone())],
        _ => Vec::new(),
    };
    Example {
        input: text("input"),
        output: text("output").unwrap_or_default(),
        score: given.get("score").and_then(Value::as_f64).unwrap_or(f64::NAN),
        justification: text("justification").unwrap_or_default(),
        context,
    }
}

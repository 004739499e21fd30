//! Language models in folders of this machine: a classifier for toxicity, vectors for similarity. Nothing is downloaded.
//!
//! Reading them takes libraries that are large, so it is behind the cargo feature `candle`; where it is not built in, the
//! metrics say so.

#[cfg(feature = "candle")]
mod candle;
mod folder;

use runlore_domain::Result;
use runlore_eval::scorers::{EmbeddingSimilarity, Toxicity};

#[cfg(feature = "candle")]
use self::candle::{Classifier, Vectors};
use self::folder::{Kind, Place};

/// The model that MLflow's metric has.
const TOXICITY: &str = "facebook/roberta-hate-speech-dynabench-r4-target";
/// What is most used for the similarity of sentences.
const SIMILARITY: &str = "sentence-transformers/all-MiniLM-L6-v2";

/// The metric `toxicity`, with a classifier: the folder `model`, or a name such as
/// `facebook/roberta-hate-speech-dynabench-r4-target`, which is looked for in `RUNLORE_EVAL_MODEL_DIR` and in the cache of
/// Hugging Face's libraries. If nothing is named, the classifier in `RUNLORE_EVAL_MODEL_DIR` or else that one; the metric is
/// unavailable if it is nowhere.
///
/// # Errors
/// When what was named is not there, or several are.
pub(crate) fn toxicity(model: Option<&str>, env: &dyn Fn(&str) -> Option<String>) -> Result<Toxicity> {
    Ok(match folder::find(Kind::Classifier, model, TOXICITY, env)? {
        #[cfg(feature = "candle")]
        Place::Found(model) => Toxicity::new(std::sync::Arc::new(Classifier::of(model))),
        #[cfg(not(feature = "candle"))]
        Place::Found(model) => Toxicity::without(not_built(&model)),
        Place::Missing(reason) => Toxicity::without(reason),
    })
}

/// The metric `embedding_similarity`, with a model that is found as that of [`toxicity`]; the usual one is
/// `sentence-transformers/all-MiniLM-L6-v2`.
///
/// # Errors
/// When what was named is not there, or several are.
pub(crate) fn similarity(model: Option<&str>, env: &dyn Fn(&str) -> Option<String>) -> Result<EmbeddingSimilarity> {
    Ok(match folder::find(Kind::Vectors, model, SIMILARITY, env)? {
        #[cfg(feature = "candle")]
        Place::Found(model) => EmbeddingSimilarity::new(std::sync::Arc::new(Vectors::of(model))),
        #[cfg(not(feature = "candle"))]
        Place::Found(model) => EmbeddingSimilarity::without(not_built(&model)),
        Place::Missing(reason) => EmbeddingSimilarity::without(reason),
    })
}

#[cfg(not(feature = "candle"))]
fn not_built(model: &folder::Model) -> String {
    format!("This Runlore was built without the cargo feature `candle`, which runs the model {}.", model.name)
}

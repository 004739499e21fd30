//! How probable it is that a text is hateful: a classifier's head on the vector of the first token.

use std::path::Path;

use candle_core::{D, IndexOp, Tensor};
use candle_nn::{Linear, Module, linear, ops};
use runlore_domain::Result;
use runlore_eval::scorers::TextModel;

use super::config::{Config, Layers};
use super::encoder::Encoder;
use super::{Fallible, Lazy, folder};

/// The names of the label that is meant, the first that a model has.
const HATEFUL: [&str; 5] = ["hate", "toxic", "toxicity", "hateful", "offensive"];

/// A classifier in a folder.
#[derive(Debug)]
pub(crate) struct Classifier(Lazy<Model>);

#[derive(Debug)]
struct Model {
    encoder: Encoder,
    dense: Linear,
    labels: Linear,
    /// Which label is meant.
    hateful: usize,
}

impl Classifier {
    pub(crate) fn of(model: folder::Model) -> Self {
        Self(Lazy::of(model))
    }
}

impl TextModel for Classifier {
    fn score(&self, texts: &[&str]) -> Result<Vec<f64>> {
        self.0.run(Model::read, |model| model.score(texts))
    }
}

impl Model {
    fn read(folder: &Path) -> Fallible<Self> {
        let (encoder, weights) = Encoder::read(folder)?;
        let config = &encoder.config;
        let hateful = hateful(config).ok_or_else(|| {
            format!("none of its labels ({}) is one of {}", config.labels.join(", "), HATEFUL.join(", "))
        })?;
        let (dense, labels) = match config.layers {
            Layers::Bert(_) => ("bert.pooler.dense", "classifier"),
            Layers::Roberta(_) => ("classifier.dense", "classifier.out_proj"),
        };
        let layer =
            |name: &str, out: usize| linear(config.width, out, weights.pp(name)).map_err(|cause| cause.to_string());
        let (dense, labels) = (layer(dense, config.width)?, layer(labels, config.labels.len())?);
        Ok(Self { encoder, dense, labels, hateful })
    }

    fn score(&self, texts: &[&str]) -> candle_core::Result<Vec<f64>> {
        self.encoder.run(texts, |states, _mask| {
            let first = states.i((.., 0))?.contiguous()?;
            let logits = self.labels.forward(&self.dense.forward(&first)?.tanh()?)?;
            let scores = self.probabilities(&logits)?.i((.., self.hateful))?.to_vec1::<f32>()?;
            Ok(scores.into_iter().map(f64::from).collect())
        })
    }

    /// Each for itself where a text can have several labels or there is one only; else they sum up to 1.
    fn probabilities(&self, logits: &Tensor) -> candle_core::Result<Tensor> {
        let config = &self.encoder.config;
        let is_each_its_own = config.is_multi_label || config.labels.len() == 1;
        if is_each_its_own { ops::sigmoid(logits) } else { ops::softmax(logits, D::Minus1) }
    }
}

fn hateful(config: &Config) -> Option<usize> {
    let labels = || config.labels.iter();
    HATEFUL.iter().find_map(|name| labels().position(|label| label.eq_ignore_ascii_case(name)))
}

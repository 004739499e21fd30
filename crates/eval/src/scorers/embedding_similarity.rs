//! `embedding_similarity`: how near answer and target are in meaning, by a model that turns texts into vectors.

use std::fmt;
use std::sync::Arc;

use runlore_domain::{Error, Result};

use super::batches::{Progress, in_batches};
use super::{Label, NO_ANSWER, scores, without_targets};
use crate::{Context, RowScore, Scorer, Scores, cells};

/// A model that turns texts into vectors.
pub trait Embedder: Send + Sync {
    /// A vector for each text, in order, all of one length.
    ///
    /// # Errors
    /// When the model can not be run.
    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>>;
}

/// The cosine of the angle between the vectors of answer and target, from -1 to 1: Σ aᵢbᵢ / (‖a‖ ‖b‖).
///
/// What numbers are good depends on the model; compare only those of one model.
#[derive(Clone)]
pub struct EmbeddingSimilarity {
    model: std::result::Result<Arc<dyn Embedder>, String>,
    progress: Progress,
}

impl EmbeddingSimilarity {
    /// By a model.
    pub fn new(model: Arc<dyn Embedder>) -> Self {
        Self { model: Ok(model), progress: Progress::default() }
    }

    /// Without a model: it is unavailable for that reason.
    pub fn without(reason: impl Into<String>) -> Self {
        Self { model: Err(reason.into()), progress: Progress::default() }
    }

    /// Which tells how many rows are scored, of how many, and stops when it is answered false.
    #[must_use]
    pub fn with_progress(mut self, progress: impl Fn(usize, usize) -> bool + Send + Sync + 'static) -> Self {
        self.progress = Progress::new(progress);
        self
    }
}

impl Default for EmbeddingSimilarity {
    fn default() -> Self {
        Self::without(NO_MODEL)
    }
}

const NO_MODEL: &str = "It needs a local model folder: nothing is downloaded while scoring.";
const NO_DIRECTION: &str = "The model gave a vector that has no direction.";

impl Scorer for EmbeddingSimilarity {
    fn name(&self) -> &'static str {
        "embedding_similarity"
    }

    fn key(&self) -> String {
        self.name().to_owned()
    }

    fn unavailable(&self, context: &Context<'_>) -> Option<String> {
        without_targets(context).or_else(|| self.model.as_ref().err().cloned())
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        cells::check_targets(context)?;
        cells::check_predictions(context)
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let model = self.model.as_ref().map_err(Error::invalid_state)?;
        let targets = context.targets()?;
        let pair = |row: usize| Some((row, (context.predictions[row].as_str()?, targets[row].as_str()?)));
        let pairs: Vec<_> = (0..context.rows()).filter_map(pair).collect();
        let mut rows = vec![RowScore::failed(NO_ANSWER); context.rows()];
        in_batches(&pairs, &mut rows, &self.progress, |pairs| {
            let texts: Vec<&str> = pairs.iter().map(|pair| pair.0).chain(pairs.iter().map(|pair| pair.1)).collect();
            let vectors = model.embed(&texts)?;
            if vectors.len() != texts.len() {
                let (got, asked) = (vectors.len(), texts.len());
                return Err(Error::internal(format!("The model gave {got} vectors for {asked} texts.")));
            }
            let (answers, targets) = vectors.split_at(pairs.len());
            Ok(answers.iter().zip(targets).map(|(answer, target)| similarity(answer, target)).collect())
        })?;
        Ok(scores(rows, &Label::new(self.name())))
    }
}

fn similarity(a: &[f32], b: &[f32]) -> RowScore {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    let cosine = dot(a, b) / (dot(a, a) * dot(b, b)).sqrt();
    if cosine.is_finite() && a.len() == b.len() {
        // Rounding can make more than 1 of a vector and itself.
        cosine.clamp(-1.0, 1.0).into()
    } else {
        RowScore::failed(NO_DIRECTION)
    }
}

impl fmt::Debug for EmbeddingSimilarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddingSimilarity").field("has_model", &self.model.is_ok()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosines_are_of_directions_and_not_of_lengths() {
        let score = |a: &[f32], b: &[f32]| similarity(a, b).score.as_f64();
        assert_eq!(score(&[1.0, 0.0], &[7.0, 0.0]), Some(1.0));
        assert_eq!(score(&[3.0, 4.0], &[4.0, 3.0]), Some(24.0 / 25.0));
        assert_eq!(score(&[1.0, 0.0], &[-2.0, 0.0]), Some(-1.0));
        assert_eq!(score(&[1.0, 0.0], &[0.0, 0.0]), None);
        assert_eq!(score(&[f32::NAN, 0.0], &[1.0, 0.0]), None);
        assert_eq!(similarity(&[0.0], &[1.0]).error.as_deref(), Some(NO_DIRECTION));
    }
}

//! The layers that make a vector of each token.

use std::fmt;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::BertModel;
use candle_transformers::models::xlm_roberta::XLMRobertaModel;

use super::config::{Config, Layers};
use super::text::{Text, Tokens};
use super::{Fallible, in_file};

const FILE: &str = "model.safetensors";

/// What is in a model's folder.
pub(super) struct Encoder {
    pub(super) config: Config,
    layers: Model,
    text: Text,
}

enum Model {
    Bert(BertModel),
    Roberta(XLMRobertaModel),
}

impl Encoder {
    /// The layers, and all weights of the folder. A classifier's layers stand under the name of their kind.
    pub(super) fn read(folder: &Path) -> Fallible<(Self, VarBuilder<'static>)> {
        let told = in_file(FILE);
        let config = Config::read(folder)?;
        let text = Text::read(folder, &config)?;
        let tensors = candle_core::safetensors::load(folder.join(FILE), &Device::Cpu).map_err(|cause| told(&cause))?;
        let weights = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
        let layers = match &config.layers {
            Layers::Bert(layers) => BertModel::load(under(&weights, "bert"), layers).map(Model::Bert),
            Layers::Roberta(layers) => XLMRobertaModel::new(layers, under(&weights, "roberta")).map(Model::Roberta),
        };
        Ok((Self { config, layers: layers.map_err(|cause| told(&cause))?, text }, weights))
    }

    /// What `read` makes of the vectors of texts, in the order of the texts. It gets a vector for each token of some texts
    /// (texts × tokens × width), and where there is a token (texts × tokens, 1 or 0), and gives one thing for each text.
    pub(super) fn run<T: Clone + Default>(
        &self,
        texts: &[&str],
        read: impl Fn(&Tensor, &Tensor) -> candle_core::Result<Vec<T>>,
    ) -> candle_core::Result<Vec<T>> {
        let mut all = vec![T::default(); texts.len()];
        for Tokens { places, ids, mask, types } in self.text.portions(texts)? {
            let states = match &self.layers {
                Model::Bert(model) => model.forward(&ids, &types, Some(&mask))?,
                Model::Roberta(model) => model.forward(&ids, &mask, &types, None, None, None)?,
            };
            for (place, found) in places.into_iter().zip(read(&states, &mask)?) {
                all[place] = found;
            }
        }
        Ok(all)
    }
}

fn under(weights: &VarBuilder<'static>, prefix: &str) -> VarBuilder<'static> {
    let is_there = weights.contains_tensor(&format!("{prefix}.embeddings.word_embeddings.weight"));
    if is_there { weights.pp(prefix) } else { weights.clone() }
}

impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder").field("config", &self.config).finish_non_exhaustive()
    }
}

//! `config.json`: what a model is, and what its labels mean.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use candle_transformers::models::{bert, xlm_roberta};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{Fallible, in_file};
use crate::local::folder::{BERT, CONFIG, ROBERTAS};

/// Whose layers it has.
#[derive(Debug)]
pub(super) enum Layers {
    Bert(bert::Config),
    Roberta(xlm_roberta::Config),
}

/// What a model's folder says of it.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) layers: Layers,
    /// The length of its vectors.
    pub(super) width: usize,
    /// How many tokens it can see.
    pub(super) longest: usize,
    /// What stands where a text is shorter than the others.
    pub(super) padding: u32,
    /// Its labels, in the order of its answers.
    pub(super) labels: Vec<String>,
    /// Whether a text can have several labels at once, so that each has a probability of its own.
    pub(super) is_multi_label: bool,
}

impl Config {
    pub(super) fn read(folder: &Path) -> Fallible<Self> {
        let told = in_file(CONFIG);
        let text = fs::read(folder.join(CONFIG)).map_err(|cause| told(&cause))?;
        let mut said: Map<String, Value> = serde_json::from_slice(&text).map_err(|cause| told(&cause))?;
        // What newer versions of `transformers` leave out, and what only training needs.
        for (name, value) in [
            ("position_embedding_type", json!("absolute")),
            ("hidden_dropout_prob", json!(0.0)),
            ("attention_probs_dropout_prob", json!(0.0)),
            ("initializer_range", json!(0.02)),
            ("layer_norm_eps", json!(1e-12)),
        ] {
            said.entry(name).or_insert(value);
        }
        let labels: BTreeMap<usize, String> = said
            .get("id2label")
            .map(|labels| read(labels.clone()))
            .transpose()
            .map_err(|cause| told(&cause))?
            .unwrap_or_default();
        if !labels.keys().copied().eq(0..labels.len()) {
            return Err(told(&"the labels in id2label must be numbered from 0"));
        }
        let is_multi_label = said.get("problem_type").and_then(Value::as_str) == Some("multi_label_classification");
        let kind = said.get("model_type").and_then(Value::as_str).unwrap_or_default().to_owned();
        if said.get("position_embedding_type").and_then(Value::as_str) != Some("absolute") {
            return Err(told(&"only absolute positions are known"));
        }
        let said = Value::Object(said);
        let (layers, width, longest, padding) = match kind.as_str() {
            BERT => {
                let config: bert::Config = read(said).map_err(|cause| told(&cause))?;
                let padding = u32::try_from(config.pad_token_id).map_err(|cause| told(&cause))?;
                let (width, longest) = (config.hidden_size, config.max_position_embeddings);
                (Layers::Bert(config), width, longest, padding)
            }
            _ if ROBERTAS.contains(&kind.as_str()) => {
                let config: xlm_roberta::Config = read(said).map_err(|cause| told(&cause))?;
                // Its positions begin after that of the padding.
                let padding = config.pad_token_id;
                let longest = config.max_position_embeddings.saturating_sub(padding as usize + 1);
                let width = config.hidden_size;
                (Layers::Roberta(config), width, longest, padding)
            }
            _ => {
                let known = ROBERTAS.join(", ");
                return Err(told(&format!("models of type '{kind}' are not known; {BERT}, {known} are")));
            }
        };
        let heads = match &layers {
            Layers::Bert(config) => config.num_attention_heads,
            Layers::Roberta(config) => config.num_attention_heads,
        };
        if heads == 0 || width == 0 || width % heads != 0 || longest < 2 {
            return Err(told(&format!(
                "{heads} heads, vectors of {width} and {longest} positions do not make a model"
            )));
        }
        Ok(Self { layers, width, longest, padding, labels: labels.into_values().collect(), is_multi_label })
    }
}

fn read<T: DeserializeOwned>(value: Value) -> serde_json::Result<T> {
    serde_json::from_value(value)
}

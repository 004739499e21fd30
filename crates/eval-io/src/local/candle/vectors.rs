//! A vector for a text, made of those of its tokens.

use std::fs;
use std::path::Path;

use candle_core::{IndexOp, Tensor};
use runlore_domain::Result;
use runlore_eval::scorers::Embedder;
use serde_json::Value;

use super::encoder::Encoder;
use super::{Fallible, Lazy, folder, in_file};

/// Where `sentence-transformers` says what a model is made of, and how a text's vector is made.
const MODULES: &str = "modules.json";
const POOLING: &str = "1_Pooling/config.json";
/// What is known. To make vectors as long as 1 is of no consequence for their angle.
const KNOWN: [&str; 3] = ["Transformer", "Pooling", "Normalize"];

/// A model in a folder.
#[derive(Debug)]
pub(crate) struct Vectors(Lazy<Model>);

#[derive(Debug)]
struct Model {
    encoder: Encoder,
    pooling: Pooling,
}

/// How one vector is made of many.
#[derive(Debug, Clone, Copy)]
enum Pooling {
    /// Their mean.
    Mean,
    /// The first.
    First,
}

impl Vectors {
    pub(crate) fn of(model: folder::Model) -> Self {
        Self(Lazy::of(model))
    }
}

impl Embedder for Vectors {
    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        self.0.run(Model::read, |model| model.embed(texts))
    }
}

impl Model {
    fn read(folder: &Path) -> Fallible<Self> {
        let modules = said(folder, MODULES)?.unwrap_or_default();
        let kinds = modules.as_array().into_iter().flatten().filter_map(|module| module["type"].as_str());
        let last = |kind: &str| kind.rsplit('.').next().unwrap_or_default().to_owned();
        if let Some(other) = kinds.map(last).find(|kind| !KNOWN.contains(&kind.as_str())) {
            return Err(in_file(MODULES)(&format!("modules of type {other} are not known; {} are", KNOWN.join(", "))));
        }
        Ok(Self { pooling: Pooling::read(folder)?, encoder: Encoder::read(folder)?.0 })
    }

    fn embed(&self, texts: &[&str]) -> candle_core::Result<Vec<Vec<f32>>> {
        self.encoder.run(texts, |states, mask| {
            let found = match self.pooling {
                Pooling::First => states.i((.., 0))?,
                Pooling::Mean => mean(states, mask)?,
            };
            found.contiguous()?.to_vec2::<f32>()
        })
    }
}

/// The mean over tokens, of those that are there.
fn mean(states: &Tensor, mask: &Tensor) -> candle_core::Result<Tensor> {
    let sum = states.broadcast_mul(&mask.unsqueeze(2)?)?.sum(1)?;
    sum.broadcast_div(&mask.sum_keepdim(1)?)
}

impl Pooling {
    /// What the folder says; the mean if it says nothing.
    fn read(folder: &Path) -> Fallible<Self> {
        let Some(said) = said(folder, POOLING)? else { return Ok(Self::Mean) };
        let modes = said.as_object().into_iter().flatten().filter(|(key, _)| key.starts_with("pooling_mode_"));
        let chosen: Vec<&str> = modes.filter(|(_, value)| **value == true).map(|(key, _)| key.as_str()).collect();
        match chosen[..] {
            ["pooling_mode_mean_tokens"] => Ok(Self::Mean),
            ["pooling_mode_cls_token"] => Ok(Self::First),
            _ => Err(in_file(POOLING)(&"only the mean of the tokens or the first of them is known")),
        }
    }
}

/// What a file says, if it is there.
fn said(folder: &Path, file: &str) -> Fallible<Option<Value>> {
    let (path, told) = (folder.join(file), in_file(file));
    if !path.is_file() {
        return Ok(None);
    }
    let text = fs::read(path).map_err(|cause| told(&cause))?;
    serde_json::from_slice(&text).map(Some).map_err(|cause| told(&cause))
}

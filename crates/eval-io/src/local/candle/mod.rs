//! Running a model of BERT's or RoBERTa's kind from its folder, on the processor.
//!
//! A folder has `config.json`, `tokenizer.json` and `model.safetensors`, as `save_pretrained` of Hugging Face's
//! `transformers` writes them. A model is read when its first text is scored, once.

mod classifier;
mod config;
mod encoder;
mod text;
mod vectors;

use std::fmt::Display;
use std::path::Path;
use std::sync::OnceLock;

use rayon::ThreadPoolBuilder;
use runlore_domain::{Error, Result};

pub(super) use classifier::Classifier;
pub(super) use vectors::Vectors;

use super::folder;

/// A model that is read from its folder once it is needed.
#[derive(Debug)]
struct Lazy<M> {
    model: folder::Model,
    read: OnceLock<std::result::Result<M, String>>,
}

impl<M: Send + Sync> Lazy<M> {
    fn of(model: folder::Model) -> Self {
        Self { model, read: OnceLock::new() }
    }

    /// What `act` makes of the model, which `read` makes of the folder; what goes wrong is said with the model's name.
    fn run<T: Send>(
        &self,
        read: impl Fn(&Path) -> Fallible<M> + Sync,
        act: impl Fn(&M) -> candle_core::Result<T> + Sync,
    ) -> Result<T> {
        let told = |cause: &dyn Display| format!("The model {} can not be used: {cause}", self.model.name);
        // Threads of its own: those of the process's pool are not there in a child that was forked.
        let pool = ThreadPoolBuilder::new().build().map_err(|cause| Error::internal(told(&cause)))?;
        pool.install(|| {
            let model = self.read.get_or_init(|| read(&self.model.path).map_err(|cause| told(&cause)));
            act(model.as_ref().map_err(Error::invalid)?).map_err(|cause| Error::invalid(told(&cause)))
        })
    }
}

/// What reading a model's folder gives, or what is wrong with it, in words.
type Fallible<T> = std::result::Result<T, String>;

/// What is wrong with a file.
fn in_file(file: &str) -> impl Fn(&dyn Display) -> String + '_ {
    move |cause| format!("{file}: {cause}")
}

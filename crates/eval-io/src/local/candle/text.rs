//! Texts as a model takes them: numbers of tokens, cut to what it can see, side by side with others of about their length.

use std::fs;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use serde_json::Value;
use tokenizers::{Encoding, Tokenizer, TruncationParams};

use super::config::Config;
use super::{Fallible, in_file};

/// Texts side by side: each tensor has a row for each text and a column for each token.
pub(super) struct Tokens {
    /// Which texts they are.
    pub(super) places: Vec<usize>,
    pub(super) ids: Tensor,
    /// 1 where there is a token, 0 where there is padding.
    pub(super) mask: Tensor,
    pub(super) types: Tensor,
}

/// What makes tokens of texts.
#[derive(Debug)]
pub(super) struct Text {
    tokenizer: Tokenizer,
    padding: u32,
}

const FILE: &str = "tokenizer.json";
/// Where a model says how long the texts were that it was trained on.
const LIMITS: [(&str, &str); 2] =
    [("tokenizer_config.json", "model_max_length"), ("sentence_bert_config.json", "max_seq_length")];
/// What stands around a text takes two of them.
const LEAST: usize = 3;
/// How many pairs of tokens are looked at at once: a layer keeps some numbers of each pair for each of its heads, so that this
/// bounds the memory (to about 250 MB with 12 heads).
const PAIRS: usize = 1 << 20;

impl Text {
    pub(super) fn read(folder: &Path, config: &Config) -> Fallible<Self> {
        let told = in_file(FILE);
        let text = fs::read(folder.join(FILE)).map_err(|cause| told(&cause))?;
        let mut tokenizer = Tokenizer::from_bytes(text).map_err(|cause| told(&cause))?;
        let limit = |(file, key): (&str, &str)| {
            let said: Value = serde_json::from_slice(&fs::read(folder.join(file)).ok()?).ok()?;
            // "As long as you like" is written as 1e30.
            said[key].as_u64().and_then(|limit| usize::try_from(limit).ok())
        };
        let longest = LIMITS.into_iter().filter_map(limit).fold(config.longest, usize::min);
        if longest < LEAST {
            return Err(told(&format!("{longest} tokens are too few for a text")));
        }
        let cut = TruncationParams { max_length: longest, ..TruncationParams::default() };
        tokenizer.with_truncation(Some(cut)).map_err(|cause| told(&cause))?;
        tokenizer.with_padding(None);
        Ok(Self { tokenizer, padding: config.padding })
    }

    /// The texts in portions, short ones before long ones.
    pub(super) fn portions(&self, texts: &[&str]) -> candle_core::Result<Vec<Tokens>> {
        let found = self.tokenizer.encode_batch(texts.to_vec(), true).map_err(candle_core::Error::wrap)?;
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|at| found[*at].len());
        let mut portions: Vec<Vec<usize>> = Vec::new();
        for at in order {
            let length = found[at].len();
            match portions.last_mut().filter(|portion| (portion.len() + 1) * length * length <= PAIRS) {
                Some(portion) => portion.push(at),
                None => portions.push(vec![at]),
            }
        }
        portions.into_iter().map(|places| self.tokens(&found, places)).collect()
    }

    fn tokens(&self, found: &[Encoding], places: Vec<usize>) -> candle_core::Result<Tokens> {
        let longest = places.iter().map(|at| found[*at].len()).max().unwrap_or_default();
        let tensor = |of: fn(&Encoding) -> &[u32], padding: u32| {
            let row = |at: &usize| of(&found[*at]).iter().copied().chain(std::iter::repeat(padding)).take(longest);
            let numbers: Vec<u32> = places.iter().flat_map(row).collect();
            Tensor::from_vec(numbers, (places.len(), longest), &Device::Cpu)
        };
        let (ids, types) = (tensor(Encoding::get_ids, self.padding)?, tensor(Encoding::get_type_ids, 0)?);
        let mask = tensor(Encoding::get_attention_mask, 0)?.to_dtype(DType::F32)?;
        Ok(Tokens { places, ids, mask, types })
    }
}

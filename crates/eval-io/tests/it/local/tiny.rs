//! Small models: their folders as `transformers` writes them, and what they answer by the formulas of the papers, worked out
//! here in plain loops (Vaswani et al. 2017; Devlin et al. 2019; Liu et al. 2019).

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use candle_core::{Device, Tensor};
use serde_json::{Value, json};

const WIDTH: usize = 8;
const HEADS: usize = 2;
const INNER: usize = 12;
const LAYERS: usize = 2;
/// Tokens that a model can see.
pub(crate) const LONGEST: usize = 10;
const WORDS: [&str; 8] = ["you", "are", "good", "bad", "the", "cat", "sat", "down"];

type Rows = Vec<Vec<f64>>;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Bert,
    Roberta,
}

/// A model with weights that are drawn, the same each time.
pub(crate) struct Tiny {
    kind: Kind,
    /// What its layers' names begin with.
    prefix: &'static str,
    labels: Vec<&'static str>,
    weights: BTreeMap<String, (Vec<usize>, Vec<f32>)>,
    random: fastrand::Rng,
}

impl Tiny {
    /// A classifier.
    pub(crate) fn classifier(kind: Kind, labels: &[&'static str]) -> Self {
        let prefix = if kind == Kind::Bert { "bert." } else { "roberta." };
        let mut tiny = Self::encoder(kind, prefix);
        tiny.labels = labels.to_vec();
        let (dense, out) = match kind {
            Kind::Bert => ("bert.pooler.dense", "classifier"),
            Kind::Roberta => ("classifier.dense", "classifier.out_proj"),
        };
        tiny.linear(dense, WIDTH, WIDTH);
        tiny.linear(out, labels.len(), WIDTH);
        tiny
    }

    /// A model without a head.
    pub(crate) fn vectors(kind: Kind) -> Self {
        Self::encoder(kind, "")
    }

    fn encoder(kind: Kind, prefix: &'static str) -> Self {
        let random = fastrand::Rng::with_seed(7);
        let mut tiny = Self { kind, prefix, labels: Vec::new(), weights: BTreeMap::new(), random };
        let name = |part: &str| format!("{prefix}{part}");
        tiny.draw(&name("embeddings.word_embeddings.weight"), vec![4 + WORDS.len(), WIDTH], 0.0);
        tiny.draw(&name("embeddings.position_embeddings.weight"), vec![tiny.positions(), WIDTH], 0.0);
        tiny.draw(&name("embeddings.token_type_embeddings.weight"), vec![2, WIDTH], 0.0);
        tiny.norm(&name("embeddings.LayerNorm"));
        for layer in 0..LAYERS {
            let name = |part: &str| format!("{prefix}encoder.layer.{layer}.{part}");
            for part in ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"]
            {
                tiny.linear(&name(part), WIDTH, WIDTH);
            }
            tiny.norm(&name("attention.output.LayerNorm"));
            tiny.linear(&name("intermediate.dense"), INNER, WIDTH);
            tiny.linear(&name("output.dense"), WIDTH, INNER);
            tiny.norm(&name("output.LayerNorm"));
        }
        tiny
    }

    fn draw(&mut self, name: &str, shape: Vec<usize>, around: f32) {
        let count = shape.iter().product();
        let values = (0..count).map(|_| around + self.random.f32() * 2.0 - 1.0).collect();
        self.weights.insert(name.to_owned(), (shape, values));
    }

    fn linear(&mut self, name: &str, out: usize, of: usize) {
        self.draw(&format!("{name}.weight"), vec![out, of], 0.0);
        self.draw(&format!("{name}.bias"), vec![out], 0.0);
    }

    fn norm(&mut self, name: &str) {
        self.draw(&format!("{name}.weight"), vec![WIDTH], 1.0);
        self.draw(&format!("{name}.bias"), vec![WIDTH], 0.0);
    }

    /// Roberta's positions begin after that of the padding, which is 1.
    fn positions(&self) -> usize {
        if self.kind == Kind::Bert { LONGEST } else { LONGEST + 2 }
    }

    pub(crate) fn config(&self) -> Value {
        let (class, model_type, padding) = match self.kind {
            Kind::Bert => ("Bert", "bert", 0),
            Kind::Roberta => ("Roberta", "roberta", 1),
        };
        let end = if self.labels.is_empty() { "Model" } else { "ForSequenceClassification" };
        let labels: HashMap<String, &str> =
            self.labels.iter().enumerate().map(|(at, label)| (at.to_string(), *label)).collect();
        json!({
            "architectures": [format!("{class}{end}")], "model_type": model_type, "id2label": labels, "vocab_size": 4 + WORDS.len(),
            "hidden_size": WIDTH, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "intermediate_size": INNER,
            "hidden_act": "gelu", "max_position_embeddings": self.positions(), "type_vocab_size": 2, "layer_norm_eps": 1e-5,
            "pad_token_id": padding,
        })
    }

    /// Begin, padding, end, unknown.
    fn special(&self) -> [(&'static str, usize); 4] {
        match self.kind {
            Kind::Bert => [("[CLS]", 2), ("[PAD]", 0), ("[SEP]", 3), ("[UNK]", 1)],
            Kind::Roberta => [("<s>", 0), ("<pad>", 1), ("</s>", 2), ("<unk>", 3)],
        }
    }

    fn tokenizer(&self) -> Value {
        let [(begin, begin_id), (padding, padding_id), (end, end_id), (unknown, unknown_id)] = self.special();
        let mut vocabulary: HashMap<&str, usize> = WORDS.iter().enumerate().map(|(at, word)| (*word, 4 + at)).collect();
        vocabulary.extend([(begin, begin_id), (padding, padding_id), (end, end_id), (unknown, unknown_id)]);
        let special = |token: &str, id: usize| json!({"id": token, "ids": [id], "tokens": [token]});
        let around = json!([
            {"SpecialToken": {"id": begin, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": end, "type_id": 0}},
        ]);
        json!({
            "version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": {"type": "Lowercase"},
            "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
            "post_processor": {"type": "TemplateProcessing", "single": around, "pair": around,
                               "special_tokens": {begin: special(begin, begin_id), end: special(end, end_id)}},
            "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": unknown},
        })
    }

    /// Writes its folder.
    pub(crate) fn save(&self, folder: &Path) -> PathBuf {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("config.json"), self.config().to_string()).unwrap();
        fs::write(folder.join("tokenizer.json"), self.tokenizer().to_string()).unwrap();
        let tensors: HashMap<&str, Tensor> = self
            .weights
            .iter()
            .map(|(name, (shape, values))| {
                (name.as_str(), Tensor::from_vec(values.clone(), shape.as_slice(), &Device::Cpu).unwrap())
            })
            .collect();
        candle_core::safetensors::save(&tensors, folder.join("model.safetensors")).unwrap();
        folder.to_owned()
    }

    /// The logits of a text's labels.
    pub(crate) fn logits(&self, text: &str) -> Vec<f64> {
        let first = self.states(text).swap_remove(0);
        let (dense, out) = match self.kind {
            Kind::Bert => ("bert.pooler.dense", "classifier"),
            Kind::Roberta => ("classifier.dense", "classifier.out_proj"),
        };
        let inner: Vec<f64> = self.applied(dense, &first).into_iter().map(f64::tanh).collect();
        self.applied(out, &inner)
    }

    /// The vectors of a text's tokens.
    pub(crate) fn states(&self, text: &str) -> Rows {
        let name = |part: &str| format!("{}embeddings.{part}", self.prefix);
        let first = if self.kind == Kind::Bert { 0 } else { 2 };
        let mut states: Rows = self
            .tokens(text)
            .iter()
            .enumerate()
            .map(|(at, token)| {
                let [word, position, kind] = [("word", *token), ("position", first + at), ("token_type", 0)]
                    .map(|(table, row)| self.row(&name(&format!("{table}_embeddings.weight")), row));
                let sum: Vec<f64> = (0..WIDTH).map(|i| word[i] + position[i] + kind[i]).collect();
                self.normed(&name("LayerNorm"), &sum)
            })
            .collect();
        for layer in 0..LAYERS {
            states = self.layer(&format!("{}encoder.layer.{layer}.", self.prefix), &states);
        }
        states
    }

    fn tokens(&self, text: &str) -> Vec<usize> {
        let [(_, begin), _, (_, end), (_, unknown)] = self.special();
        let known = |word: &str| WORDS.iter().position(|one| *one == word).map_or(unknown, |at| 4 + at);
        let words = text.split_whitespace().map(|word| known(&word.to_lowercase())).take(LONGEST - 2);
        [begin].into_iter().chain(words).chain([end]).collect()
    }

    fn layer(&self, prefix: &str, states: &Rows) -> Rows {
        let each = |part: &str| -> Rows {
            states.iter().map(|state| self.applied(&format!("{prefix}attention.self.{part}"), state)).collect()
        };
        let (query, key, value) = (each("query"), each("key"), each("value"));
        let size = WIDTH / HEADS;
        let mut seen = vec![vec![0.0; WIDTH]; states.len()];
        for head in 0..HEADS {
            let part = head * size..(head + 1) * size;
            for (at, seen) in seen.iter_mut().enumerate() {
                let scores: Vec<f64> = key
                    .iter()
                    .map(|key| part.clone().map(|i| query[at][i] * key[i]).sum::<f64>() / (size as f64).sqrt())
                    .collect();
                for (weight, value) in softmax(&scores).into_iter().zip(&value) {
                    part.clone().for_each(|i| seen[i] += weight * value[i]);
                }
            }
        }
        let added = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a + b).collect::<Vec<_>>();
        seen.iter()
            .zip(states)
            .map(|(seen, state)| {
                let attended = added(&self.applied(&format!("{prefix}attention.output.dense"), seen), state);
                let attended = self.normed(&format!("{prefix}attention.output.LayerNorm"), &attended);
                let inner = self
                    .applied(&format!("{prefix}intermediate.dense"), &attended)
                    .into_iter()
                    .map(gelu)
                    .collect::<Vec<_>>();
                let out = added(&self.applied(&format!("{prefix}output.dense"), &inner), &attended);
                self.normed(&format!("{prefix}output.LayerNorm"), &out)
            })
            .collect()
    }

    fn row(&self, name: &str, row: usize) -> Vec<f64> {
        let (shape, values) = &self.weights[name];
        let width = shape[1];
        values[row * width..(row + 1) * width].iter().copied().map(f64::from).collect()
    }

    fn vector(&self, name: &str) -> Vec<f64> {
        self.weights[name].1.iter().copied().map(f64::from).collect()
    }

    fn applied(&self, name: &str, input: &[f64]) -> Vec<f64> {
        let bias = self.vector(&format!("{name}.bias"));
        let weight = format!("{name}.weight");
        (0..bias.len())
            .map(|out| bias[out] + self.row(&weight, out).iter().zip(input).map(|(a, b)| a * b).sum::<f64>())
            .collect()
    }

    fn normed(&self, name: &str, input: &[f64]) -> Vec<f64> {
        let count = input.len() as f64;
        let mean = input.iter().sum::<f64>() / count;
        let variance = input.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
        let (scale, shift) = (self.vector(&format!("{name}.weight")), self.vector(&format!("{name}.bias")));
        (0..input.len()).map(|i| (input[i] - mean) / (variance + 1e-5).sqrt() * scale[i] + shift[i]).collect()
    }
}

pub(crate) fn softmax(scores: &[f64]) -> Vec<f64> {
    let sum: f64 = scores.iter().map(|score| score.exp()).sum();
    scores.iter().map(|score| score.exp() / sum).collect()
}

fn gelu(x: f64) -> f64 {
    // The error function by its series, which is fast enough to converge for numbers as small as these.
    let z = x / std::f64::consts::SQRT_2;
    let (mut term, mut sum) = (z, z);
    for n in 1..200 {
        term *= -z * z / f64::from(n);
        sum += term / f64::from(2 * n + 1);
    }
    x * 0.5 * (1.0 + sum * std::f64::consts::FRAC_2_SQRT_PI)
}

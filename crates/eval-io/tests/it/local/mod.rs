//! Models in local folders: their numbers beside the formulas', and folders that are not what they should be.

mod tiny;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use runlore_eval::{Cells, Column, Dataset, Evaluation, Outcome, State};
use runlore_eval_io::named;
use serde_json::{Value, json};

use tiny::{Kind, LONGEST, Tiny, softmax};

/// Of several lengths, one too long, one with nothing in it, one with a word that is not known.
const TEXTS: [&str; 6] = [
    "You are good",
    "bad",
    "",
    "the cat sat down the cat sat down the cat sat down",
    "are you the sphinx",
    "the bad cat sat down",
];

/// What a metric says of these texts beside those targets, with the models of a folder.
fn scored(spec: &Value, folder: &Path, targets: &[&str]) -> Outcome {
    let column = |name: &str, cells: &[&str]| Column {
        name: name.to_owned(),
        cells: cells.iter().map(|&text| text.into()).collect(),
    };
    let data = Dataset::new(vec![column("answer", &TEXTS), column("right", targets)]).unwrap();
    let mut evaluation = Evaluation::new(data, Cells::Column("answer".to_owned()));
    evaluation.targets = Some(Cells::Column("right".to_owned()));
    let env = |name: &str| (name == "RUNLORE_EVAL_MODEL_DIR").then(|| folder.display().to_string());
    evaluation.scorers = vec![named(&spec.to_string(), &env, &(Arc::new(|_, _| true) as _)).unwrap().scorer];
    evaluation.run().unwrap()
}

fn toxicity(folder: &Path) -> Outcome {
    scored(&json!({"metric": "toxicity"}), folder, &TEXTS)
}

fn near(found: &Outcome, name: &str, expected: impl Iterator<Item = f64>) {
    let cells = &found
        .columns
        .iter()
        .find(|column| column.name == name)
        .unwrap_or_else(|| panic!("{:?}", found.statuses))
        .cells;
    let expected: Vec<f64> = expected.collect();
    assert_eq!(cells.len(), expected.len());
    for ((cell, expected), text) in cells.iter().zip(expected).zip(TEXTS) {
        let got = cell.as_f64().unwrap();
        assert!((got - expected).abs() < 1e-5, "{text:?}: {got}, and not {expected}");
    }
}

/// Why nothing was scored.
fn reason(found: &Outcome) -> &str {
    assert_eq!(found.statuses[0].state, State::Failed);
    found.statuses[0].reason.as_deref().unwrap()
}

#[test]
fn toxicity_is_the_probability_of_the_hateful_label() {
    for kind in [Kind::Bert, Kind::Roberta] {
        let root = tempfile::tempdir().unwrap();
        let tiny = Tiny::classifier(kind, &["nothate", "hate"]);
        tiny.save(&root.path().join("any name"));
        let expected: Vec<f64> = TEXTS.iter().map(|text| softmax(&tiny.logits(text))[1]).collect();
        let found = toxicity(root.path());
        near(&found, "toxicity/v1/score", expected.iter().copied());
        let ratio = expected.iter().filter(|score| **score >= 0.5).count() as f64 / TEXTS.len() as f64;
        assert_eq!(found.metric("toxicity/v1/ratio"), Some(ratio));
    }
}

#[test]
fn labels_that_can_be_together_have_probabilities_of_their_own() {
    let root = tempfile::tempdir().unwrap();
    let tiny = Tiny::classifier(Kind::Bert, &["obscene", "toxic", "insult"]);
    tiny.save(root.path());
    let mut config = tiny.config();
    config["problem_type"] = "multi_label_classification".into();
    fs::write(root.path().join("config.json"), config.to_string()).unwrap();
    near(
        &toxicity(root.path()),
        "toxicity/v1/score",
        TEXTS.iter().map(|text| 1.0 / (1.0 + (-tiny.logits(text)[1]).exp())),
    );
}

#[test]
fn similarity_is_the_cosine_of_vectors_made_as_the_folder_says() {
    let targets = ["you are bad", "good", "cat", "the cat sat down the cat sat down", "who", "down sat cat bad the"];
    let cosine = |a: &[f64], b: &[f64]| {
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
    };
    let mean = |states: Vec<Vec<f64>>| {
        (0..states[0].len()).map(|i| states.iter().map(|state| state[i]).sum()).collect::<Vec<f64>>()
    };
    let first = |mut states: Vec<Vec<f64>>| states.swap_remove(0);
    let spec = json!({"metric": "embedding_similarity"});
    for kind in [Kind::Bert, Kind::Roberta] {
        let root = tempfile::tempdir().unwrap();
        let tiny = Tiny::vectors(kind);
        let folder = tiny.save(&root.path().join("one"));
        let pairs = || TEXTS.iter().zip(targets);
        let found = scored(&spec, root.path(), &targets);
        near(
            &found,
            "embedding_similarity/score",
            pairs().map(|(a, b)| cosine(&mean(tiny.states(a)), &mean(tiny.states(b)))),
        );
        fs::create_dir(folder.join("1_Pooling")).unwrap();
        fs::write(folder.join("1_Pooling/config.json"), r#"{"pooling_mode_cls_token": true}"#).unwrap();
        let spec = json!({"metric": "embedding_similarity", "model": folder});
        let found = scored(&spec, root.path(), &targets);
        near(
            &found,
            "embedding_similarity/score",
            pairs().map(|(a, b)| cosine(&first(tiny.states(a)), &first(tiny.states(b)))),
        );
    }
}

#[test]
fn vectors_that_are_made_in_another_way_are_a_reason() {
    let root = tempfile::tempdir().unwrap();
    let folder = Tiny::vectors(Kind::Bert).save(&root.path().join("sentences"));
    let told = |file: &str, text: &str| {
        fs::create_dir_all(folder.join("1_Pooling")).unwrap();
        fs::write(folder.join(file), text).unwrap();
        let found = scored(&json!({"metric": "embedding_similarity"}), &folder, &TEXTS);
        fs::remove_file(folder.join(file)).unwrap();
        reason(&found).to_owned()
    };
    let dense =
        r#"[{"type": "sentence_transformers.models.Transformer"}, {"type": "sentence_transformers.models.Dense"}]"#;
    assert_eq!(
        told("modules.json", dense),
        "The model sentences can not be used: modules.json: modules of type Dense are not known; Transformer, Pooling, \
         Normalize are"
    );
    for modes in ["{}", r#"{"pooling_mode_max_tokens": true, "pooling_mode_mean_tokens": true}"#, "["] {
        assert!(told("1_Pooling/config.json", modes).contains("1_Pooling/config.json: "));
    }
}

#[test]
fn a_text_is_cut_to_what_the_model_can_see() {
    let root = tempfile::tempdir().unwrap();
    let tiny = Tiny::classifier(Kind::Roberta, &["hate", "nothate"]);
    tiny.save(root.path());
    let long = "cat ".repeat(LONGEST * 1000);
    assert_eq!(tiny.states(&long).len(), LONGEST);
    let data = Dataset::new(vec![Column { name: "a".to_owned(), cells: vec![long.clone().into()] }]).unwrap();
    let mut evaluation = Evaluation::new(data, Cells::Column("a".to_owned()));
    let env = |name: &str| (name == "RUNLORE_EVAL_MODEL_DIR").then(|| root.path().display().to_string());
    evaluation.scorers = vec![named(r#"{"metric": "toxicity"}"#, &env, &(Arc::new(|_, _| true) as _)).unwrap().scorer];
    let mean = evaluation.run().unwrap().metric("toxicity/v1/mean").unwrap();
    assert!((mean - softmax(&tiny.logits(&long))[0]).abs() < 1e-5);
}

#[test]
fn a_folder_that_is_no_model_is_a_reason() {
    let root = tempfile::tempdir().unwrap();
    let tiny = Tiny::classifier(Kind::Bert, &["nothate", "hate"]);
    let told = |name: &str, change: &dyn Fn(&Path)| {
        let folder = tiny.save(&root.path().join(name));
        change(&folder);
        let found = scored(&json!({"metric": "toxicity", "model": folder}), root.path(), &TEXTS);
        let told = reason(&found).to_owned();
        assert!(told.starts_with(&format!("The model {name} can not be used: ")), "{told}");
        told
    };
    let config = |key: &str, value: Value| {
        let mut config = tiny.config();
        config[key] = value;
        move |folder: &Path| fs::write(folder.join("config.json"), config.to_string()).unwrap()
    };
    assert!(
        told("of another kind", &config("model_type", json!("gpt2"))).contains("models of type 'gpt2' are not known")
    );
    assert!(told("no heads", &config("num_attention_heads", json!(0))).contains("0 heads"));
    assert!(told("odd heads", &config("num_attention_heads", json!(3))).contains("3 heads"));
    assert!(told("too wide", &config("hidden_size", json!(1u64 << 40))).contains("model.safetensors"));
    assert!(told("too deep", &config("num_hidden_layers", json!(1_000_000))).contains("model.safetensors"));
    assert!(told("few positions", &config("max_position_embeddings", json!(1))).contains("1 positions"));
    assert!(told("relative", &config("position_embedding_type", json!("relative_key"))).contains("absolute"));
    assert!(told("what is hate", &config("id2label", json!({"0": "a", "1": "b"}))).contains("(a, b)"));
    assert!(told("no label 0", &config("id2label", json!({"1": "hate", "2": "b"}))).contains("from 0"));
    assert!(told("many labels", &config("id2label", json!({"0": "hate", "1": "b", "2": "c"}))).contains("shape"));
    assert!(
        told("no tokens", &|folder| fs::remove_file(folder.join("tokenizer.json")).unwrap()).contains("tokenizer.json")
    );
    assert!(
        told("torn tokens", &|folder| fs::write(folder.join("tokenizer.json"), "{").unwrap())
            .contains("tokenizer.json")
    );
    let weights =
        |bytes: &'static [u8]| move |folder: &Path| fs::write(folder.join("model.safetensors"), bytes).unwrap();
    let file =
        |name: &'static str, text: &'static str| move |folder: &Path| fs::write(folder.join(name), text).unwrap();
    assert!(
        told("sees nothing", &file("tokenizer_config.json", r#"{"model_max_length": 1}"#))
            .contains("1 tokens are too few")
    );
    assert!(told("torn weights", &weights(b"\xff\xff\xff\xff\xff\xff\xff\x7f{}")).contains("model.safetensors"));
    assert!(told("no weights", &weights(b"\x02\0\0\0\0\0\0\0{}")).contains("model.safetensors"));
    assert!(
        told("unknown tokens", &|folder| {
            let text = fs::read_to_string(folder.join("tokenizer.json")).unwrap();
            fs::write(folder.join("tokenizer.json"), text.replace("\"bad\":7", "\"bad\":70000")).unwrap();
        })
        .contains("can not be used")
    );
}

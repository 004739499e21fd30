//! Finding the folder of a model: the one that was named, one in the folder of models, one that Hugging Face's libraries
//! have downloaded.

use std::fs;
use std::path::{Path, PathBuf};

use runlore_domain::{Error, Result};
use serde_json::Value;

/// What makes a folder that of a model.
pub(super) const CONFIG: &str = "config.json";
/// No configuration is longer, in bytes.
const LARGEST: u64 = 16 << 20;

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It gives texts the probabilities of labels.
    Classifier,
    /// It gives texts a vector.
    Vectors,
}

/// A model's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) path: PathBuf,
    /// What it is called where others can read it: reasons become tags of runs, which are no place for what a home is called.
    pub(super) name: String,
}

/// Where it is, or why nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    Found(Model),
    Missing(String),
}

/// The types of models that are known.
pub(super) const BERT: &str = "bert";
pub(super) const ROBERTAS: [&str; 3] = ["roberta", "xlm-roberta", "camembert"];

/// The folder of `model`, a path or a name such as `facebook/roberta-hate-speech-dynabench-r4-target`; if none is said
/// that of a model of this kind in `RUNLORE_EVAL_MODEL_DIR`, or else `usual` in any of the folders that are looked at.
///
/// Those are `RUNLORE_EVAL_MODEL_DIR`, which may be a model's own folder, and the cache of Hugging Face's libraries
/// (`HF_HUB_CACHE`, or `hub` in `HF_HOME`, or `huggingface/hub` in `XDG_CACHE_HOME` or `~/.cache`).
///
/// # Errors
/// When what was named is not there, or if it can not be said which of several models is meant.
pub(super) fn find(
    kind: Kind,
    model: Option<&str>,
    usual: &str,
    env: &dyn Fn(&str) -> Option<String>,
) -> Result<Place> {
    let set = |name: &str| env(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let given = set("RUNLORE_EVAL_MODEL_DIR");
    if let Some(folder) = given.as_deref().filter(|folder| !folder.is_dir()) {
        return Err(Error::invalid(format!("The folder of models {} is not there.", folder.display())));
    }
    let roots: Vec<PathBuf> = given.iter().cloned().chain(hub(&set)).collect();
    if let Some(model) = model {
        let path = PathBuf::from(model);
        let found = if is_model(&path) { Some(of(path)) } else { roots.iter().find_map(|root| named(root, model)) };
        return found.map(Place::Found).ok_or_else(|| {
            let looked: Vec<_> = roots.iter().map(|root| root.display().to_string()).collect();
            Error::invalid(format!(
                "There is no folder {model} with a {CONFIG}, and no model of that name in {}.",
                looked.join(", ")
            ))
        });
    }
    if let Some(found) = given.as_deref().map(|folder| only(folder, kind)).transpose()?.flatten() {
        return Ok(Place::Found(of(found)));
    }
    let found = roots.iter().find_map(|root| named(root, usual));
    let missing = || {
        Place::Missing(format!(
            "It needs a local model folder, for nothing is downloaded while scoring: RUNLORE_EVAL_MODEL_DIR names none, and \
             {usual} is not in the cache of Hugging Face's libraries."
        ))
    };
    Ok(found.map_or_else(missing, Place::Found))
}

/// Where Hugging Face's libraries keep what they download.
fn hub(set: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let caches = || set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
    let home = || set("HF_HOME").or_else(|| caches().map(|caches| caches.join("huggingface")));
    set("HF_HUB_CACHE").or_else(|| home().map(|home| home.join("hub")))
}

/// A model that is called like its folder.
fn of(path: PathBuf) -> Model {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Model { path, name }
}

/// A model by its name in a folder of models: as `owner/name`, as `name`, or as Hugging Face's cache has it.
fn named(root: &Path, model: &str) -> Option<Model> {
    let last = model.rsplit('/').next().unwrap_or(model);
    let cached = root.join(format!("models--{}", model.replace('/', "--")));
    let current = fs::read_to_string(cached.join("refs").join("main")).ok();
    let snapshot = current.map(|commit| cached.join("snapshots").join(commit.trim()));
    let path =
        [Some(root.join(model)), Some(root.join(last)), snapshot].into_iter().flatten().find(|path| is_model(path))?;
    Some(Model { path, name: model.to_owned() })
}

/// The folder itself, or the one folder in it, that has a model of this kind.
fn only(folder: &Path, kind: Kind) -> Result<Option<PathBuf>> {
    if kind_of(folder) == Some(kind) {
        return Ok(Some(folder.to_owned()));
    }
    let unread = |cause| Error::invalid(format!("The folder of models {} can not be read: {cause}", folder.display()));
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if kind_of(&path) == Some(kind) {
            found.push(path);
        }
    }
    found.sort();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        [one, other, ..] => Err(Error::invalid(format!(
            "{} has several models for this, {} and {} among them: name the folder of the one that is meant.",
            folder.display(),
            one.display(),
            other.display()
        ))),
    }
}

fn is_model(folder: &Path) -> bool {
    folder.join(CONFIG).is_file()
}

/// What the model in a folder is for, by the class that it is saved as; nothing if it is of a type that is not known.
fn kind_of(folder: &Path) -> Option<Kind> {
    let path = folder.join(CONFIG);
    fs::metadata(&path).ok().filter(|file| file.is_file() && file.len() <= LARGEST)?;
    let config: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let model_type = config["model_type"].as_str()?;
    if model_type != BERT && !ROBERTAS.contains(&model_type) {
        return None;
    }
    let class = config["architectures"][0].as_str()?;
    Some(if class.ends_with("ForSequenceClassification") { Kind::Classifier } else { Kind::Vectors })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(folder: &Path, class: &str) -> PathBuf {
        fs::create_dir_all(folder).unwrap();
        let model_type = if class.starts_with("Llama") { "llama" } else { BERT };
        let config = format!(r#"{{"architectures": ["{class}"], "model_type": "{model_type}"}}"#);
        fs::write(folder.join(CONFIG), config).unwrap();
        folder.to_owned()
    }

    fn look(kind: Kind, model: Option<&str>, env: &[(&str, &Path)]) -> Result<Place> {
        let value = |name: &str| Some(env.iter().find(|(key, _)| *key == name)?.1.display().to_string());
        find(kind, model, "owner/usual", &value)
    }

    #[test]
    fn a_folder_is_that_of_a_model_or_of_models() {
        let root = tempfile::tempdir().unwrap();
        let one = model(&root.path().join("one"), "RobertaForSequenceClassification");
        let other = model(&root.path().join("other"), "BertModel");
        model(&root.path().join("a chat"), "LlamaForCausalLM");
        let here = [("RUNLORE_EVAL_MODEL_DIR", root.path())];
        let found = |path: &Path| Place::Found(of(path.to_owned()));
        assert_eq!(look(Kind::Classifier, None, &here).unwrap(), found(&one));
        assert_eq!(look(Kind::Vectors, None, &here).unwrap(), found(&other));
        assert_eq!(look(Kind::Vectors, None, &[("RUNLORE_EVAL_MODEL_DIR", &other)]).unwrap(), found(&other));
        assert!(matches!(look(Kind::Vectors, None, &[("RUNLORE_EVAL_MODEL_DIR", &one)]).unwrap(), Place::Missing(_)));
        let second = model(&root.path().join("second"), "BertForSequenceClassification");
        assert!(look(Kind::Classifier, None, &here).unwrap_err().message().contains(second.to_str().unwrap()));
        assert_eq!(look(Kind::Classifier, Some("second"), &here).unwrap(), found(&second));
        assert_eq!(look(Kind::Classifier, second.to_str(), &[]).unwrap(), found(&second));
    }

    #[test]
    fn what_hugging_face_downloaded_is_found_by_its_name() {
        let root = tempfile::tempdir().unwrap();
        let cached = root.path().join("hub").join("models--owner--usual");
        let path = model(&cached.join("snapshots").join("abc"), "BertModel");
        model(&cached.join("snapshots").join("aaa"), "BertModel");
        fs::create_dir(cached.join("refs")).unwrap();
        fs::write(cached.join("refs").join("main"), "abc\n").unwrap();
        let found = Model { path, name: "owner/usual".to_owned() };
        for (name, path) in [("HF_HOME", root.path()), ("HF_HUB_CACHE", &root.path().join("hub"))] {
            assert_eq!(look(Kind::Vectors, None, &[(name, path)]).unwrap(), Place::Found(found.clone()));
        }
        assert!(matches!(look(Kind::Vectors, None, &[("HOME", root.path())]).unwrap(), Place::Missing(_)));
    }

    #[test]
    fn what_was_named_and_is_not_there_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let told = |model, env: &[(&str, &Path)]| look(Kind::Vectors, model, env).unwrap_err().message().to_owned();
        assert!(told(Some("owner/other"), &[("HF_HUB_CACHE", root.path())]).contains("owner/other"));
        assert!(told(None, &[("RUNLORE_EVAL_MODEL_DIR", Path::new("/nowhere"))]).contains("/nowhere"));
        let Place::Missing(reason) = look(Kind::Vectors, None, &[("HOME", root.path())]).unwrap() else {
            panic!("nothing is there")
        };
        assert!(reason.contains("owner/usual") && !reason.contains(root.path().to_str().unwrap()), "{reason}");
    }
}

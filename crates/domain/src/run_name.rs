//! How a run's name and its tag `mlflow.runName` are made to agree.

use crate::experiment::Tag;
use crate::run::RUN_NAME_TAG;
use crate::{Error, Result};

const ADJECTIVES: &[&str] = &[
    "able", "amber", "bold", "brave", "bright", "brisk", "calm", "clear", "clever", "crisp", "curious", "daring",
    "deep", "eager", "early", "fair", "fleet", "fresh", "gentle", "glad", "golden", "grand", "hardy", "honest", "keen",
    "kind", "lively", "lucid", "mellow", "merry", "mild", "neat", "nimble", "noble", "patient", "plain", "proud",
    "quick", "quiet", "rapid", "ready", "rustic", "serene", "sharp", "silent", "silver", "sleek", "smooth", "solid",
    "spry", "steady", "still", "sunny", "swift", "tidy", "vivid", "warm", "wise", "witty", "young",
];

const NOUNS: &[&str] = &[
    "alder", "badger", "beech", "bison", "brook", "cedar", "cliff", "cloud", "comet", "coral", "crane", "creek",
    "dune", "eagle", "elm", "falcon", "fern", "finch", "fjord", "fox", "glade", "grove", "harbor", "hare", "hawk",
    "heron", "hill", "ibis", "island", "jay", "lake", "lark", "lynx", "maple", "marsh", "meadow", "moose", "moss",
    "oak", "orca", "otter", "owl", "pine", "plover", "pond", "raven", "reef", "ridge", "river", "robin", "seal",
    "shore", "sparrow", "spruce", "stone", "stork", "swan", "thrush", "willow", "wren",
];

/// A random name of the form `adjective-noun-123`.
pub fn random() -> String {
    let pick = |words: &[&'static str]| words[fastrand::usize(..words.len())];
    format!("{}-{}-{}", pick(ADJECTIVES), pick(NOUNS), fastrand::u32(0..1000))
}

/// Settles the name of a new run from the field and the tag, and makes sure that the tag is there.
pub fn settle(name: Option<String>, tags: &mut Vec<Tag>) -> Result<String> {
    let name = name.filter(|n| !n.is_empty());
    let tagged = tags.iter().rev().find(|t| t.key == RUN_NAME_TAG).map(|t| t.value.clone());
    match (name, tagged) {
        (Some(name), Some(tag)) if name != tag => Err(Error::invalid(format!(
            "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values \
             (run_name='{name}', mlflow.runName='{tag}')."
        ))),
        (Some(name), Some(_)) => Ok(name),
        (None, Some(tag)) if !tag.is_empty() => Ok(tag),
        (name, _) => {
            let name = name.unwrap_or_else(random);
            tags.retain(|t| t.key != RUN_NAME_TAG);
            tags.push(Tag { key: RUN_NAME_TAG.to_owned(), value: name.clone() });
            Ok(name)
        }
    }
}

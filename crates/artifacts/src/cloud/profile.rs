//! The files in which AWS tools keep keys and regions, for those who set no variables.
//!
//! What boto3, and so MLflow, reads: the chosen profile of `~/.aws/credentials`, then of
//! `~/.aws/config`. Static keys, region and endpoint; not the programs, roles and single sign-on
//! that a profile can also name.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::location::Environment;

/// Settings of a profile and the variables that would set the same.
const SETTINGS: [(&str, &str); 5] = [
    ("aws_access_key_id", "AWS_ACCESS_KEY_ID"),
    ("aws_secret_access_key", "AWS_SECRET_ACCESS_KEY"),
    ("aws_session_token", "AWS_SESSION_TOKEN"),
    ("region", "AWS_DEFAULT_REGION"),
    ("endpoint_url", "AWS_ENDPOINT_URL"),
];

/// Variables that the files give and the environment does not.
pub(super) fn from_files(env: &Environment) -> BTreeMap<&'static str, String> {
    let profile = env.get("AWS_PROFILE").or_else(|| env.get("AWS_DEFAULT_PROFILE")).unwrap_or("default");
    let config_section = if profile == "default" { profile.to_owned() } else { format!("profile {profile}") };
    let mut found = BTreeMap::new();
    for (variable, file, section) in
        [("AWS_SHARED_CREDENTIALS_FILE", "credentials", profile), ("AWS_CONFIG_FILE", "config", &config_section)]
    {
        let home = || Some(PathBuf::from(env.get("HOME")?).join(".aws").join(file));
        let Some(path) = env.get(variable).map(PathBuf::from).or_else(home) else { continue };
        match std::fs::read_to_string(&path) {
            Ok(text) => read_section(&text, section, &mut found),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
            Err(cause) => tracing::warn!(path = %path.display(), %cause, "AWS settings could not be read"),
        }
    }
    // Keys come from one place, never half from each.
    let has_keys = env.get("AWS_ACCESS_KEY_ID").is_some();
    found.retain(|name, _| env.get(name).is_none() && !(has_keys && is_key(name)));
    found
}

fn is_key(name: &str) -> bool {
    matches!(name, "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN")
}

/// Adds what a section says; what an earlier file said stays.
fn read_section(text: &str, section: &str, found: &mut BTreeMap<&'static str, String>) {
    let keys_are_known = found.keys().any(|name| is_key(name));
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            inside = name.trim_end_matches(']').trim() == section;
        } else if let (true, Some((key, value))) = (inside, line.split_once('=')) {
            let known = SETTINGS.into_iter().find(|(setting, _)| *setting == key.trim());
            if let Some((_, variable)) = known.filter(|(_, variable)| !(keys_are_known && is_key(variable))) {
                found.entry(variable).or_insert_with(|| value.trim().to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn profiles_fill_what_the_environment_leaves_open() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(".aws")).unwrap();
        let credentials = "[default]\naws_access_key_id = id\naws_secret_access_key=se=cret\n# x\n[other]\n\
                           aws_access_key_id=other\naws_secret_access_key=other secret\n";
        fs::write(home.path().join(".aws/credentials"), credentials).unwrap();
        let config = "[default]\nregion = eu-west-1\naws_session_token=never\n[profile other]\nregion=us-west-2\n";
        fs::write(home.path().join(".aws/config"), config).unwrap();
        let read = |more: &[(&str, &str)]| {
            let home = [("HOME", home.path().to_str().unwrap())];
            from_files(&home.into_iter().chain(more.iter().copied()).collect())
        };
        let as_map = |pairs: &[(&'static str, &str)]| pairs.iter().map(|(n, v)| (*n, (*v).to_owned())).collect();
        let expected: BTreeMap<_, _> = as_map(&[
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "se=cret"),
            ("AWS_DEFAULT_REGION", "eu-west-1"),
        ]);
        assert_eq!(read(&[]), expected);
        assert_eq!(read(&[("AWS_PROFILE", "other")])["AWS_SECRET_ACCESS_KEY"], "other secret");
        assert_eq!(read(&[("AWS_PROFILE", "other")])["AWS_DEFAULT_REGION"], "us-west-2");
        let region_only: BTreeMap<_, _> = as_map(&[("AWS_DEFAULT_REGION", "eu-west-1")]);
        assert_eq!(read(&[("AWS_ACCESS_KEY_ID", "mine")]), region_only);
        assert_eq!(read(&[("AWS_PROFILE", "none")]), BTreeMap::new());
        assert_eq!(from_files(&Environment::default()), BTreeMap::new());
    }
}

//! The settings of the environment: the names that MLflow and the package `openai` read, and some of our own.

use std::str::FromStr;
use std::time::Duration;

use runlore_domain::{Error, Result};

use super::{Azure, Prices, Settings};
use crate::Secret;

/// Where certificates are named, the first that is set.
const CA_BUNDLES: [&str; 4] =
    ["RUNLORE_EVAL_CA_BUNDLE", "MLFLOW_TRACKING_SERVER_CERT_PATH", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"];
/// Of the API on Azure, if none is said.
const API_VERSION: &str = "2024-06-01";

impl Settings {
    /// What the environment says; the defaults where it says nothing. The model's name is not in the environment,
    /// apart from `OPENAI_ENGINE`.
    ///
    /// `OPENAI_API_BASE`, else `OPENAI_BASE_URL`; `OPENAI_API_KEY`, `OPENAI_API_KEY_PATH`, `OPENAI_ORGANIZATION`,
    /// `OPENAI_PROJECT_ID`;
    /// `OPENAI_API_TYPE` (`openai`, `azure`, `azure_ad`), `OPENAI_API_VERSION`, `OPENAI_DEPLOYMENT_NAME`,
    /// `AZURE_OPENAI_ENDPOINT`, `AZURE_OPENAI_API_KEY`; `REQUESTS_CA_BUNDLE`, `SSL_CERT_FILE`; and beginning with
    /// `RUNLORE_EVAL_`: `CA_BUNDLE`, `CONCURRENCY`, `REQUESTS_PER_MINUTE`, `RETRIES`, `TIMEOUT` (seconds),
    /// `PRICES` (of a million tokens of questions and of answers: `2.5,10`).
    ///
    /// # Errors
    /// When a number or price is none, the type of the API is unknown, or the file with the key can not be read.
    pub fn from_env(env: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        // A variable that is set to nothing is how many unset one.
        let set = |name: &str| env(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let first = |names: &[&str]| names.iter().find_map(|name| set(name));
        let azure = azure(&set)?;
        let endpoint: &[&str] = if azure.is_some() {
            &["OPENAI_API_BASE", "OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT"]
        } else {
            &["OPENAI_API_BASE", "OPENAI_BASE_URL"]
        };
        let keys: &[&str] =
            if azure.is_some() { &["AZURE_OPENAI_API_KEY", "OPENAI_API_KEY"] } else { &["OPENAI_API_KEY"] };
        let key = match (first(keys), set("OPENAI_API_KEY_PATH")) {
            (Some(key), _) => Some(Secret::new(key)),
            (None, Some(path)) => Some(Secret::new(std::fs::read_to_string(&path).map_err(|cause| {
                Error::invalid(format!("The key in {path} (OPENAI_API_KEY_PATH) can not be read: {cause}"))
            })?)),
            (None, None) => None,
        };
        let defaults = Self::default();
        Ok(Self {
            model: set("OPENAI_ENGINE").unwrap_or_default(),
            base_url: first(endpoint).unwrap_or(defaults.base_url),
            key,
            organization: first(&["OPENAI_ORGANIZATION", "OPENAI_ORG_ID"]),
            project: set("OPENAI_PROJECT_ID"),
            azure,
            ca_bundle: first(&CA_BUNDLES).map(Into::into),
            concurrency: number(&set, "RUNLORE_EVAL_CONCURRENCY")?.unwrap_or(defaults.concurrency),
            requests_per_minute: number(&set, "RUNLORE_EVAL_REQUESTS_PER_MINUTE")?,
            retries: number(&set, "RUNLORE_EVAL_RETRIES")?.unwrap_or(defaults.retries),
            answer: number(&set, "RUNLORE_EVAL_TIMEOUT")?.map_or(defaults.answer, Duration::from_secs),
            prices: set("RUNLORE_EVAL_PRICES").map(|given| prices(&given)).transpose()?,
            ..defaults
        })
    }
}

fn azure(set: &dyn Fn(&str) -> Option<String>) -> Result<Option<Azure>> {
    let kind = set("OPENAI_API_TYPE").unwrap_or_else(|| "openai".to_owned()).to_ascii_lowercase();
    let is_token = match kind.as_str() {
        "openai" | "open_ai" => return Ok(None),
        "azure" => false,
        "azure_ad" | "azuread" => true,
        _ => {
            let told = format!("OPENAI_API_TYPE is {kind}; it must be openai, azure or azure_ad.");
            return Err(Error::invalid(told));
        }
    };
    let api_version = set("OPENAI_API_VERSION").unwrap_or_else(|| API_VERSION.to_owned());
    Ok(Some(Azure { deployment: set("OPENAI_DEPLOYMENT_NAME"), api_version, is_token }))
}

fn number<N: FromStr>(set: &dyn Fn(&str) -> Option<String>, name: &str) -> Result<Option<N>> {
    let told = |value: &str| Error::invalid(format!("{name} is {value}; it must be a whole number."));
    set(name).map(|value| value.parse().map_err(|_| told(&value))).transpose()
}

fn prices(given: &str) -> Result<Prices> {
    let read = |text: &str| text.trim().parse().ok().filter(|price: &f64| price.is_finite() && *price >= 0.0);
    let both = given.split_once(',').and_then(|(input, output)| Some((read(input)?, read(output)?)));
    both.map(|(input, output)| Prices { input, output }).ok_or_else(|| {
        Error::invalid(format!(
            "RUNLORE_EVAL_PRICES is {given}; it must be the prices of a million tokens of questions and of answers, such as \
             2.5,10."
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(env: &[(&str, &str)]) -> Result<Settings> {
        let value = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Settings::from_env(&value)
    }

    #[test]
    fn the_environment_says_where_and_who() {
        let found = of(&[("OPENAI_API_BASE", "http://b/v1"), ("OPENAI_API_KEY", " sk-secret\n")]).unwrap();
        assert_eq!((found.base_url.as_str(), found.key.as_ref().unwrap().reveal()), ("http://b/v1", "sk-secret"));
        assert!(!format!("{found:?}").contains("sk-secret"));
        let both = of(&[("OPENAI_API_BASE", "http://b/v1"), ("OPENAI_BASE_URL", "http://a/v1")]).unwrap();
        assert_eq!(both.base_url, "http://b/v1", "as MLflow has it");
        let none = of(&[("OPENAI_API_KEY", ""), ("AZURE_OPENAI_ENDPOINT", "http://z")]).unwrap();
        assert_eq!((none.base_url.as_str(), none.key), ("https://api.openai.com/v1", None));
        let bundle = of(&[("SSL_CERT_FILE", "s.pem"), ("REQUESTS_CA_BUNDLE", "r.pem")]).unwrap().ca_bundle;
        assert_eq!(bundle, Some("r.pem".into()));
        let prices = of(&[("RUNLORE_EVAL_PRICES", "2.5, 10")]).unwrap().prices;
        assert_eq!(prices, Some(Prices { input: 2.5, output: 10.0 }));
    }

    #[test]
    fn azure_has_names_of_its_own() {
        let env =
            [("OPENAI_API_TYPE", "azure"), ("OPENAI_DEPLOYMENT_NAME", "d"), ("AZURE_OPENAI_ENDPOINT", "http://z")];
        let found = of(&env).unwrap();
        let azure = found.azure.unwrap();
        assert_eq!((found.base_url.as_str(), azure.deployment.as_deref()), ("http://z", Some("d")));
        assert_eq!((azure.api_version.as_str(), azure.is_token), ("2024-06-01", false));
        assert!(of(&[("OPENAI_API_TYPE", "azure_ad")]).unwrap().azure.unwrap().is_token);
    }

    #[test]
    fn what_is_malformed_is_named() {
        let told = |env| of(env).unwrap_err().message().to_owned();
        assert!(told(&[("OPENAI_API_TYPE", "x")]).contains("OPENAI_API_TYPE is x"));
        assert!(told(&[("RUNLORE_EVAL_CONCURRENCY", "many")]).contains("RUNLORE_EVAL_CONCURRENCY"));
        assert!(told(&[("RUNLORE_EVAL_PRICES", "2.5")]).contains("2.5,10"));
        assert!(told(&[("RUNLORE_EVAL_PRICES", "1,-1")]).contains("RUNLORE_EVAL_PRICES"));
        assert!(told(&[("OPENAI_API_KEY_PATH", "/nowhere/key")]).contains("/nowhere/key"));
    }
}

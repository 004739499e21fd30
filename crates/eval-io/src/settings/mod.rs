//! Where a model is, who asks it, and how patiently.

mod env;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use runlore_domain::{Error, Result};

use crate::Secret;

/// What the API of OpenAI itself is at.
pub(crate) const OPENAI: &str = "https://api.openai.com/v1";

/// A deployment on Azure, whose addresses and headers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Azure {
    /// What the deployment is called; the model's name if none is given.
    pub deployment: Option<String>,
    /// The version of the API (`2024-06-01`).
    pub api_version: String,
    /// Whether the key is a token of Azure's directory (`azure_ad`), which travels in another header.
    pub is_token: bool,
}

/// What tokens cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prices {
    /// A million tokens of questions.
    pub input: f64,
    /// A million tokens of answers.
    pub output: f64,
}

/// An endpoint and how to use it.
#[derive(Clone)]
pub struct Settings {
    /// The model's name.
    pub model: String,
    /// The address before `/chat/completions`, or the resource's on Azure. User and password in it are sent instead of the
    /// key, but for Azure, where both are.
    pub base_url: String,
    /// The key, if the endpoint wants one.
    pub key: Option<Secret>,
    /// The organization that pays.
    pub organization: Option<String>,
    /// The project of it.
    pub project: Option<String>,
    /// Set for a deployment on Azure.
    pub azure: Option<Azure>,
    /// Other headers, such as a gateway's own.
    pub headers: Vec<(String, Secret)>,
    /// A file of certificates (PEM) that are trusted beside the system's.
    pub ca_bundle: Option<PathBuf>,
    /// A proxy; without it those of the environment (`HTTPS_PROXY`, `NO_PROXY`, …).
    pub proxy: Option<Secret>,
    /// How long a connection may take to be made.
    pub connect: Duration,
    /// How long a whole answer may take.
    pub answer: Duration,
    /// How often a question is asked again after an error that may pass.
    pub retries: u32,
    /// The first pause before asking again; each further one is twice as long, up to [`Self::longest_wait`].
    pub back_off: Duration,
    /// The longest pause. A server that asks for more (`Retry-After`) is not waited for.
    pub longest_wait: Duration,
    /// After so long in all, a question is not asked again.
    pub patience: Duration,
    /// How many questions are on their way at once.
    pub concurrency: usize,
    /// How many are sent in a minute at most, evenly.
    pub requests_per_minute: Option<u32>,
    /// What tokens cost, if the server does not say.
    pub prices: Option<Prices>,
    /// No answer may be longer, in bytes.
    pub largest_answer: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            model: String::new(),
            base_url: OPENAI.to_owned(),
            key: None,
            organization: None,
            project: None,
            azure: None,
            headers: Vec::new(),
            ca_bundle: None,
            proxy: None,
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(300),
            retries: 5,
            back_off: Duration::from_millis(500),
            longest_wait: Duration::from_secs(120),
            patience: Duration::from_secs(900),
            concurrency: 64,
            requests_per_minute: None,
            prices: None,
            largest_answer: 16 << 20,
        }
    }
}

impl Settings {
    /// Whether what cannot be guessed is known: addresses on Azure, and keys where there are none without.
    ///
    /// # Errors
    /// When it is not; the error names the variable to set.
    pub(crate) fn check(&self) -> Result<()> {
        let missing = |name: &str, what: &str| Err(Error::invalid(format!("Set {name} in the environment: {what}.")));
        let is_openai = self.base_url == OPENAI;
        if self.azure.is_some() && is_openai {
            return missing("OPENAI_API_BASE", "the address of the Azure resource, https://….openai.azure.com");
        }
        if self.key.is_none() && self.headers.is_empty() && (is_openai || self.azure.is_some()) {
            return missing("OPENAI_API_KEY", "the key of the API, or for azure_ad a token");
        }
        Ok(())
    }
}

/// An address without user and password, which stand before its last `@`.
pub(crate) fn shown(address: &str) -> String {
    address.rsplit_once('@').map_or_else(|| address.to_owned(), |(_, host)| format!("…@{host}"))
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("model", &self.model)
            .field("base_url", &shown(&self.base_url))
            .field("key", &self.key)
            .field("azure", &self.azure)
            .field("headers", &self.headers)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}

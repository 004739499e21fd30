//! Where questions go: addresses and headers, of OpenAI's form and of Azure's, and what of them may be shown.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use runlore_domain::{Error, Result};

use crate::settings::shown;
use crate::{Secret, Settings};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// The next message of a conversation (`chat.completions`).
    Chat,
    /// How a text goes on (`completions`).
    Completion,
    /// The vectors of texts (`embeddings`).
    Embeddings,
}

impl Task {
    /// A task by the name that the package `openai` and MLflow's models give it.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "chat.completions" => Some(Self::Chat),
            "completions" => Some(Self::Completion),
            "embeddings" => Some(Self::Embeddings),
            _ => None,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Chat => "chat/completions",
            Self::Completion => "completions",
            Self::Embeddings => "embeddings",
        }
    }
}

/// What is in the names of headers that are credentials.
const CREDENTIALS: [&str; 5] = ["auth", "key", "token", "secret", "cookie"];

/// An endpoint, with its credentials apart.
pub(super) struct Endpoint {
    base: Url,
    pub(super) headers: HeaderMap,
    /// Keys, passwords and tokens.
    secrets: Vec<Secret>,
    /// The words of other headers that somebody set. They may be secret, or the title of a program.
    private: Vec<Secret>,
    pub(super) has_key: bool,
}

impl Endpoint {
    pub(super) fn new(settings: &Settings) -> Result<Self> {
        let mut base = base(settings)?;
        let user = user(&mut base);
        let (mut headers, mut secrets, mut private) = (HeaderMap::new(), Vec::new(), Vec::new());
        let mut header = |name: &str, value: &Secret| {
            let told =
                || Error::invalid(format!("The header {name} can not be sent: it holds characters that none may."));
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| told())?;
            let mut sent = HeaderValue::from_str(value.reveal()).map_err(|_| told())?;
            sent.set_sensitive(true);
            headers.insert(name.clone(), sent);
            let words = value.reveal().split_whitespace().map(Secret::new);
            if CREDENTIALS.iter().any(|part| name.as_str().contains(part)) {
                secrets.extend(words);
            } else {
                private.extend(words);
            }
            Ok::<(), Error>(())
        };
        if let Some(key) = &settings.key {
            match &settings.azure {
                Some(azure) if !azure.is_token => header("api-key", key)?,
                _ => header(AUTHORIZATION.as_str(), &Secret::new(format!("Bearer {}", key.reveal())))?,
            }
        }
        if let Some((user, password)) = &user {
            let both = STANDARD.encode(format!("{user}:{}", password.reveal()));
            header(AUTHORIZATION.as_str(), &Secret::new(format!("Basic {both}")))?;
        }
        if let Some(organization) = &settings.organization {
            header("openai-organization", &Secret::new(organization))?;
        }
        if let Some(project) = &settings.project {
            header("openai-project", &Secret::new(project))?;
        }
        for (name, value) in &settings.headers {
            header(name, value)?;
        }
        // Organization and project are no secrets.
        let open = [settings.organization.as_deref(), settings.project.as_deref()];
        private.retain(|word| !open.contains(&Some(word.reveal())));
        let has_key = settings.key.is_some() || user.is_some();
        secrets.extend(user.map(|(_, password)| password));
        Ok(Self { base, headers, secrets, private, has_key })
    }

    pub(super) fn url(&self, task: Task) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{}", self.base.path().trim_end_matches('/'), task.path()));
        url
    }

    pub(super) fn is_https(&self) -> bool {
        self.base.scheme() == "https"
    }

    /// The address without anything that may be secret.
    pub(super) fn shown(&self) -> String {
        let mut shown = self.base.clone();
        shown.set_query(None);
        shown.as_str().trim_end_matches('/').to_owned()
    }

    /// A text without credentials.
    pub(super) fn redact(&self, text: String) -> String {
        self.secrets.iter().fold(text, |text, secret| secret.redact(text))
    }

    /// And without what stands in any other header that was set: for what a server says when something is wrong. In an answer
    /// the same words may be the answer.
    pub(super) fn redact_headers(&self, text: String) -> String {
        self.private.iter().fold(text, |text, word| word.redact(text))
    }
}

fn base(settings: &Settings) -> Result<Url> {
    let given = settings.base_url.trim();
    let told = || {
        let shown = shown(given);
        Error::invalid(format!("The base URL {shown} is no URL; write http://host:port/v1."))
    };
    let mut base = Url::parse(given).map_err(|_| told())?;
    if !matches!(base.scheme(), "http" | "https") {
        return Err(told());
    }
    base.set_fragment(None);
    if let Some(azure) = &settings.azure {
        let path = base.path().trim_end_matches('/').trim_end_matches("/openai").to_owned();
        let deployment = azure.deployment.as_ref().unwrap_or(&settings.model);
        base.path_segments_mut()
            .map_err(|()| told())?
            .clear()
            .extend(path.split('/').filter(|part| !part.is_empty()))
            .extend(["openai", "deployments", deployment]);
        base.query_pairs_mut().append_pair("api-version", &azure.api_version);
    }
    Ok(base)
}

/// Takes user and password out of an address.
fn user(base: &mut Url) -> Option<(String, Secret)> {
    if base.username().is_empty() && base.password().is_none() {
        return None;
    }
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let user = (decoded(base.username()), Secret::new(decoded(base.password().unwrap_or_default())));
    // Setting them fails for URLs without a host only.
    let _kept = base.set_username("").and_then(|()| base.set_password(None));
    Some(user)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Azure;

    fn url(base: &str, azure: Option<Azure>) -> String {
        let settings = Settings { model: "m".to_owned(), base_url: base.to_owned(), azure, ..Settings::default() };
        Endpoint::new(&settings).unwrap().url(Task::Chat).to_string()
    }

    #[test]
    fn addresses_are_those_of_the_api() {
        assert_eq!(url("http://h/v1", None), "http://h/v1/chat/completions");
        assert_eq!(url("http://h/v1/", None), "http://h/v1/chat/completions");
        assert_eq!(url("http://h", None), "http://h/chat/completions");
        assert_eq!(url("http://h/v1?tenant=a", None), "http://h/v1/chat/completions?tenant=a");
        let azure = |deployment: Option<&str>| {
            let deployment = deployment.map(str::to_owned);
            Some(Azure { deployment, api_version: "2024-06-01".to_owned(), is_token: false })
        };
        let told = "https://r.example/openai/deployments/d%2F1/chat/completions?api-version=2024-06-01";
        assert_eq!(url("https://r.example/", azure(Some("d/1"))), told);
        assert!(url("https://r.example/openai", azure(None)).contains("example/openai/deployments/m/chat"));
    }

    #[test]
    fn credentials_are_apart() {
        let settings = Settings {
            base_url: "http://u:pass%40word@h/v1".to_owned(),
            key: Some(Secret::new("sk-0123456789")),
            headers: vec![
                ("x-gateway-key".to_owned(), Secret::new("gateway-secret")),
                ("x-title".to_owned(), Secret::new("Customer support")),
            ],
            ..Settings::default()
        };
        let endpoint = Endpoint::new(&settings).unwrap();
        assert_eq!(endpoint.shown(), "http://h/v1");
        let shown = endpoint.redact("sk-0123456789 gateway-secret pass@word h".to_owned());
        assert_eq!(shown, "[key] [key] [key] h");
        let answer = "Customer support".to_owned();
        assert_eq!(endpoint.redact(answer.clone()), answer);
        assert_eq!(endpoint.redact_headers(answer), "[key] support");
        assert!(!format!("{:?}", endpoint.headers).contains("sk-"));
        let told = |base: &str| {
            let settings = Settings { base_url: base.to_owned(), ..Settings::default() };
            Endpoint::new(&settings).err().unwrap().message().to_owned()
        };
        assert!(!told("u:secret@h/v1").contains("secret"));
        assert!(told("ftp://h").contains("ftp://h"));
    }
}

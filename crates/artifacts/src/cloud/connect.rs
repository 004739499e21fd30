//! Opening buckets with the settings that the clouds' own tools read from the environment.

use std::sync::{Arc, Once};
use std::time::Duration;

use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::{BackoffConfig, ClientOptions, RetryConfig};
use runlore_domain::{Error, Result};

use super::{Bucket, s3};
use crate::location::Environment;

/// Which bucket, of whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Service {
    /// A bucket of S3, or of what speaks its protocol.
    S3 { bucket: String },
    /// A bucket of Google Cloud Storage.
    Google { bucket: String },
    /// A container of an Azure storage account.
    Azure { account: String, container: String },
}

impl Service {
    pub(crate) fn connect(&self, env: &Environment) -> Result<Bucket> {
        install_tls();
        match self {
            Self::S3 { bucket } => s3::connect(bucket, env),
            Self::Google { bucket } => google(bucket, env).map_err(unusable),
            Self::Azure { account, container } => azure(account, container, env).map_err(unusable),
        }
    }
}

pub(super) fn unusable(cause: object_store::Error) -> Error {
    Error::invalid(format!("The artifact store cannot be opened with the settings given: {cause}")).with_source(cause)
}

/// The HTTP client takes the process's TLS provider; whoever comes first decides, all choose ring.
fn install_tls() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

/// An answer within seconds, also when the store is away; a transfer may take as long as it likes
/// while it moves.
pub(super) fn client(env: &Environment) -> ClientOptions {
    ClientOptions::new()
        .with_timeout_disabled()
        .with_connect_timeout(Duration::from_secs(5))
        .with_read_timeout(Duration::from_secs(60))
        .with_allow_invalid_certificates(env.is_on("MLFLOW_S3_IGNORE_TLS"))
}

pub(super) fn retry() -> RetryConfig {
    let backoff =
        BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(2), base: 2. };
    RetryConfig { backoff, max_retries: 3, retry_timeout: Duration::from_secs(20) }
}

fn google(bucket: &str, env: &Environment) -> object_store::Result<Bucket> {
    let mut builder = GoogleCloudStorageBuilder::new().with_bucket_name(bucket).with_retry(retry());
    builder = builder.with_client_options(client(env));
    for (name, value) in env.starting_with("GOOGLE_") {
        if let Ok(key) = name.to_ascii_lowercase().parse() {
            builder = builder.with_config(key, value);
        }
    }
    Ok(Bucket { objects: Arc::new(builder.build()?), s3: None })
}

fn azure(account: &str, container: &str, env: &Environment) -> object_store::Result<Bucket> {
    let mut builder = MicrosoftAzureBuilder::new().with_retry(retry()).with_client_options(client(env));
    for (name, value) in env.starting_with("AZURE_") {
        if let Ok(key) = name.to_ascii_lowercase().parse() {
            builder = builder.with_config(key, value);
        }
    }
    // After the environment's: the location says whose container it is.
    builder = builder.with_account(account).with_container_name(container);
    Ok(Bucket { objects: Arc::new(builder.build()?), s3: None })
}

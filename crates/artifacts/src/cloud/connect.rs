//! Opening buckets with the settings that MLflow and the clouds' own tools read from the
//! environment.

use std::sync::Once;
use std::time::Duration;

use std::sync::Arc;

use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::{BackoffConfig, Certificate, ClientConfigKey, ClientOptions, RetryConfig};
use runlore_domain::{Error, Result};

use super::Bucket;
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
            Self::S3 { bucket } => s3(bucket, env),
            Self::Google { bucket } => google(bucket, env),
            Self::Azure { account, container } => azure(account, container, env),
        }
        .map_err(|cause| {
            Error::invalid(format!("The artifact store cannot be opened with the settings given: {cause}"))
                .with_source(cause)
        })
    }
}

/// The HTTP client takes the process's TLS provider; whoever comes first decides, all choose ring.
fn install_tls() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

/// An answer within seconds, also when the store is away; a transfer may take as long as it likes
/// while it moves.
fn client(env: &Environment) -> ClientOptions {
    ClientOptions::new()
        .with_timeout_disabled()
        .with_connect_timeout(Duration::from_secs(5))
        .with_read_timeout(Duration::from_secs(60))
        .with_allow_invalid_certificates(env.is_on("MLFLOW_S3_IGNORE_TLS"))
}

fn retry() -> RetryConfig {
    let backoff =
        BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(2), base: 2. };
    RetryConfig { backoff, max_retries: 3, retry_timeout: Duration::from_secs(20) }
}

fn s3(bucket: &str, env: &Environment) -> object_store::Result<Bucket> {
    let mut client = client(env);
    if let Some(file) = env.get("AWS_CA_BUNDLE") {
        let pem = std::fs::read(file).map_err(|e| object_store::Error::Generic { store: "S3", source: e.into() })?;
        for certificate in Certificate::from_pem_bundle(&pem)? {
            client = client.with_root_certificate(certificate);
        }
    }
    let mut builder = AmazonS3Builder::new().with_bucket_name(bucket).with_retry(retry());
    for (name, value) in env.starting_with("AWS_") {
        match name.to_ascii_lowercase().parse() {
            Ok(object_store::aws::AmazonS3ConfigKey::Client(key)) => client = client.with_config(key, value),
            Ok(key) => builder = builder.with_config(key, value),
            Err(_) => {} // for another AWS tool
        }
    }
    let endpoint =
        ["MLFLOW_S3_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"].iter().find_map(|n| env.get(n));
    if let Some(endpoint) = endpoint {
        builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
        if endpoint.starts_with("http://") {
            client = client.with_config(ClientConfigKey::AllowHttp, "true");
        }
    }
    if env.get("MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE") == Some("virtual") {
        builder = builder.with_virtual_hosted_style_request(true);
    }
    let s3 = builder.with_client_options(client).build()?;
    Ok(Bucket { objects: Arc::new(s3.clone()), s3: Some(s3) })
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

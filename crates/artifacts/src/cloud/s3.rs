//! Opening a bucket of S3, or of what speaks its protocol, with the settings that MLflow and the AWS
//! tools read.

use std::sync::Arc;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::{Certificate, ClientConfigKey, ClientOptions};
use runlore_domain::{Error, Result};

use super::connect::{client, retry, unusable};
use super::{Bucket, profile};
use crate::location::Environment;

pub(super) fn connect(bucket: &str, env: &Environment) -> Result<Bucket> {
    let mut client = trusting(client(env), env)?;
    let mut builder = AmazonS3Builder::new().with_bucket_name(bucket).with_retry(retry());
    let files = profile::from_files(env);
    let files = files.iter().map(|(name, value)| (*name, value.as_str()));
    let mut endpoint = None;
    for (name, value) in files.chain(env.starting_with("AWS_")) {
        match name.to_ascii_lowercase().parse() {
            Ok(AmazonS3ConfigKey::Client(key)) => client = client.with_config(key, value),
            Ok(AmazonS3ConfigKey::Endpoint) => endpoint = Some(value),
            Ok(key) => builder = builder.with_config(key, value),
            Err(_) => {} // for another AWS tool
        }
    }
    let own = ["MLFLOW_S3_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"].iter().find_map(|name| env.get(name));
    if let Some(endpoint) = own.or(endpoint).filter(|endpoint| !endpoint.is_empty()) {
        builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
        if endpoint.starts_with("http://") {
            client = client.with_config(ClientConfigKey::AllowHttp, "true");
        }
    }
    if env.get("MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE") == Some("virtual") {
        builder = builder.with_virtual_hosted_style_request(true);
    }
    let builder = with_upload_arguments(builder, env)?;
    let s3 = builder.with_client_options(client).build().map_err(unusable)?;
    Ok(Bucket { objects: Arc::new(s3.clone()), s3: Some(s3) })
}

fn trusting(mut client: ClientOptions, env: &Environment) -> Result<ClientOptions> {
    let Some(file) = env.get("AWS_CA_BUNDLE") else { return Ok(client) };
    let pem = std::fs::read(file)
        .map_err(|cause| Error::invalid(format!("AWS_CA_BUNDLE {file} cannot be read: {cause}")).with_source(cause))?;
    for certificate in Certificate::from_pem_bundle(&pem).map_err(unusable)? {
        client = client.with_root_certificate(certificate);
    }
    Ok(client)
}

/// What MLflow is told to send with each upload. What cannot be kept is refused: whoever asks for
/// encryption or an owner's check wants no files without.
fn with_upload_arguments(mut builder: AmazonS3Builder, env: &Environment) -> Result<AmazonS3Builder> {
    if env.get("MLFLOW_S3_EXPECTED_BUCKET_OWNER").is_some() {
        return Err(Error::not_implemented("MLFLOW_S3_EXPECTED_BUCKET_OWNER is not supported yet; unset it"));
    }
    let Some(text) = env.get("MLFLOW_S3_UPLOAD_EXTRA_ARGS") else { return Ok(builder) };
    let arguments: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).map_err(|cause| {
        Error::invalid(format!("MLFLOW_S3_UPLOAD_EXTRA_ARGS is no JSON object: {cause}")).with_source(cause)
    })?;
    for (name, value) in &arguments {
        let setting = match name.as_str() {
            "ServerSideEncryption" => "aws_server_side_encryption",
            "SSEKMSKeyId" => "aws_sse_kms_key_id",
            _ => {
                let message = format!("MLFLOW_S3_UPLOAD_EXTRA_ARGS: '{name}' is not supported; remove it");
                return Err(Error::not_implemented(message));
            }
        };
        let key = setting.parse::<AmazonS3ConfigKey>().map_err(unusable)?;
        builder = builder.with_config(key, value.as_str().unwrap_or_default());
    }
    Ok(builder)
}

#[cfg(test)]
mod tests {
    use runlore_domain::ErrorKind;

    use super::super::Service;
    use super::*;

    fn with(name: &str, value: &str) -> Result<Bucket> {
        let keys = [("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret")];
        let env = keys.into_iter().chain([(name, value)]).collect();
        Service::S3 { bucket: "bucket".into() }.connect(&env)
    }

    #[test]
    fn upload_arguments_are_kept_or_refused() {
        with("MLFLOW_S3_UPLOAD_EXTRA_ARGS", r#"{"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "k"}"#).unwrap();
        for (name, value, kind) in [
            ("MLFLOW_S3_UPLOAD_EXTRA_ARGS", r#"{"ACL": "private"}"#, ErrorKind::NotImplemented),
            ("MLFLOW_S3_UPLOAD_EXTRA_ARGS", "nonsense", ErrorKind::InvalidParameter),
            ("MLFLOW_S3_UPLOAD_EXTRA_ARGS", r#"{"ServerSideEncryption": "rot13"}"#, ErrorKind::InvalidParameter),
            ("MLFLOW_S3_EXPECTED_BUCKET_OWNER", "1", ErrorKind::NotImplemented),
            ("AWS_CA_BUNDLE", "/missing", ErrorKind::InvalidParameter),
        ] {
            assert_eq!(with(name, value).unwrap_err().kind(), kind, "{name} {value}");
        }
    }
}

//! libpq's `sslmode`, `sslrootcert`, `sslcert` and `sslkey` with rustls.

use std::sync::Arc;

use postgres::Config;
use postgres::config::SslMode;
use runlore_domain::{Error, ErrorKind, Result};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::uri::TlsOptions;

/// Whether and how connections are encrypted.
#[derive(Clone)]
pub(super) enum TlsMode {
    Off,
    On { connector: Arc<ClientConfig>, required: bool },
}

/// The connector for one connection.
pub(super) fn connector(config: &Arc<ClientConfig>) -> MakeRustlsConnect {
    MakeRustlsConnect::new((**config).clone())
}

impl TlsMode {
    pub(super) fn new(options: &TlsOptions) -> Result<Self> {
        let mode = options.mode.as_deref().unwrap_or("prefer");
        let (required, check) = match mode {
            "disable" => return Ok(Self::Off),
            "allow" | "prefer" => (false, Check::Nothing),
            // As libpq: a root certificate makes `require` check the chain.
            "require" if options.root_cert.is_some() => (true, Check::Chain),
            "require" => (true, Check::Nothing),
            "verify-ca" => (true, Check::Chain),
            "verify-full" => (true, Check::ChainAndName),
            other => {
                return Err(Error::invalid(format!(
                    "sslmode '{other}' is not known; use disable, prefer, require, verify-ca or verify-full"
                )));
            }
        };
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|e| Error::internal("TLS could not be set up").with_source(e))?;
        let roots = match check {
            Check::Nothing => None,
            Check::Chain | Check::ChainAndName => Some(roots(options.root_cert.as_deref())?),
        };
        let verifier = Verifier { provider, roots, name: check == Check::ChainAndName };
        let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
        let config = match (&options.cert, &options.key) {
            (Some(cert), Some(key)) => {
                let key = PrivateKeyDer::from_pem_file(key).map_err(|e| tls_file("sslkey", key, e))?;
                builder
                    .with_client_auth_cert(certificates("sslcert", cert)?, key)
                    .map_err(|e| tls_file("sslcert", cert, e))?
            }
            (None, None) => builder.with_no_client_auth(),
            _ => return Err(Error::invalid("sslcert and sslkey belong together; give both or none")),
        };
        Ok(Self::On { connector: Arc::new(config), required })
    }

    pub(super) fn apply(&self, config: &mut Config) {
        config.ssl_mode(match self {
            Self::Off => SslMode::Disable,
            Self::On { required: true, .. } => SslMode::Require,
            Self::On { required: false, .. } => SslMode::Prefer,
        });
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Check {
    Nothing,
    Chain,
    ChainAndName,
}

fn tls_file(option: &str, path: &str, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::InvalidParameter, format!("{option} '{path}' can not be used: {cause}")).with_source(cause)
}

fn certificates(option: &str, path: &str) -> Result<Vec<CertificateDer<'static>>> {
    CertificateDer::pem_file_iter(path).and_then(Iterator::collect).map_err(|e| tls_file(option, path, e))
}

fn roots(path: Option<&str>) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    match path {
        Some(path) => {
            for cert in certificates("sslrootcert", path)? {
                roots.add(cert).map_err(|e| tls_file("sslrootcert", path, e))?;
            }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    Ok(roots)
}

/// libpq checks three things apart: nothing, the chain, the chain and the name.
#[derive(Debug)]
struct Verifier {
    provider: Arc<CryptoProvider>,
    roots: Option<RootCertStore>,
    name: bool,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        let Some(roots) = &self.roots else {
            return Ok(ServerCertVerified::assertion());
        };
        let cert = ParsedCertificate::try_from(end_entity)?;
        rustls::client::verify_server_cert_signed_by_trust_anchor(
            &cert,
            roots,
            intermediates,
            now,
            self.provider.signature_verification_algorithms.all,
        )?;
        if self.name {
            verify_server_name(&cert, server_name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

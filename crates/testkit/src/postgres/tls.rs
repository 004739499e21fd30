//! Certificates for the test server: an authority, the server's, and a client's.

use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

/// Where the certificates of a test server lie, as PEM files.
#[derive(Debug, Clone)]
pub struct Tls {
    /// The authority that signed the others.
    pub authority: PathBuf,
    /// Another authority, which signed nothing.
    pub stranger: PathBuf,
    /// A client's certificate, for the role `cert_only`.
    pub client_certificate: PathBuf,
    /// Its key.
    pub client_key: PathBuf,
    pub(super) server_certificate: PathBuf,
    pub(super) server_key: PathBuf,
}

impl Tls {
    /// The paths of the files in `dir`.
    pub(super) fn in_dir(dir: &Path) -> Self {
        Self {
            authority: dir.join("ca.crt"),
            stranger: dir.join("stranger.crt"),
            client_certificate: dir.join("client.crt"),
            client_key: dir.join("client.key"),
            server_certificate: dir.join("server.crt"),
            server_key: dir.join("server.key"),
        }
    }

    /// Makes all files. The server's certificate is for `localhost` only.
    pub(super) fn write(&self) {
        let (authority, authority_pem) = authority("Runlore test authority");
        save(&self.authority, &authority_pem);
        save(&self.stranger, &self::authority("Stranger").1);
        let (certificate, key) = signed(&authority, "localhost", vec!["localhost".to_owned()]);
        save(&self.server_certificate, &certificate);
        save(&self.server_key, &key);
        let (certificate, key) = signed(&authority, "cert_only", Vec::new());
        save(&self.client_certificate, &certificate);
        save(&self.client_key, &key);
    }
}

fn authority(name: &str) -> (Issuer<'static, KeyPair>, String) {
    let key = KeyPair::generate().expect("a key can be generated");
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    let pem = params.self_signed(&key).expect("the authority signs itself").pem();
    (Issuer::new(params, key), pem)
}

fn signed(authority: &Issuer<'static, KeyPair>, name: &str, hosts: Vec<String>) -> (String, String) {
    let key = KeyPair::generate().expect("a key can be generated");
    let mut params = CertificateParams::new(hosts).expect("the host names are valid");
    params.distinguished_name.push(DnType::CommonName, name);
    let certificate = params.signed_by(&key, authority).expect("the authority signs");
    (certificate.pem(), key.serialize_pem())
}

/// Only the owner may read: PostgreSQL refuses a key that others could.
fn save(path: &Path, pem: &str) {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o600).open(path).expect("the file can be made");
    file.write_all(pem.as_bytes()).expect("the file can be written");
}

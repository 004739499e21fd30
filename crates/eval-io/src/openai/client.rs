//! The HTTP client: certificates, proxies, redirects.

use std::sync::Once;

use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Proxy};
use runlore_domain::{Error, Result};

use super::endpoint::Endpoint;
use crate::Settings;

/// A server may send on so often.
const REDIRECTS: usize = 3;

/// A client; its connections live in the runtime that it is used in first.
pub(super) fn client(settings: &Settings, endpoint: &Endpoint) -> Result<Client> {
    // reqwest takes the process's TLS provider; whoever comes first decides.
    static TLS: Once = Once::new();
    TLS.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let mut client = Client::builder()
        .connect_timeout(settings.connect)
        .tcp_nodelay(true)
        .redirect(within_origin())
        .default_headers(endpoint.headers.clone())
        .user_agent(concat!("runlore/", env!("CARGO_PKG_VERSION")));
    if let Some(proxy) = &settings.proxy {
        let told = || Error::invalid("The proxy is no URL; write http://host:port.");
        client = client.proxy(Proxy::all(proxy.reveal()).map_err(|_| told())?);
    }
    match (&settings.ca_bundle, endpoint.is_https()) {
        // The system's certificates take tens of milliseconds to read, and nobody asks for them.
        (_, false) if settings.proxy.is_none() => client = client.tls_certs_only([]),
        (Some(path), _) => {
            let unusable = |cause: &dyn std::fmt::Display| {
                let path = path.display();
                Error::invalid(format!("The certificates in {path} can not be used: {cause}"))
            };
            let pem = std::fs::read(path).map_err(|cause| unusable(&cause))?;
            let certificates = Certificate::from_pem_bundle(&pem).map_err(|cause| unusable(&cause))?;
            if certificates.is_empty() {
                return Err(unusable(&"there are none"));
            }
            client = client.tls_certs_merge(certificates);
        }
        (None, _) => {}
    }
    client.build().map_err(|cause| Error::internal("The HTTP client could not be made").with_source(cause))
}

/// Headers with keys go to nobody but the endpoint.
fn within_origin() -> Policy {
    Policy::custom(|attempt| {
        let same = attempt.previous().first().is_some_and(|first| first.origin() == attempt.url().origin());
        if same && attempt.previous().len() <= REDIRECTS { attempt.follow() } else { attempt.stop() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_and_proxies_that_can_not_be_used_are_errors() {
        let told = |settings: &Settings| {
            let made = client(settings, &Endpoint::new(settings).unwrap());
            made.err().map(|error| error.message().to_owned())
        };
        let bundle = |path: &str, base: &str| Settings {
            ca_bundle: Some(path.into()),
            base_url: base.to_owned(),
            ..Settings::default()
        };
        assert!(told(&bundle("/nowhere.pem", "https://h")).unwrap().contains("/nowhere.pem"));
        assert_eq!(told(&bundle("/nowhere.pem", "http://h")), None);
        let proxy = Some(crate::Secret::new("http://u:password@:no port"));
        let told = told(&Settings { proxy, ..Settings::default() }).unwrap();
        assert!(!told.contains("password"), "{told}");
    }
}

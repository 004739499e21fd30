//! Which `Host` headers are answered. A page that a browser got from elsewhere can make its host
//! name point at this server (DNS rebinding) and would then be of the same origin; its name gives it
//! away.

use std::net::IpAddr;

use super::glob;

/// The hosts that requests may be for.
#[derive(Debug)]
pub(super) enum Hosts {
    /// Any.
    All,
    /// This machine and addresses of private networks.
    Local,
    /// Those that match one of the patterns.
    Patterns(Vec<String>),
}

impl Hosts {
    pub(super) fn new(patterns: Option<&[String]>) -> Self {
        match patterns {
            None => Self::Local,
            Some(all) if all.iter().any(|pattern| pattern == "*") => Self::All,
            Some(some) => Self::Patterns(some.to_vec()),
        }
    }

    pub(super) fn allow(&self, host: &str) -> bool {
        match self {
            Self::All => true,
            Self::Local => is_local(host),
            Self::Patterns(patterns) => !host.is_empty() && patterns.iter().any(|pattern| glob::matches(pattern, host)),
        }
    }
}

/// `localhost`, or an address (not a name that looks like one) of this machine or a private network.
fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    match name.parse() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_unspecified(),
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unique_local(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_default_only_this_machine_and_private_networks() {
        let hosts = Hosts::new(None);
        for good in [
            "localhost",
            "localhost:5000",
            "127.0.0.1:1",
            "[::1]:5000",
            "0.0.0.0",
            "192.168.1.4",
            "10.0.0.1:80",
            "172.16.0.1",
            "172.31.255.255:5",
            "[fd00::1]:5000",
        ] {
            assert!(hosts.allow(good), "{good}");
        }
        for bad in [
            "",
            "example.com",
            "mlflow:5000",
            "10.example.com",
            "192.168.evil.com",
            "172.32.0.1",
            "8.8.8.8",
            "localhost.evil.com",
            "127.0.0.1.evil.com",
            "[::2]",
        ] {
            assert!(!hosts.allow(bad), "{bad}");
        }
    }

    #[test]
    fn patterns_replace_the_default() {
        let hosts = Hosts::new(Some(&["mlflow:*".to_owned(), "a.b".to_owned()]));
        assert!(hosts.allow("mlflow:5000") && hosts.allow("a.b"));
        assert!(!hosts.allow("localhost") && !hosts.allow(""));
        assert!(Hosts::new(Some(&["*".to_owned()])).allow("anything"));
    }
}

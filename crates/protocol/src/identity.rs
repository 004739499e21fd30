//! `/api/runlore/v1/server`: how a client tells a Runlore server from an MLflow one, which has no such path.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Who answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerIdentity {
    server: Cow<'static, str>,
    /// The server's release.
    pub version: Cow<'static, str>,
}

impl ServerIdentity {
    const NAME: &'static str = "runlore";

    /// A Runlore server of this release.
    pub fn runlore(version: &'static str) -> Self {
        Self { server: Cow::Borrowed(Self::NAME), version: Cow::Borrowed(version) }
    }

    /// Whether it is a Runlore server.
    pub fn is_runlore(&self) -> bool {
        self.server == Self::NAME
    }
}

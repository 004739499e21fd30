//! What a server says of itself.

use runlore_domain::Result;
use serde_json::Value;

use super::{Client, get};

impl Client {
    /// Whether the server is there and well.
    ///
    /// # Errors
    /// When it is not.
    pub async fn health(&self) -> Result<()> {
        self.tell(get("health")).await
    }

    /// The version of MLflow whose API the server speaks.
    ///
    /// # Errors
    /// When it is away.
    pub async fn version(&self) -> Result<String> {
        let body = self.send(get("version")).await?.bytes().await?;
        Ok(String::from_utf8_lossy(&body).trim().to_owned())
    }

    /// What the server can do, as MLflow's clients ask it.
    ///
    /// # Errors
    /// When it is away.
    pub async fn server_info(&self) -> Result<Value> {
        self.ask(get("api/3.0/mlflow/server-info")).await
    }
}

//! What the server says about itself.

use runlore_server::AppConfig;
use serde_json::json;

use crate::support::{Server, V2};

#[tokio::test]
async fn health_version_and_info() {
    let server = Server::new();
    assert_eq!(server.get("/health").await.text(), "OK");
    assert_eq!(server.get("/version").await.text(), "3.17.2");
    let info = server.get("/ajax-api/3.0/mlflow/server-info").await.json();
    assert_eq!(info["store_type"], "SqlStore");
    assert_eq!(info["features_enabled"]["gateway"], json!(false));
}

#[tokio::test]
async fn a_client_can_tell_that_it_is_runlore() {
    let expected = json!({"server": "runlore", "version": env!("CARGO_PKG_VERSION")});
    for config in [AppConfig::default(), AppConfig { artifacts_only: true, ..AppConfig::default() }] {
        assert_eq!(Server::with(config).get("/api/runlore/v1/server").await.json(), expected);
    }
}

#[tokio::test]
async fn metrics_count_by_route_template() {
    let server = Server::new();
    let id = server.run().await;
    server.get_run(&id).await;
    server.get(&format!("{V2}/runs/get?run_id=none")).await;
    server.get(&format!("/{}", "x".repeat(100))).await;
    let text = server.get("/metrics").await.text();
    for line in [
        r#"_count{method="GET",route="/api/2.0/mlflow/runs/get",status="200"} 1"#,
        r#"_count{method="GET",route="/api/2.0/mlflow/runs/get",status="404"} 1"#,
        r#"_count{method="GET",route="unmatched",status="404"} 1"#,
        "runlore_lane_groups_total",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.contains(&id));
}

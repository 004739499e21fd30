//! `/api/runlore/v1/heartbeat` and `/api/runlore/v1/runs/lost`.

use axum::http::Method;
use runlore_domain::heartbeat::Heartbeat;
use serde_json::{Value, json};

use crate::support::{Answer, Server};

async fn call(server: &Server, path: &str, body: &Value) -> Answer {
    server.call(Method::POST, &format!("/api/runlore/v1/{path}"), body).await
}

#[tokio::test]
async fn a_silent_run_is_lost_until_it_gives_a_sign() {
    let server = Server::new();
    let id = server.run().await;
    assert_eq!(call(&server, "runs/lost", &json!({})).await.show(), r#"200 {"runs":[]}"#);
    // A sign from long ago.
    server.store.heartbeat(Heartbeat { run_ids: vec![id.as_str().into()], now: 5 }).await.unwrap();
    let expected = json!({"runs": [{"run_id": id, "experiment_id": "0", "last_seen": 5}]});
    for body in [json!({}), json!({"run_ids": [id, "x"]}), json!({"experiment_ids": ["0"], "run_ids": null})] {
        assert_eq!(call(&server, "runs/lost", &body).await.json(), expected, "{body}");
    }
    for body in [json!({"run_ids": []}), json!({"run_ids": ["x"]}), json!({"experiment_ids": ["1"]})] {
        assert_eq!(call(&server, "runs/lost", &body).await.show(), r#"200 {"runs":[]}"#, "{body}");
    }
    let beat = call(&server, "heartbeat", &json!({"run_ids": [id, "nobody"]})).await;
    assert_eq!(beat.show(), r#"200 {"interval_seconds":20,"unknown":["nobody"]}"#);
    assert_eq!(call(&server, "runs/lost", &json!({})).await.show(), r#"200 {"runs":[]}"#);
    assert_eq!(server.get_run(&id).await["info"]["status"], "RUNNING");
}

#[tokio::test]
async fn what_is_no_heartbeat_is_refused() {
    let server = Server::new();
    for (path, body, told) in [
        ("heartbeat", json!({}), "'run_ids'"),
        ("heartbeat", json!({"run_ids": "x"}), "'run_ids'"),
        ("heartbeat", json!({"run_ids": vec!["x"; 1001]}), "1000 runs at most, not of 1001; send several"),
        ("runs/lost", json!({"experiment_ids": ["x"]}), "Invalid experiment ID 'x'"),
    ] {
        let error = call(&server, path, &body).await.error();
        assert!(error.starts_with("400 INVALID_PARAMETER_VALUE: ") && error.contains(told), "{error}");
    }
}

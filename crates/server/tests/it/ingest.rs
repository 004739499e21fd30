//! `/api/runlore/v1/ingest`.

use axum::http::Method;
use insta::assert_snapshot;
use serde_json::json;

use crate::support::Server;

const INGEST: &str = "/api/runlore/v1/ingest";
const ID: &str = "00000000000000000000000000000001";

#[tokio::test]
async fn records_become_a_run() {
    let server = Server::new();
    let body = json!({"spool": ID, "records": [
        {"number": 1, "create_run": {"run_id": ID, "experiment_name": "e", "run_name": "r", "start_time": 5, "user_id": "u"}},
        {"number": 2, "log": {"run_id": ID, "metrics": [{"key": "m", "value": "NaN", "timestamp": 1}]}},
        {"number": 3, "log": {"run_id": ID, "params": [{"key": "p", "value": "1"}]}},
        {"number": 4, "log": {"run_id": ID, "params": [{"key": "p", "value": "2"}]}},
        {"number": 5, "update_run": {"run_id": ID, "status": "FINISHED", "end_time": 9}},
    ]});
    let first = server.call(Method::POST, INGEST, &body).await;
    assert_snapshot!(first.show(), @r#"200 {"applied":5,"refused":[{"error_code":"INVALID_PARAMETER_VALUE","message":"Changing param values is not allowed. Params were already logged='[{'key': 'p', 'old_value': '1', 'new_value': '2'}]' for run ID='00000000000000000000000000000001'.","number":4}],"runs":[{"artifact_uri":"[artifact_uri]","experiment_id":"1","run_id":"[run_id]"}]}"#);
    assert_eq!(server.call(Method::POST, INGEST, &body).await.text(), first.text());
    let run = server.get_run(ID).await;
    assert_eq!(
        (run["info"]["status"].as_str(), run["data"]["params"][0]["value"].as_str()),
        (Some("FINISHED"), Some("1"))
    );
}

#[tokio::test]
async fn what_is_no_spool_is_refused() {
    let server = Server::new();
    let metric = json!({"key": "k", "value": "x", "timestamp": 1});
    for (body, told) in [
        (json!({"spool": "x", "records": []}), "'spool' must be 32 hexadecimal digits."),
        (json!({"spool": ID, "records": [{"log": {}}]}), "'records.number'"),
        (json!({"spool": ID, "records": [{"number": 1}, {"number": 1}]}), "must be positive and grow"),
        (json!({"spool": ID, "records": [{"number": 1, "log": {"run_id": ID, "metrics": [metric]}}]}), "Invalid value"),
    ] {
        let error = server.call(Method::POST, INGEST, &body).await.error();
        assert!(error.starts_with("400 INVALID_PARAMETER_VALUE: ") && error.contains(told), "{error}");
    }
}

//! `/api/runlore/v1/runs/…`: many runs at once.

use axum::http::Method;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Answer, Server};

async fn call(server: &Server, path: &str, body: &Value) -> Answer {
    server.call(Method::POST, &format!("/api/runlore/v1/runs/{path}"), body).await
}

/// A run with two metrics, two params and a tag.
async fn filled(server: &Server) -> String {
    let id = server.run().await;
    let body = json!({"run_id": id, "metrics": [{"key": "a", "value": 1, "timestamp": 1}, {"key": "b", "value": "NaN", "timestamp": 1}],
        "params": [{"key": "p", "value": "1"}, {"key": "q", "value": "2"}], "tags": [{"key": "t", "value": "v"}]});
    assert_eq!(server.post("runs/log-batch", &body).await.status, 200);
    id
}

#[tokio::test]
async fn a_search_brings_what_is_wanted() {
    let server = Server::new();
    filled(&server).await;
    let keys = json!({"metrics": ["b"], "params": ["q"]});
    let search = json!({"experiment_ids": ["0"], "keys": keys, "count": true});
    assert_snapshot!(call(&server, "search", &search).await.show(), @r#"200 {"runs":[{"data":{"metrics":[{"key":"b","step":0,"timestamp":1,"value":"NaN"}],"params":[{"key":"q","value":"2"}]},"info":{"artifact_uri":"[artifact_uri]","experiment_id":"0","lifecycle_stage":"active","run_id":"[run_id]","run_name":"[run_name]","run_uuid":"[run_uuid]","start_time":"[start_time]","status":"RUNNING","user_id":""},"inputs":{},"outputs":{}}],"total":1}"#);
    let frequent = json!({"experiment_ids": ["0"], "keys": {"frequent": {"metrics": 1, "tags": 5}}});
    let data = call(&server, "search", &frequent).await.json()["runs"][0]["data"].take();
    assert_eq!(
        data,
        json!({"metrics": [{"key": "a", "value": 1.0, "timestamp": 1, "step": 0}], "tags": [{"key": "t", "value": "v"}]})
    );
    let everything = json!({"experiment_ids": ["0"]});
    let theirs = server.post("runs/search", &everything).await.json();
    assert_eq!(call(&server, "search", &everything).await.json(), theirs);
    let found =
        call(&server, "search", &json!({"experiment_ids": ["0"], "filter": "metrics.a > 5", "count": true})).await;
    assert_eq!(found.show(), r#"200 {"total":0}"#);
}

#[tokio::test]
async fn a_page_follows_the_other() {
    let server = Server::new();
    for _ in 0..3 {
        filled(&server).await;
    }
    let search = json!({"experiment_ids": ["0"], "max_results": 2, "keys": {"metrics": ["a"]}, "count": true});
    let first = call(&server, "search", &search).await.json();
    // Another page size and other keys: the token is of the search.
    let rest =
        json!({"experiment_ids": ["0"], "max_results": 1000, "keys": {}, "page_token": first["next_page_token"]});
    let second = call(&server, "search", &rest).await.json();
    assert_eq!((first["runs"].as_array().unwrap().len(), second["runs"].as_array().unwrap().len()), (2, 1));
    assert_eq!(first["total"], 3);
    assert_eq!((second.get("next_page_token"), second["runs"][0]["data"].get("metrics")), (None, None));
}

#[tokio::test]
async fn keys_are_listed() {
    let server = Server::new();
    filled(&server).await;
    filled(&server).await;
    let ask = async |body: &Value| call(&server, "keys", body).await;
    let metrics =
        ask(&json!({"kind": "metrics", "experiment_ids": ["0"], "max_results": 1, "count": true})).await.json();
    assert_eq!(metrics["keys"], json!([{"key": "a", "runs": 2}]));
    assert_eq!(metrics["total"], 2);
    let next =
        json!({"kind": "metrics", "experiment_ids": ["0"], "max_results": 1, "page_token": metrics["next_page_token"]});
    assert_eq!(ask(&next).await.json(), json!({"keys": [{"key": "b"}], "total": 2}));
    assert_eq!(ask(&json!({"kind": "tags", "own_only": true})).await.json()["keys"], json!([{"key": "t"}]));
    assert_eq!(ask(&json!({"kind": "params", "contains": "Q"})).await.json()["keys"], json!([{"key": "q"}]));
    assert_eq!(ask(&json!({"kind": "params", "experiment_ids": []})).await.show(), r#"200 {"keys":[],"total":0}"#);
}

#[tokio::test]
async fn the_same_is_done_to_many() {
    let server = Server::new();
    let ids = [filled(&server).await, filled(&server).await];
    let all = json!([ids[0], "nobody", ids[1], ids[0]]);
    let nobody = r#"200 {"refused":[{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"Run with id=nobody not found","run_id":"[run_id]"}]}"#;
    let stage = async |id: &str| server.get_run(id).await["info"]["lifecycle_stage"].as_str().unwrap().to_owned();
    for (path, body, expected) in [
        ("set-tag", json!({"run_ids": all, "key": "k", "value": "v"}), "active"),
        ("delete-tag", json!({"run_ids": all, "key": "t"}), "active"),
        ("delete", json!({"run_ids": all}), "deleted"),
        ("restore", json!({"run_ids": all}), "active"),
    ] {
        assert_eq!(call(&server, path, &body).await.show(), nobody, "{path}");
        for id in &ids {
            assert_eq!(stage(id).await, expected, "{path}");
        }
    }
    for id in &ids {
        let tags = server.get_run(id).await["data"]["tags"].take();
        let keys: Vec<&str> = tags.as_array().unwrap().iter().map(|tag| tag["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["mlflow.runName", "k"]);
    }
    assert_eq!(call(&server, "delete", &json!({"run_ids": []})).await.show(), r#"200 {"refused":[]}"#);
}

#[tokio::test]
async fn what_is_refused() {
    let server = Server::new();
    let id = server.run().await;
    let many = vec!["x"; 1001];
    for (path, body, told) in [
        ("search", json!({"keys": []}), "'keys'"),
        ("search", json!({"keys": {"metrics": "a"}}), "'keys.metrics'"),
        ("search", json!({"keys": {"metrics": [1]}}), "'keys.metrics[0]'"),
        ("search", json!({"keys": {"tags": ["a\0b"]}}), "NUL"),
        ("search", json!({"keys": {"params": many}}), "1000 params at most, not for 1001"),
        ("search", json!({"keys": {"frequent": {"metrics": -1}}}), "'keys.frequent.metrics'"),
        ("search", json!({"keys": {"frequent": {"tags": 9_000_000_000_i64}}}), "1000 tags at most"),
        ("search", json!({"experiment_ids": ["0"], "max_results": 50_001}), "'max_results'"),
        ("search", json!({"experiment_ids": ["0"], "filter": "metrics.m >"}), "position 12"),
        ("search", json!({"experiment_ids": ["0"], "page_token": "x"}), "page token"),
        ("search", json!({"count": "yes"}), "'count'"),
        ("keys", json!({}), "'kind'"),
        ("keys", json!({"kind": "datasets"}), "Expected one of params, metrics, tags"),
        ("keys", json!({"kind": "tags", "experiment_ids": ["x"]}), "Invalid experiment ID 'x'"),
        ("keys", json!({"kind": "tags", "count": 1}), "'count'"),
        ("keys", json!({"kind": "tags", "max_results": 0}), "at least 1"),
        ("keys", json!({"kind": "tags", "max_results": 10_001}), "at most 10000"),
        ("keys", json!({"kind": "tags", "contains": "x".repeat(251)}), "250 characters"),
        ("keys", json!({"kind": "tags", "page_token": "e30="}), "page token"),
        ("delete", json!({}), "'run_ids'"),
        ("delete", json!({"run_ids": id}), "'run_ids'"),
        ("restore", json!({"run_ids": many}), "1000 runs at most at once, not 1001"),
        ("set-tag", json!({"run_ids": [id]}), "'key'"),
        ("set-tag", json!({"run_ids": [id], "key": "a#b"}), "'key'"),
        ("set-tag", json!({"run_ids": [id], "key": "k", "value": 5}), "'value'"),
        ("set-tag", json!({"run_ids": [id], "key": "k", "value": "x".repeat(1_048_577)}), "exceeds the maximum length"),
        ("delete-tag", json!({"run_ids": [id], "key": ""}), "'key'"),
    ] {
        let error = call(&server, path, &body).await.error();
        assert!(error.starts_with("400 INVALID_PARAMETER_VALUE: ") && error.contains(told), "{path} {told}: {error}");
    }
    assert_eq!(server.get_run(&id).await["info"]["lifecycle_stage"], "active");
}

//! `logged-models/*`.

use axum::http::Method;
use insta::assert_snapshot;
use serde_json::json;

use crate::support::{Server, V2};

#[tokio::test]
async fn the_life_of_a_logged_model() {
    let server = Server::new();
    let made = server
        .post(
            "logged-models",
            &json!({"experiment_id": "0", "name": "m", "model_type": "agent", "params": [{"key": "p", "value": "1"}]}),
        )
        .await;
    assert_snapshot!(made.show(), @r#"200 {"model":{"data":{"params":[{"key":"p","value":"1"}]},"info":{"artifact_uri":"[artifact_uri]","creation_timestamp_ms":"[creation_timestamp_ms]","experiment_id":"0","last_updated_timestamp_ms":"[last_updated_timestamp_ms]","model_id":"[model_id]","model_type":"agent","name":"m","source_run_id":"","status":"LOGGED_MODEL_PENDING"}}}"#);
    let id = made.json()["model"]["info"]["model_id"].as_str().unwrap().to_owned();
    let url = format!("{V2}/logged-models/{id}");
    let call = async |method: Method, path: &str, body: serde_json::Value| {
        server.call(method, &format!("{url}{path}"), &body).await
    };
    let ready = json!({"model_id": id, "status": "LOGGED_MODEL_READY"});
    assert_eq!(call(Method::PATCH, "", ready).await.json()["model"]["info"]["status"], "LOGGED_MODEL_READY");
    let params = json!({"model_id": id, "params": [{"key": "q", "value": "2"}]});
    assert_snapshot!(call(Method::POST, "/params", params).await.show(), @"200 {}");
    assert_snapshot!(call(Method::PATCH, "/tags", json!({"tags": [{"key": "a b", "value": "c"}]})).await.show(), @"200 {}");
    let model = server.get(&url).await.json()["model"].take();
    assert_eq!(model["info"]["tags"], json!([{"key": "a b", "value": "c"}]));
    assert_eq!(model["data"]["params"].as_array().unwrap().len(), 2);
    assert_snapshot!(call(Method::DELETE, "/tags/a%20b", json!({})).await.show(), @"200 {}");
    let search = server.post("logged-models/search", &json!({"experiment_ids": ["0"]})).await.json();
    assert_eq!(search["models"][0]["info"]["name"], "m");
    assert_snapshot!(call(Method::DELETE, "", json!({})).await.show(), @"200 {}");
    assert_eq!(server.get(&url).await.status, 404);
    assert_eq!(server.get(&format!("{url}?allow_deleted=true")).await.status, 200);
    assert_snapshot!(server.post("logged-models/search", &json!({"experiment_ids": ["0"]})).await.show(), @"200 {}");
}

#[tokio::test]
async fn what_is_refused() {
    let server = Server::new();
    assert_snapshot!(server.post("logged-models", &json!({"name": "m"})).await.error(), @"400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'experiment_id'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.post("logged-models", &json!({"experiment_id": "0", "name": "a/b"})).await.error(), @r#"400 INVALID_PARAMETER_VALUE: Invalid model name ('a/b') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")"#);
    assert_snapshot!(server.post("logged-models/search", &json!({})).await.error(), @"400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'experiment_ids'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.get(&format!("{V2}/logged-models/m-none")).await.error(), @"404 RESOURCE_DOES_NOT_EXIST: Logged model with ID 'm-none' not found.");
    let no_id = server.call(Method::PATCH, &format!("{V2}/logged-models/m-none"), &json!({"status": 2})).await;
    assert_snapshot!(no_id.error(), @"400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'model_id'. See the API docs for more information about request parameters.");
    assert_eq!(server.get(&format!("{V2}/logged-models/a%00b")).await.status, 400);
    assert_eq!(server.get(&format!("{V2}/logged-models/%ff")).await.status, 400);
}

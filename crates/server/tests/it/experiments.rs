//! `experiments/*`.

use axum::http::Method;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Server, V2};

#[tokio::test]
async fn a_new_database_has_the_default_experiment() {
    let server = Server::new();
    assert_snapshot!(server.get(&format!("{V2}/experiments/get?experiment_id=0")).await.show(), @r#"200 {"experiment":{"artifact_location":"mlflow-artifacts:/0","creation_time":"[creation_time]","experiment_id":"0","last_update_time":"[last_update_time]","lifecycle_stage":"active","name":"Default","workspace":"default"}}"#);
    assert_snapshot!(server.get(&format!("{V2}/experiments/get-by-name?experiment_name=Default")).await.show(), @r#"200 {"experiment":{"artifact_location":"mlflow-artifacts:/0","creation_time":"[creation_time]","experiment_id":"0","last_update_time":"[last_update_time]","lifecycle_stage":"active","name":"Default","workspace":"default"}}"#);
}

#[tokio::test]
async fn the_life_of_an_experiment() {
    let server = Server::new();
    let made = server
        .post(
            "experiments/create",
            &json!({"name": "e ü", "artifact_location": "s3://b/e", "tags": [{"key": "a", "value": "b"}]}),
        )
        .await;
    assert_snapshot!(made.show(), @r#"200 {"experiment_id":"1"}"#);
    assert_snapshot!(server.post("experiments/create", &json!({"name": "e ü"})).await.error().split(" Error:").next().unwrap(), @"400 RESOURCE_ALREADY_EXISTS: Experiment(name=e ü) already exists.");
    assert_snapshot!(server.post("experiments/update", &json!({"experiment_id": "1", "new_name": "f"})).await.show(), @"200 {}");
    assert_snapshot!(server.post("experiments/set-experiment-tag", &json!({"experimentId": "1", "key": "k", "value": "v"})).await.show(), @"200 {}");
    assert_snapshot!(server.post("experiments/delete-experiment-tag", &json!({"experiment_id": "1", "key": "a"})).await.show(), @"200 {}");
    assert_snapshot!(server.get(&format!("{V2}/experiments/get-by-name?experiment_name=f")).await.show(), @r#"200 {"experiment":{"artifact_location":"s3://b/e","creation_time":"[creation_time]","experiment_id":"1","last_update_time":"[last_update_time]","lifecycle_stage":"active","name":"f","tags":[{"key":"k","value":"v"}],"workspace":"default"}}"#);
    assert_snapshot!(server.post("experiments/delete", &json!({"experiment_id": "1"})).await.show(), @"200 {}");
    assert_snapshot!(server.post("experiments/delete", &json!({"experiment_id": "1"})).await.error(), @"404 RESOURCE_DOES_NOT_EXIST: No Experiment with id=1 exists");
    assert_snapshot!(server.post("experiments/update", &json!({"experiment_id": "1", "new_name": "g"})).await.error(), @"500 INVALID_STATE: Cannot rename a non-active experiment.");
    assert_snapshot!(server.post("experiments/restore", &json!({"experiment_id": "1"})).await.show(), @"200 {}");
}

#[tokio::test]
async fn what_is_refused() {
    let server = Server::new();
    for (path, body) in [
        ("create", json!({})),
        ("create", json!({"name": ""})),
        ("create", json!({"name": 5})),
        ("create", json!({"name": "x".repeat(501)})),
        ("create", json!({"name": "x", "artifact_location": "runs:/a/b"})),
        ("create", json!({"name": "x", "tags": [{"key": "a#b"}]})),
        ("delete", json!({"experiment_id": "abc"})),
        ("delete", json!({"experiment_id": "77"})),
        ("update", json!({"experiment_id": "0"})),
        ("set-experiment-tag", json!({"experiment_id": "0", "value": "v"})),
        ("delete-experiment-tag", json!({"experiment_id": "0", "key": "none"})),
    ] {
        let answer = server.post(&format!("experiments/{path}"), &body).await;
        assert!(answer.status.is_client_error(), "{path} {body}: {}", answer.text());
    }
    assert_snapshot!(server.post("experiments/create", &json!({"name": 5})).await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid value 5 for parameter 'name' supplied:  Hint: Value was of type 'int'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.get(&format!("{V2}/experiments/get")).await.error(), @"400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'experiment_id'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.get(&format!("{V2}/experiments/get?experiment_id=77")).await.error(), @"404 RESOURCE_DOES_NOT_EXIST: No Experiment with id=77 exists");
    assert_snapshot!(server.get(&format!("{V2}/experiments/get-by-name?experiment_name=nobody")).await.error(), @"404 RESOURCE_DOES_NOT_EXIST: Could not find experiment with name 'nobody'");
}

#[tokio::test]
async fn an_experiment_holds_fifty_saved_views() {
    let server = Server::new();
    let view = |n: usize| json!({"experiment_id": "0", "key": format!("mlflow.customView.view.v1.{n}"), "value": "{}"});
    for n in 0..50 {
        assert_eq!(server.post("experiments/set-experiment-tag", &view(n)).await.status, 200);
    }
    assert_eq!(server.post("experiments/set-experiment-tag", &view(7)).await.status, 200);
    assert_snapshot!(server.post("experiments/set-experiment-tag", &view(50)).await.error(), @"400 INVALID_PARAMETER_VALUE: Unable to create another custom view for experiment 0; the maximum number of custom views per experiment is 50. Delete an existing custom view before creating a new one.");
}

#[tokio::test]
async fn runs_are_counted_by_experiment() {
    let server = Server::new();
    server.run().await;
    let ask = async |body: &Value| server.call(Method::POST, "/api/runlore/v1/experiments/activity", body).await;
    let found = ask(&json!({"experiment_ids": ["0", "7"]})).await;
    assert_eq!(found.json(), json!({"experiments": [{"experiment_id": "0", "runs": 1, "last_start_time": 7}]}));
    for (body, told) in [
        (json!({}), "'experiment_ids'"),
        (json!({"experiment_ids": ["x"]}), "Invalid experiment ID 'x'"),
        (json!({"experiment_ids": vec!["1"; 1001]}), "1000 experiments at most, not about 1001"),
    ] {
        let error = ask(&body).await.error();
        assert!(error.starts_with("400 ") && error.contains(told), "{error}");
    }
}

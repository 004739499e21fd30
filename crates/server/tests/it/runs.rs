//! `runs/*`.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::{Server, V2};

#[tokio::test]
async fn create_log_read() {
    let server = Server::new();
    let created = server
        .post(
            "runs/create",
            &json!({"experiment_id": "0", "user_id": "u", "start_time": 5, "run_name": "r", "tags": [{"key": "x"}]}),
        )
        .await;
    assert_snapshot!(created.show(), @r#"200 {"run":{"data":{"tags":[{"key":"x","value":""},{"key":"mlflow.runName","value":"r"}]},"info":{"artifact_uri":"[artifact_uri]","experiment_id":"0","lifecycle_stage":"active","run_id":"[run_id]","run_name":"[run_name]","run_uuid":"[run_uuid]","start_time":"[start_time]","status":"RUNNING","user_id":"u"},"inputs":{}}}"#);
    let id = created.json()["run"]["info"]["run_id"].as_str().unwrap().to_owned();
    for (path, body) in [
        ("log-metric", json!({"run_id": id, "key": "m", "value": 1.5, "timestamp": 1, "step": 2})),
        ("log-metric", json!({"run_uuid": id, "key": "nan", "value": "NaN", "timestamp": "9"})),
        ("log-parameter", json!({"run_id": id, "key": "p", "value": "1"})),
        ("log-parameter", json!({"run_id": id, "key": "empty"})),
        ("set-tag", json!({"run_id": id, "key": "t", "value": "v"})),
        (
            "log-batch",
            json!({"run_id": id, "metrics": [{"key": "b", "value": "Infinity", "timestamp": 1}],
            "params": [{"key": "q", "value": "2"}], "tags": [{"key": "x", "value": "y"}]}),
        ),
    ] {
        let answer = server.post(&format!("runs/{path}"), &body).await;
        assert_eq!((answer.status.as_u16(), answer.text().as_str()), (200, "{}"), "{path}");
    }
    assert_snapshot!(server.get(&format!("{V2}/runs/get?run_uuid={id}")).await.show(), @r#"200 {"run":{"data":{"metrics":[{"key":"m","step":2,"timestamp":1,"value":1.5},{"key":"nan","step":0,"timestamp":9,"value":"NaN"},{"key":"b","step":0,"timestamp":1,"value":1.7976931348623157e+308}],"params":[{"key":"p","value":"1"},{"key":"empty","value":""},{"key":"q","value":"2"}],"tags":[{"key":"mlflow.runName","value":"r"},{"key":"x","value":"y"},{"key":"t","value":"v"}]},"info":{"artifact_uri":"[artifact_uri]","experiment_id":"0","lifecycle_stage":"active","run_id":"[run_id]","run_name":"[run_name]","run_uuid":"[run_uuid]","start_time":"[start_time]","status":"RUNNING","user_id":"u"},"inputs":{},"outputs":{}}}"#);
    let update = json!({"run_id": id, "status": "FINISHED", "end_time": 9, "run_name": "s"});
    assert_snapshot!(server.post("runs/update", &update).await.show(), @r#"200 {"run_info":{"artifact_uri":"[artifact_uri]","end_time":"[end_time]","experiment_id":"0","lifecycle_stage":"active","run_id":"[run_id]","run_name":"[run_name]","run_uuid":"[run_uuid]","start_time":"[start_time]","status":"FINISHED","user_id":"u"}}"#);
    assert_snapshot!(server.post("runs/delete-tag", &json!({"run_id": id, "key": "t"})).await.show(), @"200 {}");
    assert_snapshot!(server.post("runs/delete", &json!({"run_id": id})).await.show(), @"200 {}");
    assert!(
        server
            .post("runs/log-parameter", &json!({"run_id": id, "key": "z", "value": "1"}))
            .await
            .error()
            .ends_with("must be in the 'active' state. Current state is deleted.")
    );
    assert_snapshot!(server.post("runs/restore", &json!({"run_id": id})).await.show(), @"200 {}");
    assert_eq!(server.get_run(&id).await["info"]["lifecycle_stage"], "active");
}

#[tokio::test]
async fn what_is_refused() {
    let server = Server::new();
    let id = server.run().await;
    let path = "runs/log-batch";
    assert_snapshot!(server.post("runs/log-metric", &json!({"run_id": id, "key": "m", "value": 1})).await.error(), @"400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'timestamp'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.post("runs/log-metric", &json!({"run_id": id, "key": "m", "value": "x", "timestamp": 1})).await.error(), @r#"400 INVALID_PARAMETER_VALUE: Invalid value "x" for parameter 'value' supplied:  Hint: Value was of type 'str'. See the API docs for more information about request parameters."#);
    assert_snapshot!(server.post("runs/update", &json!({"run_id": id, "status": "BOGUS"})).await.error(), @r#"400 INVALID_PARAMETER_VALUE: Invalid value "BOGUS" for parameter 'status' supplied:  Hint: Expected one of RUNNING, SCHEDULED, FINISHED, FAILED, KILLED. See the API docs for more information about request parameters."#);
    assert_snapshot!(server.post("runs/create", &json!({"start_time": 1})).await.error(), @"400 BAD_REQUEST: A run needs an experiment: 'experiment_id' is missing.");
    assert_snapshot!(server.post(path, &json!({"run_id": id, "metrics": {}})).await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid value {} for parameter 'metrics' supplied:  Hint: Value was of type 'dict'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.post(path, &json!({"run_id": id, "metrics": [["m", 1, 2]]})).await.error(), @r#"400 INVALID_PARAMETER_VALUE: Invalid value ["m",1,2] for parameter 'metrics[0]' supplied:  Hint: Value was of type 'list'. See the API docs for more information about request parameters."#);
    let params: Vec<_> = (0..101).map(|i| json!({"key": format!("p{i}"), "value": "v"})).collect();
    assert_snapshot!(server.post(path, &json!({"run_id": id, "params": params})).await.error(), @"400 INVALID_PARAMETER_VALUE: A batch logging request can contain at most 100 params. Got 101 params. Please split up params across multiple requests and try again.");
    assert_snapshot!(server.get(&format!("{V2}/runs/get")).await.error(), @"400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'run_id'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.get(&format!("{V2}/runs/get?run_id=nobody")).await.error(), @"404 RESOURCE_DOES_NOT_EXIST: Run with id=nobody not found");
    let long = json!({"run_id": id, "key": "k", "value": "x".repeat(1024 * 1024 + 1)});
    assert_snapshot!(server.post("runs/set-tag", &long).await.error(), @"400 INVALID_PARAMETER_VALUE: 'value' has 1048577 bytes and exceeds the maximum length of 1048576 bytes; log it as an artifact, or raise the server's --max-value-bytes");
    assert_eq!(server.get_run(&id).await["data"].get("params"), None);
}

#[tokio::test]
async fn a_refused_batch_leaves_nothing() {
    let server = Server::new();
    let id = server.run().await;
    let param = json!({"run_id": id, "key": "p", "value": "1"});
    assert_eq!(server.post("runs/log-parameter", &param).await.status, 200);
    let batch = json!({"run_id": id, "metrics": [{"key": "m", "value": 1, "timestamp": 1}],
        "params": [{"key": "p", "value": "2"}], "tags": [{"key": "t", "value": "v"}]});
    let refused = server.post("runs/log-batch", &batch).await;
    assert_snapshot!(refused.error().replace(&id, "[run]"), @"400 INVALID_PARAMETER_VALUE: Changing param values is not allowed. Params were already logged='[{'key': 'p', 'old_value': '1', 'new_value': '2'}]' for run ID='[run]'.");
    let conflict = server.post("runs/log-parameter", &json!({"run_id": id, "key": "p", "value": "2"})).await;
    assert_snapshot!(conflict.error().replace(&id, "[run]"), @"400 INVALID_PARAMETER_VALUE: Changing param values is not allowed. Param with key='p' was already logged with value='1' for run ID='[run]'. Attempted logging new value '2'.");
    let data = server.get_run(&id).await["data"].take();
    assert_eq!(data.get("metrics"), None);
    assert_eq!(data["tags"].as_array().unwrap().len(), 1);
}

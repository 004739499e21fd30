//! `*/search` and `search-datasets`: from a request to a page. What filters find is the store's own test.

use axum::http::Method;
use insta::assert_snapshot;
use serde_json::json;

use crate::support::{Server, V2};

#[tokio::test]
async fn experiments() {
    let server = Server::new();
    for name in ["a", "b", "c"] {
        assert_eq!(server.post("experiments/create", &json!({"name": name})).await.status, 200);
    }
    let page = server.post("experiments/search", &json!({"max_results": 2, "order_by": ["name"]})).await.json();
    let names = |page: &serde_json::Value| {
        page["experiments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&page), ["Default", "a"]);
    let next = json!({"max_results": 2, "order_by": ["name"], "page_token": page["next_page_token"]});
    assert_eq!(names(&server.post("experiments/search", &next).await.json()), ["b", "c"]);
    let found = server.get(&format!("{V2}/experiments/search?max_results=5&filter=name%20%3D%20%27b%27")).await.json();
    assert_eq!(names(&found), ["b"]);
    assert_snapshot!(server.post("experiments/search", &json!({})).await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer");
    assert_snapshot!(server.post("experiments/search", &json!({"max_results": 1, "view_type": "SOME"})).await.error(), @r#"400 INVALID_PARAMETER_VALUE: Invalid value "SOME" for parameter 'view_type' supplied:  Hint: Expected one of ACTIVE_ONLY, DELETED_ONLY, ALL. See the API docs for more information about request parameters."#);
}

#[tokio::test]
async fn runs() {
    let server = Server::new();
    let id = server.run().await;
    server.post("runs/log-metric", &json!({"run_id": id, "key": "m", "value": 2, "timestamp": 1})).await;
    let search = json!({"experiment_ids": ["0"], "filter": "metrics.m > 1", "run_view_type": "ALL"});
    let found = server.post("runs/search", &search).await.json();
    assert_eq!(found["runs"][0]["info"]["run_id"], json!(id));
    assert_eq!(found["runs"][0]["outputs"], json!({}));
    assert_snapshot!(server.post("runs/search", &json!({"experiment_ids": ["0"], "filter": "metrics.m > 2"})).await.show(), @"200 {}");
    assert_snapshot!(server.post("runs/search", &json!({"experiment_ids": ["0"], "max_results": 50_001})).await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid value 50001 for parameter 'max_results' supplied:  Hint: Value was of type 'int'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.post("runs/search", &json!({"experiment_ids": [0]})).await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid value 0 for parameter 'experiment_ids[0]' supplied:  Hint: Value was of type 'int'. See the API docs for more information about request parameters.");
    assert_snapshot!(server.post("runs/search", &json!({"experiment_ids": ["0"], "filter": "metrics.m >"})).await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid clause(s) in filter string: the filter ends early at position 12: expected a value");
}

#[tokio::test]
async fn datasets() {
    let server = Server::new();
    let id = server.run().await;
    let dataset = json!({"name": "d", "digest": "x", "source_type": "code", "source": "{}"});
    let input = json!({"dataset": dataset, "tags": [{"key": "mlflow.data.context", "value": "train"}]});
    let logged = server.post("runs/log-inputs", &json!({"run_id": id, "datasets": [input]})).await;
    assert_eq!(logged.text(), "{}");
    let search = "/ajax-api/2.0/mlflow/experiments/search-datasets";
    let found = server.call(Method::POST, search, &json!({"experiment_ids": ["0"]})).await;
    assert_snapshot!(found.show(), @r#"200 {"dataset_summaries":[{"context":"train","digest":"x","experiment_id":"0","name":"d"}]}"#);
    assert_snapshot!(server.call(Method::POST, search, &json!({})).await.error(), @"400 INVALID_PARAMETER_VALUE: SearchDatasets request must specify at least one experiment_id.");
    let many: Vec<_> = (0..21).map(|n| n.to_string()).collect();
    assert_snapshot!(server.call(Method::POST, search, &json!({"experiment_ids": many})).await.error(), @"400 INVALID_PARAMETER_VALUE: SearchDatasets request cannot specify more than 20 experiment_ids. Received 21 experiment_ids.");
    assert_eq!(server.get_run(&id).await["inputs"]["dataset_inputs"][0]["dataset"], dataset);
}

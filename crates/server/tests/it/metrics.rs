//! `metrics/*`.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::{Server, V2};

/// A run whose metric `m` has `count` points.
async fn with_points(server: &Server, count: usize) -> String {
    let id = server.run().await;
    for chunk in (0..count).collect::<Vec<_>>().chunks(1000) {
        let point = |n: &usize| json!({"key": "m", "value": n, "timestamp": n, "step": n});
        let metrics: Vec<_> = chunk.iter().map(point).collect();
        let answer = server.post("runs/log-batch", &json!({"run_id": id, "metrics": metrics})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    id
}

#[tokio::test]
async fn a_whole_history_and_its_pages() {
    let server = Server::new();
    let id = with_points(&server, 2500).await;
    let history = format!("{V2}/metrics/get-history?metric_key=m&run_id={id}");
    let whole = server.get(&history).await.json();
    let steps: Vec<_> = whole["metrics"].as_array().unwrap().iter().map(|m| m["step"].as_u64().unwrap()).collect();
    assert_eq!(steps, (0..2500).collect::<Vec<_>>());
    assert_eq!(whole.get("next_page_token"), None);
    let (mut pages, mut token, mut seen) = (0, String::new(), 0);
    loop {
        let page = server.get(&format!("{history}&max_results=1000&page_token={token}")).await.json();
        pages += 1;
        seen += page["metrics"].as_array().unwrap().len();
        let Some(next) = page["next_page_token"].as_str() else { break };
        token = next.replace('+', "%2B").replace('=', "%3D");
    }
    assert_eq!((pages, seen), (3, 2500));
    assert_snapshot!(server.get(&format!("{V2}/metrics/get-history?metric_key=none&run_id={id}")).await.show(), @"200 {}");
    assert_snapshot!(server.get(&format!("{V2}/metrics/get-history?metric_key=m&run_id=none")).await.show(), @"200 {}");
    assert_snapshot!(server.get(&format!("{history}&max_results=0")).await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer.");
}

#[tokio::test]
async fn points_of_many_runs() {
    let server = Server::new();
    let (one, two) = (with_points(&server, 3).await, with_points(&server, 500).await);
    let bulk = |query: String| {
        let url = format!("/ajax-api/2.0/mlflow/metrics/{query}");
        let server = &server;
        async move { server.get(&url).await }
    };
    let all = bulk(format!("get-history-bulk?metric_key=m&run_id={one}&run_id={two}")).await.json();
    assert_eq!(all["metrics"].as_array().unwrap().len(), 503);
    let sampled =
        bulk(format!("get-history-bulk-interval?metric_key=m&run_ids={one}&run_ids={two}&max_results=10")).await;
    let count = sampled.json()["metrics"].as_array().unwrap().len();
    assert!((13..=14).contains(&count), "{count}");
    let window = format!("get-history-bulk-interval?metric_key=m&run_ids={two}&start_step=5&end_step=7");
    assert_eq!(bulk(window).await.json()["metrics"].as_array().unwrap().len(), 3);
    assert_snapshot!(bulk("get-history-bulk?metric_key=m".to_owned()).await.error(), @"400 INVALID_PARAMETER_VALUE: GetMetricHistoryBulk request must specify at least one run_id.");
    assert_snapshot!(bulk(format!("get-history-bulk?run_id={one}")).await.error(), @"400 INVALID_PARAMETER_VALUE: GetMetricHistoryBulk request must specify a metric_key.");
    assert_snapshot!(bulk("get-history-bulk-interval?metric_key=m".to_owned()).await.error(), @"400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'run_ids'. See the API docs for more information about request parameters.");
    let half = format!("get-history-bulk-interval?metric_key=m&run_ids={one}&start_step=1");
    assert_snapshot!(bulk(half).await.error(), @"400 INVALID_PARAMETER_VALUE: If either start step or end step are specified, both must be specified.");
    let many = (0..101).map(|n| format!("&run_ids={n}")).collect::<String>();
    assert_snapshot!(bulk(format!("get-history-bulk-interval?metric_key=m{many}")).await.error(), @"400 INVALID_PARAMETER_VALUE: GetMetricHistoryBulkInterval request must specify at most 100 run_ids. Received 101 run_ids. See the API docs for more information about request parameters.");
    assert_snapshot!(bulk(format!("get-history-bulk-interval?metric_key=m&run_ids={one}&max_results=0")).await.error(), @"400 INVALID_PARAMETER_VALUE: max_results must be between 1 and 2500. See the API docs for more information about request parameters.");
}

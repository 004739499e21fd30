//! `metrics/*`.

use axum::http::Method;
use insta::assert_snapshot;
use serde_json::{Value, json};

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

#[tokio::test]
async fn sampled_histories_say_how_many_points_there_are() {
    let server = Server::new();
    let (one, two) = (with_points(&server, 3).await, with_points(&server, 2000).await);
    let odd = json!([{"key": "m", "value": "NaN", "timestamp": 700, "step": 700}, {"key": "m", "value": "Infinity", "timestamp": 701, "step": 701}]);
    server.post("runs/log-batch", &json!({"run_id": two, "metrics": odd})).await;
    let ask = async |body: &Value| server.call(Method::POST, "/api/runlore/v1/metrics/sampled", body).await;
    let small = ask(&json!({"run_ids": [one, "nobody"], "metric_keys": ["m", "none"]})).await;
    assert_snapshot!(small.show(), @r#"200 {"histories":[{"key":"m","run_id":"[run_id]","steps":[0,1,2],"timestamps":[0,1,2],"total":3,"values":[0.0,1.0,2.0]}]}"#);
    let found =
        ask(&json!({"run_ids": [two, one], "metric_keys": ["m"], "axis": "time", "max_points": 50})).await.json();
    let series = &found["histories"][0];
    assert_eq!((&series["run_id"], &series["total"]), (&json!(two), &json!(2002)));
    assert_eq!((&found["histories"][1]["run_id"], &found["histories"][1]["total"]), (&json!(one), &json!(3)));
    let column = |name: &str| series[name].as_array().unwrap().clone();
    let (steps, values) = (column("steps"), column("values"));
    assert!((25..=50).contains(&steps.len()) && steps.len() == values.len(), "{series}");
    assert_eq!((steps.first(), steps.last()), (Some(&json!(0)), Some(&json!(1999))));
    for mark in [json!("NaN"), json!(f64::MAX)] {
        assert!(values.contains(&mark), "{mark} in {values:?}");
    }
    let part = ask(&json!({"run_ids": [two], "metric_keys": ["m"], "start_step": 5, "end_step": 7})).await;
    assert_snapshot!(part.show(), @r#"200 {"histories":[{"key":"m","run_id":"[run_id]","steps":[5,6,7],"timestamps":[5,6,7],"total":3,"values":[5.0,6.0,7.0]}]}"#);
}

#[tokio::test]
async fn what_can_not_be_sampled_is_refused() {
    let server = Server::new();
    let keys: Vec<_> = (0..5000).map(|n| format!("m{n}")).collect();
    for (body, told) in [
        (json!({}), "'run_ids'"),
        (json!([]), "object"),
        (json!({"run_ids": ["r"]}), "'metric_keys'"),
        (json!({"run_ids": [["r"]], "metric_keys": ["m"]}), "run_ids"),
        (json!({"run_ids": ["r"], "metric_keys": keys}), "'metric_keys' can have 100 entries at most, not 5000"),
        (json!({"run_ids": keys, "metric_keys": ["m"]}), "'run_ids' can have 100 entries at most, not 5000"),
        (
            json!({"run_ids": ["r"], "metric_keys": ["m"], "max_points": -1}),
            "'max_points' must be from 16 to 5000, not -1",
        ),
        (json!({"run_ids": ["r"], "metric_keys": ["m"], "max_points": 1e300}), "max_points"),
        (json!({"run_ids": keys[..100], "metric_keys": keys[..100], "max_points": 26}), "250000 points of one answer"),
        (
            json!({"run_ids": ["r"], "metric_keys": ["m"], "start_step": 7, "end_step": 5}),
            "'start_step' must not be greater",
        ),
        (json!({"run_ids": ["r"], "metric_keys": ["m"], "axis": "wall"}), "'axis' must be 'step' or 'time'"),
    ] {
        let error = server.call(Method::POST, "/api/runlore/v1/metrics/sampled", &body).await.error();
        assert!(error.starts_with("400 ") && error.contains(told), "{body}: {error}");
    }
}

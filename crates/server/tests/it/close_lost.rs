//! An opened server that closes runs whose programs are gone.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use runlore_server::{AppConfig, OpenConfig, app, open};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::{Server, V2};

/// The answer to a POST.
async fn ask(router: &axum::Router, path: &str, body: &Value) -> Value {
    let request = Request::post(path).header("host", "localhost").header("content-type", "application/json");
    let response = router.clone().oneshot(request.body(Body::from(body.to_string())).unwrap()).await.unwrap();
    serde_json::from_slice(&response.into_body().collect().await.unwrap().to_bytes()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_run_is_closed_when_it_was_silent_while_the_server_listened() {
    let before = Server::new();
    let (silent, alive, stock) = (before.run().await, before.run().await, before.run().await);
    let beat =
        |id: &str, now| before.store.heartbeat(runlore_domain::heartbeat::Heartbeat { run_ids: vec![id.into()], now });
    beat(&silent, 7).await.unwrap();
    beat(&alive, 7).await.unwrap();
    let after = Duration::from_secs(2);
    let config = OpenConfig {
        database: Some(format!("sqlite:///{}", before.dir.path().join("test.db").display())),
        artifact_root: "mlflow-artifacts:/".to_owned(),
        artifacts_destination: None,
        allow_unsafe_durability: false,
        close_lost_after: Some(after),
    };
    let mut opened = open(config, AppConfig::default()).await.unwrap();
    let router = app(opened.state.clone());
    let started = Instant::now();
    opened.start_background_work().unwrap();
    loop {
        ask(&router, "/api/runlore/v1/heartbeat", &json!({"run_ids": [alive]})).await;
        let run = before.get_run(&silent).await;
        if run["info"]["status"] == "KILLED" {
            assert_eq!(run["info"]["end_time"], 7);
            break;
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{run}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(started.elapsed() >= after, "it was closed before anybody could have heard of it");
    for id in [&alive, &stock] {
        assert_eq!(before.get_run(id).await["info"]["status"], "RUNNING");
    }
    // The program was only cut off; its own end counts.
    let end = json!({"run_id": silent, "status": "FINISHED", "end_time": 9});
    ask(&router, &format!("{V2}/runs/update"), &end).await;
    assert_eq!(before.get_run(&silent).await["info"]["status"], "FINISHED");
}

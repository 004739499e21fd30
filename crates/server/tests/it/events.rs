//! `/api/runlore/v1/events`.

use std::time::{Duration, Instant};

use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use futures_util::StreamExt as _;
use runlore_server::{AppConfig, ServeLimits, app, serve};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::support::Server;

const EVENTS: &str = "/api/runlore/v1/events";
const CHANGED: &str = "event: changed\ndata:\n\n";
const ALIVE: &str = "event: alive\ndata:\n\n";

/// The next event, if there is one in time.
async fn next(events: &mut BodyDataStream, within: Duration) -> Option<String> {
    let bytes = timeout(within, events.next()).await.ok()??.unwrap();
    Some(String::from_utf8(bytes.to_vec()).unwrap())
}

async fn listen(server: &Server) -> BodyDataStream {
    let response = server.answer(Request::get(EVENTS).body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let mut events = response.into_body().into_data_stream();
    let greeting = next(&mut events, Duration::from_secs(5)).await.unwrap();
    // To the first who listens the database's first answer comes as a change.
    assert!(greeting == "retry: 1000\n\n" || greeting == format!("retry: 1000\n\n{ALIVE}"), "{greeting}");
    events
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_of_this_server_and_of_another_is_told_within_two_seconds() {
    let server = Server::new();
    let (mut events, mut others) = (listen(&server).await, listen(&server).await);
    // The first look at the database may be told.
    let _first =
        (next(&mut events, Duration::from_millis(900)).await, next(&mut others, Duration::from_millis(1)).await);
    assert_eq!(next(&mut events, Duration::from_millis(900)).await, None, "nothing was written");
    for writer in [&server, &server.replica()] {
        let started = Instant::now();
        writer.run().await;
        for events in [&mut events, &mut others] {
            assert_eq!(next(events, Duration::from_secs(5)).await.as_deref(), Some(CHANGED));
        }
        assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    }
    // However much is written, an event comes twice a second at most.
    let (started, mut told) = (Instant::now(), 0);
    while started.elapsed() < Duration::from_secs(2) {
        server.post("experiments/create", &json!({"name": format!("{:?}", started.elapsed())})).await;
        told += i32::from(next(&mut events, Duration::from_millis(1)).await.is_some());
    }
    assert!((2..=5).contains(&told), "{told}");
}

#[tokio::test]
async fn a_silent_stream_says_that_it_is_alive() {
    let server = Server::new();
    let mut events = listen(&server).await;
    assert_eq!(next(&mut events, Duration::from_secs(5)).await.as_deref(), Some(CHANGED), "the first look");
    let response = server.answer(Request::get(EVENTS).body(Body::empty()).unwrap()).await;
    let greeting = next(&mut response.into_body().into_data_stream(), Duration::from_secs(5)).await.unwrap();
    assert!(greeting.ends_with(ALIVE), "{greeting}");
    assert_eq!(next(&mut events, Duration::from_secs(20)).await.as_deref(), Some(ALIVE));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_waits_for_no_page() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let limits = ServeLimits { connections: 10, drain: Duration::from_secs(20) };
    let server = Server::new();
    let served = tokio::spawn(serve(listener, app(server.state.clone()), async { stopped.await.unwrap() }, limits));
    let mut page = TcpStream::connect(address).await.unwrap();
    page.write_all(format!("GET {EVENTS} HTTP/1.1\r\nhost: {address}\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let mut said = String::new();
    while !said.contains("retry: 1000") {
        let read = timeout(Duration::from_secs(5), page.read(&mut answer)).await.unwrap().unwrap();
        said.push_str(std::str::from_utf8(&answer[..read]).unwrap());
    }
    let started = Instant::now();
    stop.send(()).unwrap();
    assert!(served.await.unwrap(), "the stream was cut");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    let mut rest = Vec::new();
    page.read_to_end(&mut rest).await.unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the answer has an end");
}

#[tokio::test]
async fn a_server_without_a_database_has_no_events() {
    let server = Server::with(AppConfig { artifacts_only: true, ..AppConfig::default() });
    assert!(server.get(EVENTS).await.text().contains("--artifacts-only"));
}

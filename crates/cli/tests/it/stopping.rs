//! SIGTERM and Ctrl-C: drain, then stop, quickly when nothing is under way.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use tempfile::TempDir;

use crate::process::Server;

#[test]
fn an_idle_server_stops_within_a_second() {
    for signal in ["TERM", "INT"] {
        let folder = TempDir::new().unwrap();
        let server = Server::start(&folder, &[]);
        assert!(server.get("/health").starts_with("HTTP/1.1 200"));
        // Connections that wait must not hold it up: one that said nothing, one kept alive.
        let _silent = TcpStream::connect(&server.address).unwrap();
        let mut kept = TcpStream::connect(&server.address).unwrap();
        kept.write_all(b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        let mut answer = [0; 12];
        kept.read_exact(&mut answer).unwrap();
        server.signal(signal);
        let (code, stderr, took) = server.wait();
        assert_eq!(code, Some(0), "{stderr}");
        assert!(took < Duration::from_secs(1), "{took:?} after SIG{signal}");
        assert!(stderr.contains("stopped"), "{stderr}");
    }
}

#[test]
fn a_second_signal_ends_a_drain_at_once() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder, &[]);
    // A request head under way keeps the server waiting.
    let mut slow = TcpStream::connect(&server.address).unwrap();
    slow.write_all(b"GET /health HTTP/1.1\r\nhost: ").unwrap();
    std::thread::sleep(Duration::from_millis(200));
    server.signal("TERM");
    std::thread::sleep(Duration::from_millis(300));
    server.signal("TERM");
    let (code, stderr, took) = server.wait();
    assert_eq!(code, Some(1), "{stderr}");
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn a_request_under_way_is_answered_and_no_other_begins() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder, &[]);
    let body = br#"{"name": "finished while stopping"}"#;
    let mut slow = TcpStream::connect(&server.address).unwrap();
    let head = "POST /api/2.0/mlflow/experiments/create HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json";
    write!(slow, "{head}\r\ncontent-length: {}\r\n\r\n", body.len()).unwrap();
    slow.write_all(&body[..10]).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    server.signal("TERM");
    std::thread::sleep(Duration::from_millis(200));
    assert!(TcpStream::connect(&server.address).is_err(), "the socket is closed");
    slow.write_all(&body[10..]).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("experiment_id"), "{answer}");
    let (code, stderr, took) = server.wait();
    assert_eq!(code, Some(0), "{stderr}");
    assert!(took < Duration::from_secs(1), "{took:?}");
}

//! Keys are in no error, no log and no cache, whatever a server sends back.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use runlore_eval::judges::ChatModel as _;
use runlore_eval_io::{Cache, Cached, OpenAi, Secret, Settings};
use serde_json::json;

use crate::server::{KEY, Reply, Server, answer};
use crate::{ask, questions};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn files(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        text.push_str(&path.to_string_lossy());
        match path.is_dir() {
            true => files(&path, text),
            false => text.push_str(&std::fs::read_to_string(&path).unwrap()),
        }
    }
}

#[test]
fn a_key_is_nowhere() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    // The only test that logs, so that it may be for the whole process: questions have a thread of their own.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let server = Server::new(|request| {
        let told = format!("You sent {} in {}", KEY, request.headers);
        match request.question().as_str() {
            "q0" => Reply::Json(401, String::new(), json!({"error": {"message": told}})),
            "q1" => Reply::Json(500, String::new(), json!({"error": {"message": told}})),
            "q2" => Reply::Pieces(200, "text/html", vec![told.into_bytes()]),
            "q3" => Reply::Json(400, String::new(), json!({"error": {"message": told, "code": "content_filter"}})),
            _ => Reply::Json(200, String::new(), answer(&told)),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        base_url: format!("http://user:the-password@{}/v1", server.address()),
        headers: vec![("x-gateway-key".to_owned(), Secret::new("the-gateway-key"))],
        retries: 1,
        concurrency: 1,
        ..server.settings()
    };
    let mut seen = String::new();
    // In this order: what is refused for all comes last.
    for at in [4, 1, 2, 3, 0] {
        let model = Cached::new(OpenAi::new(settings.clone()).unwrap(), Cache::open(folder.path()).unwrap());
        let answers = ask(&model, &questions(5)[at..=at]);
        seen.push_str(&format!("{answers:?} {model:?} {} {:?} {settings:?}", model.name(), model.model()));
    }
    files(folder.path(), &mut seen);
    assert!(seen.contains("You sent [key]") && seen.contains(".json"), "{seen}");
    seen.push_str(&String::from_utf8_lossy(&log.0.lock().unwrap()));
    assert!(seen.contains("asked again"), "{seen}");
    // The last one is user and password as they are sent.
    for secret in [KEY, "the-password", "the-gateway-key", "dXNlcjp0aGUtcGFzc3dvcmQ"] {
        let at = seen.find(secret);
        assert!(at.is_none(), "{secret}: {}", &seen[at.unwrap().saturating_sub(200)..]);
    }
}

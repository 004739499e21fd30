//! A server that speaks OpenAI's API, answers by a rule from what it is sent, and records every request.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use runlore_eval_io::{OpenAi, Settings};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// What was sent.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) headers: String,
    pub(crate) body: Value,
    pub(crate) at: Instant,
    /// How often the same body had come before.
    pub(crate) seen: usize,
}

impl Request {
    /// What the last message, the prompt, or the input says.
    pub(crate) fn question(&self) -> String {
        let last = self.body["messages"].as_array().and_then(|messages| messages.last()).map(|last| &last["content"]);
        last.unwrap_or(&self.body["prompt"]).as_str().unwrap_or_default().to_owned()
    }
}

/// What is answered.
pub(crate) enum Reply {
    Json(u16, String, Value),
    /// These bytes, with a type, in pieces.
    Pieces(u16, &'static str, Vec<Vec<u8>>),
    /// After a while.
    Slow(Duration, Box<Self>),
    /// This over and over, without an end.
    Endless(&'static [u8]),
    /// The connection is closed in the middle of an answer.
    Torn,
}

/// A chat's answer, or a completion's.
pub(crate) fn ok(text: &str) -> Reply {
    Reply::Json(200, String::new(), answer(text))
}

pub(crate) fn answer(text: &str) -> Value {
    let choice =
        json!({"index": 0, "message": {"role": "assistant", "content": text}, "text": text, "finish_reason": "stop"});
    json!({"model": "served", "choices": [choice], "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12}})
}

/// An error as OpenAI's API words it.
pub(crate) fn error(status: u16, headers: &str, code: &str) -> Reply {
    Reply::Json(status, headers.to_owned(), json!({"error": {"message": format!("Because of {code}."), "code": code}}))
}

type Rule = dyn Fn(&Request) -> Reply + Send + Sync;

struct State {
    rule: Box<Rule>,
    log: Mutex<Vec<Request>>,
    busy: AtomicUsize,
    most: AtomicUsize,
}

pub(crate) struct Server {
    address: SocketAddr,
    state: Arc<State>,
    _runtime: Runtime,
}

impl Server {
    pub(crate) fn new(rule: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::with_tls(None, rule)
    }

    pub(crate) fn with_tls(
        tls: Option<Arc<rustls::ServerConfig>>,
        rule: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let log = Mutex::new(Vec::new());
        let state = Arc::new(State { rule: Box::new(rule), log, busy: 0.into(), most: 0.into() });
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let (address, shared) = (listener.local_addr().unwrap(), Arc::clone(&state));
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                socket.set_nodelay(true).unwrap();
                let (shared, tls) = (Arc::clone(&shared), tls.clone());
                tokio::spawn(async move {
                    // A client that goes away is no failure of the server.
                    let _gone = match tls {
                        None => serve(socket, &shared).await,
                        Some(tls) => match tokio_rustls::TlsAcceptor::from(tls).accept(socket).await {
                            Ok(socket) => serve(socket, &shared).await,
                            Err(_) => None,
                        },
                    };
                });
            }
        });
        Self { address, state, _runtime: runtime }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.state.log.lock().unwrap().clone()
    }

    /// The most requests that were ever here at once.
    pub(crate) fn most(&self) -> usize {
        self.state.most.load(Ordering::SeqCst)
    }

    /// Settings for tests: short pauses, a key.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            model: "m".to_owned(),
            base_url: format!("http://{}/v1", self.address),
            key: Some(runlore_eval_io::Secret::new(KEY)),
            back_off: Duration::from_millis(20),
            ..Settings::default()
        }
    }

    pub(crate) fn model(&self) -> OpenAi {
        OpenAi::new(self.settings()).unwrap()
    }
}

/// The key that must be seen nowhere.
pub(crate) const KEY: &str = "sk-the-key-of-the-tests";

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(mut socket: S, state: &State) -> Option<()> {
    let mut read = Vec::new();
    loop {
        let request = receive(&mut socket, &mut read, state).await?;
        let busy = state.busy.fetch_add(1, Ordering::SeqCst) + 1;
        state.most.fetch_max(busy, Ordering::SeqCst);
        let sent = send(&mut socket, (state.rule)(&request)).await;
        state.busy.fetch_sub(1, Ordering::SeqCst);
        sent?;
    }
}

async fn receive<S: AsyncRead + Unpin>(socket: &mut S, read: &mut Vec<u8>, state: &State) -> Option<Request> {
    let head = loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        more(socket, read).await?;
    };
    let headers = String::from_utf8(read[..head].to_vec()).ok()?;
    let length =
        headers.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok()).unwrap_or(0);
    while read.len() < head + length {
        more(socket, read).await?;
    }
    let path = String::from_utf8_lossy(read).split(' ').nth(1)?.to_owned();
    let body = serde_json::from_slice(&read[head..head + length]).unwrap_or_default();
    read.drain(..head + length);
    let mut log = state.log.lock().unwrap();
    let seen = log.iter().filter(|other| other.body == body).count();
    log.push(Request { path, headers, body, at: Instant::now(), seen });
    log.last().cloned()
}

async fn more<S: AsyncRead + Unpin>(socket: &mut S, read: &mut Vec<u8>) -> Option<()> {
    (socket.read_buf(read).await.ok()? > 0).then_some(())
}

async fn send<S: AsyncWrite + Unpin>(socket: &mut S, mut reply: Reply) -> Option<()> {
    while let Reply::Slow(wait, next) = reply {
        tokio::time::sleep(wait).await;
        reply = *next;
    }
    let text = match reply {
        Reply::Json(status, headers, body) => {
            let (body, headers) = (body.to_string(), headers.replace('\n', "\r\n"));
            let length = body.len();
            format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{headers}content-length: {length}\r\n\r\n{body}"
            )
        }
        Reply::Pieces(status, kind, pieces) => {
            let head = format!("HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n");
            socket.write_all(head.as_bytes()).await.ok()?;
            for piece in pieces {
                let chunk = [format!("{:x}\r\n", piece.len()).as_bytes(), &piece[..], b"\r\n"].concat();
                socket.write_all(&chunk).await.ok()?;
                tokio::task::yield_now().await;
            }
            "0\r\n\r\n".to_owned()
        }
        Reply::Endless(piece) => {
            socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n").await.ok()?;
            loop {
                socket.write_all(piece).await.ok()?;
            }
        }
        Reply::Torn => {
            socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{").await.ok()?;
            socket.shutdown().await.ok()?;
            return None;
        }
        Reply::Slow(..) => String::new(),
    };
    socket.write_all(text.as_bytes()).await.ok()
}

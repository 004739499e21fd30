//! The client, the cache and the judges against a server that answers by rule.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod batch;
mod cache;
mod hostile;
mod judges;
#[cfg(feature = "candle")]
mod local;
mod protocol;
mod retries;
mod secrets;
mod server;

use runlore_eval::judges::{Answered, ChatModel, ChatRequest};

/// Questions `q0`, `q1`, …
fn questions(count: usize) -> Vec<ChatRequest> {
    (0..count).map(|at| ChatRequest::new().message("user", format!("q{at}"))).collect()
}

/// The answers without listening to how it goes.
fn ask(model: &dyn ChatModel, requests: &[ChatRequest]) -> Vec<Answered> {
    model.chat(requests, &|_| ())
}

/// The only answer.
fn ask_one(model: &dyn ChatModel) -> Answered {
    ask(model, &questions(1)).remove(0)
}

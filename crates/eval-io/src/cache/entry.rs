//! How an answer is written down.

use runlore_eval::judges::ChatReply;
use serde_json::{Value, json};

/// The file of an answer.
pub(super) fn write(reply: &ChatReply, key: &str) -> Vec<u8> {
    let ChatReply { text, model, prompt_tokens, completion_tokens, cost, latency, finish_reason, .. } = reply;
    let written = json!({
        "key": key,
        "text": text,
        "model": model,
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "cost": cost,
        "latency": latency,
        "finish_reason": finish_reason,
    });
    written.to_string().into_bytes()
}

/// The answer in a file, if the file is whole and of this key.
pub(super) fn read(bytes: &[u8], key: &str) -> Option<ChatReply> {
    let written: Value = serde_json::from_slice(bytes).ok()?;
    if written["key"] != key {
        return None;
    }
    Some(ChatReply {
        text: written["text"].as_str()?.to_owned(),
        model: written["model"].as_str()?.to_owned(),
        prompt_tokens: written["prompt_tokens"].as_u64(),
        completion_tokens: written["completion_tokens"].as_u64(),
        cost: written["cost"].as_f64(),
        latency: written["latency"].as_f64().unwrap_or(0.0),
        finish_reason: written["finish_reason"].as_str().map(str::to_owned),
        refusal: None,
        is_cached: true,
    })
}

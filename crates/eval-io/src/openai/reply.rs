//! What the API's answers say.

use runlore_domain::ErrorKind;
use runlore_eval::judges::{ChatFailure, ChatReply};
use serde_json::Value;

use super::body::shortened;
use super::send::Answer;
use crate::Settings;

/// What came back for a request, as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The body, a JSON value as the endpoint wrote it.
    pub body: Value,
    /// Seconds from sending the request that was answered to the end of its answer.
    pub latency: f64,
    /// What it cost, if that is known.
    pub cost: Option<f64>,
}

pub(super) fn whole(answer: Answer, settings: &Settings) -> Reply {
    Reply { cost: cost(&answer.body, settings), latency: answer.seconds, body: answer.body }
}

/// An answer to a chat or a text to continue: the first one, if there are several.
pub(super) fn chat(answer: &Answer, settings: &Settings) -> Result<ChatReply, ChatFailure> {
    let body = &answer.body;
    let choice = body["choices"].get(0).ok_or_else(|| strange(body, "has no choices"))?;
    let message = &choice["message"];
    let text = content(&message["content"]).or_else(|| content(&choice["text"]));
    let text_of = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let (prompt_tokens, completion_tokens) = tokens(body);
    Ok(ChatReply {
        text: text.unwrap_or_default(),
        model: text_of(&body["model"]).unwrap_or_default(),
        prompt_tokens,
        completion_tokens,
        cost: cost(body, settings),
        latency: answer.seconds,
        finish_reason: text_of(&choice["finish_reason"]),
        refusal: text_of(&message["refusal"]),
        is_cached: false,
    })
}

/// A text, or the texts of parts, as some servers answer.
fn content(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => Some(parts.iter().filter_map(|part| part["text"].as_str()).collect()),
        _ => None,
    }
}

fn tokens(body: &Value) -> (Option<u64>, Option<u64>) {
    (body["usage"]["prompt_tokens"].as_u64(), body["usage"]["completion_tokens"].as_u64())
}

/// What the server says that it cost, else what the tokens cost.
fn cost(body: &Value, settings: &Settings) -> Option<f64> {
    let said = body["usage"]["cost"].as_f64().filter(|cost| *cost >= 0.0);
    said.or_else(|| {
        let prices = settings.prices?;
        let (input, output) = tokens(body);
        let input = input? as f64 * prices.input;
        Some((input + output.unwrap_or(0) as f64 * prices.output) / 1e6)
    })
}

fn strange(body: &Value, what: &str) -> ChatFailure {
    let mut failure = ChatFailure::new(ErrorKind::Unavailable, format!("The endpoint's answer {what}."));
    failure.raw = Some(shortened(body.to_string()));
    failure
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Prices;

    fn of(body: Value, prices: Option<Prices>) -> Result<ChatReply, ChatFailure> {
        chat(&Answer { body, seconds: 0.5 }, &Settings { prices, ..Settings::default() })
    }

    #[test]
    fn answers_are_read() {
        let usage = json!({"prompt_tokens": 1000, "completion_tokens": 500});
        let body =
            json!({"model": "m", "usage": usage, "choices": [{"message": {"content": "x"}, "finish_reason": "stop"}]});
        let reply = of(body.clone(), Some(Prices { input: 2.0, output: 4.0 })).unwrap();
        assert_eq!((reply.text.as_str(), reply.cost, reply.latency), ("x", Some(0.004), 0.5));
        assert_eq!((reply.prompt_tokens, reply.completion_tokens), (Some(1000), Some(500)));
        assert_eq!(of(body, None).unwrap().cost, None);
        assert_eq!(of(json!({"choices": [{"text": "y"}]}), None).unwrap().text, "y");
        let parts = json!({"choices": [{"message": {"content": [{"type": "text", "text": "a"}, {"text": "b"}]}}]});
        assert_eq!(of(parts, None).unwrap().text, "ab");
        let priced = json!({"usage": {"cost": 0.25}, "choices": [{"text": "y"}]});
        assert_eq!(of(priced, Some(Prices { input: 2.0, output: 4.0 })).unwrap().cost, Some(0.25));
    }

    #[test]
    fn refusals_are_no_answers() {
        let refused = of(json!({"choices": [{"message": {"content": null, "refusal": "No."}}]}), None).unwrap();
        assert_eq!(refused.answer().unwrap_err().raw.as_deref(), Some("No."));
        let filtered = json!({"choices": [{"message": {"content": "Half"}, "finish_reason": "content_filter"}]});
        assert!(of(filtered, None).unwrap().answer().unwrap_err().message.contains("filter"));
        for strange in [json!({}), json!([]), json!({"choices": []}), json!("x")] {
            assert!(of(strange.clone(), None).unwrap_err().raw.is_some(), "{strange}");
        }
    }
}

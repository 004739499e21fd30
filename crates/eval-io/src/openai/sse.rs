//! An answer that came in pieces, as the one that would have come whole.

use runlore_domain::ErrorKind;
use runlore_eval::judges::ChatFailure;
use serde_json::{Value, json};

use super::trouble::Trouble;

/// What of an answer has come.
#[derive(Default)]
struct Collected {
    text: String,
    refusal: Option<String>,
    finish_reason: Value,
    usage: Value,
    model: Value,
    is_chat: bool,
}

/// Collects the events of a stream into a body without stream; none if there is something else than JSON in it.
///
/// # Errors
/// When it broke off before its end, which may go better next time.
pub(super) fn collect(text: &str, shown: &str) -> Result<Option<Value>, Trouble> {
    let (mut collected, mut is_done, mut any) = (Collected::default(), false, false);
    for data in text.lines().filter_map(|line| line.strip_prefix("data:")).map(str::trim) {
        if data == "[DONE]" {
            is_done = true;
            break;
        }
        let Ok(event) = serde_json::from_str::<Value>(data) else { return Ok(None) };
        if event.get("error").is_some_and(|error| !error.is_null()) {
            return Ok(Some(event));
        }
        any = true;
        collected.add(&event);
    }
    match (any, is_done || !collected.finish_reason.is_null()) {
        (false, _) => Ok(None),
        (true, true) => Ok(Some(collected.whole())),
        (true, false) => {
            let why = format!("The answer of {shown} broke off.");
            Err(Trouble::Passing(ChatFailure::new(ErrorKind::Unavailable, why), None))
        }
    }
}

impl Collected {
    fn add(&mut self, event: &Value) {
        for (kept, name) in [(&mut self.usage, "usage"), (&mut self.model, "model")] {
            if let Some(value) = event.get(name).filter(|value| !value.is_null()) {
                kept.clone_from(value);
            }
        }
        let choices = event["choices"].as_array().into_iter().flatten();
        // Of several answers the first is taken, as where they come whole.
        for choice in choices.filter(|choice| choice["index"].as_u64().unwrap_or(0) == 0) {
            self.is_chat |= choice.get("delta").is_some();
            let piece = choice["delta"]["content"].as_str().or_else(|| choice["text"].as_str());
            self.text.push_str(piece.unwrap_or_default());
            if let Some(piece) = choice["delta"]["refusal"].as_str() {
                self.refusal.get_or_insert_default().push_str(piece);
            }
            if !choice["finish_reason"].is_null() {
                self.finish_reason.clone_from(&choice["finish_reason"]);
            }
        }
    }

    fn whole(self) -> Value {
        let Self { text, refusal, finish_reason, usage, model, is_chat } = self;
        let choice = if is_chat {
            json!({"message": {"content": text, "refusal": refusal}, "finish_reason": finish_reason})
        } else {
            json!({"text": text, "finish_reason": finish_reason})
        };
        json!({"choices": [choice], "usage": usage, "model": model})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_an_answer() {
        let stream = "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\r\n\r\n\
                      : a comment\n\n\
                      data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hé\"}},{\"index\":1,\"delta\":{\"content\":\"no\"}}]}\n\n\
                      data:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"llo\"},\"finish_reason\":\"stop\"}]}\n\n\
                      data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n\
                      data: [DONE]\n\n";
        let whole = collect(stream, "h").ok().flatten().unwrap();
        assert_eq!(whole["choices"][0]["message"]["content"], "Héllo");
        assert_eq!((whole["usage"]["prompt_tokens"].as_u64(), whole["model"].as_str()), (Some(3), Some("m")));
        assert_eq!(whole["choices"][0]["finish_reason"], "stop");
    }

    #[test]
    fn what_broke_off_is_no_answer() {
        let piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hé\"}}]}\n\n";
        assert!(matches!(collect(piece, "h"), Err(Trouble::Passing(..))));
        assert!(matches!(collect("data: nothing\n", "h"), Ok(None)));
        assert!(matches!(collect("<html>", "h"), Ok(None)));
    }
}

//! What an error of an endpoint means for the question, and what to tell its user.

use std::time::Duration;

use runlore_domain::ErrorKind;
use runlore_eval::judges::ChatFailure;
use serde_json::Value;

use super::body::shortened;
use super::endpoint::Endpoint;

/// Why there is no answer.
pub(super) enum Trouble {
    /// It may go better next time, after the pause that the server asks for, if it does.
    Passing(ChatFailure, Option<Duration>),
    /// Nobody is there, which may pass too.
    Away(ChatFailure),
    /// Asking the same again is in vain.
    Own(ChatFailure),
    /// The model does not take the parameter of this name, or not this value of it.
    Parameter(String, ChatFailure),
    /// Asking anything is in vain.
    All(ChatFailure),
}

/// So much of what a server says goes into a message.
const SAID: usize = 500;

/// The meaning of an answer with this status and body.
pub(super) fn of(endpoint: &Endpoint, status: u16, body: &str, wait: Option<Duration>) -> Trouble {
    let json: Value = serde_json::from_str(body).unwrap_or_default();
    let error = if json["error"].is_null() { &json } else { &json["error"] };
    let code = [&error["code"], &error["type"]].into_iter().find_map(Value::as_str).unwrap_or_default();
    let said = said(error["message"].as_str().or_else(|| error.as_str()).unwrap_or(body));
    let shown = endpoint.shown();
    let failure = |kind: ErrorKind, message: String| {
        let raw = (!body.is_empty()).then(|| shortened(body.to_owned()));
        ChatFailure { kind, message, raw }
    };
    let refused = |why: String| failure(ErrorKind::InvalidParameter, why);
    let denied = |why: String| failure(ErrorKind::PermissionDenied, why);
    match status {
        400 if is_filtered(code, error) => Trouble::Own(failure(
            ErrorKind::InvalidState,
            format!("A content filter of the endpoint refused the question: {said}"),
        )),
        400 if code == "context_length_exceeded" => {
            Trouble::Own(refused(format!("The question is too long for the model: {said}")))
        }
        400 if matches!(code, "unsupported_parameter" | "unsupported_value") && error["param"].is_string() => {
            let parameter = error["param"].as_str().unwrap_or_default().to_owned();
            Trouble::Parameter(parameter, refused(format!("{shown} refused the question (400: {said})")))
        }
        401 if !endpoint.has_key => {
            Trouble::All(denied(format!("{shown} wants a key: set OPENAI_API_KEY (401: {said})")))
        }
        401 => Trouble::All(denied(format!("{shown} refuses the key: check OPENAI_API_KEY (401: {said})"))),
        403 => Trouble::Own(denied(format!(
            "{shown} does not let this key ask this: check what the key may use, and the model's name (403: {said})"
        ))),
        404 => Trouble::All(failure(
            ErrorKind::NotFound,
            format!(
                "{shown} has no such model or address: check the model's name, and whether OPENAI_BASE_URL ends as it \
                 should (with /v1 as a rule) (404: {said})"
            ),
        )),
        429 if code == "insufficient_quota" => {
            Trouble::All(denied(format!("What may be spent at {shown} is used up (429: {said})")))
        }
        429 => {
            Trouble::Passing(failure(ErrorKind::Overloaded, format!("{shown} is asked too often (429: {said})")), wait)
        }
        408 | 500 | 502 | 503 | 504 | 529 => {
            Trouble::Passing(failure(ErrorKind::Unavailable, format!("{shown} failed ({status}: {said})")), wait)
        }
        300..=399 => Trouble::All(refused(format!(
            "{shown} sends on to another address ({status}), where a key must not go; set OPENAI_BASE_URL to that address"
        ))),
        _ => Trouble::Own(refused(format!("{shown} refused the question ({status}: {said})"))),
    }
}

/// An error in the body of what was called a success, as gateways send it.
pub(super) fn in_body(endpoint: &Endpoint, body: &Value) -> Option<Trouble> {
    let error = body.get("error").filter(|error| !error.is_null())?;
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    let status = number(&error["code"]).and_then(|code| u16::try_from(code).ok()).filter(|code| *code >= 400);
    Some(of(endpoint, status.unwrap_or(400), &body.to_string(), None))
}

/// No answer at all.
pub(super) fn away(shown: &str, cause: &reqwest::Error) -> Trouble {
    // The innermost cause says most: "connection refused".
    let mut root: &dyn std::error::Error = cause;
    while let Some(next) = root.source() {
        root = next;
    }
    let why = if cause.is_body() || cause.is_decode() {
        format!("The answer of {shown} broke off: {root}")
    } else {
        format!("{shown} can not be reached: {root}")
    };
    let failure = ChatFailure::new(ErrorKind::Unavailable, why);
    if cause.is_connect() { Trouble::Away(failure) } else { Trouble::Passing(failure, None) }
}

/// An answer that did not come in time.
pub(super) fn slow(after: Duration) -> Trouble {
    let why = format!("There was no answer within {} s.", after.as_secs_f64());
    Trouble::Passing(ChatFailure::new(ErrorKind::Unavailable, why), None)
}

fn is_filtered(code: &str, error: &Value) -> bool {
    let inner = error["innererror"]["code"].as_str().unwrap_or_default();
    ["content_filter", "content_policy_violation"].contains(&code) || inner == "ResponsibleAIPolicyViolation"
}

/// The beginning of what a server said, on one line.
fn said(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(SAID) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None if text.is_empty() => "without a word".to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Secret, Settings};

    fn told(status: u16, body: &str, key: Option<&str>) -> (char, String) {
        let endpoint = Endpoint::new(&Settings { key: key.map(Secret::new), ..Settings::default() }).unwrap();
        match of(&endpoint, status, body, None) {
            Trouble::Passing(failure, _) | Trouble::Away(failure) => ('p', failure.message),
            Trouble::Own(failure) => ('o', failure.message),
            Trouble::Parameter(name, failure) => ('n', format!("{name}: {}", failure.message)),
            Trouble::All(failure) => ('a', failure.message),
        }
    }

    #[test]
    fn errors_say_what_to_do() {
        let body = r#"{"error": {"message": "Nope.", "code": "x"}}"#;
        for (status, kind, part) in [
            (400, 'o', "refused the question"),
            (401, 'a', "check OPENAI_API_KEY"),
            (403, 'o', "may use"),
            (404, 'a', "/v1"),
            (307, 'a', "another address"),
            (429, 'p', "too often"),
            (500, 'p', "failed"),
            (502, 'p', "502"),
            (503, 'p', "503"),
            (504, 'p', "504"),
            (422, 'o', "422"),
        ] {
            let (told, message) = told(status, body, Some("sk-0123456789"));
            assert_eq!(told, kind, "{status}");
            assert!(message.contains(part) && (status == 307 || message.contains("Nope.")), "{message}");
        }
        assert!(told(401, body, None).1.contains("wants a key: set OPENAI_API_KEY"));
        assert_eq!(told(429, r#"{"error": {"code": "insufficient_quota"}}"#, None).0, 'a');
        assert!(told(500, &"long ".repeat(1000), None).1.len() < 700);
    }

    #[test]
    fn a_parameter_that_is_refused_is_named() {
        let body = r#"{"error": {"message": "Nope.", "param": "top_p", "code": "unsupported_parameter"}}"#;
        let (kind, message) = told(400, body, None);
        assert!(kind == 'n' && message.starts_with("top_p: ") && message.contains("Nope."), "{message}");
        let without_a_name = r#"{"error": {"message": "Nope.", "param": null, "code": "unsupported_value"}}"#;
        assert_eq!(told(400, without_a_name, None).0, 'o');
    }

    #[test]
    fn filters_are_of_the_question() {
        let azure = r#"{"error": {"message": "m", "code": "content_filter", "innererror": {"code": "ResponsibleAIPolicyViolation"}}}"#;
        let (kind, message) = told(400, azure, None);
        assert!(kind == 'o' && message.contains("content filter"), "{message}");
    }

    #[test]
    fn an_error_may_be_called_a_success() {
        let endpoint = Endpoint::new(&Settings::default()).unwrap();
        let found = |body| in_body(&endpoint, &body);
        assert!(found(serde_json::json!({"choices": [], "error": null})).is_none());
        assert!(matches!(found(serde_json::json!({"error": {"code": 502}})), Some(Trouble::Passing(..))));
        assert!(matches!(found(serde_json::json!({"error": "no"})), Some(Trouble::Own(_))));
    }
}

//! A score that was read, as a number on a scale.

use serde_json::Value;

use super::Scale;

/// The number, if it is one on the scale and nothing else.
pub(super) fn on(scale: &Scale, score: &Value, cut: bool) -> Result<f64, String> {
    let number = match score {
        Value::Null => return Err("The judge gave no score.".to_owned()),
        Value::Bool(passed) => (*scale == Scale::PassFail).then_some(f64::from(u8::from(*passed))),
        Value::Number(number) => number.as_f64(),
        Value::String(text) => spelled(scale, text),
        Value::Array(_) | Value::Object(_) => None,
    };
    let number = number.ok_or_else(|| {
        let hint = if cut { " The reply was cut off; raise max_tokens." } else { "" };
        format!("The judge's reply has no score that can be read; it must be {}.{hint}", scale.words())
    })?;
    if scale.holds(number) {
        return Ok(number);
    }
    Err(format!("The judge's score {number} is out of range; it must be {}.", scale.words()))
}

fn spelled(scale: &Scale, text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
    if *scale == Scale::PassFail {
        match text.as_str() {
            "yes" | "true" | "pass" | "passed" => return Some(1.0),
            "no" | "false" | "fail" | "failed" => return Some(0.0),
            _ => {}
        }
    }
    let Some((number, of)) = text.split_once('/').or_else(|| text.split_once("out of")) else { return plain(&text) };
    // Four of ten is not four of five.
    let most = match scale {
        Scale::Range { max, .. } => Some(*max),
        _ => None,
    };
    (plain(of) == most).then(|| plain(number)).flatten()
}

/// A number in digits; `inf` and `nan` are none.
fn plain(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.e".contains(&byte));
    text.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

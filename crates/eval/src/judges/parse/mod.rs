//! A judge's reply as a score: lenient in form, strict in content. What is not clearly a score on the scale is none.

use serde_json::Value;

use super::Scale;

mod json;
mod lines;
mod number;

/// What a judge said.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// On the scale; 1 for yes and 0 for no.
    pub score: f64,
    /// Why, if it said so.
    pub justification: Option<String>,
}

/// No reply of a judge is longer; reading one takes time.
const LONGEST: usize = 256 << 10;

/// Reads a reply: a JSON object with `score` and `justification`, bare, in a code fence or among other text; else lines
/// `Score: 4` and `Justification: …`; else a reply that is a score and nothing else. `cut` says that the reply was cut
/// off, so that its last word may be half of one.
///
/// # Errors
/// When there is no score, when there are several that differ, or when it is not on the scale; the error says which.
pub fn parse(reply: &str, scale: &Scale, cut: bool) -> Result<Verdict, String> {
    if reply.len() > LONGEST {
        return Err(format!("The judge's reply is longer than {} KiB.", LONGEST >> 10));
    }
    let text = without_thoughts(reply).trim();
    let mut found = json::verdicts(text);
    if found.is_empty() {
        found = lines::verdicts(text, cut);
    }
    if found.is_empty() && !cut {
        found.push((Value::from(text), None));
    }
    let mut verdicts = Vec::new();
    for (score, justification) in found {
        verdicts.push(Verdict { score: number::on(scale, &score, cut)?, justification });
    }
    let verdict =
        verdicts.first().cloned().ok_or("The judge's reply was cut off before its score; raise max_tokens.")?;
    if verdicts.iter().any(|other| other.score != verdict.score) {
        return Err("The judge's reply has several scores, which differ.".to_owned());
    }
    Ok(verdict)
}

/// Without what a reasoning model thought first.
fn without_thoughts(text: &str) -> &str {
    let thoughts = text.trim_start().strip_prefix("<think>").and_then(|rest| rest.split_once("</think>"));
    thoughts.map_or(text, |(_, said)| said)
}

/// What is called score and justification by models that do not keep to the names.
const SCORES: [&str; 3] = ["score", "result", "rating"];
const REASONS: [&str; 4] = ["justification", "rationale", "reasoning", "reason"];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(reply: &str) -> Result<(f64, Option<String>), String> {
        parse(reply, &Scale::ONE_TO_FIVE, false).map(|verdict| (verdict.score, verdict.justification))
    }

    #[test]
    fn scores_are_read_in_many_forms() {
        for reply in [
            r#"{"score": 4, "justification": "why"}"#,
            r#"{"Score": "4", "rationale": "why"}"#,
            r#"{"justification": "why", "score": 4.0}"#,
            r#"{"score": "4/5", "justification": "why"}"#,
            "```json\n{\"score\": 4, \"justification\": \"why\"}\n```",
            "Here it is: {\"score\": 4, \"justification\": \"why\"} Ask for {more}.",
            "<think>A {\"score\": 1}? No.</think>\n{\"score\": 4, \"justification\": \"why\"}",
            "Score: 4\nJustification: why",
            "**Score:** 4/5\n\n**Justification:** why",
            "score: 4, justification: why",
            "Rating = 4 out of 5\nReason: why",
            "{\"score\": 4, \"justification\": why}",
        ] {
            assert_eq!(read(reply), Ok((4.0, Some("why".to_owned()))), "{reply}");
        }
        assert_eq!(read(" 4 \n"), Ok((4.0, None)));
        assert_eq!(read(r#"{"score": 4, "justification": ""}"#), Ok((4.0, None)));
        assert_eq!(read("{\"score\": 3.5}"), Ok((3.5, None)));
        let quoted = read(r#"{"score": 2, "justification": "He "says" so"}"#);
        assert_eq!(quoted, Ok((2.0, Some("He \"says\" so".to_owned()))));
    }

    #[test]
    fn nothing_is_guessed() {
        for reply in [
            "",
            "It is good.",
            "I would give it 4 of 5 points, or 3.",
            "{\"score\": null}",
            "{\"score\": 9, \"justification\": \"x\"}",
            "{\"score\": 0}",
            "{\"score\": -4}",
            "{\"score\": true}",
            "{\"score\": \"4 or 5\"}",
            "{\"score\": \"4/10\"}",
            "{\"score\": [4]}",
            "{\"score\": \"NaN\"}",
            "{\"score\": \"yes\"}",
            "Score: 4 or 5",
            "Score: 4-5",
            "{\"score\": 4} {\"score\": 5}",
            "Score: 4\nScore: 5",
            "{\"rationale\": \"x\"}",
            "4 5",
        ] {
            assert!(read(reply).is_err(), "{reply}: {:?}", read(reply));
        }
        assert_eq!(read("{\"score\": 4} or again {\"score\": 4}").map(|read| read.0), Ok(4.0));
    }

    #[test]
    fn what_is_cut_is_not_completed() {
        let read = |reply| parse(reply, &Scale::Range { min: 0.0, max: 100.0 }, true).map(|verdict| verdict.score);
        assert_eq!(read("{\"score\": 40, \"justification\": \"The ans"), Ok(40.0));
        assert!(read("{\"score\": 4").is_err());
        assert!(read("Score: 4").is_err());
        assert!(read("4").is_err());
        assert!(read("The answer").unwrap_err().contains("max_tokens"));
    }

    #[test]
    fn yes_and_no_are_numbers() {
        let read = |reply| parse(reply, &Scale::PassFail, false).map(|verdict| verdict.score);
        for (reply, score) in [
            (r#"{"score": "yes", "justification": "x"}"#, 1.0),
            (r#"{"result": "No"}"#, 0.0),
            (r#"{"score": false}"#, 0.0),
            (r#"{"score": 1}"#, 1.0),
            ("Result: pass\nRationale: x", 1.0),
            ("No.", 0.0),
        ] {
            assert_eq!(read(reply), Ok(score), "{reply}");
        }
        for reply in [r#"{"score": 0.5}"#, r#"{"score": "maybe"}"#, "yes and no", "{\"score\": 4}"] {
            assert!(read(reply).is_err(), "{reply}");
        }
    }

    #[test]
    fn hostile_replies_are_read_in_little_time() {
        let deep = "{\"a\":".repeat(LONGEST / 5);
        let open = "{\"".repeat(LONGEST / 2);
        let scores = "Score: x\n".repeat(LONGEST / 9);
        let began = std::time::Instant::now();
        for reply in [deep, open, scores, "a".repeat(LONGEST + 1)] {
            assert!(read(&reply).is_err());
        }
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    }
}

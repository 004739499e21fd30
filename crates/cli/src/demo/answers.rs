//! What a model answered, and what a judge made of it.

use super::story::{CASES, Case, MODELS, PROMPTS};

/// An answer with its scores.
pub(super) struct Answer {
    pub(super) prompt: String,
    pub(super) text: String,
    /// From 1 to 5.
    pub(super) correctness: u8,
    pub(super) reason: &'static str,
    pub(super) rouge: f64,
    pub(super) seconds: f64,
    pub(super) tokens: (u64, u64),
}

/// The answer of a model to the question `at` with a prompt; both by their places in the story.
pub(super) fn answer(at: usize, prompt: usize, model: usize) -> Answer {
    let case = &CASES[at % CASES.len()];
    let wrong = (at * 7 + prompt * 3 + model * 5).is_multiple_of(MODELS[model].2);
    let text = written(case, if wrong { &CASES[(at + 5) % CASES.len()] } else { case }, prompt);
    let asked = PROMPTS[prompt].1.replace("{question}", case.question);
    let (correctness, reason) = match (wrong, prompt) {
        (true, 0) => (1, "The answer is about something else."),
        (true, _) => (2, "The first sentence is about something else; the tone is right."),
        (false, 0) => (4, "The fact is right. The customer is not told what happens next."),
        (false, 1) => (5, "The fact is right and the customer knows what happens next."),
        (false, _) => {
            (if at.is_multiple_of(3) { 4 } else { 5 }, "Right and complete, but longer than the question deserves.")
        }
    };
    let count = |text: &str| (text.len() as u64).div_ceil(4);
    let tokens = (count(&asked), count(&text));
    let jitter = ((at * 13 + prompt * 29 + model * 17) % 40) as f64 / 100.0;
    let truth = format!("{} {}", case.fact, case.next);
    Answer {
        rouge: runlore_eval::rouge::rouge_l(&text, &truth).f1,
        seconds: 0.2 + jitter + tokens.1 as f64 * if model == 0 { 0.004 } else { 0.011 },
        prompt: asked,
        text,
        correctness,
        reason,
        tokens,
    }
}

fn written(case: &Case, about: &Case, prompt: usize) -> String {
    match prompt {
        0 => about.fact.to_owned(),
        1 => format!("{} {}", about.fact, about.next),
        _ => format!(
            "Thank you for asking!\n\n1. **{}**\n2. {}\n3. Write to us again if \"{}\" is not answered by that.",
            about.fact, about.next, case.question
        ),
    }
}

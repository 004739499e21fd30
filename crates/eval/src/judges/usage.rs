//! What judging cost: calls, tokens and money, counted while answers come in.

use std::sync::{Mutex, PoisonError};

use super::{Answered, ChatReply};

/// What some answers cost.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spent {
    /// How many answers there were.
    pub calls: u64,
    /// Tokens of the questions, of the answers whose server counts.
    pub prompt_tokens: u64,
    /// Tokens of the answers, of those whose server counts.
    pub completion_tokens: u64,
    /// The sum of the costs that are known; none if none is.
    pub cost: Option<f64>,
}

impl Spent {
    fn add(&mut self, reply: &ChatReply) {
        self.calls += 1;
        self.prompt_tokens += reply.prompt_tokens.unwrap_or(0);
        self.completion_tokens += reply.completion_tokens.unwrap_or(0);
        if let Some(cost) = reply.cost {
            *self.cost.get_or_insert(0.0) += cost;
        }
    }

    /// Tokens of questions and answers.
    pub fn tokens(&self) -> u64 {
        self.prompt_tokens + self.completion_tokens
    }
}

/// What was spent, and what was not.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Totals {
    /// What was asked now.
    pub sent: Spent,
    /// What had been answered earlier: what it cost then.
    pub cached: Spent,
    /// Questions without an answer.
    pub failed: u64,
}

/// A counter that many can add to.
#[derive(Debug, Default)]
pub struct Usage(Mutex<Totals>);

impl Usage {
    /// Counts an answer.
    pub fn add(&self, answer: &Answered) {
        // A number is never half written.
        let mut totals = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match answer {
            Ok(reply) if reply.is_cached => totals.cached.add(reply),
            Ok(reply) => totals.sent.add(reply),
            Err(_) => totals.failed += 1,
        }
    }

    /// What was counted so far.
    pub fn totals(&self) -> Totals {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What some judges spent, as names and numbers to log: `judges/calls`, `judges/cached`, `judges/input_tokens`,
/// `judges/output_tokens`, and `judges/cost` where prices are known. Nothing without judges.
pub fn spent<'a>(judges: impl IntoIterator<Item = &'a Usage>) -> Vec<(String, f64)> {
    let totals: Vec<_> = judges.into_iter().map(Usage::totals).collect();
    if totals.is_empty() {
        return Vec::new();
    }
    let sum = |of: fn(&Totals) -> u64| totals.iter().map(of).sum::<u64>() as f64;
    let mut out = vec![
        ("judges/calls".to_owned(), sum(|totals| totals.sent.calls)),
        ("judges/cached".to_owned(), sum(|totals| totals.cached.calls)),
        ("judges/input_tokens".to_owned(), sum(|totals| totals.sent.prompt_tokens)),
        ("judges/output_tokens".to_owned(), sum(|totals| totals.sent.completion_tokens)),
    ];
    let costs: Vec<_> = totals.iter().filter_map(|totals| totals.sent.cost).collect();
    if !costs.is_empty() {
        out.push(("judges/cost".to_owned(), costs.iter().sum()));
    }
    out
}

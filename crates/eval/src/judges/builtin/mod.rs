//! The judges that MLflow has too: its names, scales and columns, in our own words.

mod answers;
mod rules;
mod sources;

pub use answers::{answer_correctness, answer_relevance, answer_similarity};
pub use rules::{guidelines, safety};
pub use sources::{faithfulness, groundedness, relevance};

use super::{Rubric, Scale};

/// The names of those that need no more than a name.
pub const NAMES: [&str; 7] = [
    "answer_similarity",
    "answer_correctness",
    "answer_relevance",
    "relevance",
    "faithfulness",
    "safety",
    "groundedness",
];

/// The rubric of a name of [`NAMES`]; none for another, [`guidelines`] among them, which need their rules.
pub fn of(name: &str) -> Option<Rubric> {
    Some(match name {
        "answer_similarity" => answer_similarity(),
        "answer_correctness" => answer_correctness(),
        "answer_relevance" => answer_relevance(),
        "relevance" => relevance(),
        "faithfulness" => faithfulness(),
        "safety" => safety(),
        "groundedness" => groundedness(),
        _ => return None,
    })
}

/// A rubric with scores from 1 to 5.
fn graded(name: &str, definition: &str, grading_prompt: &str) -> Rubric {
    Rubric::new(name, definition, grading_prompt).scale(Scale::ONE_TO_FIVE)
}

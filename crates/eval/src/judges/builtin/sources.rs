//! Judges of an answer by the sources that the model was given: the column `context`.

use super::super::{Rubric, Scale};
use super::graded;

/// Whether the answer makes fitting use of question and context. 1 to 5; sees `inputs` and `context`.
pub fn relevance() -> Rubric {
    graded(
        "relevance",
        "How well the answer serves the question with the help of the context: it addresses what was asked, and takes \
         from the context what bears on it.",
        "1: It addresses neither question nor context.\n\
         2: It picks up a word or two of them and misses the matter.\n\
         3: It deals with a part of what was asked, or leaves out something in the context that matters.\n\
         4: It deals with what was asked by what the context gives, with a small gap or digression.\n\
         5: It deals with all that was asked, by all that the context gives for it, without digressing.",
    )
    .sees(&["context"])
}

/// Whether the answer claims only what the context says. 1 to 5; sees `context`, and not the question.
pub fn faithfulness() -> Rubric {
    graded(
        "faithfulness",
        "How far the claims of the answer follow from the context. What is true but not in the context does not \
         follow from it.",
        "1: Nothing that it claims follows from the context, or it contradicts it.\n\
         2: Some claims follow; most do not.\n\
         3: About half of the claims follow.\n\
         4: Most claims follow; one of small weight does not.\n\
         5: Every claim follows from the context.",
    )
    .without_input()
    .sees(&["context"])
}

/// Whether every claim of the answer is borne out by the context. Yes (1) or no (0); sees `inputs` and `context`.
pub fn groundedness() -> Rubric {
    Rubric::new(
        "groundedness",
        "Whether everything that the answer claims is borne out by the context, or repeats the question.",
        "yes: Each claim is stated in the context or follows from it. An answer that claims nothing, such as \"I do not \
         know\", is grounded.\n\
         no: At least one claim is not in the context, or contradicts it; name it.",
    )
    .scale(Scale::PassFail)
    .sees(&["context"])
}

//! Judges of an answer by what was asked and what was expected.

use super::super::{Example, Rubric};
use super::graded;

/// How close the answer comes to the expected one in meaning. 1 to 5; sees `inputs` and `targets`.
pub fn answer_similarity() -> Rubric {
    graded(
        "answer_similarity",
        "How much of what the expected answer means the answer means too, however it is worded. Truth is not judged: \
         only how near the two are to each other.",
        "1: The two have next to nothing in common.\n\
         2: They touch in places; most of the meaning differs.\n\
         3: They agree on about half of what matters.\n\
         4: They agree on what matters; details differ or are missing.\n\
         5: They mean the same.",
    )
    .sees(&["targets"])
    .example(Example {
        input: Some("What does a spool do?".to_owned()),
        output: "It keeps records on the disk.".to_owned(),
        score: 3.0,
        justification: "Both speak of records that are kept on the disk; that they are sent later is missing."
            .to_owned(),
        context: vec![("targets".to_owned(), "It keeps records on the disk until they have been sent.".to_owned())],
    })
}

/// How right the answer is, measured by the expected one. 1 to 5; sees `inputs` and `targets`.
pub fn answer_correctness() -> Rubric {
    graded(
        "answer_correctness",
        "Whether what the answer claims is right, with the expected answer as the truth. What contradicts it is wrong; \
         what it does not speak of counts neither way, as long as it is no plain mistake.",
        "1: The answer is wrong, or says the opposite.\n\
         2: Something is right, but a central claim is wrong.\n\
         3: What it says is mostly right; a claim of some weight is wrong or left out.\n\
         4: It is right, apart from small slips or a missing detail.\n\
         5: Every claim is right, and nothing that matters is left out.",
    )
    .sees(&["targets"])
    .example(Example {
        input: Some("When was the bridge opened, and by whom?".to_owned()),
        output: "The mayor opened it in 1931.".to_owned(),
        score: 2.0,
        justification: "The year is right, but it was the governor who opened the bridge.".to_owned(),
        context: vec![("targets".to_owned(), "The governor opened the bridge in 1931.".to_owned())],
    })
}

/// Whether the answer is about what was asked. 1 to 5; sees `inputs`.
pub fn answer_relevance() -> Rubric {
    graded(
        "answer_relevance",
        "Whether the answer speaks to the question: what it says is to the point, and what was asked is dealt with. \
         Whether it is true is not judged.",
        "1: It has nothing to do with the question.\n\
         2: It is about the subject, but does not answer.\n\
         3: It answers a part, or loses itself in other matters.\n\
         4: It answers, with little that is beside the point.\n\
         5: It answers the whole question and nothing else.",
    )
}

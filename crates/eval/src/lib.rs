//! Scores of what a model answered against what was expected, computed in the process and without a network.
//!
//! Every metric is a pure function of its arguments, in a module of its own that gives its definition, range and
//! edge cases. They agree with the Python packages that people compare their numbers with, to `1e-9`; the integration
//! test holds them to it.
//!
//! ```
//! let answer = "the cat sat on a mat";
//! let expected = "the cat sat on the mat";
//! assert_eq!(runlore_eval::exact_match(answer, expected), 0.0);
//! assert!((runlore_eval::rouge::rouge_n(answer, expected, 1).f1 - 5.0 / 6.0).abs() < 1e-12);
//! ```
//!
//! [`Evaluation`] is the engine around them: it checks a [`Dataset`] and the answers of a [`Model`], lets each
//! [`Scorer`] score the rows, and gives an [`Outcome`] that is named as MLflow names it. [`baseline`] says whether that
//! is worse than before.

pub mod aggregate;
pub mod baseline;
pub mod bleu;
pub mod cells;
pub mod chrf;
mod classes;
mod dataset;
mod embedded;
mod engine;
mod exact_match;
pub mod judges;
mod levenshtein;
mod model;
mod model_type;
mod ngrams;
pub mod notices;
mod outcome;
mod parallel;
pub mod readability;
pub mod retrieval;
pub mod rouge;
mod scorer;
pub mod scorers;
mod table;
pub mod token_count;
mod tokens;

pub use aggregate::{Aggregates, Aggregation};
pub use dataset::{Column, Dataset};
pub use engine::{Cells, Evaluation, Progress};
pub use exact_match::exact_match;
pub use levenshtein::{levenshtein_distance, levenshtein_ratio};
pub use model::{Answers, Failure, Model, Prediction, Rows, answers};
pub use model_type::{Defaults, ModelType};
pub use outcome::{Direction, Outcome, Series, State, Status};
pub use scorer::{Context, Earlier, RowScore, Scorer, Scores};

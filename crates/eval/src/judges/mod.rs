//! Judges: metrics that a language model scores, by a rubric in words.
//!
//! A [`Rubric`] says what is judged, what the judge sees of a row and on which scale it scores; [`builtin`] has those of
//! MLflow's names. A [`Judge`] is a rubric and the model that grades by it, and a metric like any other. The model is
//! whatever implements [`ChatModel`]: nothing here knows HTTP.
//!
//! ```
//! use std::sync::Arc;
//! use runlore_eval::judges::{ChatModel, ChatReply, ChatRequest, Judge, Told, builtin};
//!
//! struct Generous;
//!
//! impl ChatModel for Generous {
//!     fn name(&self) -> String {
//!         "generous".to_owned()
//!     }
//!
//!     fn each(&self, requests: &[ChatRequest], told: &mut dyn FnMut(Told)) {
//!         for at in 0..requests.len() {
//!             let text = r#"{"score": 5, "justification": "Fine."}"#;
//!             told(Told::Answered(at, Ok(ChatReply::of(text))));
//!         }
//!     }
//! }
//!
//! # fn main() -> runlore_domain::Result<()> {
//! let judge = Judge::new(builtin::answer_relevance(), Arc::new(Generous))?;
//! assert_eq!(judge.rubric().label.key(), "answer_relevance/v1");
//! # Ok(())
//! # }
//! ```

pub mod builtin;
mod chat;
mod judge;
mod parse;
mod prompt;
mod rubric;
mod scale;
mod usage;

pub use chat::{Answered, Ask, ChatFailure, ChatModel, ChatReply, ChatRequest, Told};
pub use judge::Judge;
pub use parse::{Verdict, parse};
pub use rubric::{Example, Rubric};
pub use scale::Scale;
pub use usage::{Spent, Totals, Usage, spent};

//! What a judge is told: what it judges, by which rules, what it sees of a row, and what it may answer.

use runlore_domain::{Error, Result};
use serde_json::{Map, Value};

use super::Scale;
use crate::scorers::Label;

/// An answer that was graded, to show the judge how.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Example {
    /// The question, if the judge sees questions.
    pub input: Option<String>,
    /// The answer.
    pub output: String,
    /// Its score, on the rubric's scale; 1 for yes and 0 for no.
    pub score: f64,
    /// Why.
    pub justification: String,
    /// The other columns that the judge sees, by name (`targets`, `context`).
    pub context: Vec<(String, String)>,
}

/// What is judged and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Rubric {
    /// Name and version, which way is better, and the numbers that stand for the rows.
    pub label: Label,
    /// What the metric means.
    pub definition: String,
    /// What earns which score.
    pub grading_prompt: String,
    /// Answers that were graded.
    pub examples: Vec<Example>,
    /// Whether the judge sees the question: the column `inputs`.
    pub sees_input: bool,
    /// What else it sees beside the answer, in order: `targets`, and columns of the data (`context`).
    pub sees: Vec<String>,
    /// What it may answer.
    pub scale: Scale,
    /// What is sent with each question, as the API names it; null for what shall not be sent.
    pub parameters: Map<String, Value>,
}

impl Rubric {
    /// A rubric of one's own, version `v1`: the judge sees question and answer and may give any number; more is better;
    /// mean, variance and 90th percentile; temperature 0, `top_p` 1, at most 200 tokens. All of it can be set. A model that
    /// says that it does not take one of these parameters is asked without it.
    pub fn new(name: &str, definition: &str, grading_prompt: &str) -> Self {
        Self {
            label: Label::new(name).version("v1"),
            definition: definition.to_owned(),
            grading_prompt: grading_prompt.to_owned(),
            examples: Vec::new(),
            sees_input: true,
            sees: Vec::new(),
            scale: Scale::Any,
            parameters: usual(),
        }
    }

    /// With these scores.
    #[must_use]
    pub fn scale(mut self, scale: Scale) -> Self {
        self.scale = scale;
        self
    }

    /// Which sees these columns too.
    #[must_use]
    pub fn sees(mut self, columns: &[&str]) -> Self {
        self.sees = columns.iter().map(|column| (*column).to_owned()).collect();
        self
    }

    /// Which does not see the question.
    #[must_use]
    pub fn without_input(mut self) -> Self {
        self.sees_input = false;
        self
    }

    /// With an example more.
    #[must_use]
    pub fn example(mut self, example: Example) -> Self {
        self.examples.push(example);
        self
    }

    /// The parameters that nobody set.
    pub(super) fn optional(&self) -> Vec<String> {
        usual()
            .into_iter()
            .filter(|(name, value)| self.parameters.get(name) == Some(value))
            .map(|(name, _)| name)
            .collect()
    }

    /// Refuses what no judge can grade by.
    pub(super) fn check(&self) -> Result<()> {
        let name = &self.label.name;
        self.scale.check()?;
        if name.trim().is_empty() {
            return Err(Error::invalid("A judge must have a name."));
        }
        if let Some(column) = self.sees.iter().find(|column| ["inputs", "predictions"].contains(&column.as_str())) {
            return Err(Error::invalid(format!(
                "{name}: {column} is no column of context; it has a setting of its own."
            )));
        }
        let wrong = self.examples.iter().position(|example| !self.scale.holds(example.score));
        wrong.map_or(Ok(()), |at| {
            let (score, words) = (self.examples[at].score, self.scale.words());
            Err(Error::invalid(format!("{name}: example {} has the score {score}; it must be {words}.", at + 1)))
        })
    }
}

/// What a judge is asked with, as MLflow's are.
fn usual() -> Map<String, Value> {
    let parameters = [("temperature", 0.0.into()), ("max_tokens", 200.into()), ("top_p", 1.0.into())];
    parameters.map(|(name, value): (&str, Value)| (name.to_owned(), value)).into_iter().collect()
}

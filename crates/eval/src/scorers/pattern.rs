//! `regex`: whether an answer has the form that it must have.

use regex::Regex;
use runlore_domain::{Error, Result};

use super::{Label, NO_ANSWER, scores};
use crate::{Context, RowScore, Scorer, Scores, cells, parallel};

/// 1 if the pattern is found anywhere in the answer, else 0; `^` and `$` tie it to the ends.
///
/// Patterns are those of the crate `regex`: time grows with the answer's length only, so there are no references back
/// and no looking around.
#[derive(Debug, Clone)]
pub struct RegexMatch {
    label: Label,
    pattern: std::result::Result<Regex, String>,
}

impl RegexMatch {
    /// A metric that is called `regex`. A malformed pattern is refused by [`Scorer::check`].
    pub fn new(pattern: &str) -> Self {
        let compiled = Regex::new(pattern).map_err(|error| complaint(pattern, &error));
        Self { label: Label::new("regex"), pattern: compiled }
    }

    /// Called something else, so that there can be several.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.label.name);
        self
    }

    fn pattern(&self) -> Result<&Regex> {
        self.pattern.as_ref().map_err(|complaint| Error::invalid(complaint.clone()))
    }
}

/// What is wrong with a pattern and where, counted in characters from 1.
fn complaint(pattern: &str, error: &regex::Error) -> String {
    use regex_syntax::Error as Syntax;
    let found = match regex_syntax::parse(pattern) {
        Err(Syntax::Parse(error)) => Some((error.kind().to_string(), error.span().start.offset)),
        Err(Syntax::Translate(error)) => Some((error.kind().to_string(), error.span().start.offset)),
        // It is well formed and too large, or there is a new kind of error.
        _ => None,
    };
    match found {
        Some((what, at)) => {
            let at = pattern.get(..at).unwrap_or(pattern).chars().count() + 1;
            format!("The pattern {pattern} is malformed at character {at}: {what}.")
        }
        None => format!("The pattern {pattern} can not be used: {error}"),
    }
}

impl Scorer for RegexMatch {
    fn name(&self) -> &str {
        &self.label.name
    }

    fn key(&self) -> String {
        self.label.key()
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        self.pattern()?;
        cells::check_predictions(context)
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let pattern = self.pattern()?;
        let rows = parallel::rows(context.rows(), |row| match context.predictions[row].as_str() {
            None => RowScore::failed(NO_ANSWER),
            Some(answer) => f64::from(pattern.is_match(answer)).into(),
        });
        Ok(scores(rows, &self.label))
    }
}

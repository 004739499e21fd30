//! `json_valid` and `json_schema`: whether an answer that a program will read can be read.

mod schema;

use std::fmt;

use runlore_domain::{Error, Result};
use serde_json::Value;
use serde_json::value::RawValue;

use self::schema::Schema;
use super::{Label, NO_ANSWER, scores};
use crate::{Context, RowScore, Scorer, Scores, cells, parallel};

/// 1 if the answer is one JSON value and nothing else but white space, else 0 and why not.
///
/// JSON is that of RFC 8259, so neither `NaN` nor comments; a block of Markdown is not JSON either.
#[derive(Debug, Clone, Copy, Default)]
pub struct JsonValid;

impl Scorer for JsonValid {
    fn name(&self) -> &'static str {
        "json_valid"
    }

    fn key(&self) -> String {
        self.name().to_owned()
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        cells::check_predictions(context)
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let rows = parallel::rows(context.rows(), |row| match context.predictions[row].as_str() {
            None => RowScore::failed(NO_ANSWER),
            Some(answer) => verdict(serde_json::from_str::<&RawValue>(answer).map_err(|error| not_json(&error))),
        });
        Ok(scores(rows, &Label::new(self.name())))
    }
}

/// 1 if the answer is JSON that the schema allows, else 0 and what is wrong first.
///
/// A cell that is a text is read as JSON; one that is something else, as when a model answers with an object, is taken
/// as it is. JSON that is nested more than 128 times, or has numbers beyond 64-bit floats, does not fit. Schemas are
/// those of drafts 4 to 2020-12; what they refer to must be inside of them, as nothing is fetched.
pub struct JsonSchema {
    label: Label,
    schema: std::result::Result<Schema, String>,
}

impl JsonSchema {
    /// A metric that is called `json_schema`. A malformed schema is refused by [`Scorer::check`].
    pub fn new(schema: &Value) -> Self {
        let compiled = Schema::new(schema).map_err(|complaint| format!("The schema is malformed: {complaint}."));
        Self { label: Label::new("json_schema"), schema: compiled }
    }

    /// Called something else, so that there can be several.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.label.name);
        self
    }

    fn schema(&self) -> Result<&Schema> {
        self.schema.as_ref().map_err(|complaint| Error::invalid(complaint.clone()))
    }
}

impl Scorer for JsonSchema {
    fn name(&self) -> &str {
        &self.label.name
    }

    fn key(&self) -> String {
        self.label.key()
    }

    fn check(&self, _context: &Context<'_>) -> Result<()> {
        self.schema().map(|_| ())
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let schema = self.schema()?;
        let rows = parallel::rows(context.rows(), |row| match &context.predictions[row] {
            Value::Null => RowScore::failed(NO_ANSWER),
            Value::String(answer) => verdict(
                serde_json::from_str(answer).map_err(|error| not_json(&error)).and_then(|json| fits(schema, &json)),
            ),
            json => verdict(fits(schema, json)),
        });
        Ok(scores(rows, &self.label))
    }
}

fn fits(schema: &Schema, json: &Value) -> std::result::Result<(), String> {
    schema.allows(json).map_err(|complaint| format!("Not what the schema allows, {complaint}."))
}

fn not_json(error: &serde_json::Error) -> String {
    format!("Not JSON: {error}.")
}

fn verdict<T>(found: std::result::Result<T, String>) -> RowScore {
    match found {
        Ok(_) => 1.0.into(),
        Err(why) => RowScore { justification: Some(why), ..0.0.into() },
    }
}

impl fmt::Debug for JsonSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonSchema").field("label", &self.label).finish_non_exhaustive()
    }
}

//! Predictions: what was asked, what was answered, and what produced the answer.

use runlore_domain::{Error, Result};
use runlore_tables::Table;
use serde::Serialize;
use serde_json::Value;

use super::RunHandle;
use crate::recording::now_ms;

/// The table that a run's predictions are rows of.
pub const PREDICTIONS: &str = "predictions.json";

/// Inputs, outputs and prompts of one call or of a batch, and what they came from.
///
/// A cell is whatever JSON knows: a text, an object of template variables, a list of chat messages.
#[derive(Debug, Clone, Default)]
pub struct Predictions {
    inputs: Vec<Value>,
    outputs: Vec<Value>,
    prompts: Vec<Value>,
    more: Vec<(&'static str, Vec<Value>)>,
}

impl Predictions {
    /// Inputs, outputs and prompts, as many of each; prompts may be none at all.
    ///
    /// # Errors
    /// When there are not as many of each, or one can not be JSON.
    pub fn new<I: Serialize, O: Serialize, P: Serialize>(
        inputs: impl IntoIterator<Item = I>,
        outputs: impl IntoIterator<Item = O>,
        prompts: impl IntoIterator<Item = P>,
    ) -> Result<Self> {
        let (inputs, outputs, prompts) = (values(inputs)?, values(outputs)?, values(prompts)?);
        check("outputs", outputs.len(), inputs.len())?;
        if !prompts.is_empty() {
            check("prompts", prompts.len(), inputs.len())?;
        }
        Ok(Self { inputs, outputs, prompts, more: Vec::new() })
    }

    /// The model that answered.
    pub fn model(self, model: impl Into<String>) -> Self {
        let model = Value::from(model.into());
        self.everywhere("model", model)
    }

    /// How long each answer took, in seconds.
    ///
    /// # Errors
    /// When there are not as many as inputs.
    pub fn latencies(self, seconds: impl IntoIterator<Item = f64>) -> Result<Self> {
        self.each("latency", seconds.into_iter().map(Value::from).collect())
    }

    /// Tokens of the prompt and of the answer.
    ///
    /// # Errors
    /// When there are not as many as inputs.
    pub fn tokens(self, tokens: impl IntoIterator<Item = (u64, u64)>) -> Result<Self> {
        let (input, output): (Vec<_>, Vec<_>) =
            tokens.into_iter().map(|(input, output)| (Value::from(input), Value::from(output))).unzip();
        self.each("input_tokens", input)?.each("output_tokens", output)
    }

    /// The version of the prompt that was rendered, such as `greeting/3`.
    pub fn prompt_version(self, version: impl Into<String>) -> Self {
        let version = Value::from(version.into());
        self.everywhere("prompt_version", version)
    }

    /// The dataset that the inputs are from.
    pub fn dataset(self, dataset: impl Into<String>) -> Self {
        let dataset = Value::from(dataset.into());
        self.everywhere("dataset", dataset)
    }

    /// The logged model that answered, `m-…`.
    pub fn model_id(self, model_id: impl Into<String>) -> Self {
        let model_id = Value::from(model_id.into());
        self.everywhere("model_id", model_id)
    }

    fn everywhere(mut self, column: &'static str, value: Value) -> Self {
        self.more.push((column, vec![value; self.inputs.len()]));
        self
    }

    fn each(mut self, column: &'static str, values: Vec<Value>) -> Result<Self> {
        check(column, values.len(), self.inputs.len())?;
        self.more.push((column, values));
        Ok(self)
    }

    /// As rows of the table; each has the time at which it was logged, in epoch milliseconds.
    pub(crate) fn into_table(self, now: i64) -> Table {
        let mut columns: Vec<(&str, Vec<Value>)> = vec![("inputs", self.inputs), ("outputs", self.outputs)];
        let count = columns[0].1.len();
        let prompts = if self.prompts.is_empty() { vec![Value::Null; count] } else { self.prompts };
        columns.push(("prompts", prompts));
        columns.extend(self.more);
        columns.push(("timestamp", vec![now.into(); count]));
        let (names, mut cells): (Vec<_>, Vec<_>) =
            columns.into_iter().map(|(name, values)| (name.to_owned(), values.into_iter())).unzip();
        let rows = (0..count).map(|_| cells.iter_mut().map(|column| column.next().unwrap_or_default()).collect());
        Table { columns: names, rows: rows.collect() }
    }
}

impl RunHandle {
    /// Logs predictions as rows of the run's table [`PREDICTIONS`].
    ///
    /// # Errors
    /// When the spool can not be written.
    pub fn log_predictions(&self, predictions: Predictions) -> Result<()> {
        self.log_table(predictions.into_table(now_ms()), PREDICTIONS)
    }
}

fn values<T: Serialize>(items: impl IntoIterator<Item = T>) -> Result<Vec<Value>> {
    let value = |(i, item)| {
        serde_json::to_value(item)
            .map_err(|cause| Error::invalid(format!("Prediction {i} can not be JSON: {cause}")).with_source(cause))
    };
    items.into_iter().enumerate().map(value).collect()
}

fn check(what: &str, count: usize, wanted: usize) -> Result<()> {
    if count == wanted {
        return Ok(());
    }
    Err(Error::invalid(format!("There are {wanted} inputs and {count} {what}: give one for each.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predictions_are_rows() {
        let one = Predictions::new(["q"], ["a"], ["Answer: q"]).unwrap().model("small").tokens([(3, 1)]).unwrap();
        let table = one.latencies([0.5]).unwrap().into_table(7);
        assert_eq!(
            table.columns,
            ["inputs", "outputs", "prompts", "model", "input_tokens", "output_tokens", "latency", "timestamp"]
        );
        assert_eq!(
            serde_json::to_value(&table.rows[0]).unwrap(),
            serde_json::json!(["q", "a", "Answer: q", "small", 3, 1, 0.5, 7])
        );
        let none: [&str; 0] = [];
        assert_eq!(Predictions::new(["q"], ["a"], none).unwrap().into_table(7).rows[0][2], Value::Null);
        assert!(Predictions::new(["q"], none, none).is_err());
        assert!(Predictions::new(["q"], ["a"], ["p"]).unwrap().latencies([]).is_err());
    }
}

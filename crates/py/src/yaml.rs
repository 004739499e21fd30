//! YAML, which the files of models are, for programs without PyYAML.

use pyo3::prelude::*;
use serde_json::Value;

use crate::errors::invalid;

/// One document of YAML as JSON; keys become texts.
#[pyfunction]
pub(crate) fn yaml_to_json(py: Python<'_>, text: &str) -> PyResult<String> {
    py.detach(|| read(text)).map_err(invalid)
}

/// JSON as YAML. What readers of YAML 1.1 take for something else than a text is quoted.
#[pyfunction]
pub(crate) fn json_to_yaml(py: Python<'_>, json: &str) -> PyResult<String> {
    py.detach(|| written(json)).map_err(invalid)
}

fn read(text: &str) -> Result<String, String> {
    // To PyYAML, which wrote most of these files, `y` and `n` are texts, and it quotes a text that is `yes` or `no`.
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
    let value: Value = serde_saphyr::from_str_with_options(text, options).map_err(|error| error.to_string())?;
    Ok(value.to_string())
}

fn written(json: &str) -> Result<String, String> {
    let value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    // Without block scalars: a text may begin with spaces, which their readers count as indentation.
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_string_with_options(&value, options).map_err(|error| error.to_string())
}

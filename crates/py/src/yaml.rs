//! YAML, which the files of models are, for programs without PyYAML.

use pyo3::prelude::*;
use serde_json::Value;

use crate::errors::invalid;

/// One document of YAML as JSON; keys become texts.
#[pyfunction]
pub(crate) fn yaml_to_json(py: Python<'_>, text: &str) -> PyResult<String> {
    // To PyYAML, which wrote most of these files, `y` and `n` are texts. It quotes `yes` and `no` where they are.
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
    let read = py.detach(|| serde_saphyr::from_str_with_options::<Value>(text, options));
    read.map(|value| value.to_string()).map_err(|error| invalid(error.to_string()))
}

/// JSON as YAML. What readers of YAML 1.1 take for something else than a text is quoted.
#[pyfunction]
pub(crate) fn json_to_yaml(py: Python<'_>, json: &str) -> PyResult<String> {
    let written = py.detach(|| {
        let value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let mut text = String::new();
        // Without block scalars, whose indentation is hard to read where a text has its own.
        let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
        serde_saphyr::to_fmt_writer_with_options(&mut text, &value, options).map_err(|error| error.to_string())?;
        Ok(text)
    });
    written.map_err(|error: String| invalid(error))
}

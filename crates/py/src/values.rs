//! Python's values as JSON's and back.

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use serde_json::{Map, Number, Value};

use crate::errors::invalid;

/// How deep values may lie in each other.
const DEPTH: usize = 200;

/// A value of JSON: None, booleans, numbers, texts, lists, tuples and dicts of these. NaN is null.
pub(crate) fn to_json(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    within(value, DEPTH)
}

fn within(value: &Bound<'_, PyAny>, depth: usize) -> PyResult<Value> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(invalid("A value lies too deep to be logged: lists and dicts in each other, more than 200."));
    };
    if value.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Value::String(text.extract()?));
    }
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(Value::Bool(flag.is_true()));
    }
    if value.cast::<PyInt>().is_ok() {
        return match value.extract::<i64>() {
            Ok(int) => Ok(int.into()),
            // Beyond 64 bits JSON's readers take doubles.
            Err(_) => Ok(float(value.extract::<f64>()?)),
        };
    }
    if value.cast::<PyFloat>().is_ok() {
        return Ok(float(value.extract::<f64>()?));
    }
    if let Ok(list) = value.cast::<PyList>() {
        return list.iter().map(|item| within(&item, depth)).collect::<PyResult<_>>().map(Value::Array);
    }
    if let Ok(tuple) = value.cast::<PyTuple>() {
        return tuple.iter().map(|item| within(&item, depth)).collect::<PyResult<_>>().map(Value::Array);
    }
    if let Ok(dict) = value.cast::<PyDict>() {
        let pairs = dict.iter().map(|(key, value)| Ok((key.str()?.extract()?, within(&value, depth)?)));
        return pairs.collect::<PyResult<Map<_, _>>>().map(Value::Object);
    }
    let kind = value.get_type().name()?;
    Err(invalid(format!("A value of type {kind} can not be logged in a table: make a text or a number of it.")))
}

fn float(value: f64) -> Value {
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// Rows as lists of lists.
pub(crate) fn to_rows(rows: &Bound<'_, PyList>) -> PyResult<Vec<Vec<Value>>> {
    let row = |row: Bound<'_, PyAny>| row.cast::<PyList>()?.iter().map(|cell| to_json(&cell)).collect();
    rows.iter().map(row).collect()
}

/// A value of JSON for Python.
pub(crate) fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Null => Ok(py.None().into_bound(py)),
        Value::Bool(flag) => flag.into_bound_py_any(py),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(int), _) => int.into_bound_py_any(py),
            (_, Some(int)) => int.into_bound_py_any(py),
            _ => number.as_f64().into_bound_py_any(py),
        },
        Value::String(text) => text.into_bound_py_any(py),
        Value::Array(items) => {
            let list = PyList::empty(py);
            for item in items {
                list.append(to_python(py, item)?)?;
            }
            list.into_bound_py_any(py)
        }
        Value::Object(map) => {
            let dict = PyDict::new(py);
            for (key, value) in map {
                dict.set_item(key, to_python(py, value)?)?;
            }
            dict.into_bound_py_any(py)
        }
    }
}

/// Rows for Python, as lists of lists.
pub(crate) fn from_rows<'py>(py: Python<'py>, rows: &[Vec<Value>]) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    for row in rows {
        let cells = PyList::empty(py);
        for cell in row {
            cells.append(to_python(py, cell)?)?;
        }
        list.append(cells)?;
    }
    Ok(list)
}

//! The one place that makes exceptions of errors.

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use runlore::Error;

create_exception!(_native, NativeError, PyException, "A message and MLflow's error code.");

pub(crate) fn raise(error: Error) -> PyErr {
    NativeError::new_err((error.message().to_owned(), runlore::error_code(error.kind())))
}

create_exception!(_native, NoRun, NativeError, "There is no active run in this thread.");

pub(crate) fn no_run() -> PyErr {
    let message = "There is no active run here: begin one with start_run().";
    NoRun::new_err((message, runlore::error_code(runlore::ErrorKind::InvalidParameter)))
}

/// An argument that can not be.
pub(crate) fn invalid(message: impl Into<String>) -> PyErr {
    raise(Error::new(runlore::ErrorKind::InvalidParameter, message))
}

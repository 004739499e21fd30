//! Ctrl-C while native code works: Python notes it only when it is asked.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::PyException;
use pyo3::prelude::*;

/// What a signal's handler raised, if one did.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interrupt(Arc<Mutex<Option<PyErr>>>);

impl Interrupt {
    /// Lets Python handle its signals; whether a handler raised something, now or before.
    pub(crate) fn is_pending(&self) -> bool {
        let raised = Python::attach(|py| py.check_signals()).err();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_none() {
            *kept = raised;
        }
        kept.is_some()
    }

    /// Keeps what was raised if it is meant for the whole program, such as Ctrl-C, and no mere exception.
    pub(crate) fn keep(&self, error: PyErr) {
        if Python::attach(|py| !error.is_instance_of::<PyException>(py)) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }

    /// Tells Python how many of how many are done, if it wants to know; whether to go on. What it can not show is nothing to
    /// stop for, Ctrl-C meanwhile is.
    pub(crate) fn goes_on(&self, told: Option<&Py<PyAny>>, done: usize, of: usize) -> bool {
        if let Some(failed) = Python::attach(|py| told.and_then(|told| told.call1(py, (done, of)).err())) {
            self.keep(failed);
        }
        !self.is_pending()
    }

    /// # Errors
    /// With what was raised.
    pub(crate) fn raised(&self) -> PyResult<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }
}

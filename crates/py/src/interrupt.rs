//! Ctrl-C while native code works: Python notes it only when it is asked.

use std::sync::{Arc, Mutex, PoisonError};

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

    /// # Errors
    /// With what was raised.
    pub(crate) fn raised(&self) -> PyResult<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }
}

//! Ctrl-C while native code works: Python notes it only when it is asked.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pyo3::exceptions::{PyException, PyRuntimeError};
use pyo3::prelude::*;

/// So often Python is asked whether somebody pressed Ctrl-C.
const TICK: Duration = Duration::from_millis(100);

/// Does what may wait for long, on a thread of its own: Ctrl-C ends the waiting, and what was begun goes on by itself.
///
/// # Errors
/// With what a signal's handler raised.
pub(crate) fn waiting<T: Send + 'static>(py: Python<'_>, act: impl FnOnce() -> T + Send + 'static) -> PyResult<T> {
    let (tell, heard) = mpsc::channel();
    let worker = std::thread::Builder::new().name("runlore-wait".to_owned());
    // Who was interrupted does not listen any more.
    worker.spawn(move || drop(tell.send(act())))?;
    py.detach(move || {
        loop {
            match heard.recv_timeout(TICK) {
                Ok(done) => return Ok(done),
                Err(RecvTimeoutError::Timeout) => Python::attach(|py| py.check_signals())?,
                Err(RecvTimeoutError::Disconnected) => return Err(PyRuntimeError::new_err("It failed by a defect")),
            }
        }
    })
}

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

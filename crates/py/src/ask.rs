//! Asking language models, many requests at once.

use std::time::Duration;

use pyo3::prelude::*;
use runlore::Error;
use runlore_eval_io::{OpenAi, Settings, Task};
use serde_json::Value;

use crate::errors::{invalid, raise};
use crate::interrupt::Interrupt;
use crate::values::{to_json, to_python};

/// Body, seconds, cost.
type Reply<'py> = (Bound<'py, PyAny>, f64, Option<f64>);
/// Message, code, what came instead of an answer.
type Failure = (String, &'static str, Option<String>);

/// A reply or a failure for each request; see `python/runlore/_native.pyi`.
#[pyfunction]
#[pyo3(signature = (task, bodies, timeout, max_retries, told))]
pub(crate) fn ask<'py>(
    py: Python<'py>,
    task: &str,
    bodies: Vec<Bound<'py, PyAny>>,
    timeout: Option<f64>,
    max_retries: Option<u32>,
    told: Option<Py<PyAny>>,
) -> PyResult<Vec<(Option<Reply<'py>>, Option<Failure>)>> {
    let task = Task::from_name(task).ok_or_else(|| invalid(format!("Nobody can be asked for {task}.")))?;
    let bodies = bodies.iter().map(to_json).collect::<PyResult<Vec<_>>>()?;
    let model = model(&bodies, timeout, max_retries).map_err(raise)?;
    let (interrupt, stopper) = (Interrupt::default(), model.stopper());
    let progress = |done: usize| {
        if !interrupt.goes_on(told.as_ref(), done, bodies.len()) {
            stopper.stop();
        }
    };
    let replies = py.detach(|| model.replies(task, &bodies, &progress));
    interrupt.raised()?;
    replies
        .into_iter()
        .map(|reply| match reply {
            Ok(reply) => Ok((Some((to_python(py, &reply.body)?, reply.latency, reply.cost)), None)),
            Err(failure) => Ok((None, Some((failure.message, runlore::error_code(failure.kind), failure.raw)))),
        })
        .collect()
}

fn model(bodies: &[Value], timeout: Option<f64>, max_retries: Option<u32>) -> Result<OpenAi, Error> {
    let mut settings = Settings::from_env(&|name| std::env::var(name).ok())?;
    if let Some(name) = bodies.first().and_then(|body| body["model"].as_str()) {
        name.clone_into(&mut settings.model);
    }
    if let Some(seconds) = timeout {
        settings.answer = Duration::try_from_secs_f64(seconds)
            .map_err(|_| Error::invalid(format!("A timeout is a number of seconds, not {seconds}.")))?;
    }
    settings.retries = max_retries.unwrap_or(settings.retries);
    OpenAi::new(settings)
}

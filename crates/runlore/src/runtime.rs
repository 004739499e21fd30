//! The threads that wait for servers, so that the program's own threads need no runtime.
//!
//! One runtime for the whole process, made when it is first needed. A forked child has none of its
//! parent's threads, so it makes one of its own: see [`crate::fork`].

use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};

use runlore_domain::{Error, Result};
use tokio::runtime::{Builder, Handle, Runtime};

static RUNTIME: Mutex<Option<&'static Runtime>> = Mutex::new(None);

fn handle() -> Result<Handle> {
    crate::fork::watch();
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = *runtime {
        return Ok(runtime.handle().clone());
    }
    let made = Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("runlore-io")
        .enable_all()
        .build()
        .map_err(|cause| Error::internal("No threads can be made to speak to servers").with_source(cause))?;
    // It lives as long as the process: its threads may be in the middle of something at any time.
    let made: &'static Runtime = Box::leak(Box::new(made));
    *runtime = Some(made);
    Ok(made.handle().clone())
}

/// Drives a future to its end from a thread of the program's, whatever runs on it.
pub(crate) fn wait<T: Send>(future: impl Future<Output = Result<T>> + Send) -> Result<T> {
    let handle = handle()?;
    if Handle::try_current().is_err() {
        return handle.block_on(future);
    }
    // Inside of another runtime a thread of its own does the waiting.
    let (tell, told) = mpsc::sync_channel(1);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // Nobody listens only when the thread that waits has panicked.
            let _unheard = tell.send(handle.block_on(future));
        });
        told.recv().unwrap_or_else(|_| Err(Error::internal("The waiting thread ended early")))
    })
}

/// The runtime's lock, held around a fork.
pub(crate) struct Held(MutexGuard<'static, Option<&'static Runtime>>);

pub(crate) fn hold() -> Held {
    Held(RUNTIME.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Held {
    /// In a forked child: the runtime's threads are the parent's.
    pub(crate) fn forget(&mut self) {
        *self.0 = None;
    }
}

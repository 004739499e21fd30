//! SIGTERM ends the open runs as KILLED, sends what can be sent in a few seconds, and is then what it was
//! before: the program's own handler runs as usual, and without one the process ends.
//!
//! `RUNLORE_SIGTERM=off` leaves the signal alone.

use std::sync::Mutex;

/// Watches from the first run on.
pub(crate) fn watch() {
    #[cfg(unix)]
    unix::watch();
}

/// In a forked child: nobody watches there yet.
pub(crate) fn forget() {
    if let Ok(mut watching) = WATCHING.try_lock() {
        *watching = false;
    }
    #[cfg(unix)]
    unix::forget();
}

/// Whether the signal came and its runs are not all ended yet: whoever ends one meanwhile ends it as KILLED, such as a
/// handler of the program's that exits.
pub(crate) fn is_pending() -> bool {
    #[cfg(unix)]
    return unix::is_pending();
    #[cfg(not(unix))]
    false
}

static WATCHING: Mutex<bool> = Mutex::new(false);

#[cfg(unix)]
mod unix {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, LazyLock, OnceLock, PoisonError};

    use runlore_domain::run::RunStatus;
    use signal_hook::consts::SIGTERM;
    use signal_hook::flag::{register, register_conditional_default};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::WATCHING;
    use crate::state;

    /// Set in a forked child until it watches itself: the thread that waits for the signal is its parent's.
    static ORPHANED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
    /// Set by the signal, until the runs are ended.
    static PENDING: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
    /// Whether the signal ended the process before anybody watched.
    static ALONE: OnceLock<bool> = OnceLock::new();

    pub(super) fn forget() {
        ORPHANED.store(true, Ordering::Relaxed);
        PENDING.store(false, Ordering::Relaxed);
    }

    pub(super) fn is_pending() -> bool {
        PENDING.load(Ordering::Relaxed)
    }

    pub(super) fn watch() {
        let mut watching = WATCHING.lock().unwrap_or_else(PoisonError::into_inner);
        if *watching || std::env::var("RUNLORE_SIGTERM").is_ok_and(|value| value == "off") {
            return;
        }
        *watching = true;
        let before = action();
        let alone = *ALONE.get_or_init(|| {
            let alone = before.sa_sigaction == libc::SIG_DFL;
            let orphans =
                if alone { register_conditional_default(SIGTERM, ORPHANED.clone()).map(drop) } else { Ok(()) };
            if let Err(error) = orphans.and_then(|()| register(SIGTERM, PENDING.clone())) {
                tracing::warn!(%error, "SIGTERM will not be noted at once");
            }
            alone
        });
        ORPHANED.store(false, Ordering::Relaxed);
        PENDING.store(false, Ordering::Relaxed);
        let watched = Signals::new([SIGTERM]).and_then(|mut signals| {
            let thread = std::thread::Builder::new().name("runlore-signal".to_owned());
            thread.spawn(move || {
                for _ in signals.forever() {
                    end_runs(alone);
                    PENDING.store(false, Ordering::Relaxed);
                    if alone && emulate_default_handler(SIGTERM).is_err() {
                        std::process::exit(143);
                    }
                }
            })
        });
        match watched {
            Ok(_) => interrupt_as(&before),
            Err(error) => tracing::warn!(%error, "SIGTERM will not end the open runs"),
        }
    }

    /// What the signal does as things are.
    #[expect(unsafe_code, reason = "asking for a signal's handler is a C call")]
    fn action() -> libc::sigaction {
        let mut now = std::mem::MaybeUninit::<libc::sigaction>::zeroed();
        // SAFETY: nothing is changed, and `now` is as large as the system wants it. The call can not fail for a signal
        // that there is, and all bits zero is a value of this type: the default.
        unsafe {
            libc::sigaction(SIGTERM, std::ptr::null(), now.as_mut_ptr());
            now.assume_init()
        }
    }

    /// Lets the signal interrupt what the program's threads wait in, as it did before Runlore watched: a handler of
    /// Python's runs when its main thread is back from the system.
    #[expect(unsafe_code, reason = "changing a signal's flags is a C call")]
    fn interrupt_as(before: &libc::sigaction) {
        let handled = before.sa_sigaction != libc::SIG_DFL && before.sa_sigaction != libc::SIG_IGN;
        if !handled || before.sa_flags & libc::SA_RESTART != 0 {
            return;
        }
        let mut now = action();
        now.sa_flags &= !libc::SA_RESTART;
        // SAFETY: the handler stays the one that is installed; only a flag of it is another.
        let failed = unsafe { libc::sigaction(SIGTERM, &raw const now, std::ptr::null_mut()) };
        if failed != 0 {
            tracing::warn!("SIGTERM will not interrupt what the program waits in");
        }
    }

    fn end_runs(last: bool) {
        for run in state::open() {
            if let Err(error) = run.end(RunStatus::Killed) {
                tracing::error!("run {}: {error}", run.id());
            }
        }
        for recorder in state::recorders() {
            if last {
                recorder.close();
            } else if let Err(error) = recorder.flush(recorder.settings.exit) {
                tracing::warn!("{error}");
            }
        }
    }
}

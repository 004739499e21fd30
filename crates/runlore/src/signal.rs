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
}

static WATCHING: Mutex<bool> = Mutex::new(false);

#[cfg(unix)]
mod unix {
    use std::sync::PoisonError;

    use runlore_domain::run::RunStatus;
    use signal_hook::consts::SIGTERM;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::WATCHING;
    use crate::state;

    pub(super) fn watch() {
        let mut watching = WATCHING.lock().unwrap_or_else(PoisonError::into_inner);
        if *watching || std::env::var("RUNLORE_SIGTERM").is_ok_and(|value| value == "off") {
            return;
        }
        *watching = true;
        let alone = nobody_handles();
        let watched = Signals::new([SIGTERM]).and_then(|mut signals| {
            let thread = std::thread::Builder::new().name("runlore-signal".to_owned());
            thread.spawn(move || {
                for _ in signals.forever() {
                    end_runs();
                    if alone && emulate_default_handler(SIGTERM).is_err() {
                        std::process::exit(143);
                    }
                }
            })
        });
        if let Err(error) = watched {
            tracing::warn!(%error, "SIGTERM will not end the open runs");
        }
    }

    /// Whether the signal ends the process as things are.
    #[expect(unsafe_code, reason = "asking for a signal's handler is a C call")]
    fn nobody_handles() -> bool {
        let mut now = std::mem::MaybeUninit::<libc::sigaction>::zeroed();
        // SAFETY: nothing is changed, and `now` is as large as the system wants it.
        let asked = unsafe { libc::sigaction(SIGTERM, std::ptr::null(), now.as_mut_ptr()) };
        // SAFETY: all bits zero is a value of this type, and the call has set it if it succeeded.
        asked == 0 && unsafe { now.assume_init() }.sa_sigaction == libc::SIG_DFL
    }

    fn end_runs() {
        for run in state::open() {
            if let Err(error) = run.end(RunStatus::Killed) {
                tracing::error!("run {}: {error}", run.id());
            }
        }
        for recorder in state::recorders() {
            if let Err(error) = recorder.flush(recorder.settings.exit) {
                tracing::warn!("{error}");
            }
        }
    }
}

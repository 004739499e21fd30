//! Forked children. A child has the memory of its parent and none of its threads, and it must not touch the
//! parent's spool, connections or database: it begins with nothing and makes its own.
//!
//! Around a fork the locks of this crate are held, so that none of them is held by a thread that the
//! child does not have, and databases are closed: SQLite must not be carried across a fork.

use std::sync::Once;

/// Makes forks safe from now on.
pub(crate) fn watch() {
    static WATCH: Once = Once::new();
    WATCH.call_once(register);
}

#[cfg(not(unix))]
fn register() {}

#[cfg(unix)]
use unix::register;

#[cfg(unix)]
mod unix {
    use std::cell::RefCell;
    use std::sync::MutexGuard;

    use crate::state::{self, State};
    use crate::{fluent, runtime, signal, transport};

    /// What is held from before a fork until after it.
    struct Held {
        state: MutexGuard<'static, State>,
        runtime: runtime::Held,
        databases: transport::AtRest,
    }

    thread_local! {
        static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
    }

    #[expect(unsafe_code, reason = "registering functions to be called around a fork is a C call")]
    pub(super) fn register() {
        // SAFETY: the functions live as long as the process, take nothing and do not unwind: what they call
        // takes locks, closes files and changes this crate's own statics.
        let failed = unsafe { libc::pthread_atfork(Some(before), Some(in_parent), Some(in_child)) };
        if failed != 0 {
            tracing::warn!("forked children of this process must not log: the system does not tell about forks");
        }
    }

    extern "C" fn before() {
        // The databases first: what closes them needs the runtime, and what uses them the state.
        let databases = transport::AtRest::all();
        HELD.set(Some(Held { state: state::state(), runtime: runtime::hold(), databases }));
    }

    extern "C" fn in_parent() {
        HELD.set(None);
    }

    extern "C" fn in_child() {
        if let Some(Held { mut state, mut runtime, databases }) = HELD.take() {
            state.forget();
            runtime.forget();
            databases.forget();
        }
        fluent::forget_active();
        signal::forget();
    }
}

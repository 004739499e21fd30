//! When a question may go out: not while the server wants to be left alone, and not more often than was agreed.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// After a pause not all come at once.
const SPREAD: Duration = Duration::from_millis(250);

pub(super) struct Pace {
    /// Between two questions, if that is limited.
    interval: Option<Duration>,
    state: Mutex<State>,
}

struct State {
    /// Nobody sends before.
    paused: Instant,
    /// When the next one may be sent.
    next: Instant,
}

impl Pace {
    pub(super) fn new(requests_per_minute: Option<u32>) -> Self {
        let now = Instant::now();
        let interval = requests_per_minute.map(|count| Duration::from_secs(60) / count.max(1));
        Self { interval, state: Mutex::new(State { paused: now, next: now }) }
    }

    /// Keeps everybody from sending for so long.
    pub(super) fn pause(&self, wait: Duration) {
        let mut state = self.state();
        state.paused = state.paused.max(Instant::now() + wait);
    }

    /// Waits for one's turn. Who was sent away more often has better chances after a pause.
    pub(super) async fn turn(&self, refused: u32) {
        loop {
            self.resumed(refused).await;
            let Some(interval) = self.interval else { return };
            let at = {
                let mut state = self.state();
                let at = state.next.max(Instant::now());
                state.next = at + interval;
                at
            };
            tokio::time::sleep_until(at.into()).await;
            // A pause that began meanwhile holds for this one too; its turn is gone, and the next is taken after the pause.
            if self.state().paused <= Instant::now() {
                return;
            }
        }
    }

    async fn resumed(&self, refused: u32) {
        loop {
            let paused = self.state().paused;
            if paused <= Instant::now() {
                return;
            }
            let spread = SPREAD.div_f64(f64::from(refused) + 1.0).mul_f64(fastrand::f64());
            tokio::time::sleep_until((paused + spread).into()).await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Both times are always whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

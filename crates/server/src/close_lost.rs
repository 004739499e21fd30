//! Closing runs whose program has been gone for long, where the operator wants that.
//!
//! Silence counts only while the server could have heard something: not while it was down, slept or could not reach the
//! database. So a server that comes back gives every program the whole time again to be heard.

use std::time::Duration;

use runlore_domain::Result;
use runlore_store::Store;
use tokio::time::{MissedTickBehavior, interval};

use crate::clock::now_ms;

/// How often the server looks, unless it is told to close runs so soon that it must look more often.
const LOOK: Duration = Duration::from_secs(30);

/// Closes runs that were silent for `after`, until it is dropped.
pub(crate) async fn close_lost(store: Store, after: Duration) {
    let look = (after / 4).clamp(Duration::from_millis(1), LOOK);
    tracing::info!("runs whose programs are silent for {} s are closed", after.as_secs());
    let mut hearing = Hearing::since(now_ms(), after, look);
    let mut ticks = interval(look);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let now = now_ms();
        if let Err(error) = close(&store, hearing.silent_before(now)).await {
            let cause = std::error::Error::source(&error).map(tracing::field::display);
            tracing::warn!(cause, "lost runs could not be closed: {}", error.message());
            hearing = Hearing::since(now, after, look);
        }
    }
}

async fn close(store: &Store, before: i64) -> Result<()> {
    loop {
        let closed = store.close_lost_runs(before).await?;
        if closed.is_empty() {
            return Ok(());
        }
        for run_id in closed {
            tracing::info!(%run_id, "closed as KILLED: its program has given no sign of life for too long");
        }
    }
}

/// Since when signs of life could be heard without a gap. Times are in epoch milliseconds.
struct Hearing {
    since: i64,
    last: i64,
    after: i64,
    gap: i64,
}

impl Hearing {
    fn since(now: i64, after: Duration, look: Duration) -> Self {
        let ms = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self { since: now, last: now, after: ms(after), gap: ms(look.saturating_mul(2)) }
    }

    /// Before when a run must have given its last sign to be closed at `now`: never, until there was time enough to hear
    /// one. What is never is still asked of the database, to notice when it is away.
    fn silent_before(&mut self, now: i64) -> i64 {
        if !(0..=self.gap).contains(&(now - self.last)) {
            // The machine slept, or its clock was set.
            self.since = now;
        }
        self.last = now;
        let before = now.saturating_sub(self.after);
        if self.since <= before { before } else { i64::MIN }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1000;

    #[test]
    fn silence_counts_only_while_there_is_somebody_to_hear() {
        let hearing = || Hearing::since(0, Duration::from_secs(120), LOOK);
        let looks = |hearing: &mut Hearing, seconds: std::ops::RangeInclusive<i64>| {
            seconds.step_by(30).map(|at| hearing.silent_before(at * SECOND)).collect::<Vec<_>>()
        };
        let mut steady = hearing();
        assert_eq!(looks(&mut steady, 0..=90), [i64::MIN; 4]);
        assert_eq!(looks(&mut steady, 120..=150), [0, 30 * SECOND]);
        // The machine slept for an hour.
        assert_eq!(looks(&mut steady, 3750..=3840), [i64::MIN; 4]);
        assert_eq!(looks(&mut steady, 3870..=3870), [3750 * SECOND]);
        // Its clock was set back.
        assert_eq!(looks(&mut steady, 1000..=1090), [i64::MIN; 4]);
        assert_eq!(looks(&mut steady, 1120..=1120), [1000 * SECOND]);
    }
}

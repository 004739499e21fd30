//! Stopping what is on its way: a user who presses Ctrl-C does not wait for a thousand answers.

use std::sync::Arc;

use tokio::sync::watch;

/// Makes a model stop: what is on its way is dropped, what is not answered fails. There is no way back.
#[derive(Debug, Clone)]
pub struct Stopper(Arc<watch::Sender<bool>>);

impl Default for Stopper {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Stopper {
    /// Stops.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Returns once it was stopped.
    pub(super) async fn stopped(&self) {
        let mut receiver = self.0.subscribe();
        // The sender is in `self`, so it is there.
        let _stopped = receiver.wait_for(|stopped| *stopped).await;
    }
}

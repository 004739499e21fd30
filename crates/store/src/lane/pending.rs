//! Long work that waits for its next step, between the groups of a lane.
//!
//! A step that failed is made again a little later. Meanwhile neither the lane nor the work behind it
//! stands still.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use runlore_domain::write::Written;

use super::Job;
use super::apply::FollowUp;

/// Work, and who waits for its end (nobody when a start of the server resumed it).
pub(super) struct Pending {
    pub(super) work: FollowUp,
    pub(super) waits: Option<(Job, Written)>,
}

/// All that is pending, in the order in which it is to be done.
#[derive(Default)]
pub(super) struct Agenda(VecDeque<(Instant, Pending)>);

impl Agenda {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts new work behind the other.
    pub(super) fn add(&mut self, pending: Pending) {
        self.0.push_back((Instant::now(), pending));
    }

    /// Puts work back that has further steps.
    pub(super) fn go_on(&mut self, pending: Pending) {
        self.0.push_front((Instant::now(), pending));
    }

    /// Puts work back whose step failed.
    pub(super) fn again_after(&mut self, pause: Duration, pending: Pending) {
        self.0.push_back((Instant::now() + pause, pending));
    }

    /// The first work whose time has come.
    pub(super) fn next(&mut self) -> Option<Pending> {
        let now = Instant::now();
        let at = self.0.iter().position(|(due, _)| *due <= now)?;
        self.0.remove(at).map(|(_, pending)| pending)
    }

    /// How long there is nothing to do, if there is anything at all.
    pub(super) fn pause(&self) -> Option<Duration> {
        let first = self.0.iter().map(|(due, _)| *due).min()?;
        Some(first.saturating_duration_since(Instant::now()))
    }

    /// Gives up all of it.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Pending> {
        std::mem::take(&mut self.0).into_iter().map(|(_, pending)| pending)
    }
}

#[cfg(test)]
mod tests {
    use runlore_domain::ExperimentId;
    use runlore_domain::experiment::LifecycleStage;

    use super::*;

    fn work(id: &str) -> Pending {
        let work = FollowUp { id: id.to_owned(), experiment: ExperimentId(1), stage: LifecycleStage::Deleted, now: 1 };
        Pending { work, waits: None }
    }

    #[test]
    fn what_failed_waits_and_holds_up_nothing() {
        let mut agenda = Agenda::default();
        assert_eq!(agenda.pause(), None);
        agenda.again_after(Duration::from_secs(60), work("failed"));
        assert!(agenda.next().is_none() && agenda.pause() > Some(Duration::from_secs(50)));
        agenda.add(work("new"));
        assert_eq!(agenda.pause(), Some(Duration::ZERO));
        let new = agenda.next().unwrap();
        assert_eq!(new.work.id, "new");
        agenda.add(work("later"));
        agenda.go_on(new);
        let order: Vec<_> = std::iter::from_fn(|| agenda.next()).map(|p| p.work.id).collect();
        assert_eq!(order, ["new", "later"]);
        assert_eq!(agenda.drain().count(), 1);
        assert!(agenda.is_empty());
    }
}

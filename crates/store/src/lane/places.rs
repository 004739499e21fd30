//! Which of several lanes the writes of an owner (a run, a spool) go to.
//!
//! While writes of an owner wait, further ones follow them into the same lane, so they are applied in
//! the order in which they came. An owner of which nothing waits goes where the fewest rows wait, so
//! that no lane falls behind while others rest.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use runlore_domain::write::Write;

/// What waits, by run and by lane.
#[derive(Debug, Clone)]
pub(crate) struct Places(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    /// The lane of each owner, and how many of its writes wait there.
    owners: HashMap<String, (usize, usize)>,
    /// Rows that wait in each lane.
    rows: Vec<usize>,
}

/// A write's place in a lane; it is given up when the write is answered.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) lane: usize,
    rows: usize,
    owner: String,
    places: Places,
}

impl Places {
    pub(crate) fn new(lanes: usize) -> Self {
        Self(Arc::new(Mutex::new(Waiting { owners: HashMap::new(), rows: vec![0; lanes] })))
    }

    /// A place for a write that has an owner; none for other writes, which are the first lane's.
    pub(crate) fn take(&self, write: &Write) -> Option<Place> {
        let (owner, rows) = (write.owner()?.to_owned(), write.rows());
        let mut waiting = self.waiting();
        let emptiest = (0..waiting.rows.len()).min_by_key(|lane| waiting.rows[*lane]).unwrap_or_default();
        let (lane, writes) = waiting.owners.entry(owner.clone()).or_insert((emptiest, 0));
        *writes += 1;
        let lane = *lane;
        waiting.rows[lane] += rows;
        Some(Place { lane, rows, owner, places: self.clone() })
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // Nothing that runs under this lock can leave it half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut waiting = self.places.waiting();
        waiting.rows[self.lane] -= self.rows;
        if let Some((_, writes)) = waiting.owners.get_mut(&self.owner) {
            *writes -= 1;
            if *writes == 0 {
                waiting.owners.remove(&self.owner);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(run: &str) -> Write {
        Write::RestoreRun { run_id: run.into() }
    }

    #[test]
    fn a_run_stays_in_its_lane_and_others_go_where_least_waits() {
        let places = Places::new(2);
        let lane = |place: &Option<Place>| place.as_ref().unwrap().lane;
        let first = places.take(&write("a"));
        let second = places.take(&write("a"));
        let other = places.take(&write("b"));
        assert_eq!((lane(&first), lane(&second), lane(&other)), (0, 0, 1));
        drop(first);
        assert_eq!(lane(&places.take(&write("a"))), 0, "one of its writes still waits");
        let third = places.take(&write("c"));
        assert_eq!(lane(&third), 0);
        drop((second, third));
        let busy = places.take(&write("d"));
        assert_eq!(lane(&busy), 0);
        drop(other);
        assert_eq!(lane(&places.take(&write("a"))), 1, "nothing of it waits, and the second lane is empty");
        drop(busy);
        assert!(places.waiting().owners.is_empty() && places.waiting().rows == [0, 0]);
    }
}

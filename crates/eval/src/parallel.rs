//! Scoring rows on all cores: rows do not know each other, and one core is too slow for a hundred thousand of them.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Rows that a thread takes at once: enough that taking them costs nothing, few enough that long ones even out.
const PIECE: usize = 256;

/// What `row` says of each row, in order. A panic in it is a panic here.
pub(crate) fn rows<T: Send>(count: usize, row: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let pieces = count.div_ceil(PIECE);
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(pieces);
    if threads <= 1 {
        return (0..count).map(row).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= pieces {
                return done;
            }
            let end = count.min((piece + 1) * PIECE);
            done.push((piece, (piece * PIECE..end).map(&row).collect::<Vec<T>>()));
        }
    };
    let mut done = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let done = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done.flatten().collect::<Vec<_>>()
    });
    done.sort_unstable_by_key(|(piece, _)| *piece);
    done.into_iter().flat_map(|(_, rows)| rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_order() {
        for count in [0, 1, PIECE, PIECE + 1, 10 * PIECE + 7] {
            assert_eq!(rows(count, |row| row * 2), (0..count).map(|row| row * 2).collect::<Vec<_>>(), "of {count}");
        }
    }

    #[test]
    #[should_panic(expected = "row 600")]
    fn a_panic_is_handed_on() {
        rows(4 * PIECE, |row| assert!(row != 600, "row {row}"));
    }
}

//! A whole series in pieces, in bounded memory however long it is.
//!
//! Each piece is a read of its own, so that a slow receiver holds up no reading thread and no
//! snapshot of the database.

use runlore_domain::metric::Metric;
use runlore_domain::{Result, RunId};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::history::{Begin, Found, Series, page};
use super::point::Point;
use crate::Store;

/// Points in a piece.
const PIECE: i64 = 10_000;
/// Points that one read takes where each read sorts: 16 MB, and ten reads for five million points.
const SORTED: i64 = 500_000;
/// Pieces that wait for the receiver.
const WAITING: usize = 2;

impl Store {
    /// All points of a series in order, in pieces. An error is the last that comes.
    pub fn metric_history_stream(&self, run_id: RunId, key: String) -> Receiver<Result<Vec<Metric>>> {
        let (pieces, received) = channel(WAITING);
        let store = self.clone();
        tokio::spawn(async move {
            if let Err(error) = store.send_history(&run_id, &key, &pieces).await {
                // A receiver that is gone does not want the error either.
                let _gone = pieces.send(Err(error)).await;
            }
        });
        received
    }

    async fn send_history(&self, run: &RunId, key: &str, pieces: &Sender<Result<Vec<Metric>>>) -> Result<()> {
        let (mut begin, mut limit) = (Begin::Offset(0), PIECE);
        loop {
            let (points, found) = self.history_page(run.clone(), key.to_owned(), begin, limit).await?;
            let full = i64::try_from(points.len()).is_ok_and(|n| n == limit);
            for piece in points.chunks(PIECE as usize) {
                if pieces.send(Ok(piece.iter().map(|point| point.metric(key)).collect())).await.is_err() {
                    return Ok(());
                }
            }
            let Some(last) = points.last().filter(|_| full) else { return Ok(()) };
            begin = Begin::After(*last);
            if found == Found::Sorting {
                // Sorting seldom beats sorting for every piece.
                limit = SORTED;
            }
        }
    }

    pub(super) async fn history_page(
        &self,
        run: RunId,
        key: String,
        begin: Begin,
        limit: i64,
    ) -> Result<(Vec<Point>, Found)> {
        self.read(move |conn| page(conn, Series { run: run.as_str(), key: &key }, begin, limit)).await
    }
}

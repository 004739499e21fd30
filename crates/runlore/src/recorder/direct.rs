//! Recording without a spool: each call waits until the server has it, and raises what it says.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use runlore_domain::{Error, Result, ids};

use super::heart::Heart;
use super::told::Told;
use crate::client::Client;
use crate::delivery::{Delivery, Kind, Numbered, refused_kind};
use crate::transport::{Body, Failure};
use crate::upload;

/// The first pause between attempts while the server is away; each one after is twice as long.
const PAUSE: Duration = Duration::from_millis(100);

/// Two queues without a place: what is in them is sent at once.
#[derive(Debug)]
pub(crate) struct Direct {
    client: Client,
    patience: Duration,
    records: Mutex<(i64, Delivery)>,
    files: Mutex<(i64, Delivery)>,
    /// Dropped, it ends the thread that gives signs of life.
    beating: Mutex<Option<Sender<()>>>,
}

impl Direct {
    pub(super) fn start(client: &Client, patience: Duration) -> Result<Self> {
        let queue = |kind| Mutex::new((0, Delivery::new(client.clone(), kind, &ids::random_hex(), None)));
        let (beating, ended) = mpsc::channel::<()>();
        let mut heart = Heart::new(client.clone(), None);
        let beats = move || {
            while ended.recv_timeout(heart.next()) == Err(RecvTimeoutError::Timeout) {
                heart.beat();
            }
        };
        std::thread::Builder::new()
            .name("runlore-heart".to_owned())
            .spawn(beats)
            .map_err(|cause| Error::internal("No thread could be started for signs of life").with_source(cause))?;
        Ok(Self {
            client: client.clone(),
            patience,
            records: queue(Kind::Records),
            files: queue(Kind::Files),
            beating: Mutex::new(Some(beating)),
        })
    }

    pub(super) fn close(&self) {
        self.beating.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    pub(super) fn record(&self, json: Vec<u8>, told: &Told) -> Result<()> {
        self.send(&self.records, json, told)
    }

    pub(super) fn append(&self, json: Vec<u8>) -> Result<()> {
        self.send(&self.files, json, &Told::default())
    }

    pub(super) fn put(&self, run_id: &str, path: &str, body: Body) -> Result<()> {
        upload::put(&self.client, run_id, path, body).map_err(|failure| failure.error)
    }

    fn send(&self, queue: &Mutex<(i64, Delivery)>, json: Vec<u8>, told: &Told) -> Result<()> {
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.0 += 1;
        let (number, delivery) = (queue.0, &queue.1);
        let record: [Numbered; 1] = [(number, json)];
        let end = Instant::now() + self.patience;
        let mut pause = PAUSE;
        loop {
            match delivery.deliver(&record) {
                Ok(outcome) => {
                    told.take(&outcome.runs);
                    return match outcome.refused.into_iter().find(|refused| refused.number == number) {
                        Some(refused) => Err(Error::new(refused_kind(&refused.error_code), refused.message)),
                        None => Ok(()),
                    };
                }
                Err(failure) if failure.again && Instant::now() + pause < end => {
                    std::thread::sleep(pause_for(&failure, pause));
                    pause *= 2;
                }
                Err(failure) => return Err(failure.error),
            }
        }
    }
}

fn pause_for(failure: &Failure, pause: Duration) -> Duration {
    failure.after.unwrap_or(pause)
}

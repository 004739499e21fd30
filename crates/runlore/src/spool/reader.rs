//! Reading a spool from its beginning, batch by batch, while somebody may still append.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use super::frame::{self, Frame};
use super::segment;

/// What is read at a time, at least.
const BLOCK: usize = 256 << 10;

/// Reads records in order, each once, and deletes segments that are done with.
#[derive(Debug)]
pub(crate) struct Reader {
    dir: PathBuf,
    /// The segment that is being read, and what of it is read but not handed out.
    open: Option<(u64, File)>,
    ahead: Vec<u8>,
    /// How much of that is used up.
    used: usize,
    /// Records up to here are skipped.
    after: i64,
    /// Segments that were read to their end, and the last number in each.
    finished: Vec<(u64, i64)>,
    last: i64,
    /// What could not be read and was left out.
    damage: Option<String>,
}

/// Some records that follow each other.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    pub(crate) records: Vec<(i64, Vec<u8>)>,
    bytes: usize,
}

impl Reader {
    /// A reader of the records after number `after`.
    pub(crate) fn new(dir: &Path, after: i64) -> Self {
        Self {
            dir: dir.to_owned(),
            open: None,
            ahead: Vec::new(),
            used: 0,
            after,
            finished: Vec::new(),
            last: 0,
            damage: None,
        }
    }

    /// Up to `count` records or `bytes` bytes, at least one record if there is any, and none behind number `last`.
    pub(crate) fn next(&mut self, count: usize, bytes: usize, last: i64) -> io::Result<Batch> {
        let batch = self.read(count, bytes, last)?;
        // What lies behind may be half a record that a full disk takes back: it is read again.
        if let Some((_, file)) = &mut self.open {
            let ahead = (self.ahead.len() - self.used) as u64;
            let here = file.stream_position()?;
            file.seek(io::SeekFrom::Start(here - ahead))?;
        }
        self.ahead.clear();
        self.used = 0;
        Ok(batch)
    }

    fn read(&mut self, count: usize, bytes: usize, last: i64) -> io::Result<Batch> {
        let mut batch = Batch::default();
        while batch.records.len() < count && batch.bytes < bytes && self.last < last {
            let (used, need) = match frame::decode(&self.ahead[self.used..]) {
                Frame::Record { number, json } => {
                    if number > self.after {
                        batch.bytes += json.len();
                        batch.records.push((number, json.to_vec()));
                    }
                    self.last = number;
                    (frame::HEAD + json.len(), 0)
                }
                Frame::Incomplete(need) => (0, need),
                // Appends are whole or cut off at the end, so this is a disk's or a person's doing. What can be read
                // before it and in later segments is still good.
                Frame::Damaged => {
                    if batch.records.is_empty() && self.leave_segment()? {
                        continue;
                    }
                    break;
                }
            };
            self.used += used;
            if need > 0 && !self.fill(need)? {
                break;
            }
        }
        Ok(batch)
    }

    /// Reads on until `need` bytes are there; false when they are not (yet).
    fn fill(&mut self, need: usize) -> io::Result<bool> {
        self.ahead.drain(..self.used);
        self.used = 0;
        while self.ahead.len() < need {
            if self.open.is_none() && !self.open_next(0)? {
                return Ok(false);
            }
            let Some((at, file)) = &mut self.open else { return Ok(false) };
            let at = *at;
            let before = self.ahead.len();
            file.take(need.saturating_sub(before).max(BLOCK) as u64).read_to_end(&mut self.ahead)?;
            if self.ahead.len() > before {
                continue;
            }
            // The end of this segment; it is final once there is a next one. Half a record at its end is
            // what a killed process left: it was never acknowledged to anybody.
            if !segment::path(&self.dir, at + 1).exists() {
                return Ok(false);
            }
            self.ahead.clear();
            self.finished.push((at, self.last));
            self.open_next(at)?;
        }
        Ok(true)
    }

    /// Goes on behind a segment whose rest can not be read; false when it is the last one. Its file stays.
    fn leave_segment(&mut self) -> io::Result<bool> {
        let Some((at, _)) = self.open else { return Ok(false) };
        let file = segment::path(&self.dir, at);
        let damage = format!("what follows record {} in {} is damaged and was not sent", self.last, file.display());
        tracing::error!("{damage}");
        self.damage = Some(damage);
        self.ahead.clear();
        self.used = 0;
        // The last one stays open: from none, reading would begin anew with the first.
        Ok(segment::path(&self.dir, at + 1).exists() && self.open_next(at)?)
    }

    /// What was left out because it could not be read.
    pub(crate) fn damage(&self) -> Option<io::Error> {
        self.damage.as_ref().map(|damage| io::Error::new(io::ErrorKind::InvalidData, damage.clone()))
    }

    fn open_next(&mut self, after: u64) -> io::Result<bool> {
        let next = segment::all(&self.dir)?.into_iter().find(|number| *number > after);
        self.open = next.map(|n| File::open(segment::path(&self.dir, n)).map(|file| (n, file))).transpose()?;
        Ok(self.open.is_some())
    }

    /// Deletes the segments whose records the server has all.
    pub(crate) fn forget_up_to(&mut self, applied: i64) -> io::Result<()> {
        while let Some((segment, last)) = self.finished.first().copied() {
            if last > applied {
                break;
            }
            std::fs::remove_file(segment::path(&self.dir, segment))?;
            self.finished.remove(0);
        }
        Ok(())
    }
}

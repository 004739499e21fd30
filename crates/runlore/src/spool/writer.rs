//! Appending to a spool.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::{frame, segment};

/// A segment that is longer is followed by a new one, so that what was sent can be deleted.
const SEGMENT: u64 = 8 << 20;

/// Appends records; the numbers count from 1.
#[derive(Debug)]
pub(crate) struct Writer {
    dir: PathBuf,
    file: File,
    segment: u64,
    size: u64,
    next: i64,
    frame: Vec<u8>,
}

impl Writer {
    /// A writer for a spool without segments.
    pub(crate) fn start(dir: &Path) -> io::Result<Self> {
        let file = open(dir, 1)?;
        Ok(Self { dir: dir.to_owned(), file, segment: 1, size: 0, next: 1, frame: Vec::new() })
    }

    /// Appends records and answers the number of the last one. After an error none is appended.
    pub(crate) fn append(&mut self, records: &[impl AsRef<[u8]>]) -> io::Result<i64> {
        if records.iter().any(|json| json.as_ref().len() > frame::LONGEST) {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the record is larger than 64 MiB"));
        }
        if self.size >= SEGMENT {
            self.file = open(&self.dir, self.segment + 1)?;
            self.segment += 1;
            self.size = 0;
        }
        let (mut size, mut next) = (self.size, self.next);
        for json in records {
            self.frame.clear();
            frame::encode(&mut self.frame, next, json.as_ref());
            if let Err(error) = self.file.write_all(&self.frame) {
                // A full disk may have taken a part; the next record must not follow half a one.
                self.file.set_len(self.size)?;
                self.file.seek(io::SeekFrom::Start(self.size))?;
                return Err(error);
            }
            size += self.frame.len() as u64;
            next += 1;
        }
        // One huge record should not keep its memory for ever.
        self.frame.shrink_to(1 << 20);
        (self.size, self.next) = (size, next);
        Ok(next - 1)
    }
}

fn open(dir: &Path, segment: u64) -> io::Result<File> {
    OpenOptions::new().create_new(true).write(true).open(segment::path(dir, segment))
}

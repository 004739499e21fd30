//! A file of which any bytes can be asked for, as the Parquet library wants it.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::reader::{ChunkReader, Length};
use runlore_domain::{Error, Result};

/// What is read at once.
const BLOCK: u64 = 256 * 1024;
/// Blocks that are kept: columns are read beside each other.
const BLOCKS: usize = 32;

/// A file.
pub trait ReadAt: Send + Sync {
    /// Its bytes.
    fn size(&self) -> u64;

    /// Some of them; blocks.
    fn read_at(&self, range: Range<u64>) -> Result<Bytes>;
}

/// A file that is read in blocks.
#[derive(Clone)]
pub(super) struct Source(Arc<Shared>);

struct Shared {
    file: Box<dyn ReadAt>,
    blocks: Mutex<VecDeque<(u64, Bytes)>>,
    /// Why the file could not be read, which the library tells in words only.
    failed: Mutex<Option<Error>>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source")
    }
}

impl Source {
    pub(super) fn new(file: Box<dyn ReadAt>) -> Self {
        Self(Arc::new(Shared { file, blocks: Mutex::default(), failed: Mutex::default() }))
    }

    /// The error that is behind one of the library's, or `other`.
    pub(super) fn error(&self, cause: impl std::error::Error + Send + Sync + 'static, other: &str) -> Error {
        let failed = lock(&self.0.failed).take();
        failed.unwrap_or_else(|| Error::invalid(format!("{other} ({cause}).")).with_source(cause))
    }

    fn block(&self, number: u64) -> Result<Bytes> {
        let mut blocks = lock(&self.0.blocks);
        if let Some((_, block)) = blocks.iter().find(|(known, _)| *known == number) {
            return Ok(block.clone());
        }
        let range = number * BLOCK..((number + 1) * BLOCK).min(self.0.file.size());
        let block = self.0.file.read_at(range)?;
        if blocks.len() == BLOCKS {
            blocks.pop_front();
        }
        blocks.push_back((number, block.clone()));
        Ok(block)
    }

    /// The bytes from `start` to the end of their block.
    fn from(&self, start: u64) -> Result<Bytes> {
        if start >= self.0.file.size() {
            return Ok(Bytes::new());
        }
        let block = self.block(start / BLOCK)?;
        let within = usize::try_from(start % BLOCK).unwrap_or_default();
        Ok(block.slice(within.min(block.len())..))
    }

    fn told(&self, error: Error) -> ParquetError {
        let words = error.to_string();
        *lock(&self.0.failed) = Some(error);
        ParquetError::General(words)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing that runs under these locks can leave it half changed.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Length for Source {
    fn len(&self) -> u64 {
        self.0.file.size()
    }
}

impl ChunkReader for Source {
    type T = Reading;

    fn get_read(&self, start: u64) -> ParquetResult<Reading> {
        Ok(Reading { source: self.clone(), at: start })
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        let mut out = BytesMut::with_capacity(length.min(1 << 24));
        while out.len() < length {
            let more = self.from(start + out.len() as u64).map_err(|error| self.told(error))?;
            if more.is_empty() {
                return Err(ParquetError::EOF("The file ends early".to_owned()));
            }
            out.extend_from_slice(&more[..more.len().min(length - out.len())]);
        }
        Ok(out.freeze())
    }
}

/// The file from some place on.
#[derive(Debug)]
pub(super) struct Reading {
    source: Source,
    at: u64,
}

impl Read for Reading {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let bytes = self.source.from(self.at).map_err(|error| io::Error::other(self.source.told(error)))?;
        let read = bytes.len().min(out.len());
        out[..read].copy_from_slice(&bytes[..read]);
        self.at += read as u64;
        Ok(read)
    }
}

//! Tables to which rows are appended.
//!
//! A table is a file of a run, its *base*, and *chunks* of rows that are not in that file yet. Now and
//! then the file is written anew with the chunks in it, which then are merged. Right before the new file
//! appears it is announced as a *publication*, by which whoever finds it knows that it is no stranger's.
//!
//! A table's version changes with its base, with each publication and with who writes the file, not with a
//! chunk: who changes one of them names the version that he saw, and is refused when it is another by now.

use std::ops::Range;

use crate::RunId;
use crate::ingest::SpoolNumber;

/// Which table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableName {
    /// The run.
    pub run_id: RunId,
    /// The file's path in the run's artifacts.
    pub path: String,
}

/// Rows in a file or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The columns' names, as whoever reads the files spells a list of them.
    pub columns: String,
    /// How many rows there are.
    pub count: u64,
    /// The bytes that they take.
    pub data: Range<u64>,
}

/// The file that clients see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// What tells it from any other file under its name.
    pub etag: String,
    /// What is in it.
    pub rows: Rows,
}

/// What is about to become the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Bytes of the file.
    pub size: u64,
    /// Of all its bytes.
    pub checksum: u32,
    /// The last chunk that is in it.
    pub upto: u64,
    /// What is in it.
    pub rows: Rows,
}

/// A table without its chunks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Drawn anew when the file was replaced by somebody else.
    pub id: String,
    /// See the module.
    pub version: i64,
    /// All rows.
    pub rows: u64,
    /// Bytes of the chunks that are not merged, and one for each.
    pub pending: u64,
    /// The number that the next chunk will have.
    pub next_chunk: u64,
    /// When the last chunk came; epoch milliseconds.
    pub appended: i64,
    /// The file, if there is one.
    pub base: Option<Base>,
    /// Until when somebody writes the file, unless he says that he goes on; epoch milliseconds.
    pub busy_until: i64,
}

/// Rows that are not merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Its number in the table; the rows of lower numbers come first.
    pub number: u64,
    /// What is in it.
    pub rows: Rows,
    /// The location of the file that holds them; without one they are in the database.
    pub file: Option<String>,
}

/// Where the rows of a new chunk are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Here.
    Text(String),
    /// In a file at this location.
    File(String),
}

/// Rows to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// To which table.
    pub table: TableName,
    /// What they are.
    pub rows: Rows,
    /// Where they are.
    pub content: Content,
    /// The id of the table if it is new.
    pub id: String,
    /// The file that is there if the table is new.
    pub base: Option<Base>,
    /// Appended once only, however often it is sent.
    pub spool: Option<SpoolNumber>,
    /// The longest value that the tag of all tables may have, in bytes.
    pub max_tag: usize,
    /// Epoch milliseconds.
    pub now: i64,
}

/// What became of an [`Append`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Appended {
    /// All rows of the table.
    pub rows: u64,
    /// See [`Table::pending`].
    pub pending: u64,
    /// It was appended before.
    pub skipped: bool,
}

/// A chunk that nobody needs any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldChunk {
    /// The table that it was of.
    pub table_id: String,
    /// Its number.
    pub number: u64,
    /// The run that it was of.
    pub run_id: RunId,
    /// The location of its file.
    pub file: Option<String>,
}

/// The version of a table that a change is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The table.
    pub table: TableName,
    /// [`Table::id`].
    pub id: String,
    /// [`Table::version`].
    pub version: i64,
}

/// A change of a table that is no append. Changes for a version that is not the table's any more change
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableChange {
    /// Somebody begins to write the file, unless another one does.
    Begin {
        /// For which version.
        seen: Seen,
        /// See [`Table::busy_until`].
        until: i64,
        /// Epoch milliseconds.
        now: i64,
    },
    /// He goes on.
    Renew {
        /// For which version.
        seen: Seen,
        /// See [`Table::busy_until`].
        until: i64,
    },
    /// The file is about to appear.
    Announce {
        /// For which version.
        seen: Seen,
        /// What it is.
        publication: Publication,
        /// Epoch milliseconds.
        now: i64,
    },
    /// The file is there: it is the base, and the chunks in it are merged, no others.
    Commit {
        /// For which version.
        seen: Seen,
        /// The new base.
        base: Base,
        /// The last chunk that is in it.
        upto: u64,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Somebody else's file is there, or none: the table is forgotten with its chunks.
    Forget {
        /// For which version.
        seen: Seen,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Somebody replaced or removed a file or a folder: all tables there are forgotten.
    ForgetAll {
        /// The file or folder; an empty path is all of the run.
        at: TableName,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Chunks whose files are gone, and publications announced before a time.
    DropOld {
        /// The chunks.
        chunks: Vec<OldChunk>,
        /// Epoch milliseconds.
        before: i64,
    },
}

impl TableName {
    /// A name.
    pub fn new(run_id: impl Into<RunId>, path: impl Into<String>) -> Self {
        Self { run_id: run_id.into(), path: path.into() }
    }

    /// Whether a file can be a table, by its name.
    pub fn is_table(path: &str) -> bool {
        path.ends_with(".json") || path.ends_with(".parquet")
    }
}

impl Table {
    /// Whether there are rows that are not in the file.
    pub fn is_pending(&self) -> bool {
        self.pending > 0
    }
}

impl TableChange {
    /// The run whose table it is; chunks to drop may be of many.
    pub fn run_id(&self) -> Option<&RunId> {
        match self {
            Self::Begin { seen, .. }
            | Self::Renew { seen, .. }
            | Self::Announce { seen, .. }
            | Self::Commit { seen, .. }
            | Self::Forget { seen, .. } => Some(&seen.table.run_id),
            Self::ForgetAll { at, .. } => Some(&at.run_id),
            Self::DropOld { .. } => None,
        }
    }
}

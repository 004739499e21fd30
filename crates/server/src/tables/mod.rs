//! Tables that grow: files of runs to which rows are appended.
//!
//! The file in the run's artifacts is a table's *base*; appended rows are *chunks*, listed in the
//! database, small ones with their rows, large ones as files beside the run's artifacts. An append costs
//! the same however large the table is. Whoever reads the file through this server gets base and chunks
//! as one ([`composed`]); for those who read the artifacts themselves the file is written anew with the
//! chunks in it ([`publish`]), whole or not at all.
//!
//! Anybody may write the file past this server. So whoever works with a table first compares what is
//! there with the base ([`current`]): a file that nobody here wrote takes the place of base and chunks.
//!
//! Large tables that somebody pages through have copies for that ([`copies`]).

mod append;
mod chunks;
mod composed;
mod copies;
mod counting;
mod current;
mod format;
mod inspect;
mod listing;
mod locks;
mod parquet;
mod place;
mod publish;
mod replaced;
mod rows;
mod schedule;
mod sweep;

use crate::config::TableCache;

pub(crate) use append::append;
pub(crate) use composed::open;
pub(crate) use listing::{complete, pending};
pub(crate) use place::{of_served, table_in};
pub(crate) use publish::{flush, write_before_signing};
pub(crate) use replaced::{forgetting, uploading};
pub(crate) use rows::rows;
pub(crate) use schedule::{drain, ended};
pub(crate) use sweep::tidy_up;

/// What this process knows of its tables.
#[derive(Debug)]
pub(crate) struct Tables {
    copies: copies::Copies,
    locks: locks::Locks,
    schedule: schedule::Schedule,
}

impl Tables {
    pub(crate) fn new(cache: Option<TableCache>) -> Self {
        Self {
            copies: copies::Copies::new(cache),
            locks: locks::Locks::default(),
            schedule: schedule::Schedule::default(),
        }
    }
}

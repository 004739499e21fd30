//! How many rows of a file are decoded at once: many of small ones, for speed, and few of large ones, for the memory.

use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};

/// Rows, at most.
const ROWS: u64 = 1024;
/// Bytes of their cells, about. Of each, the text that is answered and what it is made of are in memory as well.
const BYTES: u64 = 2 << 20;

/// For these groups of rows, of which the columns are read that `read` takes, by their places among the leaves.
pub(crate) fn batch_size<'g>(
    groups: impl IntoIterator<Item = &'g RowGroupMetaData>,
    read: &dyn Fn(usize) -> bool,
) -> usize {
    let filled = groups.into_iter().filter(|group| group.num_rows() > 0);
    let least = filled.map(|group| {
        let columns = group.columns().iter().enumerate().filter(|(at, _)| read(*at));
        let bytes = columns.map(|(_, column)| bytes(column)).sum::<u64>().max(1);
        let rows = u64::try_from(group.num_rows()).unwrap_or_default();
        u64::try_from(u128::from(BYTES) * u128::from(rows) / u128::from(bytes)).unwrap_or(ROWS)
    });
    usize::try_from(least.min().unwrap_or(ROWS).clamp(1, ROWS)).unwrap_or(1)
}

/// Rows from which it is known how large the others may be, where the file does not say it.
pub(super) const SAMPLE: usize = 8;

/// Whether the file may say too little: texts in dictionaries, and not how long all of them are.
pub(super) fn is_unsure<'g>(groups: impl IntoIterator<Item = &'g RowGroupMetaData>) -> bool {
    let unsure = |column: &ColumnChunkMetaData| {
        column.dictionary_page_offset().is_some() && column.unencoded_byte_array_data_bytes().is_none()
    };
    groups.into_iter().any(|group| group.columns().iter().any(unsure))
}

/// No more rows than have so many bytes when they are as large as those of `bytes`.
pub(super) fn bounded(size: usize, rows: usize, bytes: usize) -> usize {
    let most = u64::try_from(rows).unwrap_or(1) * BYTES / u64::try_from(bytes).unwrap_or(BYTES).max(1);
    size.min(usize::try_from(most.max(1)).unwrap_or(size))
}

/// A text that is there many times may stand in the file once, in a dictionary; some writers say how long all are.
fn bytes(column: &ColumnChunkMetaData) -> u64 {
    let size = |bytes: i64| u64::try_from(bytes).unwrap_or_default();
    size(column.uncompressed_size()).max(column.unencoded_byte_array_data_bytes().map_or(0, size))
}

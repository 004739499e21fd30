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
    let least = groups.into_iter().map(|group| {
        let columns = group.columns().iter().enumerate().filter(|(at, _)| read(*at));
        let bytes = columns.map(|(_, column)| bytes(column)).sum::<u64>().max(1);
        let rows = u64::try_from(group.num_rows()).unwrap_or_default();
        u64::try_from(u128::from(BYTES) * u128::from(rows) / u128::from(bytes)).unwrap_or(ROWS)
    });
    usize::try_from(least.min().unwrap_or(ROWS).clamp(1, ROWS)).unwrap_or(1)
}

/// A text that is there many times may stand in the file once, in a dictionary; some writers say how long all are.
fn bytes(column: &ColumnChunkMetaData) -> u64 {
    let size = |bytes: i64| u64::try_from(bytes).unwrap_or_default();
    size(column.uncompressed_size()).max(column.unencoded_byte_array_data_bytes().map_or(0, size))
}

//! What is asked of a table, with its columns found.

use runlore_domain::Result;
use runlore_domain::search::RowSearch;

use super::cell::Cell;
use super::filter::{Filter, place};

/// What of the rows that a search finds is answered.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The columns, all when there are none.
    pub columns: Option<Vec<String>>,
    /// Rows to leave out first.
    pub offset: usize,
    /// The most rows.
    pub max_rows: usize,
    /// The most bytes of a cell's JSON; what is longer is cut.
    pub max_cell: Option<usize>,
}

/// A page of rows: which, in which order, and what of them.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The names of the columns that are answered.
    pub(crate) names: Vec<String>,
    /// Their places.
    pub(crate) columns: Vec<usize>,
    filter: Filter,
    /// Places of the columns of the order, and their directions.
    order: Vec<(usize, bool)>,
    pub(crate) offset: usize,
    pub(crate) max_rows: usize,
    pub(crate) max_cell: Option<usize>,
}

impl Plan {
    pub(crate) fn new(search: &RowSearch, page: &Page, columns: &[String]) -> Result<Self> {
        let Page { columns: asked, offset, max_rows, max_cell } = page;
        let names = asked.as_deref().unwrap_or(columns).to_vec();
        let places = match asked {
            Some(asked) => asked.iter().map(|name| place(name, columns)).collect::<Result<_>>()?,
            None => (0..columns.len()).collect(),
        };
        let order = search.order_by.iter().map(|key| Ok((place(&key.column.0, columns)?, key.ascending)));
        let filter = Filter::new(&search.filter, columns)?;
        let order = order.collect::<Result<_>>()?;
        let (offset, max_rows, max_cell) = (*offset, *max_rows, *max_cell);
        Ok(Self { names, columns: places, filter, order, offset, max_rows, max_cell })
    }

    /// Whether the page is some rows in a row of the table.
    pub(crate) fn is_plain(&self) -> bool {
        self.filter.finds_all() && self.order.is_empty()
    }

    /// Whether rows stay as they stand in the table.
    pub(crate) fn keeps_order(&self) -> bool {
        self.order.is_empty()
    }

    pub(crate) fn finds(&self, cell: &dyn Fn(usize) -> Cell) -> bool {
        self.filter.finds(cell)
    }

    /// Whether the row of this number of those that are found is on the page, where rows keep their order.
    pub(crate) fn is_on_page(&self, number: u64) -> bool {
        (self.offset as u64..self.end()).contains(&number)
    }

    /// How many rows the page and those before it are.
    pub(crate) fn end(&self) -> u64 {
        (self.offset + self.max_rows) as u64
    }

    /// What a row is ordered by.
    pub(crate) fn keys(&self, cell: &dyn Fn(usize) -> Cell) -> Vec<Cell> {
        self.order.iter().map(|(at, _)| cell(*at)).collect()
    }

    /// Of each key whether the smallest comes first.
    pub(crate) fn directions(&self) -> Vec<bool> {
        self.order.iter().map(|(_, ascending)| *ascending).collect()
    }

    /// The places of the columns that decide which rows are on the page, ascending.
    #[cfg(feature = "formats")]
    pub(crate) fn deciding(&self) -> Vec<usize> {
        let mut columns = self.filter.columns();
        columns.extend(self.order.iter().map(|(at, _)| *at));
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

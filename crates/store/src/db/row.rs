//! Reading columns of a row of either driver.
//!
//! Integers are read from whatever integer type the column has; text can be borrowed while the row
//! lives, which matters where a page has thousands of them.

use runlore_domain::Result;

use super::error::bad_row;

/// A row of a query.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// An integer or NULL.
    pub(crate) fn opt_int(&self, i: usize) -> Result<Option<i64>> {
        match self {
            Self::Sqlite(row) => {
                use rusqlite::types::ValueRef;
                match row.get_ref(i).map_err(|e| bad_row(&column(i), e))? {
                    ValueRef::Null => Ok(None),
                    ValueRef::Integer(n) => Ok(Some(n)),
                    // SQLite keeps a REAL in an INTEGER column when it was written as one.
                    #[expect(clippy::cast_possible_truncation, reason = "a whole number in range, by convention")]
                    ValueRef::Real(n) => Ok(Some(n as i64)),
                    other => Err(bad_row(&column(i), format!("{:?} is no integer", other.data_type()))),
                }
            }
            Self::Postgres(row) => match *row.columns()[i].type_() {
                postgres::types::Type::INT4 => {
                    Ok(row.try_get::<_, Option<i32>>(i).map_err(|e| bad_row(&column(i), e))?.map(i64::from))
                }
                postgres::types::Type::BOOL => {
                    Ok(row.try_get::<_, Option<bool>>(i).map_err(|e| bad_row(&column(i), e))?.map(i64::from))
                }
                _ => row.try_get(i).map_err(|e| bad_row(&column(i), e)),
            },
        }
    }

    /// An integer.
    pub(crate) fn int(&self, i: usize) -> Result<i64> {
        self.opt_int(i)?.ok_or_else(|| null(i))
    }

    /// A boolean; SQLite keeps it as 0 or 1.
    pub(crate) fn bool(&self, i: usize) -> Result<bool> {
        Ok(self.int(i)? != 0)
    }

    /// A float or NULL.
    pub(crate) fn opt_real(&self, i: usize) -> Result<Option<f64>> {
        match self {
            Self::Sqlite(row) => row.get(i).map_err(|e| bad_row(&column(i), e)),
            Self::Postgres(row) => row.try_get(i).map_err(|e| bad_row(&column(i), e)),
        }
    }

    /// A float.
    pub(crate) fn real(&self, i: usize) -> Result<f64> {
        self.opt_real(i)?.ok_or_else(|| null(i))
    }

    /// A text or NULL, borrowed.
    pub(crate) fn opt_str(&self, i: usize) -> Result<Option<&str>> {
        match self {
            Self::Sqlite(row) => {
                row.get_ref(i).map_err(|e| bad_row(&column(i), e))?.as_str_or_null().map_err(|e| bad_row(&column(i), e))
            }
            Self::Postgres(row) => row.try_get(i).map_err(|e| bad_row(&column(i), e)),
        }
    }

    /// A text, borrowed.
    pub(crate) fn str(&self, i: usize) -> Result<&str> {
        self.opt_str(i)?.ok_or_else(|| null(i))
    }

    /// A text.
    pub(crate) fn text(&self, i: usize) -> Result<String> {
        self.str(i).map(str::to_owned)
    }

    /// A text or NULL.
    pub(crate) fn opt_text(&self, i: usize) -> Result<Option<String>> {
        Ok(self.opt_str(i)?.map(str::to_owned))
    }
}

fn column(i: usize) -> String {
    format!("column {i}")
}

fn null(i: usize) -> runlore_domain::Error {
    bad_row(&column(i), "NULL where a value must be")
}

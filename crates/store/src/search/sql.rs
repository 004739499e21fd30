//! A statement that grows from left to right: its text and the values of its placeholders.
//!
//! Values are owned, because a search's statements outlive the pieces that they are made from. Every
//! value gets a placeholder of its own, so the order of the pieces is the order of the values.

use runlore_domain::search::Value as Operand;
use runlore_domain::{ExperimentId, Result};

use crate::db::{Conn, Dialect, Row, Value};

/// An owned value of a placeholder.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bind {
    Int(i64),
    Real(f64),
    Text(String),
    Texts(Vec<String>),
    Ints(Vec<i64>),
}

impl From<&Operand> for Bind {
    fn from(operand: &Operand) -> Self {
        match operand {
            Operand::Int(number) => Self::Int(*number),
            Operand::Float(number) => Self::Real(*number),
            Operand::Text(text) => Self::Text(text.clone()),
        }
    }
}

impl Bind {
    /// A list of experiments, without those that the column can not hold.
    pub(super) fn experiments(dialect: Dialect, ids: &[ExperimentId]) -> Self {
        Self::Ints(ids.iter().filter(|id| dialect.holds(**id)).map(|id| id.0).collect())
    }
}

/// A statement.
#[derive(Debug, Clone)]
pub(super) struct Sql {
    pub(super) dialect: Dialect,
    text: String,
    binds: Vec<Bind>,
}

impl Sql {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, text: String::with_capacity(512), binds: Vec::new() }
    }

    /// Adds words.
    pub(super) fn push(&mut self, words: &str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    /// Adds a placeholder with its value.
    pub(super) fn bind(&mut self, value: Bind) -> &mut Self {
        let placeholder = self.placeholder(value);
        self.push(&placeholder)
    }

    /// Adds a text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.bind(Bind::Text(text.to_owned()))
    }

    /// Adds a test for membership in a list that is one value.
    pub(super) fn in_list(&mut self, list: Bind) -> &mut Self {
        let placeholder = self.placeholder(list);
        let words = self.dialect.in_list(&placeholder);
        self.push(&words)
    }

    fn placeholder(&mut self, value: Bind) -> String {
        self.binds.push(value);
        format!("${}", self.binds.len())
    }

    /// Adds pieces with `between` between them.
    pub(super) fn joined<T>(
        &mut self,
        parts: impl IntoIterator<Item = T>,
        between: &str,
        mut each: impl FnMut(&mut Self, T) -> Result<()>,
    ) -> Result<()> {
        for (i, part) in parts.into_iter().enumerate() {
            if i > 0 {
                self.push(between);
            }
            each(self, part)?;
        }
        Ok(())
    }

    /// Runs the query.
    pub(super) fn rows<T>(&self, conn: &mut dyn Conn, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
        let lists: Vec<Vec<&str>> = self
            .binds
            .iter()
            .map(|bind| match bind {
                Bind::Texts(list) => list.iter().map(String::as_str).collect(),
                _ => Vec::new(),
            })
            .collect();
        let values: Vec<Value<'_>> = self
            .binds
            .iter()
            .zip(&lists)
            .map(|(bind, list)| match bind {
                Bind::Int(number) => Value::Int(*number),
                Bind::Real(number) => Value::Real(*number),
                Bind::Text(text) => Value::Text(text),
                Bind::Texts(_) => Value::Texts(list),
                Bind::Ints(list) => Value::Ints(list),
            })
            .collect();
        conn.rows(&self.text, &values, read)
    }

    /// The first row of the query.
    pub(super) fn row<T>(&self, conn: &mut dyn Conn, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Option<T>> {
        Ok(self.rows(conn, read)?.into_iter().next())
    }
}

//! Values that statements take.

/// The type of a column, where an adapter has to know it beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    /// A 32-bit integer on PostgreSQL (`experiment_id`).
    SmallInt,
    Real,
    Bool,
    Text,
}

/// One value. Integers fit whatever integer type the column has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Int(i64),
    Real(f64),
    Bool(bool),
    Text(&'a str),
    /// A list of texts for [`super::Dialect::in_list`].
    Texts(&'a [&'a str]),
    /// A list of integers for [`super::Dialect::in_list`].
    Ints(&'a [i64]),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl<'a, T: Into<Self>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<runlore_domain::ExperimentId> for Value<'_> {
    fn from(id: runlore_domain::ExperimentId) -> Self {
        Self::Int(id.0)
    }
}

impl<'a> From<&'a runlore_domain::RunId> for Value<'a> {
    fn from(id: &'a runlore_domain::RunId) -> Self {
        Self::Text(id.as_str())
    }
}

impl<'a> From<&'a runlore_domain::ModelId> for Value<'a> {
    fn from(id: &'a runlore_domain::ModelId) -> Self {
        Self::Text(id.as_str())
    }
}

//! The places where SQLite and PostgreSQL want other words for the same thing.

use runlore_domain::ExperimentId;

/// Which database a connection speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// Whether the column of experiment numbers can hold this one: PostgreSQL's has 32 bits.
    pub(crate) fn holds(self, id: ExperimentId) -> bool {
        self == Self::Sqlite || i32::try_from(id.0).is_ok()
    }

    /// `IN` over a list that is bound as one value ([`super::Value::Texts`], [`super::Value::Ints`]),
    /// so that the statement's text does not depend on the list's length.
    pub(crate) fn in_list(self, placeholder: &str) -> String {
        match self {
            Self::Sqlite => format!("IN (SELECT value FROM json_each({placeholder}))"),
            Self::Postgres => format!("= ANY({placeholder})"),
        }
    }

    /// The function that says where a text is in another one, from 1; 0 when it is not.
    pub(crate) fn position(self) -> &'static str {
        match self {
            Self::Sqlite => "instr",
            Self::Postgres => "strpos",
        }
    }

    /// Appended to a SELECT so that nobody else changes the row before the transaction ends; SQLite has
    /// one writer anyway.
    pub(crate) fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE",
        }
    }

    /// Opens a transaction that will write: on SQLite the write lock is taken at once, so that a
    /// later statement can not fail half way because somebody else took it.
    pub(crate) fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// How many writes one transaction may hold in savepoints: PostgreSQL slows down for everybody
    /// when a transaction has more than 64 subtransactions.
    pub(crate) fn savepoints(self) -> usize {
        match self {
            Self::Sqlite => usize::MAX,
            Self::Postgres => 50,
        }
    }
}

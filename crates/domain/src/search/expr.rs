//! A filter as a tree, and how it is written down again.
//!
//! A comparison with something that is not there (no such tag, an empty column) is false, also for
//! `!=`; `NOT` turns it into true. Only `IS NULL` asks for absence.

use std::fmt;

use super::field::Field;
use super::quoted;

/// A filter over fields `F`. `And` of nothing is always true.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr<F> {
    /// All of them.
    And(Vec<Self>),
    /// At least one of them.
    Or(Vec<Self>),
    /// Exactly what the inner one does not match.
    Not(Box<Self>),
    /// One comparison.
    Compare(Comparison<F>),
}

impl<F> Expr<F> {
    /// Whether it looks at such a field.
    pub fn names(&self, such: &dyn Fn(&F) -> bool) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.names(such)),
            Self::Not(inner) => inner.names(such),
            Self::Compare(comparison) => such(&comparison.field),
        }
    }
}

/// A field and what its value must fulfil.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<F> {
    /// What is looked at.
    pub field: F,
    /// What it must fulfil.
    pub test: Test,
}

/// A test of one value.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`.
    Is(Operator, Value),
    /// `[NOT] LIKE` and `[NOT] ILIKE`.
    Like {
        /// With `%` and `_`.
        pattern: String,
        /// ILIKE.
        ignore_case: bool,
        /// NOT.
        negated: bool,
    },
    /// `[NOT] IN (…)`; only for logged models may it be empty.
    In {
        /// The list.
        values: Vec<Value>,
        /// NOT.
        negated: bool,
    },
    /// `[NOT] BETWEEN low AND high`, both included.
    Between {
        /// The lowest.
        low: Value,
        /// The highest.
        high: Value,
        /// NOT.
        negated: bool,
    },
    /// `IS [NOT] NULL`.
    IsNull {
        /// NOT.
        negated: bool,
    },
}

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the symbols say it")]
pub enum Operator {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Operator {
    /// All, with their symbols.
    pub const ALL: [(Self, &'static str); 6] =
        [(Self::Eq, "="), (Self::Ne, "!="), (Self::Lt, "<"), (Self::Le, "<="), (Self::Gt, ">"), (Self::Ge, ">=")];

    /// The symbol, in filters and in SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "=",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
        }
    }
}

/// The right side of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number.
    Int(i64),
    /// A number with a point or an exponent, or one too large for 64 bits.
    Float(f64),
    /// A text.
    Text(String),
}

impl<F> Expr<F> {
    /// Matches everything.
    pub fn all() -> Self {
        Self::And(Vec::new())
    }

    /// Calls `visit` with every comparison.
    pub fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Comparison<F>)) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.each(visit)),
            Self::Not(inner) => inner.each(visit),
            Self::Compare(comparison) => visit(comparison),
        }
    }

    /// The parts that must all hold: those of a top-level `And`, or the expression itself.
    pub fn conjuncts(&self) -> &[Self] {
        match self {
            Self::And(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }
}

impl<F: Field> fmt::Display for Expr<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => joined(f, parts, " AND "),
            Self::Or(parts) => joined(f, parts, " OR "),
            Self::Not(inner) => {
                f.write_str("NOT ")?;
                nested(f, inner)
            }
            Self::Compare(comparison) => comparison.fmt(f),
        }
    }
}

fn joined<F: Field>(f: &mut fmt::Formatter<'_>, parts: &[Expr<F>], with: &str) -> fmt::Result {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(with)?;
        }
        nested(f, part)?;
    }
    Ok(())
}

fn nested<F: Field>(f: &mut fmt::Formatter<'_>, part: &Expr<F>) -> fmt::Result {
    match part {
        Expr::And(_) | Expr::Or(_) => write!(f, "({part})"),
        _ => write!(f, "{part}"),
    }
}

impl<F: Field> fmt::Display for Comparison<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = |negated: bool| if negated { "NOT " } else { "" };
        let field = &self.field;
        match &self.test {
            Test::Is(operator, value) => write!(f, "{field} {} {value}", operator.as_str()),
            Test::Like { pattern, ignore_case, negated } => {
                let like = if *ignore_case { "ILIKE" } else { "LIKE" };
                write!(f, "{field} {}{like} {}", not(*negated), quoted::value(pattern))
            }
            Test::In { values, negated } => {
                let list: Vec<String> = values.iter().map(Value::to_string).collect();
                write!(f, "{field} {}IN ({})", not(*negated), list.join(", "))
            }
            Test::Between { low, high, negated } => {
                write!(f, "{field} {}BETWEEN {low} AND {high}", not(*negated))
            }
            Test::IsNull { negated } => write!(f, "{field} IS {}NULL", not(*negated)),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => number.fmt(f),
            // Filters have no word for infinity, but numbers that are too large for a float.
            Self::Float(f64::INFINITY) => f.write_str("1e999"),
            Self::Float(f64::NEG_INFINITY) => f.write_str("-1e999"),
            Self::Float(number) => write!(f, "{number:?}"),
            Self::Text(text) => f.write_str(&quoted::value(text)),
        }
    }
}

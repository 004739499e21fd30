//! Recursive descent from a filter's text to its tree.
//!
//! Between comparisons MLflow wants no more than white space: `AND` may be missing, doubled, or
//! stand at either end of the filter. That is kept; `OR` and `NOT` need their operands.

use super::expr::{Comparison, Expr, Operator, Test, Value};
use super::field::{Dialect, Field, Kind};
use super::logged_models::MARKS;
use super::problem::Problem;
use super::quoted;
use super::scanner::{Raw, Scanner};
use crate::{Error, Result};

/// Bytes of one filter.
const LENGTH: usize = 1024 * 1024;
/// Parentheses and NOTs inside each other.
const DEPTH: usize = 100;
/// Comparisons in one filter.
const COMPARISONS: usize = 500;
/// Values in all lists of one filter.
const LIST_VALUES: usize = 10_000;
/// Bytes of one LIKE pattern (what SQLite takes).
const PATTERN: usize = 50_000;

type Parsed<T> = std::result::Result<T, Problem>;

/// Parses a filter; an empty one matches everything.
pub fn parse_filter<F: Field>(text: &str) -> Result<Expr<F>> {
    if text.len() > LENGTH {
        return Err(Error::invalid(format!(
            "The filter string has {} bytes and exceeds the maximum length of {LENGTH} bytes",
            text.len()
        )));
    }
    if text.is_empty() {
        return Ok(Expr::all());
    }
    if text.trim().is_empty() {
        return Err(Error::invalid(format!("Invalid filter '{text}'. Could not be parsed.")));
    }
    let mut parser =
        Parser::<F> { scan: Scanner::new(text), depth: 0, comparisons: 0, values: 0, of: std::marker::PhantomData };
    parser.filter().map_err(|problem| problem.into_error(text))
}

struct Parser<'a, F> {
    scan: Scanner<'a>,
    depth: usize,
    comparisons: usize,
    values: usize,
    of: std::marker::PhantomData<F>,
}

impl<F: Field> Parser<'_, F> {
    fn filter(&mut self) -> Parsed<Expr<F>> {
        let mut leading = self.scan;
        while leading.eat_words(&["AND"]) {}
        if leading.peek().is_none() {
            return Ok(Expr::all());
        }
        self.scan = leading;
        let expr = self.or()?;
        if self.scan.peek() == Some(';') {
            let at = self.scan.at;
            self.scan.eat(';');
            let message = if self.scan.peek().is_some() {
                format!(
                    "Search filter contained multiple expression '{}'. Provide AND-ed expression list.",
                    self.scan.text
                )
            } else {
                "Invalid clause(s) in filter string: ';'".to_owned()
            };
            return Err(Problem::new(message, at, "AND, OR or the end of the filter"));
        }
        if self.scan.peek().is_some() {
            return Err(self.invalid_clause("AND, OR or the end of the filter"));
        }
        Ok(expr)
    }

    fn or(&mut self) -> Parsed<Expr<F>> {
        let first = self.and()?;
        let mut parts = vec![first];
        while self.scan.eat_words(&["OR"]) {
            parts.push(self.and()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::Or(parts) })
    }

    fn and(&mut self) -> Parsed<Expr<F>> {
        let mut parts = vec![self.not()?];
        loop {
            let before = self.scan;
            let mut joined = false;
            while self.scan.eat_words(&["AND"]) {
                joined = true;
            }
            match self.scan.peek() {
                None => break,
                Some(')') if !joined => break,
                Some(_) if !joined && self.scan.word().eq_ignore_ascii_case("OR") => break,
                Some(_) if joined || self.starts_operand() => parts.push(self.not()?),
                Some(_) => {
                    self.scan = before;
                    break;
                }
            }
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::And(parts) })
    }

    fn starts_operand(&mut self) -> bool {
        self.scan.peek() == Some('(') || {
            let mut ahead = self.scan;
            ahead.eat_words(&["NOT"]) || self.field(&mut ahead).is_some() && ahead.operator_follows()
        }
    }

    fn not(&mut self) -> Parsed<Expr<F>> {
        let mut ahead = self.scan;
        let negation = ahead.eat_words(&["NOT"]) && !ahead.operator_follows();
        if !negation && self.scan.peek() != Some('(') {
            return self.comparison().map(Expr::Compare);
        }
        if self.depth == DEPTH {
            let message = format!("The filter string is nested more than {DEPTH} levels deep");
            return Err(Problem::new(message, self.scan.at, "a comparison"));
        }
        self.depth += 1;
        let expr = if negation {
            self.scan = ahead;
            Expr::Not(Box::new(self.not()?))
        } else {
            self.scan.eat('(');
            let inner = self.or()?;
            if !self.scan.eat(')') {
                return Err(self.invalid_clause("AND, OR or ')'"));
            }
            inner
        };
        self.depth -= 1;
        Ok(expr)
    }

    fn field<'t>(&self, scan: &mut Scanner<'t>) -> Option<(&'t str, usize)> {
        let also: &[char] = if F::DIALECT == Dialect::LoggedModels { &MARKS } else { &[] };
        scan.peek();
        let at = scan.at;
        scan.identifier(also).map(|raw| (raw, at))
    }

    fn comparison(&mut self) -> Parsed<Comparison<F>> {
        let mut scan = self.scan;
        let found = self.field(&mut scan).filter(|(raw, _)| !raw.starts_with(|c: char| c.is_ascii_digit()));
        let Some((raw, at)) = found else {
            return Err(self.no_identifier());
        };
        self.comparisons += 1;
        if self.comparisons > COMPARISONS {
            return Err(Problem::new(
                format!("The filter string has more than {COMPARISONS} comparisons"),
                at,
                "the end of the filter",
            ));
        }
        let mut ahead = scan;
        if !ahead.operator_follows() {
            return Err(self.no_operator(scan, raw, at));
        }
        self.scan = scan;
        let field = F::resolve(raw, at)?;
        let test = self.test(&field)?;
        Ok(Comparison { field, test })
    }

    /// Something that is not a name where a comparison should begin, perhaps its value.
    fn no_identifier(&mut self) -> Problem {
        const EXPECTED: &str = "a comparison, such as: metrics.loss < 0.1";
        let mut ahead = self.scan;
        match ahead.value() {
            Some(Raw::Quoted(value) | Raw::Number(value)) if ahead.operator_follows() => {
                let message = format!("Invalid comparison clause. Expected 'Identifier' found '{value}'");
                Problem::new(message, self.scan.at, EXPECTED)
            }
            _ => self.invalid_clause(EXPECTED),
        }
    }

    /// An identifier that no operator follows; a name with other characters must be quoted.
    fn no_operator(&self, mut after: Scanner<'_>, raw: &str, at: usize) -> Problem {
        let glued = after.rest().starts_with(['-', '/', '+', ':', '#', '@', '$', '%']);
        after.peek();
        if glued {
            let message = format!("Invalid comparison clause. Expected 'Identifier' found '{raw}{}'", after.fragment());
            return Problem::new(
                message,
                after.at,
                "a comparison operator; put names with other characters in backticks",
            );
        }
        let next = after.fragment();
        let next = if next.is_empty() { String::new() } else { format!(", '{next}'") };
        let message = format!("Invalid clause(s) in filter string: '{raw}'{next}");
        Problem::new(message, if next.is_empty() { at } else { after.at }, "a comparison operator after the name")
    }

    fn test(&mut self, field: &F) -> Parsed<Test> {
        self.scan.peek();
        let at = self.scan.at;
        if self.scan.eat_words(&["IS"]) {
            let negated = self.scan.eat_words(&["NOT"]);
            if !self.scan.eat_words(&["NULL"]) {
                return Err(self.invalid_clause("NULL or NOT NULL"));
            }
            return Ok(Test::IsNull { negated });
        }
        let negated = self.scan.eat_words(&["NOT"]);
        let number = matches!(field.kind(), Kind::Number | Kind::Integer | Kind::Any);
        let text = matches!(field.kind(), Kind::Text | Kind::Any);
        for (keyword, ignore_case) in [("LIKE", false), ("ILIKE", true)] {
            if text && self.scan.eat_words(&[keyword]) {
                let Value::Text(pattern) = self.value(field)? else {
                    return Err(Problem::new(field.bad_operator(keyword), at, "a pattern in quotes"));
                };
                if pattern.len() > PATTERN {
                    let message = format!("A LIKE pattern has {} bytes", pattern.len());
                    return Err(Problem::new(message, at, format!("at most {PATTERN} bytes")));
                }
                return Ok(Test::Like { pattern, ignore_case, negated });
            }
        }
        if self.scan.eat_words(&["IN"]) {
            return Ok(Test::In { values: self.list(field)?, negated });
        }
        if (number || text) && self.scan.eat_words(&["BETWEEN"]) {
            let low = self.value(field)?;
            if !self.scan.eat_words(&["AND"]) {
                return Err(self.invalid_clause("AND and the upper bound"));
            }
            return Ok(Test::Between { low, high: self.value(field)?, negated });
        }
        let symbol = if negated { None } else { self.scan.symbol() };
        let operator = Operator::ALL
            .iter()
            .find(|(op, s)| symbol == Some(s) && (number || matches!(op, Operator::Eq | Operator::Ne)));
        let Some((operator, _)) = operator else {
            let word = symbol.map_or_else(|| self.scan.word().to_uppercase(), str::to_owned);
            let found = if negated { format!("NOT {word}") } else { word };
            let expected = match (number, text) {
                (true, true) => "one of =, !=, <, <=, >, >=, LIKE, ILIKE, IN, BETWEEN, IS NULL",
                (true, false) => "one of =, !=, <, <=, >, >=, IN, BETWEEN, IS NULL",
                _ => "one of =, !=, LIKE, ILIKE, IN, BETWEEN, IS NULL",
            };
            return Err(Problem::new(field.bad_operator(&found), at, expected));
        };
        Ok(Test::Is(*operator, self.value(field)?))
    }

    fn value(&mut self, field: &F) -> Parsed<Value> {
        self.scan.peek();
        let at = self.scan.at;
        match self.scan.value() {
            Some(raw) => convert(field, &raw, at),
            None => Err(Problem::new("Invalid clause(s) in filter string: the filter ends early", at, "a value")),
        }
    }

    /// A list as Python reads one: strings beside each other are one string, a last comma is fine.
    fn list(&mut self, field: &F) -> Parsed<Vec<Value>> {
        if !self.scan.eat('(') {
            return Err(self.invalid_clause("a list in parentheses"));
        }
        let mut values = Vec::new();
        while self.scan.peek() != Some(')') {
            let at = self.scan.at;
            let raw = match quoted::python(self.scan.rest()) {
                Some((mut content, end)) => {
                    self.scan.at += end;
                    self.scan.peek();
                    while let Some((more, end)) = quoted::python(self.scan.rest()) {
                        content.push_str(&more);
                        self.scan.at += end;
                        self.scan.peek();
                    }
                    Raw::Escaped(content)
                }
                None => self.scan.value().ok_or_else(|| ill_formed(at))?,
            };
            if matches!(raw, Raw::Other(_) | Raw::Quoted(_)) {
                return Err(ill_formed(at));
            }
            values.push(convert(field, &raw, at).map_err(|mut problem| {
                if field.kind() == Kind::Text {
                    problem.message = "While parsing a list in the query, expected string value, punctuation, or \
                                       whitespace, but got different type in list"
                        .to_owned();
                }
                problem
            })?);
            self.values += 1;
            if self.values > LIST_VALUES {
                let message = format!("The lists of a filter string have more than {LIST_VALUES} values");
                return Err(Problem::new(message, at, "')'"));
            }
            if !self.scan.eat(',') && self.scan.peek() != Some(')') {
                return Err(ill_formed(self.scan.at));
            }
        }
        let at = self.scan.at;
        self.scan.eat(')');
        // In a list of nothing there is nothing, MLflow's other parser finds.
        if values.is_empty() && F::DIALECT == Dialect::Standard {
            let message =
                "While parsing a list in the query, expected a non-empty list of string values, but got empty list";
            return Err(Problem::new(message, at, "at least one value"));
        }
        Ok(values)
    }

    fn invalid_clause(&mut self, expected: &str) -> Problem {
        let fragment = self.scan.fragment();
        Problem::new(format!("Invalid clause(s) in filter string: '{fragment}'"), self.scan.at, expected)
    }
}

fn ill_formed(at: usize) -> Problem {
    let message =
        "While parsing a list in the query, expected a non-empty list of string values, but got ill-formed list.";
    Problem::new(message, at, "a value, ',' or ')'")
}

/// Turns what stands in the filter into a value of the field's kind.
fn convert<F: Field>(field: &F, raw: &Raw<'_>, at: usize) -> Parsed<Value> {
    let text = match raw {
        Raw::Quoted(text) | Raw::Number(text) | Raw::Other(text) => *text,
        Raw::Escaped(text) => text,
    };
    let wrong = |expected: &str| Problem::new(field.bad_value(text), at, expected);
    match (field.kind(), raw) {
        (Kind::Number | Kind::Any, Raw::Number(_)) => {
            text.parse().map(Value::Int).or_else(|_| text.parse().map(Value::Float)).map_err(|_| wrong("a number"))
        }
        (Kind::Number, Raw::Other(word)) if F::DIALECT == Dialect::LoggedModels => {
            word.parse().map(Value::Float).map_err(|_| wrong("a number"))
        }
        (Kind::Integer, Raw::Number(_)) => text.parse().map(Value::Int).map_err(|_| wrong("a whole number")),
        (Kind::Number | Kind::Integer, _) => Err(wrong("a number without quotes")),
        (Kind::ExperimentId, Raw::Other(_)) => Err(wrong("an experiment id in quotes")),
        (Kind::ExperimentId, _) => {
            let number = text.trim_matches(['\'', '"']).trim().parse();
            number.map(Value::Int).map_err(|_| {
                let id = text.trim_matches(['\'', '"']);
                let message = format!("Invalid experiment ID '{id}'. Experiment ID must be a valid integer.");
                Problem::new(message, at, "an experiment id in quotes")
            })
        }
        (Kind::Text, Raw::Other(open)) if open.starts_with(['\'', '"']) => Err(wrong("a closing quote")),
        (Kind::Text | Kind::Any, Raw::Escaped(text)) => Ok(Value::Text(text.clone())),
        (Kind::Text, _) if F::DIALECT == Dialect::LoggedModels => Ok(Value::Text(text.trim_matches('\'').to_owned())),
        (Kind::Text | Kind::Any, Raw::Quoted(text)) => Ok(Value::Text(text[1..text.len() - 1].to_owned())),
        (Kind::Text, Raw::Other(word)) if !word.starts_with('(') && !word.is_empty() => {
            let message = format!(
                "Parameter value is either not quoted or unidentified quote types used for string value {word}. Use \
                 either single or double quotes."
            );
            Err(Problem::new(message, at, "a value in quotes"))
        }
        (Kind::Text, _) => Err(wrong("a value in quotes")),
        (Kind::Any, _) => Err(wrong("a number, or a text in quotes")),
    }
}

impl Scanner<'_> {
    /// Whether a comparison operator comes next.
    fn operator_follows(&mut self) -> bool {
        const WORDS: [&str; 9] = ["IS", "IN", "LIKE", "ILIKE", "RLIKE", "REGEXP", "BETWEEN", "NOT", "ISNULL"];
        let mut ahead = *self;
        if ahead.symbol().is_some() {
            return true;
        }
        let word = self.word();
        if word.eq_ignore_ascii_case("NOT") {
            let mut ahead = *self;
            ahead.eat_words(&["NOT"]);
            return ["IN", "LIKE", "ILIKE", "RLIKE", "REGEXP", "BETWEEN"]
                .iter()
                .any(|w| ahead.word().eq_ignore_ascii_case(w));
        }
        WORDS.iter().any(|w| word.eq_ignore_ascii_case(w))
    }
}

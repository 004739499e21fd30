//! Reads one `<key> [ASC|DESC]` of an order.

use super::problem::Problem;
use super::scanner::Scanner;
use crate::{Error, Result};

/// Keys of one order: a database joins a table for each.
const KEYS: usize = 50;

/// Refuses orders by more keys than a database joins.
pub(super) fn check_count(keys: usize) -> Result<()> {
    if keys <= KEYS {
        return Ok(());
    }
    Err(Error::invalid(format!("`order_by` has {keys} fields and exceeds the maximum of {KEYS} fields")))
}

/// The raw identifier and whether it is ascending.
pub(super) fn parse(text: &str) -> Result<(&str, bool)> {
    let unparsable = || Error::invalid(format!("Invalid order_by clause '{text}'. Could not be parsed."));
    let mut scan = Scanner::new(text);
    let raw = scan.identifier(&[]).ok_or_else(unparsable)?;
    if scan.peek().is_none() {
        return if raw.eq_ignore_ascii_case("asc") || raw.eq_ignore_ascii_case("desc") {
            Err(unparsable())
        } else {
            Ok((raw, true))
        };
    }
    let word = scan.word();
    let ascending = word.eq_ignore_ascii_case("asc");
    let known = ascending || word.eq_ignore_ascii_case("desc");
    scan.at += word.len();
    if word.is_empty() || scan.peek().is_some() && known {
        return Err(unparsable());
    }
    if !known {
        return Err(Error::invalid(format!("Invalid ordering key in order_by clause '{text}'.")));
    }
    Ok((raw, ascending))
}

/// A field's refusal, without the place: an order is short.
pub(super) fn refused(problem: Problem) -> Error {
    Error::invalid(problem.message)
}

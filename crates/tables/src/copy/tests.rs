//! What comes out of a copy is what comes out of the table.

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use proptest::prelude::*;
use runlore_domain::Result;
use runlore_domain::search::RowSearch;
use serde_json::Value;

use super::*;
use crate::parquet::ReadAt;
use crate::{Scanner, Selected, Selection};

struct InMemory(Bytes);

impl ReadAt for InMemory {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, range: Range<u64>) -> Result<Bytes> {
        Ok(self.0.slice(range.start as usize..range.end as usize))
    }
}

fn scan(file: &str, each: &mut dyn FnMut(&[u8]) -> Result<()>) -> Vec<String> {
    let mut scanner = Scanner::default();
    scanner.push(file.as_bytes(), each).unwrap();
    scanner.finish().unwrap().columns
}

fn written(file: &str) -> Vec<u8> {
    let mut writer = CopyWriter::new(Vec::new());
    let columns = scan(file, &mut |row| writer.push(row));
    writer.finish(columns, "this").unwrap()
}

fn copy(file: &str) -> TableCopy {
    TableCopy::open(Arc::new(InMemory(written(file).into())), "this").unwrap().unwrap()
}

type Page<'p> = (&'p str, &'p [&'p str], Option<&'p [&'p str]>, (usize, usize));

fn by_copy(copy: &TableCopy, page: Page<'_>) -> Result<String> {
    by_copy_cut(copy, page, None)
}

fn by_copy_cut(copy: &TableCopy, (filter, order, asked, page): Page<'_>, max_cell: Option<usize>) -> Result<String> {
    let order: Vec<String> = order.iter().map(ToString::to_string).collect();
    copy.select(&RowSearch::parse(filter, &order)?, &part(asked, page, max_cell)).map(|selected| shown(&selected))
}

fn by_scan(file: &str, (filter, order, asked, page): Page<'_>, max_cell: Option<usize>) -> Result<String> {
    let order: Vec<String> = order.iter().map(ToString::to_string).collect();
    let columns = scan(file, &mut |_| Ok(()));
    let search = RowSearch::parse(filter, &order)?;
    let mut selection = Selection::new(&search, &part(asked, page, max_cell), &columns)?;
    scan(file, &mut |row| selection.push(row));
    Ok(shown(&selection.finish()))
}

fn part(asked: Option<&[&str]>, (offset, max_rows): (usize, usize), max_cell: Option<usize>) -> crate::Page {
    let columns = asked.map(|names| names.iter().map(ToString::to_string).collect());
    crate::Page { columns, offset, max_rows, max_cell }
}

fn shown(selected: &Selected) -> String {
    let rows = serde_json::to_string(&selected.rows).unwrap();
    format!("{:?} {rows} {:?} {}", selected.columns, selected.cut, selected.total)
}

/// Cells that lose something in any typed column, spelled in ways that a parser would not keep.
const HOSTILE: [&str; 24] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "1",
    "1.0",
    "1e400",
    "9007199254740993",
    "-9223372036854775808",
    "123456789012345678901234567890",
    "0.1000000000000000055511151231257827",
    "\"\"",
    "\"007\"",
    "\"null\"",
    "\"\\u0000\\ud800\"",
    "\"a\\/b\\u00e9\"",
    "\"é😀\"",
    "{\"b\":1,\"a\": {}}",
    "{\"a\":1, \"a\":2}",
    "[]",
    "[1 , [null]]",
    "\"1\"",
];

fn pages() -> Vec<Page<'static>> {
    vec![
        ("", &[], None, (0, 100)),
        ("", &[], Some(&["b", "a", "b"]), (7, 5)),
        ("", &[], Some(&["b"]), (0, 0)),
        ("", &[], None, (1_000, 5)),
        ("", &["a"], None, (0, 9)),
        ("", &["a DESC", "b"], Some(&["b", "a"]), (3, 40)),
        ("", &["b DESC"], Some(&["a"]), (20, 3)),
        ("a > 0", &[], None, (1, 3)),
        ("a IS NULL OR b LIKE '%0%'", &["b", "a DESC"], None, (0, 50)),
        ("NOT a = 1 AND b != 'x'", &["`a`"], Some(&["a"]), (2, 2)),
        ("a = '007'", &[], Some(&["b"]), (0, 10)),
        ("a = 9007199254740993", &[], None, (0, 10)),
        ("c = 1", &[], None, (0, 1)),
        ("", &["c"], None, (0, 1)),
        ("", &[], Some(&["c"]), (0, 1)),
    ]
}

fn compare(file: &str) {
    let copy = copy(file);
    for page in pages() {
        let told = |result: Result<String>| result.unwrap_or_else(|error| error.message().to_owned());
        for max_cell in [None, Some(9)] {
            let (ours, theirs) = (by_copy_cut(&copy, page, max_cell), by_scan(file, page, max_cell));
            assert_eq!(told(ours), told(theirs), "{page:?} {max_cell:?} of {file:.300}");
        }
    }
}

#[test]
fn nothing_is_lost_of_hostile_cells() {
    let rows: Vec<String> =
        HOSTILE.iter().enumerate().map(|(at, cell)| format!("[ {cell},\n{} ]", HOSTILE[at * 7 % 24])).collect();
    compare(&format!(r#"{{"columns":["a","b"],"data":[{}]}}"#, rows.join(" , ")));
    compare(&format!(r#"{{"index":[1],"data":[{}],"columns":["a","b"]}}"#, rows.join(",")));
    compare(r#"{"columns":["a","b"],"data":[]}"#);
    // A name twice, and names that are no words.
    compare(r#"{"columns":["a","b","a","",5,"`\""],"data":[[1,2,3,4,5,6],[2,1,null,"","x",[]]]}"#);
}

#[test]
fn many_rows_are_in_groups_and_pages_in_the_middle_are_found() {
    let text = |n: u64| format!("{}-{}", n * 7_919 % 10_007, "x".repeat((n % 97) as usize));
    let rows: Vec<String> = (0..20_000).map(|n| format!("[{n},\"{}\",{}]", text(n), n * 31 % 1_000)).collect();
    let file = format!(r#"{{"columns":["n","t","k"],"data":[{}]}}"#, rows.join(","));
    let copy = copy(&file);
    for page in [
        ("", &[][..], None, (0, 100)),
        ("", &[], None, (8_190, 5)),
        ("", &[], Some(&["t"][..]), (19_999, 10)),
        ("", &["t DESC"], Some(&["n"]), (0, 10_000)),
        ("", &["k", "n DESC"], None, (12_345, 50)),
        ("k = 31", &[], Some(&["n"]), (5, 10)),
        ("t LIKE '1%' AND k > 500", &["k DESC"], Some(&["k", "t"]), (100, 20)),
    ] {
        assert_eq!(by_copy(&copy, page).unwrap(), by_scan(&file, page, None).unwrap(), "{page:?}");
    }
}

#[test]
fn long_cells_make_small_groups() {
    let rows: Vec<String> = (0..60).map(|n| format!("[{n},\"{}\"]", "y".repeat(1 << 20))).collect();
    let file = format!(r#"{{"columns":["n","t"],"data":[{}]}}"#, rows.join(","));
    let copy = copy(&file);
    let found = by_copy(&copy, ("n > 40", &["n DESC"], Some(&["n"]), (0, 3))).unwrap();
    assert_eq!(found, r#"["n"] [[59],[58],[57]] [] 19"#);
    let error = by_copy(&copy, ("", &[], None, (0, 60))).unwrap_err();
    assert!(error.message().contains("more than 48 MiB"), "{error}");
    by_copy(&copy, ("", &[], None, (30, 20))).unwrap();
}

#[test]
fn a_copy_of_something_else_is_none() {
    let file = Bytes::from(written(r#"{"columns":["a"],"data":[[1]]}"#));
    let open = |bytes: Bytes, of: &str| TableCopy::open(Arc::new(InMemory(bytes)), of);
    assert!(open(file.clone(), "this").unwrap().is_some());
    assert!(open(file.clone(), "that").unwrap().is_none());
    for bad in [file.slice(..file.len() / 2), Bytes::new()] {
        let opened = open(bad, "this").and_then(|copy| match copy {
            Some(copy) => by_copy(&copy, ("", &[], None, (0, 1))).map(drop),
            None => Ok(()),
        });
        assert!(opened.is_err());
    }
    let mut none = CopyWriter::new(Vec::new());
    assert!(none.push(b"[]").is_err());
    assert!(CopyWriter::new(Vec::new()).finish(Vec::new(), "this").is_err());
}

proptest! {
    #[test]
    fn any_table_comes_back(rows in prop::collection::vec((0..24_usize, 0..24_usize, any::<f64>(), ".{0,8}"), 0..60)) {
        let cell = |at: usize, number: f64, text: &str| match at {
            0 => Value::from(number).to_string(),
            1 => Value::from(text).to_string(),
            at => HOSTILE[at].to_owned(),
        };
        let rows: Vec<String> = rows
            .iter()
            .map(|(a, b, number, text)| format!("[{},{}]", cell(*a, *number, text), cell(*b, *number, text)))
            .collect();
        compare(&format!(r#"{{"columns":["a","b"],"data":[{}]}}"#, rows.join(",")));
    }
}

#[test]
fn a_row_that_is_too_long_has_no_copy() {
    let mut writer = CopyWriter::new(Vec::new());
    let row = |length: usize| format!("[\"{}\"]", "x".repeat(length));
    writer.push(row(1 << 20).as_bytes()).unwrap();
    let error = writer.push(row(17 << 20).as_bytes()).unwrap_err();
    assert!(error.message().contains("a row of more than 16 MiB"), "{error}");
}

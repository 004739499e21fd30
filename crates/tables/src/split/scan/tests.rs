//! Files of every shape, in pieces of every size.

use proptest::prelude::*;
use runlore_domain::ErrorKind;

use super::*;
use crate::Table;

/// Reads a file in pieces of `piece` bytes: what it is, and its rows.
pub(crate) fn scan(file: &[u8], piece: usize) -> Result<(Part, Vec<Vec<u8>>)> {
    let (mut scanner, mut rows) = (Scanner::default(), Vec::new());
    for bytes in file.chunks(piece) {
        scanner.push(bytes, &mut |row| {
            rows.push(row.to_vec());
            Ok(())
        })?;
    }
    Ok((scanner.finish()?, rows))
}

#[test]
fn rows_come_out_as_they_stand() {
    let file = br#"{ "x" : -1.5 ,"data":[ ["a\"]", {"b":[1 ,2]} ] , [null,1e999]],"y":true,"columns":["q",7]} "#;
    for piece in 1..file.len() + 1 {
        let (part, rows) = scan(file, piece).unwrap();
        assert_eq!(rows, [&br#"["a\"]", {"b":[1 ,2]} ]"#[..], b"[null,1e999]"]);
        assert_eq!((part.columns, part.rows), (vec!["q".to_owned(), "7".to_owned()], 2));
        let data = &file[part.data.start as usize..part.data.end as usize];
        assert!(data.starts_with(b"[\"a") && data.ends_with(b"999]"));
    }
    let (part, _) = scan(br#"{"columns":["a"],"data":[ ]}"#, 5).unwrap();
    assert!(part.data.is_empty() && part.rows == 0);
}

#[test]
fn what_is_no_table_is_an_error() {
    let deep = format!(r#"{{"columns":["a"],"data":[[{}]]}}"#, "[".repeat(100_000));
    for (file, why) in [
        ("", "ends early"),
        ("[1]", "'[' at byte 0 is out of place"),
        ("{}", "no 'columns'"),
        (r#"{"columns":[]}"#, "no 'data'"),
        (r#"{"data":[[1]]}"#, "no 'columns'"),
        (r#"{"columns":["a"],"columns":["b"],"data":[]}"#, "'columns' twice"),
        (r#"{"data":[],"data":[[1]],"columns":["a"]}"#, "'data' twice"),
        (r#"{"columns":["a"],"data":[[1],[1,2]]}"#, "row 2 has 2 cells, but there are 1 columns"),
        (r#"{"data":[[1],[1,2]],"columns":["a"]}"#, "row 2 has 2 cells, but there are 1 columns"),
        (r#"{"data":[[1,2]],"columns":["a"]}"#, "row 1 has 2 cells, but there are 1 columns"),
        (r#"{"columns":["a"],"data":[[1}]}"#, "row 1"),
        (r#"{"columns":["a"],"data":[[NaN]]}"#, "row 1"),
        (r#"{"columns":["a"],"data":[{"a":1}]}"#, "row 1 is no list"),
        (r#"{"columns":["a"],"data":[[1]"#, "ends early"),
        (r#"{"columns":["a"],"data":[[1],]}"#, "row 2 is no list"),
        (r#"{"columns":["a"],"data":{"a":{"0":1}}}"#, "'data' is no list"),
        (r#"{"columns":7,"data":[]}"#, "'columns' is no list"),
        (r#"{"columns":["a"],"data":[]} x"#, "out of place"),
        (r#"{"columns":["a"] "data":[]}"#, "out of place"),
        (&deep, "ends early"),
    ] {
        for piece in [1, 1000] {
            let error = scan(file.as_bytes(), piece).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidParameter);
            assert!(error.message().contains(why), "{file:.80}: {error}");
        }
    }
    assert!(scan(b"{\"columns\":[\"a\"],\"data\":[[\"\xff\"]]}", 9).is_err(), "no UTF-8");
}

#[test]
fn a_row_has_a_bound() {
    let mut scanner = Scanner::default();
    scanner.push(br#"{"columns":["a"],"data":[[""#, &mut |_| Ok(())).unwrap();
    let piece = vec![b'x'; 1 << 20];
    let error = (0..100).find_map(|_| scanner.push(&piece, &mut |_| Ok(())).err()).unwrap();
    assert!(error.message().contains("row 1 is larger than 56 MiB"), "{error}");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(file in prop::collection::vec(any::<u8>(), 0..200), piece in 1_usize..20) {
        let _any = scan(&file, piece);
    }

    #[test]
    fn what_it_takes_is_a_table(text in r#"[\[\]{}",:a1n \\]{0,40}"#, piece in 1_usize..9) {
        for file in [format!(r#"{{"columns":["a"],"data":[{text}]}}"#), format!(r#"{{"data":[[1]],{text}}}"#)] {
            if let Ok((part, rows)) = scan(file.as_bytes(), piece) {
                prop_assert_eq!(part.rows, rows.len() as u64);
                if let Ok(table) = Table::from_split(file.as_bytes()) {
                    prop_assert_eq!((table.columns, table.rows.len()), (part.columns, rows.len()));
                }
            }
        }
    }
}

//! No bytes make the readers of tables' files panic, whatever pieces they come in, and what is read as a
//! table is the same table in any pieces, and again when it is composed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runlore_tables::{Composition, CsvScanner, Part, Scanner, Segment, Table};

fn scan(file: &[u8], piece: usize) -> Option<(Part, Vec<Vec<u8>>)> {
    let (mut scanner, mut rows) = (Scanner::default(), Vec::new());
    for bytes in file.chunks(piece) {
        let mut each = |row: &[u8]| {
            rows.push(row.to_vec());
            Ok(())
        };
        scanner.push(bytes, &mut each).ok()?;
    }
    Some((scanner.finish().ok()?, rows))
}

fn csv(file: &[u8], piece: usize) -> Option<Vec<Vec<u8>>> {
    let (mut scanner, mut rows) = (CsvScanner::default(), Vec::new());
    let mut each = |_: &[String], row: &[u8]| {
        rows.push(row.to_vec());
        Ok(())
    };
    for bytes in file.chunks(piece) {
        scanner.push(bytes, &mut each).ok()?;
    }
    scanner.finish(&mut each).ok()?;
    Some(rows)
}

fuzz_target!(|input: (&[u8], u8)| {
    let (file, piece) = (input.0, usize::from(input.1).max(1));
    let whole = scan(file, file.len().max(1));
    assert_eq!(scan(file, piece), whole);
    assert_eq!(csv(file, piece), csv(file, file.len().max(1)));
    let _table = Table::from_split(file);
    let Some((part, rows)) = whole else { return };
    let composition = Composition::of(std::slice::from_ref(&part));
    let mut composed = Vec::new();
    for segment in composition.segments(&(0..composition.size())) {
        match segment {
            Segment::Bytes(bytes) => composed.extend(bytes),
            Segment::Rows { from, .. } => composed.extend(&file[from.start as usize..from.end as usize]),
        }
    }
    let (again, same) = scan(&composed, piece).expect("what is composed is a table");
    assert_eq!((again.columns, same), (part.columns, rows));
});

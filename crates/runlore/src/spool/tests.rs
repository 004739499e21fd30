//! Spools as their processes leave them.

use super::*;

fn spool(root: &Path) -> Spool {
    Spool::create(root, "http://127.0.0.1:1").unwrap()
}

fn numbers(batch: &Batch) -> Vec<i64> {
    batch.records.iter().map(|(number, _)| *number).collect()
}

#[test]
fn records_come_back_in_order_while_more_are_appended() {
    let root = tempfile::tempdir().unwrap();
    let spool = spool(root.path());
    let mut writer = Writer::start(spool.records().dir()).unwrap();
    let mut reader = Reader::new(spool.records().dir(), 0);
    assert!(reader.next(10, 1000, i64::MAX).unwrap().records.is_empty());
    for text in ["a", "bb", "ccc"] {
        writer.append(&[text]).unwrap();
    }
    let first = reader.next(2, 1000, i64::MAX).unwrap();
    assert_eq!((numbers(&first), first.records[1].1.as_slice()), (vec![1, 2], b"bb".as_slice()));
    writer.append(&["dddd"]).unwrap();
    assert_eq!(numbers(&reader.next(10, 1000, i64::MAX).unwrap()), [3, 4]);
    assert!(reader.next(10, 1000, i64::MAX).unwrap().records.is_empty());
    assert_eq!(numbers(&Reader::new(spool.records().dir(), 3).next(10, 1000, i64::MAX).unwrap()), [4]);
}

#[test]
fn what_a_full_disk_takes_back_was_never_read() {
    let root = tempfile::tempdir().unwrap();
    let spool = spool(root.path());
    let mut writer = Writer::start(spool.records().dir()).unwrap();
    let mut reader = Reader::new(spool.records().dir(), 0);
    writer.append(&["one"]).unwrap();
    let path = segment::path(spool.records().dir(), 1);
    let whole = fs::read(&path).unwrap();
    // Half of the next record is there for a moment, and another one comes instead.
    writer.append(&["taken back"]).unwrap();
    let half = fs::read(&path).unwrap();
    OpenOptions::new().write(true).open(&path).unwrap().set_len(half.len() as u64 - 3).unwrap();
    assert_eq!(numbers(&reader.next(10, 1000, 1).unwrap()), [1]);
    fs::write(&path, &whole).unwrap();
    let mut frame = Vec::new();
    frame::encode(&mut frame, 2, b"something else");
    io::Write::write_all(&mut OpenOptions::new().append(true).open(&path).unwrap(), &frame).unwrap();
    let next = reader.next(10, 1000, 2).unwrap();
    assert_eq!(next.records, [(2, b"something else".to_vec())]);
}

#[test]
fn segments_follow_each_other_and_go_when_they_are_applied() {
    let root = tempfile::tempdir().unwrap();
    let spool = spool(root.path());
    let mut writer = Writer::start(spool.records().dir()).unwrap();
    let record = vec![b'x'; 3 << 20];
    for _ in 0..8 {
        writer.append(&[&record]).unwrap();
    }
    let mut reader = Reader::new(spool.records().dir(), 0);
    let mut seen = Vec::new();
    loop {
        let batch = reader.next(100, 1 << 20, i64::MAX).unwrap();
        if batch.records.is_empty() {
            break;
        }
        seen.extend(numbers(&batch));
    }
    assert_eq!(seen, (1..=8).collect::<Vec<_>>());
    let before = segment::all(spool.records().dir()).unwrap();
    assert!(before.len() > 2, "{before:?}");
    reader.forget_up_to(2).unwrap();
    assert_eq!(segment::all(spool.records().dir()).unwrap(), before);
    reader.forget_up_to(8).unwrap();
    assert_eq!(segment::all(spool.records().dir()).unwrap(), before[before.len() - 1..]);
}

#[test]
fn a_process_that_was_killed_in_an_append_loses_that_record_alone() {
    let root = tempfile::tempdir().unwrap();
    let dir = {
        let spool = spool(root.path());
        let mut writer = Writer::start(spool.records().dir()).unwrap();
        writer.append(&["whole"]).unwrap();
        writer.append(&["cut off"]).unwrap();
        spool.records().set_applied(0).unwrap();
        spool.dir().to_owned()
    };
    let path = segment::path(&dir.join("records"), 1);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 3]).unwrap();
    let adopted = Spool::adopt(&dir).unwrap().unwrap();
    assert_eq!(
        numbers(&Reader::new(adopted.records().dir(), adopted.records().applied()).next(10, 1000, i64::MAX).unwrap()),
        [1]
    );
    let mut damaged = bytes;
    damaged[20] ^= 1;
    fs::write(&path, damaged).unwrap();
    let mut reader = Reader::new(&dir.join("records"), 0);
    for _ in 0..2 {
        assert!(reader.next(10, 1000, i64::MAX).unwrap().records.is_empty(), "nor is anything read again");
        assert!(reader.damage().unwrap().to_string().contains("what follows record 0 in"));
    }
}

#[test]
fn a_spool_belongs_to_one_at_a_time() {
    let root = tempfile::tempdir().unwrap();
    let held = spool(root.path());
    assert!(Spool::adopt(held.dir()).unwrap().is_none());
    let dir = held.dir().to_owned();
    drop(held);
    let adopted = Spool::adopt(&dir).unwrap().unwrap();
    assert_eq!((adopted.target().tracking_uri.as_str(), adopted.records().applied()), ("http://127.0.0.1:1", 0));
    adopted.records().set_applied(9).unwrap();
    assert_eq!(adopted.records().applied(), 9);
    assert!(Spool::adopt(&root.path().join("nothing")).unwrap().is_none());
    adopted.discard();
    assert!(!dir.exists());
}

#[test]
fn what_is_damaged_does_not_hide_the_rest() {
    let root = tempfile::tempdir().unwrap();
    let spool = spool(root.path());
    let mut writer = Writer::start(spool.records().dir()).unwrap();
    let large = vec![b'x'; 5 << 20];
    // A segment is full after two of them.
    for record in [b"one".as_slice(), &large, &large, b"last"] {
        writer.append(&[record]).unwrap();
    }
    let first = segment::path(spool.records().dir(), 1);
    let mut bytes = fs::read(&first).unwrap();
    let at = bytes.len() - 3;
    bytes[at] ^= 1;
    fs::write(&first, bytes).unwrap();
    let mut reader = Reader::new(spool.records().dir(), 0);
    let mut read = Vec::new();
    loop {
        let batch = reader.next(10, 100 << 20, i64::MAX).unwrap();
        if batch.records.is_empty() {
            break;
        }
        read.extend(numbers(&batch));
    }
    assert_eq!(read, [1, 2, 4]);
    assert!(reader.damage().unwrap().to_string().contains("what follows record 2 in"));
}

#[test]
fn zeros_at_the_end_were_never_written() {
    let root = tempfile::tempdir().unwrap();
    let spool = spool(root.path());
    let mut writer = Writer::start(spool.records().dir()).unwrap();
    writer.append(&["one"]).unwrap();
    let path = segment::path(spool.records().dir(), 1);
    io::Write::write_all(&mut OpenOptions::new().append(true).open(path).unwrap(), &[0; 4096]).unwrap();
    let mut reader = Reader::new(spool.records().dir(), 0);
    assert_eq!(numbers(&reader.next(10, 1000, i64::MAX).unwrap()), [1]);
    assert!(reader.next(10, 1000, i64::MAX).unwrap().records.is_empty() && reader.damage().is_none());
}

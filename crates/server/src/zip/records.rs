//! The records of a zip file that is written while its files are read: stored as they are, sizes and checksum behind
//! each, and numbers in their long form where the short one ends.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file or, with a slash at its end, a folder.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) modified: SystemTime,
    /// Bytes of the file.
    pub(super) size: u64,
}

/// Where numbers of 32 bits end; itself it says that the long form has the number.
const LONG: u64 = 0xffff_ffff;
/// The same for counts of 16 bits.
const MANY: u64 = 0xffff;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// Sizes and checksum stand behind the bytes.
const BEHIND: u16 = 1 << 3;
/// What a reader must know: folders, or the long form.
const NEEDS: [u16; 2] = [20, 45];
/// Written by a Unix, so that the rights below are read.
const MADE_BY: u16 = 3 << 8 | 45;
const FILE_RIGHTS: u32 = 0o100_644 << 16;
const FOLDER_RIGHTS: u32 = 0o040_755 << 16 | 0x10;

impl Head {
    fn is_folder(&self) -> bool {
        self.name.ends_with('/')
    }

    fn is_long(&self) -> bool {
        self.size >= LONG
    }

    /// What stands before the bytes.
    pub(super) fn local(&self) -> Vec<u8> {
        let mut extra = Vec::new();
        if self.is_long() {
            put(&mut extra, &[&1u16.to_le_bytes(), &16u16.to_le_bytes(), &[0; 16]]);
        }
        extra.extend(self.time_of_unix());
        let size = if self.is_long() { [0xff; 4] } else { [0; 4] };
        let mut record = b"PK\x03\x04".to_vec();
        record.extend(NEEDS[usize::from(self.is_long())].to_le_bytes());
        record.extend(self.flags_to_time());
        put(&mut record, &[&[0; 4], &size, &size, &length(&self.name), &length(&extra)]);
        put(&mut record, &[self.name.as_bytes(), &extra]);
        record
    }

    /// What stands behind the bytes of a file.
    pub(super) fn descriptor(&self, checksum: u32) -> Vec<u8> {
        let mut record = b"PK\x07\x08".to_vec();
        record.extend(checksum.to_le_bytes());
        let long = self.size.to_le_bytes();
        // The high bytes are zeros where the short form is enough.
        let size = if self.is_long() { &long[..] } else { &long[..4] };
        put(&mut record, &[size, size]);
        record
    }

    /// Flags, method (none), time and date.
    fn flags_to_time(&self) -> [u8; 8] {
        let flags = if self.is_folder() { UTF8 } else { UTF8 | BEHIND };
        let (date, time) = dos(self.modified);
        let [[f, g], [t, u], [d, e]] = [flags, time, date].map(u16::to_le_bytes);
        [f, g, 0, 0, t, u, d, e]
    }

    /// The time to the second and without a zone, which the old field does not have.
    fn time_of_unix(&self) -> Vec<u8> {
        let seconds = self.modified.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let Ok(seconds) = i32::try_from(seconds) else { return Vec::new() };
        let mut extra = b"UT\x05\x00\x01".to_vec();
        extra.extend(seconds.to_le_bytes());
        extra
    }
}

/// The list of what was written, which ends a zip file.
#[derive(Debug, Default)]
pub(super) struct Directory {
    records: Vec<u8>,
    count: u64,
}

impl Directory {
    /// Lists what begins at `offset`.
    pub(super) fn add(&mut self, head: &Head, checksum: u32, offset: u64) {
        let mut long = Vec::new();
        let mut short = |number: u64| {
            if number >= LONG {
                long.extend(number.to_le_bytes());
            }
            low4(number.min(LONG))
        };
        // The order is that of the long forms.
        let (size, offset) = ([short(head.size), short(head.size)], short(offset));
        let mut extra = Vec::new();
        if !long.is_empty() {
            put(&mut extra, &[&1u16.to_le_bytes(), &length(&long), &long]);
        }
        let needs = NEEDS[usize::from(!long.is_empty())];
        extra.extend(head.time_of_unix());
        let rights = if head.is_folder() { FOLDER_RIGHTS } else { FILE_RIGHTS };
        let record = &mut self.records;
        put(record, &[b"PK\x01\x02", &MADE_BY.to_le_bytes(), &needs.to_le_bytes(), &head.flags_to_time()]);
        put(record, &[&checksum.to_le_bytes(), &size[0], &size[1], &length(&head.name), &length(&extra)]);
        // No comment, the first disk, no inner attributes.
        put(record, &[&[0; 6], &rights.to_le_bytes(), &offset, head.name.as_bytes(), &extra]);
        self.count += 1;
    }

    /// The end of a zip file whose list begins at `start`.
    pub(super) fn finish(self, start: u64) -> Vec<u8> {
        let Self { records: mut end, count } = self;
        let (size, bytes) = (end.len() as u64, u64::to_le_bytes);
        if count >= MANY || start >= LONG || size >= LONG {
            put(&mut end, &[b"PK\x06\x06", &bytes(44), &MADE_BY.to_le_bytes(), &NEEDS[1].to_le_bytes(), &[0; 8]]);
            put(&mut end, &[&bytes(count), &bytes(count), &bytes(size), &bytes(start)]);
            put(&mut end, &[b"PK\x06\x07", &[0; 4], &bytes(start + size), &1u32.to_le_bytes()]);
        }
        let count = &low4(count.min(MANY))[..2];
        put(&mut end, &[b"PK\x05\x06", &[0; 4], count, count]);
        put(&mut end, &[&low4(size.min(LONG)), &low4(start.min(LONG)), &[0; 2]]);
        end
    }
}

fn put(record: &mut Vec<u8>, fields: &[&[u8]]) {
    fields.iter().for_each(|field| record.extend_from_slice(field));
}

fn low4(number: u64) -> [u8; 4] {
    let [a, b, c, d, ..] = number.to_le_bytes();
    [a, b, c, d]
}

/// Of a name or an extra field: whoever makes them keeps them below 64 KiB.
fn length(field: impl AsRef<[u8]>) -> [u8; 2] {
    let length = u16::try_from(field.as_ref().len()).expect("names have a limit, and the rest has a fixed length");
    length.to_le_bytes()
}

/// Date and time in the old form: UTC, even seconds, from 1980 to 2107.
fn dos(at: SystemTime) -> (u16, u16) {
    const DAY: u64 = 86_400;
    let first = Duration::from_secs(3_652 * DAY);
    let last = Duration::from_secs(50_403 * DAY - 1);
    let seconds = at.duration_since(UNIX_EPOCH).unwrap_or_default().clamp(first, last).as_secs();
    // Years that begin in March have their odd day at their end.
    let days = seconds / DAY + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = era * 400 + year + next;
    let short = |number: u64| u16::try_from(number).expect("the time was kept within what the form can say");
    let time = seconds % DAY;
    (
        short((year - 1980) << 9 | month << 5 | day),
        short((time / 3_600) << 11 | (time / 60 % 60) << 5 | (time % 60 / 2)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(name: &str, size: u64) -> Head {
        Head { name: name.to_owned(), modified: UNIX_EPOCH + Duration::from_secs(1_790_000_001), size }
    }

    fn number(bytes: &[u8], at: usize, size: usize) -> u64 {
        let mut long = [0; 8];
        long[..size].copy_from_slice(&bytes[at..at + size]);
        u64::from_le_bytes(long)
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        let read = |seconds| {
            let (date, time) = dos(UNIX_EPOCH + Duration::from_secs(seconds));
            let (date, time) = (u32::from(date), u32::from(time));
            let day = (1980 + (date >> 9), date >> 5 & 15, date & 31);
            (day, (time >> 11, time >> 5 & 63, (time & 31) * 2))
        };
        for (seconds, expected) in [
            (0, ((1980, 1, 1), (0, 0, 0))),
            (315_532_800, ((1980, 1, 1), (0, 0, 0))),
            (951_827_696, ((2000, 2, 29), (12, 34, 56))),
            (951_868_800, ((2000, 3, 1), (0, 0, 0))),
            (1_735_689_599, ((2024, 12, 31), (23, 59, 58))),
            (1_790_000_001, ((2026, 9, 21), (14, 13, 20))),
            (4_354_819_199, ((2107, 12, 31), (23, 59, 58))),
            (u64::from(u32::MAX) * 2, ((2107, 12, 31), (23, 59, 58))),
        ] {
            assert_eq!(read(seconds), expected, "{seconds}");
        }
    }

    #[test]
    fn a_small_file_has_short_numbers() {
        let file = head("ü.txt", 3);
        let local = file.local();
        assert_eq!(local.len(), 30 + 6 + 9);
        assert_eq!((&local[..4], number(&local, 6, 2)), (&b"PK\x03\x04"[..], 0x808));
        assert_eq!((number(&local, 14, 8), number(&local, 22, 4)), (0, 0));
        assert_eq!(&local[30..36], "ü.txt".as_bytes());
        let descriptor = file.descriptor(0x0403_0201);
        assert_eq!(descriptor, b"PK\x07\x08\x01\x02\x03\x04\x03\0\0\0\x03\0\0\0");

        let mut directory = Directory::default();
        directory.add(&file, 0x0403_0201, 70);
        directory.add(&head("d/", 0), 0, 140);
        let end = directory.finish(200);
        assert_eq!((number(&end, 16, 4), number(&end, 20, 4), number(&end, 24, 4)), (0x0403_0201, 3, 3));
        assert_eq!(number(&end, 42, 4), 70);
        let folder = 46 + 6 + 9;
        assert_eq!((number(&end, folder + 8, 2), number(&end, folder + 42, 4)), (0x800, 140));
        let last = &end[end.len() - 22..];
        assert_eq!((&last[..4], number(last, 8, 2), number(last, 10, 2)), (&b"PK\x05\x06"[..], 2, 2));
        assert_eq!((number(last, 12, 4), number(last, 16, 4)), (end.len() as u64 - 22, 200));
    }

    #[test]
    fn nothing_is_a_zip_file_too() {
        assert_eq!(Directory::default().finish(0), [b"PK\x05\x06", &[0; 18][..]].concat());
    }

    #[test]
    fn a_large_file_has_long_numbers() {
        let size = 5 << 30;
        let file = head("f", size);
        let local = file.local();
        assert_eq!((number(&local, 4, 2), number(&local, 18, 8)), (45, u64::MAX));
        assert_eq!((number(&local, 31, 2), number(&local, 33, 2)), (1, 16));
        let descriptor = file.descriptor(7);
        assert_eq!((number(&descriptor, 8, 8), number(&descriptor, 16, 8)), (size, size));

        let mut directory = Directory::default();
        directory.add(&file, 7, 0);
        directory.add(&head("g", 1), 7, size + 100);
        let end = directory.finish(size + 200);
        assert_eq!((number(&end, 20, 8), number(&end, 42, 4)), (u64::MAX, 0));
        assert_eq!((number(&end, 47, 4), number(&end, 51, 8), number(&end, 59, 8)), (16 << 16 | 1, size, size));
        let second = 46 + 1 + 20 + 9;
        assert_eq!((number(&end, second + 20, 4), number(&end, second + 42, 4)), (1, LONG));
        assert_eq!((number(&end, second + 47, 4), number(&end, second + 51, 8)), (8 << 16 | 1, size + 100));
        let list = second + 46 + 1 + 12 + 9;
        let long = &end[list..];
        assert_eq!((&long[..4], number(long, 24, 8), number(long, 32, 8)), (&b"PK\x06\x06"[..], 2, 2));
        assert_eq!((number(long, 40, 8), number(long, 48, 8)), (list as u64, size + 200));
        assert_eq!((&long[56..60], number(long, 64, 8)), (&b"PK\x06\x07"[..], size + 200 + list as u64));
        assert_eq!((&long[76..80], number(long, 92, 4)), (&b"PK\x05\x06"[..], LONG));
    }

    #[test]
    fn many_files_are_counted_in_the_long_form() {
        let directory = Directory { records: Vec::new(), count: 70_000 };
        let end = directory.finish(0);
        let last = &end[end.len() - 22..];
        assert_eq!((number(last, 8, 2), number(last, 10, 2)), (MANY, MANY));
        let long = &end[end.len() - 98..];
        assert_eq!((&long[..4], number(long, 24, 8)), (&b"PK\x06\x06"[..], 70_000));
    }
}

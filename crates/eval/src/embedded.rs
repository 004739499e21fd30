//! Data that are compiled in, compressed: a dictionary and vocabularies would double what has to be installed.
//!
//! `data/README.md` says what they are and under which licences; `data/make.py` makes them.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// The content of a file that `data/make.py` made.
pub(crate) fn inflate(compressed: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    ZlibDecoder::new(compressed).read_to_end(&mut content).expect("the file is compiled in, and the tests open it");
    content
}

/// The count that such a file may begin with, and the rest.
pub(crate) fn counted(content: &[u8]) -> (usize, &[u8]) {
    let (count, rest) = content.split_first_chunk().expect("a file of data begins with a count");
    (u32::from_le_bytes(*count) as usize, rest)
}

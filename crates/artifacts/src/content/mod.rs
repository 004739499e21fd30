//! How a file is presented over HTTP: its content type and the name it is saved under.

mod disposition;
mod mime;

pub use disposition::attachment;
pub use mime::{content_type, guess};

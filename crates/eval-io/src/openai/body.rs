//! Bodies of answers, no longer than they may be.

use reqwest::Response;
use runlore_domain::ErrorKind;
use runlore_eval::judges::ChatFailure;

use super::trouble::{self, Trouble};

/// Of an error so many bytes are read.
const ERROR: usize = 64 << 10;
/// Of what is kept for a person to look at.
const RAW: usize = 64 << 10;

/// The whole body of a success, the beginning of that of an error.
pub(super) async fn read(
    mut response: Response,
    largest: usize,
    is_success: bool,
    shown: &str,
) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|cause| trouble::away(shown, &cause))? {
        if !is_success && bytes.len() + piece.len() > ERROR {
            bytes.extend_from_slice(&piece[..ERROR - bytes.len()]);
            break;
        }
        if bytes.len() + piece.len() > largest {
            let why = format!("The endpoint's answer is larger than {} KiB, and was not read.", largest.div_ceil(1024));
            return Err(Trouble::Own(ChatFailure::new(ErrorKind::TooLarge, why)));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// A text that is short enough to be kept in a table.
pub(super) fn shortened(mut text: String) -> String {
    if text.len() > RAW {
        let end = (0..=RAW).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

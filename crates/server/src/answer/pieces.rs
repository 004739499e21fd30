//! A body that is written in pieces. One buffer that doubles would, for a moment, need three times the
//! memory of a large answer.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};

/// Bytes in a piece, about.
const PIECE: usize = 256 * 1024;

/// What is written so far, and later what is still to be sent.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    full: VecDeque<Bytes>,
    last: Vec<u8>,
    left: u64,
}

impl Pieces {
    pub(super) fn into_body(mut self) -> Body {
        if self.full.is_empty() {
            return Body::from(self.last);
        }
        let last = std::mem::take(&mut self.last);
        self.full.push_back(last.into());
        self.left = self.full.iter().map(|piece| piece.len() as u64).sum();
        Body::new(self)
    }
}

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.last.len() + bytes.len() > PIECE && !self.last.is_empty() {
            let full = std::mem::replace(&mut self.last, Vec::with_capacity(PIECE));
            self.full.push_back(full.into());
        }
        self.last.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = self.full.pop_front();
        self.left -= piece.as_ref().map_or(0, |piece| piece.len() as u64);
        Poll::Ready(piece.map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.full.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use http_body_util::BodyExt as _;

    use super::*;

    #[tokio::test]
    async fn a_long_answer_comes_whole_and_says_how_long_it_is() {
        for parts in [1_usize, 10, 3000] {
            let mut pieces = Pieces::default();
            for _ in 0..parts {
                pieces.write_all(&[b'x'; 1000]).unwrap();
            }
            let body = pieces.into_body();
            assert_eq!(body.size_hint().exact(), Some(parts as u64 * 1000));
            assert_eq!(body.collect().await.unwrap().to_bytes(), vec![b'x'; parts * 1000]);
        }
        let mut pieces = Pieces::default();
        pieces.write_all(&vec![b'y'; 3 * PIECE]).unwrap();
        pieces.write_all(b"z").unwrap();
        assert_eq!(pieces.into_body().collect().await.unwrap().to_bytes().len(), 3 * PIECE + 1);
    }
}

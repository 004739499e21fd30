//! One page of a search, and what the next one starts from.

/// Results with an opaque token for the next page; no token means that this was the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The results, in order.
    pub items: Vec<T>,
    /// Give this back to continue.
    pub next_token: Option<String>,
}

impl<T> Page<T> {
    /// A page without a next one.
    pub fn last(items: Vec<T>) -> Self {
        Self { items, next_token: None }
    }
}

//! Lists of domain values that are written as JSON without first being turned into another list.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};

/// A borrowed list whose items are written in the shape `W`.
#[derive(Debug)]
pub struct Listed<'a, T, W> {
    items: &'a [T],
    wire: PhantomData<fn() -> W>,
}

impl<'a, T, W> Listed<'a, T, W> {
    /// Writes `items` in the shape `W`.
    pub fn new(items: &'a [T]) -> Self {
        Self { items, wire: PhantomData }
    }

    /// Empty lists are left out of answers.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<'a, T, W: From<&'a T> + Serialize> Serialize for Listed<'a, T, W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.items.iter().map(W::from))
    }
}

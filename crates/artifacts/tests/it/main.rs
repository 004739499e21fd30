//! One contract suite for every store, and what is particular to each.

mod local;
mod suite;

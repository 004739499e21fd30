//! Logged models.

pub(crate) mod metrics;

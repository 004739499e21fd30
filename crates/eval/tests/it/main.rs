//! The metrics against the answers of the packages that others use.

//! Tests of the test servers themselves.

mod postgres;

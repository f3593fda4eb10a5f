//! Tests of the crate from outside, in one binary.

// A test that meets what it does not expect should stop right there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cases;
mod corpus;
mod damage;
mod kinds;
mod metamorphic;
mod robust;

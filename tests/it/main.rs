//! Tests of the crate from outside, in one binary: linking once is faster than linking often.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::format_collect,
    reason = "a test that meets what it does not expect should stop right there"
)]

mod cases;
mod corpus;
mod damage;
mod golden_scripts;
mod kinds;
mod metamorphic;
mod powershell;
mod robust;

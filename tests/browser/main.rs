//! The built page in three browser engines, each under its W3C WebDriver: `dist/mailflow-doctor.html` from `file://`
//! and over HTTP.
//!
//! `./build.sh test` builds it first. A plain `cargo test` takes what lies in `dist/`, and says so where there is nothing.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "what was skipped, and figures of speed")]
#![allow(
    clippy::needless_pass_by_value,
    clippy::format_push_string,
    clippy::assigning_clones,
    reason = "json!(...) reads best where it is handed over"
)]

mod answers;
mod driver;
mod engine;
mod help;
mod http;
mod in_place;
mod looks;
mod privacy;
mod reading;
mod stopped;
mod use_of_it;

#[path = "../../benches/intake/texts.rs"]
#[allow(dead_code, reason = "the benchmark takes all layouts")]
mod texts;

/// The example, which is also what most tests paste.
pub(crate) const EXAMPLE: &str = include_str!("../../www/samples/stuck-after-2016.txt");

/// The addresses of its servers, as an admin would paste them.
pub(crate) const ADDRESSES: &str =
    "EX2010-1 192.168.10.11\nEX2010-2 192.168.10.12\nEX2016-1 192.168.10.21\nEX2016-2 192.168.10.22\n\n";

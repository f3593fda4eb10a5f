//! Any bytes, dropped and pasted: a report, no panic, no hang.
//!
//! `cargo +nightly fuzz run read fuzz/kept tests/corpus/queue tests/corpus/connector tests/corpus/rendered`. Inputs that
//! found something are kept in `fuzz/kept`; the tests replay them on stable Rust.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mailflow_doctor::{Input, diagnose};

fuzz_target!(|bytes: &[u8]| {
    let _ = diagnose(&Input::default().with_bytes("dropped", bytes));
    let _ = diagnose(&Input::text(&String::from_utf8_lossy(bytes)));
});

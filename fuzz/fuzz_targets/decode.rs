//! Bytes to text.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "each target asks for some of the laws")]
#[path = "../laws.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| laws::decoding(bytes));

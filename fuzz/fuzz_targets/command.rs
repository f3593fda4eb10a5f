//! Typed commands about a known organisation.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "each target asks for some of the laws")]
#[path = "../laws.rs"]
mod laws;

/// Queues and connectors of two servers.
const ORGANISATION: &str = concat!(
    include_str!("../../tests/corpus/cases/000-seed-2010-to-2016-relay-holds-2010-addresses.queue.txt"),
    "\n",
    include_str!("../../tests/corpus/cases/000-seed-2010-to-2016-relay-holds-2010-addresses.connectors.txt"),
);

fuzz_target!(|bytes: &[u8]| laws::command(bytes, ORGANISATION));

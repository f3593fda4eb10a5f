//! Speed of reading lists in browsers, beside plain JavaScript on the same text in the same run. No check: figures.
//!
//! `cargo test --test browser -- --ignored --nocapture reading`, after `./build.sh`.

use serde_json::{Value, json};

use crate::driver::everywhere;
use crate::engine::say;
use crate::texts;

const MEGABYTE: u64 = 1_000_000;

#[test]
#[ignore = "a benchmark"]
fn reading() {
    measure(&[MEGABYTE / 10, MEGABYTE, 10 * MEGABYTE]);
}

#[test]
#[ignore = "a benchmark that takes minutes and gigabytes"]
fn large_reading() {
    measure(&[MEGABYTE, 100 * MEGABYTE]);
}

/// Prints megabytes per second: the engine from bytes; the two parsers, `split` and the decoding that they need before
/// them; and the engine as a multiple of the faster parser, with and without that decoding.
fn measure(sizes: &[u64]) {
    for browser in everywhere() {
        say(&format!(
            "{}: MB/s\n{:10} {:>6} {:>7} {:>7} {:>8} {:>7} {:>7} {:>14} {:>13}",
            browser.engine.name(),
            "text",
            "MB",
            "engine",
            "split",
            "indexOf",
            "lines",
            "decode",
            "engine/parser",
            "from bytes"
        ));
        for layout in ["list", "full list", "ranges"] {
            let record = texts::object(layout, "EX@\\Relay @");
            for size in sizes {
                let found = browser.run_with(include_str!("reading.js"), json!([record, size, 900]));
                assert!(found.get("engine").is_some(), "{found}");
                let figure = |name: &str| found.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
                let parser = figure("split_parser").max(figure("indexof_parser"));
                let with_decoding = 1.0 / (1.0 / parser + 1.0 / figure("decode"));
                say(&format!(
                    "{layout:10} {:>6.1} {:>7.0} {:>7.0} {:>8.0} {:>7.0} {:>7.0} {:>14.2} {:>13.2}",
                    figure("megabytes"),
                    figure("engine"),
                    figure("split_parser"),
                    figure("indexof_parser"),
                    figure("split"),
                    figure("decode"),
                    figure("engine") / parser,
                    figure("engine") / with_decoding,
                ));
            }
        }
    }
}

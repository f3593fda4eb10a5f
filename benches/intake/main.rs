//! How fast text becomes objects, and in how much memory: every layout at 0.1, 1 and 10 MB (`-- large`: 100 MB too).
//!
//! `cargo bench --bench intake`, or `cargo bench --bench intake -- list` for one layout. Each time is the best of several
//! runs. `time per byte` is the one of the size before as a multiple: it stays 1 where reading is linear. `peak` is the
//! most memory that reading needs at once, with the text itself, and `handled` all that it ever asks for, as multiples
//! of the text. Compare figures of one run with one another, not across machines.

#![allow(clippy::print_stdout, clippy::expect_used)]

#[allow(dead_code, reason = "browsers are given one object")]
mod texts;

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use mailflow_doctor::{Input, model};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    // `cargo test` runs this too, with `--test`; then there is nothing to measure.
    if arguments.iter().any(|a| a == "--test") {
        return;
    }
    let is_large = arguments.iter().any(|a| a == "large");
    let sizes = [100_000, 1_000_000, 10_000_000, 100_000_000];
    let sizes = sizes.get(..if is_large { 4 } else { 3 }).unwrap_or_default();
    println!("{:10} {:>8} {:>8} {:>14} {:>8} {:>9}", "layout", "MB", "MB/s", "time per byte", "peak", "handled");
    let is_wanted = |layout: &&str| arguments.iter().all(|a| a == "large") || arguments.iter().any(|a| a == layout);
    for layout in texts::LAYOUTS.into_iter().filter(is_wanted) {
        let mut before = None;
        for &size in sizes {
            before = Some(one(layout, size, before));
        }
    }
}

/// Measures one layout and size and prints it; gives the time per byte.
#[allow(clippy::cast_precision_loss)]
fn one(layout: &str, size: usize, before: Option<f64>) -> f64 {
    let text = texts::render(layout, size);
    let input = Input::text(&text);
    let mut best = Duration::MAX;
    for _ in 0..(20_000_000 / size).clamp(2, 50) {
        let start = Instant::now();
        let read = model::read(&input);
        best = best.min(start.elapsed());
        assert!(!black_box(read).snapshot.receive_connectors.is_empty(), "{layout} is read");
    }
    let memory = allocation_counter::measure(|| {
        black_box(model::read(&input));
    });
    let bytes = text.len() as f64;
    let time = best.as_secs_f64() / bytes;
    println!(
        "{layout:10} {:>8.1} {:>8.0} {:>14} {:>8.1} {:>9.1}",
        bytes / 1e6,
        1e-6 / time,
        before.map_or_else(|| "-".to_owned(), |before| format!("{:.2}", time / before)),
        memory.bytes_max as f64 / bytes + 1.0,
        memory.bytes_total as f64 / bytes,
    );
    time
}

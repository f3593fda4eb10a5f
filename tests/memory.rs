//! Reading takes memory in proportion to the text: counted, so the same on every machine.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and says what it measured"
)]

use std::hint::black_box;

use mailflow_doctor::{Input, model};

#[path = "../benches/intake/texts.rs"]
#[allow(dead_code, reason = "browsers are given one object")]
mod texts;

/// The most memory that reading needs at once, the text included, and all that it asks for: in percent of the text.
fn measured(text: &str) -> (u64, u64) {
    let input = Input::text(text);
    let memory = allocation_counter::measure(|| {
        black_box(model::read(&input));
    });
    let percent = |bytes: u64| bytes.saturating_mul(100) / text.len() as u64;
    (percent(memory.bytes_max) + 100, percent(memory.bytes_total))
}

#[track_caller]
fn check(layout: &str, most: u64) {
    let (small, all_of_small) = measured(&texts::render(layout, 1_000_000));
    let (large, all_of_large) = measured(&texts::render(layout, 10_000_000));
    println!("{layout}: {small} % and {large} % at once, {all_of_small} % and {all_of_large} % in all");
    assert!(small.max(large) <= most, "{layout}: {small} % and {large} % of the text at once, {most} % are allowed");
    // Lists grow in steps, which fall differently at every size.
    assert!(large <= small + small / 4, "{layout}: {small} % of 1 MB, {large} % of 10 MB");
    assert!(
        all_of_large <= all_of_small + all_of_small / 3,
        "{layout}: {all_of_small} % in all, then {all_of_large} %"
    );
}

#[test]
fn lists_take_few_times_their_text() {
    check("list", 490);
    check("full list", 250);
    check("ranges", 360);
}

/// An object of three short columns is larger than its row.
#[test]
fn other_layouts_take_what_their_objects_take() {
    check("table", 2500);
    check("csv", 1180);
    check("json", 780);
    check("clixml", 560);
}

/// Values of any length are joined in one go.
#[test]
fn a_long_value_is_joined_in_proportion() {
    for word in ["AnonymousUsers, ", "10.0.0.1, ", "word ", "x"] {
        let value = |length: usize| {
            let mut text = String::from("Bindings : {0.0.0.0:25}\nComment  : ");
            let line = word.repeat(60 / word.len());
            while text.len() < length {
                text.push_str(line.trim_end());
                text.push_str("\n           ");
            }
            text + "end\n"
        };
        let (_, small) = measured(&value(300_000));
        let (_, large) = measured(&value(3_000_000));
        assert!(large <= small + small / 3, "{word:?}: {small} % of 0.3 MB, {large} % of 3 MB");
    }
}

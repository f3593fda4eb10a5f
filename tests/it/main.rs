//! Tests of the crate from outside, in one binary: linking once is faster than linking often.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::items_after_statements,
    clippy::needless_pass_by_value,
    clippy::nonminimal_bool,
    reason = "a test should stop right where it meets the unexpected, and read like prose rather than run fast"
)]

mod accounting;
mod boundaries;
mod cases;
mod collect;
mod commands;
mod controls;
mod corpus;
mod cut_off;
mod damage;
mod evidence;
mod export;
mod findings_text;
mod follow_up;
mod golden_scripts;
mod hosts;
mod kinds;
mod laws;
mod metamorphic;
mod metamorphic_queues;
mod next_steps;
mod objects;
mod organisation;
mod powershell;
mod premises;
mod programs;
mod proved;
mod pseudonyms;
mod questions;
mod rendered;
mod robust;
mod said_once;
mod samples;
mod spelling;
mod surroundings;
mod tables;
mod words;

//! How the time for a whole diagnosis grows with the organisation, and how large the report gets.
//!
//! `cargo bench --bench organisations`: a third of the servers run Exchange 2010 and hold two failing queues each, the
//! others run 2016 with the same relay connector; without and with the addresses of the servers. The ratio is that of the
//! time to the time of half as many servers. Compare figures of one run with one another, not across machines.
//! `-- 1740` measures organisations of other sizes.

#![allow(clippy::print_stdout, clippy::expect_used, clippy::unwrap_used, reason = "a benchmark prints, and may stop")]

#[path = "../tests/it/organisation.rs"]
mod organisation;

use std::env;
use std::time::Instant;

use mailflow_doctor::{Input, diagnose};
use organisation::organisation;

const SIZES: [usize; 5] = [20, 40, 80, 160, 320];

fn main() {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    println!(
        "{:>7} {:>9} {:>10} {:>6} {:>9} {:>10} {:>11}",
        "servers", "addresses", "ms", "ratio", "paste kB", "report kB", "landings kB"
    );
    for with_addresses in [false, true] {
        let mut before: Option<f64> = None;
        for servers in &sizes {
            let text = organisation(*servers, with_addresses);
            let input = Input::text(&text);
            let runs = if *servers > 100 { 1 } else { 5 };
            let mut best = f64::INFINITY;
            let mut report = None;
            for _ in 0..runs {
                let start = Instant::now();
                report = Some(diagnose(&input));
                best = best.min(start.elapsed().as_secs_f64() * 1000.0);
            }
            let report = report.expect("a run");
            let size = |bytes: usize| bytes / 1000;
            let landings = serde_json::to_vec(&report.landings).expect("landings").len();
            let whole = serde_json::to_vec(&report).expect("a report").len();
            let ratio = before.map_or_else(String::new, |before| format!("{:.1}", best / before));
            let addresses = if with_addresses { "known" } else { "unknown" };
            println!(
                "{servers:>7} {addresses:>9} {best:>10.1} {ratio:>6} {:>9} {:>10} {:>11}",
                size(text.len()),
                size(whole),
                size(landings)
            );
            before = Some(best);
        }
    }
}

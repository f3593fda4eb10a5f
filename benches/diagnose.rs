//! How long a whole diagnosis and a comparison take: a 100 KB paste, and a large organization.
//!
//! `cargo bench --bench diagnose`. Each figure is the best of several runs in a process of its own, with the peak memory
//! of that process beside it (Linux), the input included; reading is a part of both. Compare figures of one run with
//! one another, not across machines. `-- diagnose 100 10 1300 1` is one such process, for a profiler.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and may stop")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};
use std::{env, process};

use mailflow_doctor::{Input, compare, diagnose, model};

const ALL: &str = "{::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}";

/// Servers, connectors of each, ranges of each connector, and runs.
const SIZES: [[usize; 4]; 3] = [[10, 8, 60, 31], [100, 10, 130, 7], [100, 10, 1300, 5]];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [what, numbers @ ..] = arguments.as_slice() {
        let numbers: Vec<usize> = numbers.iter().map(|n| n.parse().expect("a number")).collect();
        let [servers, connectors, ranges, runs] = numbers[..].try_into().expect("four numbers");
        return one(what, servers, connectors, ranges, runs);
    }
    println!(
        "{:>7} x {:>2} x {:>6} {:>10} {:>10} {:>8} {:>9}",
        "servers", "", "ranges", "", "ms", "input KB", "peak MB"
    );
    let own = env::current_exe().expect("the path of this program");
    for numbers in SIZES {
        for what in ["read", "diagnose", "compare"] {
            let arguments = [what.to_owned()].into_iter().chain(numbers.map(|n| n.to_string()));
            let status = process::Command::new(&own).args(arguments).status();
            assert!(status.is_ok_and(|s| s.success()), "{what} {numbers:?}");
        }
    }
}

fn one(what: &str, servers: usize, connectors: usize, ranges: usize, runs: usize) {
    let (text, addresses) = organization(servers, connectors, ranges);
    let mut input = Input::text(&text);
    for (server, address) in &addresses {
        input = input.with_addresses(server, &[address]);
    }
    // The recommended change on every server, pasted again.
    let changed = if what == "compare" { text.replace("{10.200.0.1, ", "{") } else { String::new() };
    let after = Input { sources: Input::text(&changed).sources, ..input.clone() };
    let time = best(runs, || match what {
        "read" => assert!(!model::read(&input).snapshot.receive_connectors.is_empty(), "read"),
        "diagnose" => assert!(!diagnose(&input).findings.is_empty(), "the organization has a captured pair"),
        _ => {
            let remedies = compare(&input, &after).remedies;
            assert!(remedies.iter().any(|r| r.recommended && r.state == "done"), "the planned change");
        }
    });
    let (size, peak) = (text.len() / 1000, peak_memory() / 1000);
    println!("{servers:>7} x {connectors:>2} x {ranges:>6} {what:>10} {time:>10.1} {size:>8} {peak:>9}");
}

/// The best of several runs, in milliseconds.
fn best(runs: usize, run: impl Fn()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..runs).map(time).min().unwrap_or(Duration::ZERO).as_secs_f64() * 1e3
}

/// Peak resident memory of this process in kB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse().unwrap_or(0)
}

/// Servers with default connectors and relays, and one old server whose mail is stuck on a relay of the first.
fn organization(servers: usize, connectors: usize, ranges: usize) -> (String, Vec<(String, String)>) {
    let mut text = String::from(
        "Identity      : EXOLD\\5\nDeliveryType  : SmtpRelayWithinAdSite\nNextHopDomain : hub version 15\nStatus        : Retry\n\
         MessageCount  : 12\nLastError     : 451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server authentication.\"\n\n",
    );
    let mut addresses = vec![("EXOLD".to_owned(), "10.200.0.1".to_owned())];
    for server in 0..servers {
        let name = format!("EX{server:03}");
        addresses.push((name.clone(), format!("10.201.0.{}", server + 1)));
        for (kind, role, port) in [("Default", "HubTransport", 2525), ("Default Frontend", "FrontendTransport", 25)] {
            connector(
                &mut text,
                &name,
                &format!("{kind} {name}"),
                role,
                port,
                ALL,
                "Tls, ExchangeServer",
                "ExchangeServers",
            );
        }
        for relay in 0..connectors.saturating_sub(2) {
            let mut list = vec!["10.200.0.1".to_owned(); usize::from(relay == 0)];
            list.extend((0..ranges).map(|r| format!("10.{}.{}.{}", relay, r / 250, 1 + r % 250)));
            let list = format!("{{{}}}", list.join(", "));
            connector(
                &mut text,
                &name,
                &format!("Relay {relay}"),
                "FrontendTransport",
                25,
                &list,
                "Tls",
                "AnonymousUsers",
            );
        }
    }
    (text, addresses)
}

#[allow(clippy::too_many_arguments)]
fn connector(
    text: &mut String,
    server: &str,
    name: &str,
    role: &str,
    port: u16,
    ranges: &str,
    auth: &str,
    groups: &str,
) {
    let _ = writeln!(
        text,
        "Identity         : {server}\\{name}\nEnabled          : True\nTransportRole    : {role}\nBindings         : {{[::]:{port}, 0.0.0.0:{port}}}\n\
         RemoteIPRanges   : {ranges}\nAuthMechanism    : {auth}\nPermissionGroups : {groups}\n"
    );
}

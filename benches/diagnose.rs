//! How long a whole diagnosis takes: a 100 KB paste, and a large organization.
//!
//! `cargo bench --bench diagnose`. Plain timing, medians of several runs in one process: compare figures of one run
//! with one another, not across machines.

#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use mailflow_doctor::{Input, compare, diagnose};

const ALL: &str = "{::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}";

fn main() {
    let small = organization(10, 8, 60);
    measure("paste of about 100 KB", &small, 31);
    let large = organization(100, 10, 1300);
    measure("100 servers, 10 connectors each, up to 1,300 ranges", &large, 3);
}

fn measure(what: &str, (text, addresses): &(String, Vec<(String, String)>), runs: usize) {
    let mut input = Input::text(text);
    for (server, address) in addresses {
        input = input.with_addresses(server, &[address]);
    }
    let time = timed(runs, || {
        let report = diagnose(&input);
        assert!(!report.findings.is_empty(), "the benchmark's organization has a captured pair");
        report
    });
    println!("{what}: {} KB, median of {runs}: {time:.1} ms", text.len() / 1000);
    // The recommended change on every server, pasted again.
    let after = text.replace("{10.200.0.1, ", "{");
    let after = Input { sources: Input::text(&after).sources, ..input.clone() };
    let time = timed(runs, || {
        let comparison = compare(&input, &after);
        assert!(comparison.remedies.iter().any(|r| r.recommended && r.state == "done"), "the planned change");
        comparison
    });
    println!("  compared with the same after the recommended change: {time:.1} ms");
}

/// The median of several runs, in milliseconds.
fn timed<T>(runs: usize, run: impl Fn() -> T) -> f64 {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let result = run();
            let taken = start.elapsed();
            drop(result);
            taken
        })
        .collect();
    median(&mut times)
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64() * 1e3
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

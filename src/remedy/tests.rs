//! Remedies case by case, and their laws on random configurations.

use super::*;
use crate::Language;
use crate::model::fixture::snapshot;

const ALL: &str = "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255";

fn addresses(texts: &[&str]) -> Vec<Address> {
    texts.iter().map(|t| Address::parse(t).unwrap()).collect()
}

/// Two servers with the same relay connector.
fn seed() -> Snapshot {
    let server = |name: &str| {
        [
            format!(
                "{name}\\Default Frontend {name} | FrontendTransport | [::]:25, 0.0.0.0:25 | {ALL} | Tls, ExchangeServer | AnonymousUsers, ExchangeServers"
            ),
            format!(
                "{name}\\Relay {name} | FrontendTransport | 0.0.0.0:25 | 192.168.10.11, 192.168.10.12, 192.168.10.61, 192.168.20.0/24 | Tls | AnonymousUsers, Custom"
            ),
        ]
    };
    let texts: Vec<_> = ["EX2016-1", "EX2016-2"].iter().flat_map(|s| server(s)).collect();
    snapshot(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn capture(connector: usize, expected: usize, of: &[&str]) -> Capture {
    Capture { connector, port: 25, local: vec![None], addresses: addresses(of), expected: Some(expected) }
}

fn request(snapshot: &Snapshot, captures: Vec<Capture>) -> Request<'_> {
    Request { snapshot, captures, queues: vec!["EX2010-1\\6841".to_owned()], unaddressed: vec![] }
}

#[test]
fn print_seed() {
    let seed = seed();
    let captures =
        vec![capture(1, 0, &["192.168.10.11", "192.168.10.12"]), capture(3, 2, &["192.168.10.11", "192.168.10.12"])];
    for remedy in for_captures(&request(&seed, captures)) {
        let wire = crate::report::remedy::remedy(&seed, &remedy, Language::English);
        println!("{}", serde_json::to_string_pretty(&wire).unwrap());
        for text in
            wire.commands.iter().chain(&wire.verify).chain(&wire.retry).chain(&wire.rollback).chain([&wire.script])
        {
            println!("-----\n{text}");
        }
    }
}

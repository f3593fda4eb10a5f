//! The commands of needs talk to the machine that is meant.

use std::collections::BTreeMap;

use mailflow_doctor::{Report, diagnose};

use crate::cases::{Case, cases, input};

/// Every report of the golden cases, with everything that the paste and the user's answers name, in lower case.
fn reports() -> impl Iterator<Item = (String, String, Report)> {
    cases().into_iter().flat_map(|case| {
        let told = |addresses: &BTreeMap<String, Vec<String>>| {
            let texts = case.sources.iter().map(|(_, text)| text.as_str()).chain(addresses.keys().map(String::as_str));
            texts.collect::<Vec<_>>().join("\n").to_lowercase()
        };
        let of = |case: &Case, addresses: &BTreeMap<String, Vec<String>>| {
            (case.name(), told(addresses), diagnose(&input(&case.sources, addresses)))
        };
        [of(&case, &case.addresses), of(&case, &BTreeMap::new())]
    })
}

/// The names that a command line goes through: `'EX1', 'EX2' | ForEach-Object { .. }`, `TcpClient('EX1', 25)`.
fn named(line: &str) -> Vec<&str> {
    let head = line.split(" | ForEach-Object").next().filter(|head| head.starts_with('\'')).unwrap_or_default();
    let asked = line.split_once("TcpClient('").map_or("", |(_, rest)| rest.split('\'').next().unwrap_or_default());
    head.split('\'').skip(1).step_by(2).chain([asked]).filter(|name| !name.is_empty()).collect()
}

#[test]
fn commands_name_only_what_the_paste_names_and_whole() {
    for (case, told, report) in reports() {
        let needs = report.findings.iter().flat_map(|f| &f.needs).chain(&report.next);
        for line in needs.flat_map(|need| need.command.lines()) {
            for name in named(line) {
                // `EX1\Default Frontend EX1`: the paste may name the server and the connector apart.
                let parts = name.split('\\').map(str::to_lowercase);
                assert!(parts.clone().all(|part| told.contains(&part)), "{case}: {name} in {line}");
                // A host outside keeps its domain.
                let is_chopped = |part: &str| told.contains(&format!("fqdn={part}.")) && !is_server(&report, part);
                assert!(!parts.clone().any(|part| is_chopped(&part)), "{case}: {name} is chopped in {line}");
            }
        }
    }
}

fn is_server(report: &Report, name: &str) -> bool {
    report.servers.iter().any(|server| server.name.split('.').next().is_some_and(|n| n.eq_ignore_ascii_case(name)))
}

/// `$env:COMPUTERNAME` is where the command runs: the sending server. What is asked of the far end names it.
#[test]
fn the_own_computer_stands_for_no_far_end() {
    const OF_THE_SENDER: [&str; 4] = ["SendProtocolLogPath", "Get-SendConnector", "DNSServers", "ExternalDNS"];
    for (case, _, report) in reports() {
        let needs = report.findings.iter().flat_map(|f| &f.needs).chain(&report.next);
        for line in needs.flat_map(|need| need.command.lines()).filter(|line| line.starts_with("$env:COMPUTERNAME")) {
            assert!(OF_THE_SENDER.iter().any(|word| line.contains(word)), "{case}: {line}");
        }
    }
}

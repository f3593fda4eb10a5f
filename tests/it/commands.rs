//! The commands of needs talk to the machine that is meant.

use std::collections::BTreeMap;

use mailflow_doctor::{Report, diagnose};

use crate::cases::{Case, cases, input};
use crate::organisation::organisation;

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

/// An organisation in which the relay connector of the last server takes the connections of one sender only.
fn one_relay_holds_less(servers: usize) -> String {
    let text = organisation(servers, true);
    let list = "{10.1.0.0/16, 192.168.20.0/24}";
    let at = text.rfind(list).expect("a relay connector");
    format!("{}{{10.1.0.2, 192.168.20.0/24}}{}", &text[..at], &text[at + list.len()..])
}

/// Each sender that every target refuses has a finding of its own, and so has a remedy of its own: what the other senders
/// still meet on the same connectors does not speak against it.
#[test]
fn senders_with_different_verdicts_have_remedies_of_their_own() {
    for servers in [9, 21] {
        let text = one_relay_holds_less(servers);
        let report = diagnose(&mailflow_doctor::Input::text(&text));
        let mut captures = report.findings.iter().filter(|finding| finding.code == "relay-captures-exchange");
        let (one, others) = (captures.next().expect("one"), captures.next().expect("the others"));
        assert_eq!(one.certainty, mailflow_doctor::wire::Certainty::Proven, "{servers}");
        assert_eq!(one.subject.addresses, ["10.1.0.2"], "{servers}");
        for finding in [one, others] {
            let remedy = finding.remedies.first().expect("a remedy");
            assert!(remedy.recommended, "{servers}: {:?}", remedy.consequences);
            // Nobody but the senders of the finding changes connector.
            for effect in &remedy.effects {
                assert!(finding.subject.addresses.contains(&effect.first), "{servers}: {effect:?}");
            }
        }
    }
}

/// PowerShell refuses a command that names a parameter twice.
#[test]
fn no_command_names_a_parameter_twice() {
    let mut seen = 0;
    let split = [9, 21].map(|servers| {
        let text = one_relay_holds_less(servers);
        (format!("{servers} servers"), String::new(), diagnose(&mailflow_doctor::Input::text(&text)))
    });
    for (case, _, report) in reports().chain(split) {
        let remedies = report.findings.iter().flat_map(|finding| &finding.remedies);
        for text in remedies.flat_map(|r| r.lines.iter().chain(&r.commands).chain(&r.rollback)) {
            // From the command to the end of its line, or to the brace or the pipe behind it.
            for part in text.split("Set-ReceiveConnector ").skip(1) {
                let command = part.split([';', '|', '\n']).next().unwrap_or_default();
                let names: Vec<&str> = command.split(' ').filter(|word| is_parameter(word)).collect();
                let distinct: std::collections::BTreeSet<&&str> = names.iter().collect();
                assert_eq!(distinct.len(), names.len(), "{case}: {command}");
                seen += names.len();
            }
        }
    }
    assert!(seen > 500, "{seen} parameters seen");
}

fn is_parameter(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
}

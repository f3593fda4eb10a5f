//! Golden cases: whole reports, what each case is expected to say, and what must hold when something is taken away.
//!
//! A case is a folder: `case.json` (title, expectations, the addresses that the user would have to supply),
//! `queue.txt`, `connectors.txt`, `observed.txt` (logs, transcripts, output of other commands), and what the report says:
//! `findings.txt` (with those addresses) and `findings-without-addresses.txt`. Ten cases have whole reports besides. After
//! an intended change run with `UPDATE_CASES=1` and review the difference line by line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mailflow_doctor::wire::{Certainty, Code};
use mailflow_doctor::{Input, Report, diagnose, wire};
use serde_json::Value;

use crate::findings_text::{MOST_LINES, findings_text};

pub(crate) struct Case {
    pub(crate) folder: PathBuf,
    pub(crate) expected: Value,
    pub(crate) sources: Vec<(String, String)>,
    pub(crate) addresses: BTreeMap<String, Vec<String>>,
}

impl Case {
    pub(crate) fn name(&self) -> String {
        self.folder.file_name().unwrap().to_string_lossy().into_owned()
    }

    fn text(&self, key: &str) -> &str {
        self.expected[key].as_str().unwrap_or_default()
    }

    fn list(&self, key: &str) -> Vec<String> {
        self.expected[key].as_array().into_iter().flatten().map(|v| v.as_str().unwrap().to_owned()).collect()
    }
}

pub(crate) fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders.into_iter().map(load).collect()
}

fn load(folder: PathBuf) -> Case {
    let expected: Value = serde_json::from_str(&fs::read_to_string(folder.join("case.json")).unwrap()).unwrap();
    let mut sources = Vec::new();
    for name in ["queue.txt", "connectors.txt", "observed.txt"] {
        if let Ok(text) = fs::read_to_string(folder.join(name)) {
            sources.push((name.to_owned(), text));
        }
    }
    let addresses = serde_json::from_value(expected["addresses"].clone()).unwrap();
    Case { folder, expected, sources, addresses }
}

pub(crate) fn input<'a>(sources: &'a [(String, String)], addresses: &BTreeMap<String, Vec<String>>) -> Input<'a> {
    let mut input = Input::default();
    for (name, text) in sources {
        input = input.with_text(name, text);
    }
    for (server, list) in addresses {
        input = input.with_addresses(server, &list.iter().map(String::as_str).collect::<Vec<_>>());
    }
    input
}

fn report(sources: &[(String, String)], addresses: &BTreeMap<String, Vec<String>>) -> Report {
    diagnose(&input(sources, addresses))
}

/// Cases whose whole reports are reviewed: one for each way in which a diagnosis can end, and for each layout of it.
const WHOLE_REPORTS: [&str; 10] = [
    "000-relay-holds-2010-addresses-on-both-targets",
    "011-lands-on-default-frontend",
    "019-edge-to-hub",
    "c04-edited-defaults",
    "c06-relays-and-clients",
    "c17-cloud-mail-may-not-relay",
    "c23-both-faults-on-port-25",
    "d10-masked-entry",
    "k14-cut-range-list",
    "o02-log-contradicts-prediction",
];

fn compare_with_golden(path: &Path, actual: &str, differences: &mut String) {
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if actual != expected {
        let line = actual.lines().zip(expected.lines()).position(|(a, b)| a != b);
        let line = line.unwrap_or_else(|| actual.lines().count().min(expected.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").trim().to_owned();
        writeln!(
            differences,
            "{}:{}\n  is       {}\n  should be {}",
            path.display(),
            line + 1,
            at(actual),
            at(&expected)
        )
        .unwrap();
    }
}

/// The reports of a case that are reviewed, each with the end of its files' names.
fn reviewed(case: &Case) -> Vec<(&'static str, Report)> {
    let mut reports = vec![("", report(&case.sources, &case.addresses))];
    if !case.addresses.is_empty() {
        reports.push(("-without-addresses", report(&case.sources, &BTreeMap::new())));
    }
    reports
}

#[test]
fn findings_are_as_reviewed() {
    let mut differences = String::new();
    for case in cases() {
        for (which, report) in reviewed(&case) {
            let text = findings_text(&report);
            let path = case.folder.join(format!("findings{which}.txt"));
            compare_with_golden(&path, &text, &mut differences);
            let lines = text.lines().count();
            assert!(lines <= MOST_LINES, "{}: {lines} lines are too many to review", path.display());
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn whole_reports_are_as_reviewed() {
    let mut differences = String::new();
    let all = cases();
    for name in WHOLE_REPORTS {
        let case = all.iter().find(|case| case.name() == name).unwrap();
        for (which, report) in reviewed(case) {
            let text = serde_json::to_string_pretty(&report).unwrap() + "\n";
            compare_with_golden(&case.folder.join(format!("report{which}.json")), &text, &mut differences);
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

fn of_code<'r>(report: &'r Report, code: &str) -> Vec<&'r wire::Finding> {
    report.findings.iter().filter(|f| f.code == code).collect()
}

fn union(findings: &[&wire::Finding], part: impl Fn(&wire::Subject) -> &Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = findings.iter().flat_map(|f| part(&f.subject).iter().cloned()).collect();
    all.sort();
    all.dedup();
    all
}

#[track_caller]
fn assert_same(mut actual: Vec<String>, mut expected: Vec<String>, what: &str) {
    actual.sort();
    expected.sort();
    assert_eq!(actual, expected, "{what}");
}

#[test]
fn every_case_says_what_it_is_expected_to_say() {
    for case in cases() {
        let name = case.name();
        let report = report(&case.sources, &case.addresses);
        let captures: Vec<_> = report
            .findings
            .iter()
            .filter(|f| {
                f.severity == "blocking"
                    && f.certainty != "possible"
                    && f.code.as_str().starts_with("relay-captures-exchange")
            })
            .collect();
        match case.text("kind") {
            "capture" => {
                assert_eq!(report.findings[0].code, case.text("cause"), "{name}");
                assert_same(union(&captures, |s| &s.connectors), case.list("connectors"), &name);
                assert_same(union(&captures, |s| &s.addresses), case.list("captured"), &name);
            }
            "default-connector-auth-missing" => {
                assert_eq!(report.findings[0].code, case.text("cause"), "{name}");
                assert_same(report.findings[0].subject.connectors.clone(), case.list("connectors"), &name);
            }
            "ambiguous" => {
                assert_eq!(report.findings[0].code, case.text("cause"), "{name}");
                assert_same(report.findings[0].subject.connectors.clone(), case.list("connectors"), &name);
                assert_same(report.findings[0].subject.addresses.clone(), case.list("captured"), &name);
            }
            "input-incomplete" => {
                assert_eq!(report.findings[0].code, case.text("cause"), "{name}");
                assert!(captures.is_empty(), "{name}");
            }
            "healthy" => {
                let codes: Vec<_> = report.findings.iter().map(|f| f.code).collect();
                assert!(codes.is_empty(), "{name}: {codes:?}");
            }
            "latent-in-trouble" => {
                assert_eq!(report.findings[0].code, case.text("cause"), "{name}");
                assert_same(report.findings[0].subject.connectors.clone(), case.list("connectors"), &name);
                assert_eq!(of_code(&report, case.text("cause")).len(), 1, "{name}");
            }
            "capture-nonserver" => assert_eq!(report.findings[0].code, case.text("cause"), "{name}"),
            // Nothing fails; these patterns are found, in this order, and nothing else.
            "latent" => {
                let codes: Vec<_> = report.findings.iter().map(|f| f.code.as_str()).collect();
                assert_eq!(codes.join(" "), case.text("cause"), "{name}");
                assert!(report.findings.iter().all(|f| f.severity != "blocking"), "{name}");
            }
            "negative-control" | "open" => {
                let sure = report.findings.iter().find(|f| f.severity == "blocking" && f.certainty != "possible");
                assert!(sure.is_none(), "{name}: {}", sure.unwrap().code);
                let codes: Vec<_> = report.findings.iter().map(|f| f.code).collect();
                if case.text("cause") == "ok-intended-internal-connector" {
                    assert_eq!(codes.first(), Some(&Code::OkIntendedInternalConnector), "{name}");
                }
            }
            _ => assert!(captures.is_empty(), "{name}"),
        }
        if case.expected["decidable"] == false {
            let proven = report.findings.iter().find(|f| f.certainty == "proven");
            assert!(proven.is_none(), "{name}: {}", proven.unwrap().code);
        }
        let latent = of_code(&report, "relay-would-capture-exchange");
        assert_same(union(&latent, |s| &s.addresses), case.list("latent"), &format!("{name}: latent"));
        if let [code, certainty] = case.list("first").as_slice() {
            let first = report.findings.first().map(|f| (f.code.to_string(), f.certainty.to_string()));
            assert_eq!(first.as_ref(), Some(&(code.clone(), certainty.clone())), "{name}");
            assert_eq!(code, case.text("cause"), "{name}");
        }
        for code in case.list("absent") {
            assert!(of_code(&report, &code).is_empty(), "{name}: {code}");
        }
        for code in case.list("never_above_possible") {
            let found = of_code(&report, &code);
            assert!(found.iter().all(|f| f.severity != "blocking" || f.certainty == "possible"), "{name}: {code}");
        }
    }
}

/// Adding a finding means adding a case. Replies of the catalogue are tried row by row, beside the catalogue.
#[test]
fn every_finding_has_a_case() {
    let mut seen = Vec::new();
    for case in cases() {
        for addresses in [&case.addresses, &BTreeMap::new()] {
            seen.extend(report(&case.sources, addresses).findings.into_iter().map(|f| f.code));
        }
    }
    for code in Code::ALL {
        assert!(seen.contains(code), "no case shows {}", code.as_str());
    }
}

/// Whoever pastes a queue that waits gets a word on it.
#[test]
fn every_waiting_queue_is_spoken_of() {
    for case in cases() {
        for addresses in [&case.addresses, &BTreeMap::new()] {
            let report = report(&case.sources, addresses);
            for queue in report.queues.iter().filter(|q| q.status.as_deref() == Some("Retry")) {
                let Some(identity) = &queue.identity else { continue };
                let named = report.findings.iter().any(|f| f.subject.queues.contains(identity));
                assert!(named, "{}: nothing is said of {identity}", case.name());
            }
        }
    }
}

/// A name that is missing leaves a gap in a sentence, or a command without an object.
fn is_whole(text: &str) -> bool {
    !text.starts_with([' ', '|']) && !text.ends_with(' ') && !text.contains("  ")
}

#[test]
fn no_sentence_lacks_a_name() {
    for case in cases() {
        for addresses in [&case.addresses, &BTreeMap::new()] {
            let report = report(&case.sources, addresses);
            for note in &report.notes {
                assert!(is_whole(&note.message), "{}, {}: {:?}", case.name(), note.code, note.message);
            }
            for finding in report.findings {
                let needs = finding.needs.iter().flat_map(|n| [n.what.clone(), n.why.clone(), n.command.clone()]);
                let texts = needs.chain(finding.assumptions).chain([finding.title, finding.what, finding.why]);
                for text in texts {
                    assert!(is_whole(&text), "{}, {}: {text:?}", case.name(), finding.code);
                }
            }
        }
    }
}

#[test]
fn the_seed_case_with_and_without_addresses() {
    let case = cases().into_iter().find(|c| c.name().starts_with("000")).unwrap();
    let without = report(&case.sources, &BTreeMap::new());
    let first = &without.findings[0];
    assert_eq!((first.code, first.certainty), (Code::RelayCapturesExchange, Certainty::Likely));
    assert_same(first.subject.connectors.clone(), case.list("connectors"), "suspects");
    let need = first.needs.iter().find(|n| n.code == "server-addresses").unwrap();
    assert_eq!(need.servers, ["EX2010-1", "EX2010-2"]);

    let with = report(&case.sources, &case.addresses);
    let first = &with.findings[0];
    assert_eq!((first.code, first.certainty), (Code::RelayCapturesExchange, Certainty::Proven));
    assert!(first.why.contains("have the same trap, so failover does not help"), "{}", first.why);
    // The finding rests on the senders' addresses that the user gave; the paste alone gives none.
    let given: Vec<_> = first.given.iter().map(|given| (given.server.as_str(), given.address.as_str())).collect();
    assert_eq!(given, [("EX2010-1", "192.168.10.11"), ("EX2010-2", "192.168.10.12")]);
    assert!(without.findings.iter().all(|finding| finding.given.is_empty()));
    let remedy = &first.remedies[0];
    assert!(remedy.recommended && remedy.acceptance.accepted == Some(true));
    for change in &remedy.changes {
        assert_eq!(change.removed, ["192.168.10.11", "192.168.10.12"]);
        assert_eq!(change.added, Vec::<String>::new());
    }
    assert_eq!(remedy.changes.iter().flat_map(|change| &change.connectors).count(), 2);
    for effect in &remedy.effects {
        assert!(effect.to.as_deref().unwrap().contains("\\Default Frontend "), "{effect:?}");
    }
}

/// Every single property of a list, as the line range that holds it.
fn properties(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = |line: &str| {
        line.split_once(':').is_some_and(|(label, _)| {
            let label = label.trim_end();
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric())
        })
    };
    let mut found = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        if starts(lines[index]) {
            let mut end = index + 1;
            while end < lines.len() && lines[end].starts_with(' ') && !lines[end].trim().is_empty() {
                end += 1;
            }
            // What makes a record a record stays.
            if !lines[index].starts_with("Identity") {
                found.push((index, end));
            }
            index = end;
        } else {
            index += 1;
        }
    }
    found
}

/// Nothing that a reduced input says may be surer than what the full input says, or contradict it.
fn check_reduced(full: &Report, reduced: &Report, what: &str) {
    for finding in &reduced.findings {
        let same = of_code(full, finding.code.as_str());
        let surest = same.iter().map(|f| f.certainty).min();
        match finding.certainty {
            Certainty::Proven => {
                assert_eq!(surest, Some(Certainty::Proven), "{what}: {} rose to proven", finding.code);
                let connectors = union(&same, |s| &s.connectors);
                let addresses = union(&same, |s| &s.addresses);
                for connector in &finding.subject.connectors {
                    assert!(connectors.contains(connector), "{what}: {} blames {connector}", finding.code);
                }
                for address in &finding.subject.addresses {
                    assert!(addresses.contains(address), "{what}: {} names {address}", finding.code);
                }
            }
            Certainty::Likely if !same.is_empty() => {
                assert!(surest <= Some(Certainty::Likely), "{what}: {} rose to likely", finding.code);
            }
            _ => {}
        }
    }
}

#[test]
fn taking_something_away_never_makes_surer() {
    for case in cases() {
        let name = case.name();
        let full = report(&case.sources, &case.addresses);
        // What refutes a cause may be missed: without it the cause is rightly surer.
        let refutes = |source: &str| source == "observed.txt" && case.expected["refuting"] == true;
        for drop in 0..case.sources.len() {
            let mut sources = case.sources.clone();
            let (dropped, _) = sources.remove(drop);
            if refutes(&dropped) {
                continue;
            }
            check_reduced(&full, &report(&sources, &case.addresses), &format!("{name} without {dropped}"));
        }
        for server in case.addresses.keys() {
            let mut addresses = case.addresses.clone();
            addresses.remove(server);
            check_reduced(&full, &report(&case.sources, &addresses), &format!("{name} without address of {server}"));
        }
        for (index, (source, text)) in case.sources.iter().enumerate().filter(|(_, (s, _))| !refutes(s)) {
            let lines: Vec<&str> = text.lines().collect();
            for (start, end) in properties(text) {
                let kept = [&lines[..start], &lines[end..]].concat().join("\n") + "\n";
                let mut sources = case.sources.clone();
                sources[index].1 = kept;
                let what = format!("{name} without line {} of {source}: {}", start + 1, lines[start]);
                check_reduced(&full, &report(&sources, &case.addresses), &what);
            }
            // A log or a transcript without one of its lines.
            for line in (0..lines.len()).filter(|_| source == "observed.txt") {
                let mut sources = case.sources.clone();
                sources[index].1 = [&lines[..line], &lines[line + 1..]].concat().join("\n") + "\n";
                let what = format!("{name} without line {} of {source}: {}", line + 1, lines[line]);
                check_reduced(&full, &report(&sources, &case.addresses), &what);
            }
        }
    }
}

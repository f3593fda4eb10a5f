//! What is alike is said once: headlines stay short, no sentence stands twice, and no sentence lists many names.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::net::IpAddr;
use std::sync::LazyLock;

use mailflow_doctor::{Input, Language, Report, diagnose, wire};

use crate::cases::{cases, input};
use crate::organisation::{organisation, organisation_in_one_subnet};

/// Every report of the golden cases and of organisations of several sizes, in both languages.
static REPORTS: LazyLock<Vec<(String, Report)>> = LazyLock::new(|| {
    let mut reports = Vec::new();
    for language in [Language::English, Language::German] {
        for case in cases() {
            let mut input = input(&case.sources, &case.addresses);
            input.language = language;
            reports.push((format!("{} {}", case.name(), language.tag()), diagnose(&input)));
        }
        for (servers, groups) in [(3, "AnonymousUsers, Custom"), (20, "AnonymousUsers, Custom"), (20, "AnonymousUsers")]
        {
            let text = organisation_in_one_subnet(servers, groups);
            let mut input = Input::text(&text);
            input.language = language;
            reports.push((format!("{servers} servers in one subnet {}", language.tag()), diagnose(&input)));
        }
        for servers in [2, 3, 4, 7, 20, 40] {
            for with_addresses in [false, true] {
                let text = organisation(servers, with_addresses);
                let mut input = Input::text(&text);
                input.language = language;
                reports.push((format!("{servers} servers {with_addresses} {}", language.tag()), diagnose(&input)));
            }
        }
    }
    reports
});

/// The sentences of a text. A dot inside a name, an address or a version ends none.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '?', '!', '\n'])
        .scan(0, |start, piece| {
            let end = *start + piece.len();
            let ends = text[end..].chars().next().is_none_or(char::is_whitespace);
            let begin = *start;
            *start = end;
            Some((begin, end, ends))
        })
        .fold(Vec::<(usize, usize, bool)>::new(), |mut all, (begin, end, ends)| {
            match all.last_mut() {
                Some(last) if !last.2 => (last.1, last.2) = (end, ends),
                _ => all.push((begin, end, ends)),
            }
            all
        })
        .into_iter()
        .map(|(begin, end, _)| text[begin..end].trim())
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

#[test]
fn titles_are_headlines() {
    let mut wrong = String::new();
    let mut titles = BTreeSet::new();
    for (name, report) in &*REPORTS {
        for finding in &report.findings {
            let (words, said) = (finding.title.split_whitespace().count(), sentences(&finding.title).len());
            if words > 20 || said > 2 {
                writeln!(wrong, "{name} {}: {words} words, {said} sentences: {}", finding.code, finding.title).unwrap();
            }
            titles.insert(finding.title.clone());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(titles.len() > 200, "{} titles tried", titles.len());
}

/// The texts of a finding that a user reads as prose.
fn prose(finding: &wire::Finding) -> Vec<&str> {
    let texts = [&finding.title, &finding.what, &finding.why, &finding.action];
    let mut texts: Vec<&str> = texts.into_iter().map(String::as_str).collect();
    texts.extend(finding.assumptions.iter().map(String::as_str));
    texts
}

/// The same, and what is said of its remedies, questions and exclusions.
fn all_prose(finding: &wire::Finding) -> Vec<&str> {
    let mut texts = prose(finding);
    for remedy in &finding.remedies {
        texts.extend([remedy.title.as_str(), remedy.acceptance.reason.as_str()]);
        texts.extend(remedy.consequences.iter().map(String::as_str));
        texts.extend(remedy.proof.as_deref());
    }
    texts.extend(finding.needs.iter().flat_map(|need| [need.what.as_str(), need.why.as_str()]));
    texts.extend(finding.excluded.iter().map(|excluded| excluded.what.as_str()));
    texts
}

#[test]
fn no_sentence_stands_twice_in_a_finding() {
    let mut wrong = String::new();
    for (name, report) in &*REPORTS {
        for finding in &report.findings {
            let mut seen = BTreeSet::new();
            for sentence in prose(finding).into_iter().flat_map(sentences) {
                if !seen.insert(sentence) {
                    writeln!(wrong, "{name} {}: {sentence}", finding.code).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn no_sentence_lists_many_names() {
    let mut wrong = String::new();
    let mut tried = 0;
    for (name, report) in &*REPORTS {
        let servers: BTreeSet<&str> = report.servers.iter().map(|s| s.name.as_str()).collect();
        let connectors: BTreeSet<&str> = report.receive_connectors.iter().filter_map(|c| c.name.as_deref()).collect();
        let is_name = |item: &str| {
            let first = item.split(' ').next().unwrap_or_default();
            servers.contains(first) || connectors.contains(item) || first.parse::<IpAddr>().is_ok()
        };
        for finding in &report.findings {
            for sentence in all_prose(finding).into_iter().flat_map(sentences) {
                // A list is what stands between commas.
                let named = sentence.split([',', ';']).filter(|item| is_name(item.trim())).count();
                tried += 1;
                if named > 3 {
                    writeln!(wrong, "{name} {}: {sentence}", finding.code).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(tried > 10_000, "{tried} sentences");
}

#[test]
fn prose_names_connectors_by_their_names() {
    let mut wrong = BTreeSet::new();
    let mut tried = 0;
    for (name, report) in &*REPORTS {
        let identities: BTreeSet<&str> =
            report.receive_connectors.iter().filter_map(|c| c.identity.as_deref()).collect();
        for finding in &report.findings {
            for text in all_prose(finding) {
                // A command names a connector as the shell does, a queue may have the name of one.
                let is_command = text.contains("-Identity") || text.contains("-ReceiveConnector");
                if !is_command && identities.iter().any(|identity| identity.contains('\\') && text.contains(identity)) {
                    wrong.insert(format!("{name} {}: {text}", finding.code));
                }
                tried += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 5_000, "{tried} texts");
}

/// Whoever is refused now is a subject: a group may shorten what is said, never what is held.
#[test]
fn every_member_of_a_group_is_a_subject() {
    let mut wrong = BTreeSet::new();
    let mut tried = 0;
    for (name, report) in &*REPORTS {
        let subjects: Vec<_> = report.findings.iter().map(|finding| &finding.subject).collect();
        let refused = report
            .landings
            .iter()
            .filter(|group| group.used && !group.contradicted && group.outcome == wire::LandingOutcome::Refused);
        for group in refused {
            for connector in group.to.iter().filter_map(|to| to.connector.as_deref()) {
                tried += 1;
                if !subjects.iter().any(|subject| subject.connectors.iter().any(|known| known == connector)) {
                    wrong.insert(format!("{name}: {connector}"));
                }
            }
            for from in &group.from {
                tried += 1;
                let known = subjects.iter().any(|subject| {
                    subject.addresses.contains(&from.address)
                        || from.server.as_ref().is_some_and(|server| subject.servers.contains(server))
                });
                if !known {
                    wrong.insert(format!("{name}: {}", from.address));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 500, "{tried} members");
    for servers in [4, 20] {
        let report = diagnose(&Input::text(&organisation(servers, true)));
        let capture = report.findings.iter().find(|f| f.code == "relay-captures-exchange").unwrap();
        let (old, new) = (servers.div_ceil(3), servers - servers.div_ceil(3));
        assert_eq!(capture.subject.addresses.len(), old, "{:?}", capture.subject);
        assert_eq!(capture.subject.connectors.len(), new, "{:?}", capture.subject);
    }
}

#[test]
fn the_report_of_many_servers_stays_small() {
    for text in [organisation(160, true), organisation_in_one_subnet(160, "AnonymousUsers, Custom")] {
        let report = diagnose(&Input::text(&text));
        let size = serde_json::to_string(&report).unwrap().len();
        println!("{size} bytes of a report about 160 servers");
        assert!(size <= 1_200_000, "{size}");
    }
}

#[test]
fn a_remedy_of_two_findings_is_told_once() {
    let text = organisation_in_one_subnet(20, "AnonymousUsers, Custom");
    let report = diagnose(&Input::text(&text));
    let again: Vec<_> =
        report.findings.iter().flat_map(|f| &f.remedies).filter(|remedy| remedy.same_as.is_some()).collect();
    assert!(!again.is_empty());
    for remedy in again {
        assert!(remedy.lines.is_empty() && remedy.commands.is_empty() && remedy.script.is_empty());
        let first = report.findings.iter().find(|finding| Some(finding.code) == remedy.same_as).unwrap();
        let told = first.remedies.iter().find(|told| told.id == remedy.id).unwrap();
        assert_eq!((told.same_as, &told.title), (None, &remedy.title));
        assert!(!told.commands.is_empty());
    }
    // One finding has nothing to refer to.
    let seed = cases().into_iter().next().unwrap();
    let report = diagnose(&input(&seed.sources, &seed.addresses));
    assert!(report.findings.iter().flat_map(|f| &f.remedies).all(|remedy| remedy.same_as.is_none()));
}

//! What is handed over: a summary of eight lines, and the whole in a length that somebody reads.

use mailflow_doctor::export::{Form, json, open, summary, whole};
use mailflow_doctor::{Input, Language, Report, diagnose};

use super::cases::{cases, input};
use super::organisation::{organisation, organisation_in_one_subnet};

fn report(servers: usize, language: Language) -> Report {
    told(&organisation(servers, true), language)
}

fn told(text: &str, language: Language) -> Report {
    let mut input = Input::text(text);
    input.language = language;
    diagnose(&input)
}

#[test]
fn twenty_servers_are_told_in_120_lines() {
    for language in [Language::English, Language::German] {
        let in_one_subnet = organisation_in_one_subnet(20, "AnonymousUsers, Custom");
        for report in [report(20, language), told(&in_one_subnet, language)] {
            for form in [Form::Text, Form::Markdown] {
                let text = whole(&report, language, form, false);
                assert!(text.lines().count() <= 120, "{} lines\n{text}", text.lines().count());
                assert!(text.lines().all(|line| line.chars().count() <= 2_000), "{text}");
            }
        }
    }
}

#[test]
fn a_summary_has_eight_lines_that_say_something() {
    let mut summaries: Vec<(String, Report, Language)> = Vec::new();
    for language in [Language::English, Language::German] {
        for case in cases() {
            let mut input = input(&case.sources, &case.addresses);
            input.language = language;
            summaries.push((case.name().clone(), diagnose(&input), language));
        }
        summaries.push(("20 servers".to_owned(), report(20, language), language));
    }
    for (name, report, language) in &summaries {
        let lines = summary(report, *language);
        for line in &lines {
            assert!(line.len() > 10 && !line.contains('\n'), "{name}: {line}");
        }
        let text = whole(report, *language, Form::Text, false);
        assert!(text.contains(&lines.join("\n")) || !text.is_ascii(), "{name}");
        let Some(first) = report.findings.first() else { continue };
        assert!(lines[0].contains(first.title.as_str()) && lines[0].contains(first.code.as_str()), "{name}");
        if let Some(evidence) = first.evidence.first() {
            assert!(lines[2].contains(&evidence.line.to_string()), "{name}: {}", lines[2]);
        }
    }
}

#[test]
fn the_summary_of_a_capture_names_all_that_a_colleague_must_know() {
    let report = report(20, Language::English);
    let lines = summary(&report, Language::English);
    assert!(lines[1].starts_with("Certainty: Proven from your paste, as if the paste showed all"), "{}", lines[1]);
    assert!(lines[3].contains("OLD0000 10.1.0.1") && lines[3].contains("a line with name and address"), "{}", lines[3]);
    assert!(lines[4].starts_with("To run: 'NEW0007', 'NEW0008', "), "{}", lines[4]);
    assert!(lines[5].contains("Nothing else changes."), "{}", lines[5]);
    assert!(lines[6].contains("put back"), "{}", lines[6]);
    assert!(lines[7].contains(env!("CARGO_PKG_VERSION")), "{}", lines[7]);
}

#[test]
fn a_saved_report_is_diagnosed_anew() {
    for case in cases() {
        let input = input(&case.sources, &case.addresses);
        let report = diagnose(&input);
        let saved = json(&report, &input);
        let opened = diagnose(&Input::text(&saved));
        assert_eq!(opened, report, "{}", case.name());
        // Whoever opens a file and saves it again hands over the same.
        assert_eq!(json(&opened, &Input::text(&saved)), saved, "{}", case.name());
    }
}

#[test]
fn nothing_but_what_was_asked_is_read_of_a_file() {
    let text = organisation(4, true);
    let input = Input::text(&text);
    let report = diagnose(&input);
    let saved = json(&report, &input);
    let command = &report.findings[0].remedies[0].lines[0];
    assert!(saved.contains(&serde_json::to_string(command).unwrap()));
    // Another command, another cause and another server in the file: none of them is shown.
    let mut forged: serde_json::Value = serde_json::from_str(&saved).unwrap();
    forged["findings"][0]["remedies"][0]["lines"][0] = "Remove-ReceiveConnector 'EX9\\Default'".into();
    forged["findings"][0]["title"] = "Do as the file says.".into();
    forged["servers"][0]["name"] = "EX9".into();
    forged["receive_connectors"][0]["server"] = "EX9".into();
    let forged = serde_json::to_string(&forged).unwrap();
    assert_eq!(diagnose(&Input::text(&forged)), report);
    // JSON of others is no saved report.
    assert!(open("{\"schema\": 1}").is_none());
    assert!(open("{\"asked\": {\"sources\": [], \"addresses\": [], \"versions\": []}}").is_none());
    assert!(open(&text).is_none());
}

#[test]
fn an_answer_counts_more_than_one_in_a_file() {
    let text = organisation(3, false);
    let input = Input::text(&text).with_addresses("OLD0000", &["10.9.9.9"]);
    let saved = json(&diagnose(&input), &input);
    let address = |input: &Input<'_>| diagnose(input).servers[0].addresses[0].address.clone();
    assert_eq!(address(&Input::text(&saved)), "10.9.9.9");
    assert_eq!(address(&Input::text(&saved).with_addresses("OLD0000", &["10.1.0.1"])), "10.1.0.1");
}

/// What the report holds beside findings is in the text too: what is excluded, what answers would mean, and the overview.
#[test]
fn the_whole_holds_the_outcomes_the_exclusions_and_the_overview() {
    let mut tried = [0; 4];
    for case in cases() {
        let report = diagnose(&input(&case.sources, &case.addresses));
        let text = whole(&report, Language::English, Form::Text, false);
        let mut holds = |kind: usize, part: &str| {
            tried[kind] += 1;
            // Signs of pasted text that nobody sees are shown by their codes.
            assert!(text.contains(part) || !part.is_ascii(), "{}: {part}", case.name());
        };
        for finding in &report.findings {
            finding.excluded.iter().for_each(|excluded| holds(0, &excluded.what));
            finding.needs.iter().flat_map(|need| &need.outcomes).for_each(|outcome| holds(1, &outcome.means));
        }
        report.overview.connectors.iter().for_each(|one| holds(2, &one.who));
        report.overview.queues.iter().for_each(|one| holds(3, &one.cause));
    }
    assert!(tried.iter().all(|tried| *tried > 20), "{tried:?}");
}

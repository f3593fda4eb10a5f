//! What is handed over: a summary of eight lines, and the whole in a length that somebody reads.

use mailflow_doctor::export::{Form, summary, whole};
use mailflow_doctor::{Input, Language, Report, diagnose};

use super::cases::{cases, input};
use super::organisation::organisation;

fn report(servers: usize, language: Language) -> Report {
    let text = organisation(servers, true);
    let mut input = Input::text(&text);
    input.language = language;
    diagnose(&input)
}

#[test]
fn twenty_servers_are_told_in_120_lines() {
    for language in [Language::English, Language::German] {
        let report = report(20, language);
        for form in [Form::Text, Form::Markdown] {
            let text = whole(&report, language, form, false);
            assert!(text.lines().count() <= 120, "{} lines\n{text}", text.lines().count());
            assert!(text.lines().all(|line| line.chars().count() <= 2_000), "{text}");
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
            summaries.push((case.name().to_owned(), diagnose(&input), language));
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

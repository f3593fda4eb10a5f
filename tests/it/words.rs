//! Every kind of sentence that a report can hold, once in each language, as the first golden case that holds it says it.
//!
//! After an intended change of words run with `UPDATE_CASES=1` and review the difference of `tests/words`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mailflow_doctor::wire::Report;
use mailflow_doctor::{Language, diagnose};

use crate::cases::{cases, input};

/// Kinds of sentences in order of their names, with the words of each.
type Said = BTreeMap<String, String>;

fn say(said: &mut Said, kind: String, words: &[&str]) {
    said.entry(kind)
        .or_insert_with(|| words.iter().filter(|words| !words.is_empty()).copied().collect::<Vec<_>>().join("\n"));
}

fn collect(said: &mut Said, report: &Report) {
    for note in &report.notes {
        say(said, format!("note {}", note.code), &[&note.message]);
    }
    for lines in &report.unread {
        say(said, format!("unread {}", lines.why), &[&lines.why]);
    }
    for finding in &report.findings {
        let kind = format!("finding {} {} {}", finding.code, finding.severity, finding.certainty);
        let fine_when = finding.fine_when.as_deref().unwrap_or_default();
        say(said, kind, &[&finding.title, &finding.what, &finding.why, &finding.action, fine_when]);
        for need in &finding.needs {
            say(said, format!("need {}", need.code), &[&need.what, &need.why]);
        }
        for remedy in &finding.remedies {
            let mut words: Vec<&str> = vec![&remedy.title];
            words.extend(remedy.consequences.iter().map(String::as_str));
            words.push(&remedy.acceptance.reason);
            words.extend(remedy.proof.as_deref());
            say(said, format!("remedy {} of {}", remedy.id, finding.code), &words);
        }
    }
    for candidate in report.landings.iter().flat_map(|group| &group.candidates) {
        say(said, format!("verdict {}", candidate.verdict), &[&candidate.reason]);
    }
}

#[test]
fn every_kind_of_sentence_is_as_reviewed() {
    for (language, file) in [(Language::English, "english.txt"), (Language::German, "german.txt")] {
        let mut said = Said::new();
        for case in cases() {
            for addresses in [&case.addresses, &BTreeMap::new()] {
                let mut input = input(&case.sources, addresses);
                input.language = language;
                collect(&mut said, &diagnose(&input));
            }
        }
        let mut text = String::new();
        for (kind, words) in said {
            // The reason of unread lines is its own name, which would be German in one of the files.
            let kind = if kind.starts_with("unread ") { "unread" } else { &kind };
            text.push_str(&format!("## {kind}\n{words}\n\n"));
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/words").join(file);
        if std::env::var_os("UPDATE_CASES").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let reviewed = fs::read_to_string(&path).unwrap_or_default();
        let differs = text.lines().zip(reviewed.lines()).find(|(is, should_be)| is != should_be);
        assert!(text == reviewed, "{}: {differs:?}", path.display());
    }
}

//! Checks of every template of every language, and a language that nobody wrote.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use super::Words;
use super::template::{Entry, Kind, Piece, pieces};
use crate::report::Language;
use crate::{Input, compare, diagnose, what_if};

/// The pseudo-language: English with every letter of its templates replaced by its full-width form, so that a letter
/// which stands in no template can be told from one that does.
pub(super) fn pseudo() -> &'static Words {
    static PSEUDO: OnceLock<Words> = OnceLock::new();
    PSEUDO.get_or_init(|| super::of(Language::English).map(&|text| Box::leak(widened(text).into_boxed_str())))
}

fn widened(template: &str) -> String {
    let wide = |text: &str| -> String {
        let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap();
        text.chars().map(|c| if c.is_ascii_alphabetic() { wide(c) } else { c }).collect()
    };
    let mut text = String::new();
    for piece in pieces(template) {
        match piece {
            Piece::Text(literal) => text += &wide(literal),
            Piece::Placeholder { name, forms: None } => write!(text, "{{{name}}}").unwrap(),
            Piece::Placeholder { name, forms: Some((one, many)) } => {
                write!(text, "{{{name}|{}|{}}}", wide(one), wide(many)).unwrap();
            }
        }
    }
    text
}

/// What is wrong with the text of a template.
fn faults(entry: &Entry) -> Vec<String> {
    let mut faults = Vec::new();
    let mut used = Vec::new();
    for piece in pieces(entry.text) {
        match piece {
            Piece::Text(text) if text.contains(['{', '}']) => faults.push("has a brace too many".to_owned()),
            Piece::Text(_) => {}
            Piece::Placeholder { name, forms } => {
                used.push(name);
                match entry.places.iter().find(|(place, _)| *place == name) {
                    None => faults.push(format!("has no value for {{{name}}}")),
                    Some((_, kind)) if forms.is_some() && *kind != Kind::Counted => {
                        faults.push(format!("cannot count {{{name}}}"));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    for (place, kind) in entry.places {
        if *kind != Kind::Optional && !used.contains(place) {
            faults.push(format!("leaves out {{{place}}}"));
        }
    }
    if entry.text.is_empty() || entry.text.starts_with(' ') {
        faults.push("is empty, or begins with a blank".to_owned());
    }
    faults
}

#[test]
fn every_template_of_every_language_fits() {
    let mut found = Vec::new();
    for language in [Language::English, Language::German, Language::Pseudo] {
        for (topic, entry) in super::of(language).entries() {
            let name = format!("{} {topic}.{}", language.tag(), entry.name);
            found.extend(faults(&entry).into_iter().map(|fault| format!("{name} {fault}")));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_template_that_does_not_fit_is_named() {
    let places: &[(&str, Kind)] = &[("a", Kind::Plain), ("b", Kind::Counted), ("c", Kind::Optional)];
    let faults = |text| faults(&Entry { name: "name", places, text });
    assert_eq!(faults("{a} {b|takes|take}"), [""; 0]);
    assert_eq!(faults("{a} {b}"), [""; 0]);
    assert_eq!(faults("{a} {b} {d}"), ["has no value for {d}"]);
    assert_eq!(faults("{a|takes|take} {b}"), ["cannot count {a}"]);
    assert_eq!(faults("{c} {b}"), ["leaves out {a}"]);
    assert_eq!(faults("{a} {b"), ["has a brace too many", "leaves out {b}"]);
    assert_eq!(faults(" {a} {b}"), ["is empty, or begins with a blank"]);
}

#[test]
fn the_markup_asks_for_words_that_exist() {
    let markup = include_str!("../../www/index.html");
    let entries = super::of(Language::English).page().entries();
    let mut asked = 0;
    for attribute in ["data-word=\"", "data-word-label=\"", "data-word-placeholder=\""] {
        for name in markup.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
            asked += 1;
            let entry = entries.iter().find(|entry| entry.name == name);
            assert!(entry.is_some_and(|entry| entry.places.is_empty()), "{name}");
        }
    }
    assert!(asked > 50, "{asked}");
}

/// The keys of the wire format whose values are sentences.
const SENTENCES: &[&str] = &[
    "message",
    "reason",
    "assumptions",
    "consequences",
    "proof",
    "summary",
    "remarks",
    "text",
    "see",
    "means",
    "purpose",
    "who",
    "edited",
    "reached",
];

/// The keys of the wire format whose values are scripts: their comments are sentences.
const SCRIPTS: &[&str] = &["commands", "verify", "retry", "rollback", "script"];

/// Whether a comment shows a command: a template has no Latin letters in this language, so it names no cmdlet.
fn is_command(line: &str) -> bool {
    let is_name = |part: Option<char>| part.is_some_and(|c| c.is_ascii_alphabetic());
    line.split(' ')
        .filter_map(|word| word.split_once('-'))
        .any(|(verb, noun)| is_name(verb.chars().next()) && is_name(noun.chars().next()))
}

/// The Latin words of every sentence in an answer that no template has and the input does not hold either.
fn bypassing(value: &Value, key: &str, input: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let is_comment = |line: &str| line.starts_with('#') && !is_command(line);
            let told = |line: &&str| SENTENCES.contains(&key) || (SCRIPTS.contains(&key) && is_comment(line));
            for line in text.lines().filter(told) {
                let words = line.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 2);
                let own = words.filter(|word| !input.contains(&word.to_ascii_lowercase()));
                found.extend(own.map(|word| format!("{key}: {word}")));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| bypassing(item, key, input, found)),
        Value::Object(members) => members.iter().for_each(|(key, value)| bypassing(value, key, input, found)),
        _ => {}
    }
}

#[test]
fn a_sentence_that_no_template_has_is_found() {
    let answer = serde_json::json!({
        "title": "Ｔａｋｅ Relay", "identity": "hidden", "notes": [{"message": "２ bypassed"}],
        "script": "# Ｃｈｅｃｋ\n# Set-ReceiveConnector\nGet-Queue\n# comment",
    });
    let mut found = BTreeSet::new();
    bypassing(&answer, "", "name : relay", &mut found);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["message: bypassed", "script: comment"]);
}

#[test]
fn a_language_that_nobody_wrote_passes_through_the_golden_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut found = BTreeSet::new();
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("case.json")).unwrap()).unwrap();
        let texts: Vec<_> = ["queue.txt", "connectors.txt", "observed.txt"]
            .into_iter()
            .filter_map(|name| Some((name, std::fs::read_to_string(folder.join(name)).ok()?)))
            .collect();
        let mut input = texts.iter().fold(Input::default(), |input, (name, text)| input.with_text(name, text));
        input.language = Language::Pseudo;
        let bare = input.clone();
        for (server, addresses) in case["addresses"].as_object().into_iter().flatten() {
            let addresses: Vec<_> = addresses.as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
            input = input.with_addresses(server, &addresses);
        }
        let pasted = texts.iter().map(|(_, text)| text.to_ascii_lowercase()).collect::<String>();
        // Names and values of Exchange and PowerShell are the same in every language.
        let pasted = pasted + &crate::report::collect::COLLECT.to_ascii_lowercase() + "remove false";
        let pasted = pasted + &case["addresses"].to_string().to_ascii_lowercase();
        let command = "Remove-ReceiveConnector X -WhatIf";
        for answer in [
            serde_json::to_value(diagnose(&input)).unwrap(),
            serde_json::to_value(diagnose(&bare)).unwrap(),
            serde_json::to_value(what_if(&input, command)).unwrap(),
            serde_json::to_value(compare(&input, &bare)).unwrap(),
        ] {
            let mut of_case = BTreeSet::new();
            bypassing(&answer, "", &pasted, &mut of_case);
            found.extend(of_case.into_iter().map(|it| format!("{}: {it}", folder.file_name().unwrap().display())));
        }
    }
    assert!(found.is_empty(), "\n{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

//! The report to hand over: a summary of eight lines, the whole report as text or Markdown, and JSON with what was
//! asked.
//!
//! This module knows the wire format and the words. It does not know where the text goes: the caller decides that.

mod asked;
mod summary;
mod whole;
mod writer;

pub(crate) use asked::opened;
pub use asked::{json, open};
pub use summary::summary;
pub use whole::whole;

use crate::report::wire;
use crate::words::PageWords;
use wire::{Certainty, Finding, LandingOutcome};

/// How the text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text, for a ticket.
    Text,
    /// Markdown.
    Markdown,
}

/// The certainty of a finding with its ground.
pub(crate) fn certainty(finding: &Finding, words: &PageWords) -> String {
    match finding.certainty {
        Certainty::Proven => match finding.given.len() {
            0 => words.certainty_proven.to_owned(),
            many => words.certainty_given(many),
        },
        Certainty::Likely => words.certainty_assumed(finding.assumptions.len().max(1)),
        Certainty::Possible => words.certainty_possible.to_owned(),
    }
}

/// What becomes of the sessions of a group. What was seen counts more than what follows.
fn outcome(group: &wire::LandingGroup, words: &PageWords) -> &'static str {
    match group.outcome {
        _ if group.contradicted => words.outcome_contradicted,
        LandingOutcome::Works => words.outcome_works,
        LandingOutcome::Refused => words.outcome_refused,
        LandingOutcome::NoConnector => words.outcome_no_connector,
        LandingOutcome::NothingListens => words.outcome_nothing_listens,
        LandingOutcome::Undecidable => words.outcome_undecidable,
    }
}

/// Where a line of the paste stands.
fn place(evidence: &wire::Evidence, words: &PageWords) -> String {
    match evidence.source.as_str() {
        "" => words.line(evidence.line),
        source => words.file_line(source, evidence.line),
    }
}

/// Lines of the paste, those with the same text as one: where they stand, and what stands there.
fn alike_lines<'e>(evidence: &'e [wire::Evidence], words: &PageWords) -> Vec<(Vec<String>, &'e str)> {
    let mut told: Vec<(Vec<String>, &str)> = Vec::new();
    for line in evidence {
        let text = line.text.trim();
        match told.iter_mut().find(|(_, known)| *known == text) {
            Some((places, _)) => places.push(place(line, words)),
            None => told.push((vec![place(line, words)], text)),
        }
    }
    told
}

/// Up to three names; of more, two and the number of the others.
fn few(names: &[String], words: &PageWords) -> String {
    match names {
        [first, second, _, _, ..] => words.names_and_more(format!("{first}, {second}"), names.len().saturating_sub(2)),
        _ => names.join(", "),
    }
}

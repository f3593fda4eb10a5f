//! The summary of a report: eight lines that say what a colleague must know.
//!
//! It takes sentences from the report and adds none about Exchange.

use super::{alike_lines, certainty, few};
use crate::report::wire::Certainty;
use crate::report::{Language, Report};
use crate::words::{self, Run, SummaryFacts};

/// Characters of a line of the paste that a summary quotes.
const LONGEST_QUOTE: usize = 160;

/// Characters of commands that a summary holds. Of longer ones it tells what they do.
const LONGEST_COMMANDS: usize = 600;

/// Cause, certainty with its ground, proof, addresses and their origin, what to run, what changes, undo, version: one
/// line each.
#[must_use]
pub fn summary(report: &Report, language: Language) -> [String; 8] {
    words::of(language).summary(&facts(report, language))
}

fn facts(report: &Report, language: Language) -> SummaryFacts {
    let page = words::of(language).page();
    let mut facts = SummaryFacts { version: report.version.clone(), ..SummaryFacts::default() };
    let first = report.findings.first();
    if let Some(finding) = first {
        facts.cause = Some((finding.title.clone(), finding.code.to_string()));
        facts.certainty = Some(certainty(finding, page));
        facts.is_possible = finding.certainty == Certainty::Possible;
        let lines = alike_lines(&finding.evidence, page).into_iter();
        facts.lines = lines.map(|(places, text)| (few(&places, page), quoted(text))).collect();
    }
    let concerned =
        |name: &String| first.is_none_or(|f| f.subject.servers.is_empty() || f.subject.servers.contains(name));
    for server in report.servers.iter().filter(|server| concerned(&server.name)) {
        for address in &server.addresses {
            let told = format!("{} {}", server.name, address.address);
            match facts.addresses.iter_mut().find(|(origin, _)| *origin == address.origin) {
                Some((_, known)) => known.push(told),
                None => facts.addresses.push((address.origin, vec![told])),
            }
        }
    }
    let remedy = first.and_then(|finding| finding.remedies.first()).filter(|remedy| !remedy.commands.is_empty());
    match (remedy, &report.next) {
        (Some(remedy), None) => {
            let commands = remedy.lines.join("; ");
            let is_short = commands.chars().count() <= LONGEST_COMMANDS && !commands.contains('\n');
            facts.run = if is_short && !commands.is_empty() {
                Run::Commands(commands)
            } else {
                Run::Lines(remedy.title.clone(), remedy.lines.len())
            };
            facts.proof.clone_from(&remedy.proof);
            facts.has_way_back = Some(!remedy.rollback.is_empty());
        }
        (_, Some(next)) => {
            let command = next.command.lines().next().unwrap_or_default();
            facts.run = Run::Commands(if command.is_empty() { next.what.clone() } else { quoted(command) });
        }
        (None, None) => {}
    }
    facts
}

/// The beginning of a text, with a mark where more follows.
fn quoted(text: &str) -> String {
    let mut all = text.chars();
    let mut quote: String = all.by_ref().take(LONGEST_QUOTE).collect();
    if all.next().is_some() {
        quote.push('…');
    }
    quote
}

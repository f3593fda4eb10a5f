//! What a report says, as a text that a person reviews: at most sixty lines, without the sentences of templates.
//!
//! The words are reviewed elsewhere: whole reports of a few cases, and every kind of sentence once (`words.rs`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mailflow_doctor::wire::{Evidence, Finding, LandingGroup, Remedy, Report};

/// The most lines of one text.
pub(crate) const MOST_LINES: usize = 60;
/// The most effects of a recommended remedy that are written out.
const MOST_EFFECTS: usize = 4;

/// The whole text.
pub(crate) fn findings_text(report: &Report) -> String {
    let mut text = String::new();
    for part in &report.inputs {
        let lines = format!("{}:{}-{}", part.source, part.first_line, part.last_line);
        line(&mut text, &format!("input {} {} {} {lines}", part.kind, part.layout, part.records));
    }
    let mut notes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for note in &report.notes {
        let place = note.source.as_ref().zip(note.line).map(|(source, line)| format!("{source}:{line}"));
        notes.entry(note.code.to_string()).or_default().extend(place);
    }
    for (code, places) in notes {
        line(&mut text, &format!("note {code} {}", places.join(" ")));
    }
    for unread in &report.unread {
        line(&mut text, &format!("unread {}:{}-{}", unread.source, unread.first_line, unread.last_line));
    }
    let cut = report.queues.iter().map(|q| (&q.identity, &q.cut));
    let cut = cut.chain(report.receive_connectors.iter().map(|c| (&c.identity, &c.cut)));
    for (identity, fields) in cut.filter(|(_, fields)| !fields.is_empty()) {
        line(&mut text, &format!("cut {}: {}", identity.as_deref().unwrap_or("?"), fields.join(" ")));
    }
    for finding in &report.findings {
        add_finding(&mut text, finding);
    }
    for group in &report.landings {
        line(&mut text, &landing(group));
    }
    if let Some(next) = &report.next {
        line(&mut text, &format!("next {} {}", next.code, next.servers.join(" ")));
    }
    text
}

fn line(text: &mut String, line: &str) {
    text.push_str(line.trim_end());
    text.push('\n');
}

fn add_finding(text: &mut String, finding: &Finding) {
    line(text, &format!("{} {} {}", finding.severity, finding.certainty, finding.code));
    let subject = &finding.subject;
    let about = [&subject.queues, &subject.connectors, &subject.servers, &subject.addresses];
    let about: Vec<String> = about.iter().filter(|list| !list.is_empty()).map(|list| list.join(", ")).collect();
    if !about.is_empty() {
        line(text, &format!("  about {}", about.join(" | ")));
    }
    for assumption in &finding.assumptions {
        line(text, &format!("  assumes {assumption}"));
    }
    if !finding.evidence.is_empty() {
        line(text, &format!("  rests on {}", places(&finding.evidence)));
    }
    for excluded in &finding.excluded {
        line(text, &format!("  excludes {} {}", excluded.what, places(&excluded.evidence)));
    }
    if !finding.needs.is_empty() {
        let codes: Vec<String> = finding.needs.iter().map(|need| need.code.to_string()).collect();
        line(text, &format!("  needs {}", codes.join(", ")));
    }
    for remedy in &finding.remedies {
        add_remedy(text, remedy);
    }
}

/// The lines of each source, in the order of the evidence.
fn places(evidence: &[Evidence]) -> String {
    let mut sources: Vec<(&str, Vec<String>)> = Vec::new();
    for one in evidence {
        let number = one.line.to_string();
        match sources.iter_mut().find(|(source, _)| *source == one.source) {
            Some((_, lines)) => lines.push(number),
            None => sources.push((&one.source, vec![number])),
        }
    }
    let each: Vec<String> =
        sources.into_iter().map(|(source, lines)| format!("{source}:{}", lines.join(","))).collect();
    each.join(" ")
}

fn add_remedy(text: &mut String, remedy: &Remedy) {
    let accepted = match remedy.acceptance.accepted {
        Some(true) => "accepted",
        Some(false) => "refused",
        None => "not known whether accepted",
    };
    let recommended = if remedy.recommended { ", recommended" } else { "" };
    let same = remedy.same_as.map(|code| format!(", as of {code}")).unwrap_or_default();
    line(text, &format!("  remedy {} {accepted}{recommended}{same}", remedy.id));
    for command in &remedy.lines {
        line(text, &format!("    > {command}"));
    }
    // Of ways that nobody is asked to take, the number of regions is enough.
    let shown = if remedy.recommended { MOST_EFFECTS } else { 0 };
    for effect in remedy.effects.iter().take(shown) {
        let local = effect.local.as_deref().unwrap_or("*");
        let connector = |name: &Option<String>| name.clone().unwrap_or_else(|| "nobody".to_owned());
        line(
            text,
            &format!(
                "    {} {local}:{} {}-{}: {} -> {}",
                effect.server,
                effect.port,
                effect.first,
                effect.last,
                connector(&effect.from),
                connector(&effect.to)
            ),
        );
    }
    if remedy.effects.len() > shown {
        line(text, &format!("    {} more regions", remedy.effects.len() - shown));
    }
}

fn landing(group: &LandingGroup) -> String {
    let from = group.from.iter().map(|from| match &from.server {
        Some(server) => format!("{server} {}", from.address),
        None => from.address.clone(),
    });
    let to = group.to.iter().map(|to| {
        let local = to.local.as_deref().unwrap_or("*");
        let connector = to.connector.as_deref().unwrap_or("nobody");
        format!("{} {local}:{} {connector}", to.server, to.port)
    });
    let (from, to): (Vec<_>, Vec<_>) = (from.collect(), to.collect());
    let mut text = format!("landing {}: {} -> {}", group.outcome, from.join(", "), to.join(", "));
    if group.used {
        text.push_str(" (used)");
    }
    if group.contradicted {
        text.push_str(" (contradicted)");
    }
    if !group.may_answer.is_empty() {
        let _ = write!(text, " may answer: {}", group.may_answer.join(", "));
    }
    text
}

//! The whole report as text or Markdown: the summary, then every finding, who lands where, and the notes.
//!
//! It takes sentences from the report and adds none about Exchange. [`super::writer`] knows how text and Markdown look.

use std::collections::HashSet;

use super::writer::Writer;
use super::{Form, alike_lines, certainty, few, outcome, place, summary};
use crate::intake::characters;
use crate::report::{Language, Report, wire};
use crate::words::{self, PageWords, Words};
use wire::{ConnectorOverview, Finding, NeedOutcome, QueueOverview, Remedy, SetupState, Severity, VerdictCode};

/// Lines of the paste that a finding quotes; the others are counted.
const MOST_LINES: usize = 6;

/// The same of every finding but the first.
const MOST_LINES_LATER: usize = 3;

/// The report as text. `with_scripts` = with the guarded commands, the checks, the retry and the way back.
#[must_use]
pub fn whole(report: &Report, language: Language, form: Form, with_scripts: bool) -> String {
    let all = words::of(language);
    let words = all.page();
    let mut page = Writer::new(form);
    page.heading(1, words.export_title);
    page.list(&summary(report, language));
    if let Some(next) = &report.next {
        if report.findings.is_empty() {
            page.line(words.undecided_title);
        }
        page.line(&words.next_step(&next.what));
        page.script(words.export_needs, &next.command);
    } else if report.findings.is_empty() {
        page.line(words.no_finding_title);
        page.line(words.no_finding_what);
    }
    let mut said = HashSet::new();
    for told in &report.findings {
        finding(&mut page, told, all, with_scripts, &mut said);
    }
    page.section(words.export_landings, landings(report, words).into_iter());
    let overview = &report.overview;
    page.section(words.all_connectors, overview.connectors.iter().map(|one| connector(one, all)));
    let queue = |one: &QueueOverview| format!("{}: {}", few(&one.members, words), one.cause);
    page.section(words.all_queues, overview.queues.iter().map(queue));
    page.section(words.export_notes, report.notes.iter().map(|n| n.message.clone()));
    page.line(&words.export_made_by(&report.version));
    characters::visible(&page.text()).into_owned()
}

/// One finding. What was said above word for word, as of several possible causes of one reply, is not said again.
fn finding(page: &mut Writer, finding: &Finding, all: &Words, with_scripts: bool, said: &mut HashSet<String>) {
    let words = all.page();
    let severity = match finding.severity {
        Severity::Blocking => words.severity_blocking,
        Severity::Risk => words.severity_risk,
        Severity::Advice => words.severity_advice,
    };
    page.heading(2, &finding.title);
    page.line(&format!("{severity}. {}. ({})", certainty(finding, words), finding.code));
    page.line(&finding.what);
    let is_first = said.is_empty();
    let new: Vec<String> = finding.why.lines().map(str::to_owned).filter(|line| said.insert(line.clone())).collect();
    page.section(words.export_why, new.into_iter());
    let most = if is_first { MOST_LINES } else { MOST_LINES_LATER };
    page.section(words.assumptions_title, finding.assumptions.iter().cloned());
    let alike = alike_lines(&finding.evidence, words);
    let quoted = alike.iter().take(most).map(|(places, text)| format!("{}: {text}", few(places, words)));
    let more = alike.iter().skip(most).map(|(places, _)| places.len()).fold(0, usize::saturating_add);
    page.section(words.export_lines, quoted.chain((more > 0).then(|| all.lines_more(more))));
    let excluded = finding.excluded.iter().map(|excluded| {
        let lines: Vec<String> = excluded.evidence.iter().map(|line| place(line, words)).collect();
        if lines.is_empty() { excluded.what.clone() } else { format!("{} ({})", excluded.what, few(&lines, words)) }
    });
    page.section(words.excluded_label, excluded);
    let needs = finding.needs.iter().flat_map(|need| {
        let asked = format!("{}. {}", need.what.trim_end_matches('.'), need.why);
        let seen = |outcome: &NeedOutcome| format!("{}: {} → {}", words.see, outcome.see, outcome.means);
        let command = (!need.command.is_empty()).then(|| need.command.clone());
        std::iter::once(asked).chain(command).chain(need.outcomes.iter().map(seen))
    });
    page.section(words.export_needs, needs);
    if !finding.action.is_empty() {
        page.heading(3, words.export_do);
        page.line(&finding.action);
    }
    if let Some(first) = finding.remedies.first() {
        remedy(page, first, all, with_scripts, said);
    }
}

/// One line for connectors that are alike: their names, what they are for, and who lands on them.
fn connector(one: &ConnectorOverview, all: &Words) -> String {
    let words = all.page();
    let state = match one.setup {
        SetupState::Added => words.setup_added,
        SetupState::Edited => words.setup_edited,
        SetupState::NotShown => words.setup_not_shown,
        SetupState::AsMade => words.setup_as_made,
    };
    let mut told = one.edited.clone();
    told.extend([one.purpose.clone(), one.who.clone(), one.reached.clone()]);
    let told: Vec<&str> = told.iter().map(|part| part.trim_end_matches('.')).filter(|part| !part.is_empty()).collect();
    format!("{} ({state}): {}.", all.connectors(&one.members), told.join("; "))
}

fn remedy(page: &mut Writer, remedy: &Remedy, all: &Words, with_scripts: bool, said: &mut HashSet<String>) {
    let words = all.page();
    let lines = remedy.lines.join("\n");
    if remedy.same_as.is_some() || !lines.is_empty() && !said.insert(lines.clone()) {
        page.line(words.export_same_lines);
        return;
    }
    page.line(&remedy.title);
    let new = remedy.consequences.iter().filter(|consequence| said.insert((*consequence).clone()));
    let told: Vec<String> = remedy.proof.iter().chain(new).cloned().collect();
    if !told.is_empty() {
        page.list(&told);
    }
    page.script(all.lines_title(), &lines);
    if !with_scripts {
        return;
    }
    let steps = [
        (words.export_prove, &remedy.prove),
        (words.step_change, &remedy.commands),
        (words.step_verify, &remedy.verify),
        (words.step_retry, &remedy.retry),
        (words.export_undo, &remedy.rollback),
    ];
    for (name, texts) in steps {
        page.script(name, &texts.join("\n"));
    }
}

/// Sessions that fare alike: senders, port, connector, outcome, targets.
type Row<'r> = (Vec<String>, u16, &'r str, &'r str, Vec<String>);

/// One line for sessions that fare alike: `EX1 (10.0.0.1) to EX2, port 25: Relay, refused`.
fn landings(report: &Report, words: &PageWords) -> Vec<String> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for group in &report.landings {
        let sender = |from: &wire::LandingFrom| {
            format!("{} ({})", from.server.as_deref().unwrap_or(words.landing_unknown), from.address)
        };
        let from: Vec<String> = group.from.iter().map(sender).collect();
        let port = group.to.first().map_or(0, |to| to.port);
        let chosen = group.candidates.iter().find(|candidate| candidate.verdict == VerdictCode::Chosen);
        let answers = chosen.filter(|_| group.to.iter().any(|to| to.connector.is_some()));
        let connector = answers.map_or(words.landing_none, |candidate| candidate.name.as_str());
        let outcome = outcome(group, words);
        let to = group.to.iter().map(|to| to.server.clone());
        let alike = |row: &&mut Row<'_>| (&row.0, row.1, row.2, row.3) == (&from, port, connector, outcome);
        match rows.iter_mut().find(alike) {
            Some((.., targets)) => targets.extend(to),
            None => rows.push((from, port, connector, outcome, to.collect())),
        }
    }
    let told = rows.into_iter().map(|(from, port, connector, outcome, to)| {
        let to = words.landing_to(few(&to, words), port);
        format!("{} {to}: {connector}, {outcome}", few(&from, words))
    });
    told.collect()
}

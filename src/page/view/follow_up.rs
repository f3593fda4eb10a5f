//! What a typed command would change, and what a later paste has changed.

use super::super::dom::Part;
use super::landings::few;
use super::remedy::{changes, effects};
use super::{View, badge, command};
use crate::report::wire::{
    Change, CommandState, Comparison, ConnectorFate, Effect, FindingFate, FindingState, Progress, QueueFate, Severity,
    WhatIf,
};
use crate::words::common::alike;

/// Lines of each kind that are shown.
const MOST: usize = 100;

/// The answer to a typed command.
pub(crate) fn what_if(view: View<'_>, answer: &WhatIf) -> Part {
    let part = begin(view, &answer.summary, &answer.remarks);
    part.slot("badge").add(&command_badge(view, answer.state));
    let acceptance = answer.acceptance.as_ref().map(|a| a.reason.as_str()).unwrap_or_default();
    part.set_or_drop("acceptance", acceptance);
    for gone in &answer.removed {
        line(&part, &connector_badge(view, ConnectorFate::Removed), gone);
    }
    findings(view, &part, &answer.findings);
    end(view, &part, &answer.changes, answer.proof.as_deref().unwrap_or_default(), &answer.effects, "command");
    part
}

/// The answer to a later paste.
pub(crate) fn comparison(view: View<'_>, answer: &Comparison) -> Part {
    let part = begin(view, &answer.summary, &answer.remarks);
    if let Some(badge) = comparison_badge(view, answer) {
        part.slot("badge").add(&badge);
    }
    part.slot("acceptance").remove();
    for remedy in &answer.remedies {
        line(&part, &remedy_badge(view, remedy.state), &remedy.title);
    }
    findings(view, &part, &answer.findings);
    for queues in alike(&answer.queues, |queue| queue.text.as_str()).iter().take(MOST) {
        let [queue, ..] = queues.as_slice() else { continue };
        let names: Vec<String> = queues.iter().map(|queue| queue.queue.clone()).collect();
        line(&part, &queue_badge(view, queue.state), &[&few(view, &names), ": ", &queue.text].concat());
    }
    retry(view, answer, &part);
    for connector in answer.connectors.iter().take(MOST) {
        line(&part, &connector_badge(view, connector.state), &connector.connector);
        changes(view, &connector.changes, &part.slot("changes"));
    }
    end(view, &part, &[], &answer.proof, &answer.effects, "compare");
    part
}

/// Whether the change worked, in a word: what was recommended is done, done in part, or not done. `None` where the second
/// paste does not show it.
fn comparison_badge(view: View<'_>, answer: &Comparison) -> Option<Part> {
    let words = view.words;
    let is_left =
        answer.findings.iter().any(|f| f.state == FindingFate::StillThere && f.severity == Severity::Blocking);
    let done = answer.remedies.iter().filter(|remedy| remedy.state == Progress::Done).count();
    let not_done = answer.remedies.iter().filter(|remedy| remedy.state == Progress::NotDone).count();
    let all = answer.remedies.len();
    if all == 0 || answer.remedies.iter().any(|remedy| remedy.state == Progress::Unknown) {
        return None;
    }
    Some(if done == all && !is_left {
        badge("good", "✓", words.compare_fixed)
    } else if not_done == all {
        badge("bad", "✕", words.compare_unchanged)
    } else {
        badge("ask", "!", words.compare_half)
    })
}

/// The lines that try the queues again, where mail would pass now and a queue still shows the error from before.
fn retry(view: View<'_>, answer: &Comparison, part: &Part) {
    let is_waiting = answer.queues.iter().any(|queue| queue.state == QueueFate::NotRetried);
    let remedies = view.report.findings.first().map(|finding| finding.remedies.as_slice()).unwrap_or_default();
    let lines = remedies.first().map(|remedy| remedy.retry.join("\n")).unwrap_or_default();
    if is_waiting && !lines.is_empty() {
        part.slot("retry").add(&command(view, lines.trim_end(), view.words.step_retry));
    }
}

fn begin(_view: View<'_>, summary: &str, remarks: &[String]) -> Part {
    let part = Part::template("follow");
    part.set("summary", summary);
    for remark in remarks {
        part.slot("remarks").add_new("li", "", remark);
    }
    part
}

fn end(view: View<'_>, part: &Part, changed: &[Change], proof: &str, regions: &[Effect], key: &str) {
    changes(view, changed, &part.slot("changes"));
    part.set_or_drop("proof", proof);
    effects(view, part, regions, key);
}

fn findings(view: View<'_>, part: &Part, findings: &[FindingState]) {
    for finding in findings.iter().take(MOST) {
        let more = finding.reason.as_deref().unwrap_or_default();
        line(part, &finding_badge(view, finding), [finding.title.as_str(), " ", more].concat().trim_end());
    }
}

fn line(part: &Part, badge: &Part, text: &str) {
    let one = Part::template("state");
    // The text first: a badge has a text of its own.
    one.set("text", text).slot("badge").add(badge);
    part.slot("states").add(&one);
}

fn command_badge(view: View<'_>, state: CommandState) -> Part {
    match state {
        CommandState::Applied => badge("plain", "i", view.words.state_applied),
        CommandState::Refused => badge("bad", "✕", view.words.state_refused),
        CommandState::NotUnderstood => badge("ask", "?", view.words.state_not_understood),
    }
}

fn finding_badge(view: View<'_>, finding: &FindingState) -> Part {
    match finding.state {
        FindingFate::Gone => badge("good", "✓", view.words.state_gone),
        FindingFate::StillThere => badge("ask", "!", view.words.state_still_there),
        // Advice that comes with a change is no damage that it does.
        FindingFate::New if finding.severity == Severity::Advice => badge("plain", "i", view.words.state_new),
        FindingFate::New => badge("bad", "✕", view.words.state_new),
        FindingFate::Unknown => badge("plain", "?", view.words.state_unknown),
    }
}

fn remedy_badge(view: View<'_>, progress: Progress) -> Part {
    match progress {
        Progress::Done => badge("good", "✓", view.words.state_done),
        Progress::Partly => badge("ask", "!", view.words.state_partly),
        Progress::NotDone => badge("ask", "!", view.words.state_not_done),
        Progress::Unknown => badge("plain", "?", view.words.state_unknown),
    }
}

fn queue_badge(view: View<'_>, fate: QueueFate) -> Part {
    match fate {
        QueueFate::Fine => badge("good", "✓", view.words.state_fine),
        QueueFate::NotRetried => badge("ask", "!", view.words.state_not_retried),
        QueueFate::InTrouble => badge("bad", "✕", view.words.state_in_trouble),
        QueueFate::New => badge("bad", "✕", view.words.state_new),
        QueueFate::NotShown => badge("plain", "?", view.words.state_not_shown),
    }
}

fn connector_badge(view: View<'_>, fate: ConnectorFate) -> Part {
    match fate {
        ConnectorFate::Added => badge("plain", "+", view.words.state_added),
        ConnectorFate::Removed => badge("plain", "−", view.words.state_removed),
        ConnectorFate::Changed => badge("plain", "≠", view.words.state_changed),
    }
}

//! What a typed command would change, and what a later paste has changed.

use super::super::dom::Part;
use super::remedy::{changes, effects};
use super::{View, badge};
use crate::report::wire::{
    Change, CommandState, Comparison, ConnectorFate, Effect, FindingFate, FindingState, Progress, QueueFate, Severity,
    WhatIf,
};

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
    part.slot("acceptance").remove();
    for remedy in &answer.remedies {
        line(&part, &remedy_badge(view, remedy.state), &remedy.title);
    }
    findings(view, &part, &answer.findings);
    for queue in answer.queues.iter().take(MOST) {
        line(&part, &queue_badge(view, queue.state), &[queue.queue.as_str(), ": ", &queue.text].concat());
    }
    for connector in answer.connectors.iter().take(MOST) {
        line(&part, &connector_badge(view, connector.state), &connector.connector);
        changes(view, &connector.changes, &part.slot("changes"));
    }
    end(view, &part, &[], &answer.proof, &answer.effects, "compare");
    part
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

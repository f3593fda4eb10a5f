//! What a typed command would change, and what a later paste has changed.

use super::super::dom::Part;
use super::remedy::{changes, effects};
use super::{View, badge};
use crate::report::wire::{Change, Comparison, Effect, FindingState, WhatIf};

/// Lines of each kind that are shown.
const MOST: usize = 100;

/// The answer to a typed command.
pub(crate) fn what_if(view: View<'_>, answer: &WhatIf) -> Part {
    let part = begin(view, &answer.summary, &answer.remarks);
    part.slot("badge").add(&state(view, answer.state));
    let acceptance = answer.acceptance.as_ref().map(|a| a.reason.as_str()).unwrap_or_default();
    part.set_or_drop("acceptance", acceptance);
    for gone in &answer.removed {
        line(view, &part, "removed", gone);
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
        line(view, &part, remedy.state, &remedy.title);
    }
    findings(view, &part, &answer.findings);
    for queue in answer.queues.iter().take(MOST) {
        line(view, &part, queue.state, &[queue.queue.as_str(), ": ", &queue.text].concat());
    }
    for connector in answer.connectors.iter().take(MOST) {
        line(view, &part, connector.state, &connector.connector);
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
        // Advice that comes with a change is no damage that it does.
        let is_advice = finding.state == "new" && finding.severity == "advice";
        let state = if is_advice { "new-advice" } else { finding.state };
        line(view, part, state, [finding.title.as_str(), " ", more].concat().trim_end());
    }
}

fn line(view: View<'_>, part: &Part, name: &str, text: &str) {
    let one = Part::template("state");
    // The text first: a badge has a text of its own.
    one.set("text", text).slot("badge").add(&state(view, name));
    part.slot("states").add(&one);
}

/// A state as a badge: colour class, sign, word.
fn state(view: View<'_>, name: &str) -> Part {
    let words = view.words;
    let (kind, sign, word) = match name {
        "applied" => ("plain", "i", words.state_applied),
        "refused" => ("bad", "✕", words.state_refused),
        "not-understood" => ("ask", "?", words.state_not_understood),
        "gone" => ("good", "✓", words.state_gone),
        "done" => ("good", "✓", words.state_done),
        "fine" => ("good", "✓", words.state_fine),
        "still-there" => ("ask", "!", words.state_still_there),
        "partly" => ("ask", "!", words.state_partly),
        "not-done" => ("ask", "!", words.state_not_done),
        "not-retried" => ("ask", "!", words.state_not_retried),
        "in-trouble" => ("bad", "✕", words.state_in_trouble),
        "new" => ("bad", "✕", words.state_new),
        "new-advice" => ("plain", "i", words.state_new),
        "added" => ("plain", "+", words.state_added),
        "removed" => ("plain", "−", words.state_removed),
        "changed" => ("plain", "≠", words.state_changed),
        "not-shown" => ("plain", "?", words.state_not_shown),
        _ => ("plain", "?", words.state_unknown),
    };
    badge(kind, sign, word)
}

//! What a typed command would change, and what a later paste has changed.

use super::super::dom::Part;
use super::landings::few;
use super::picture::picture;
use super::remedy::{changes, effects, text_lines};
use super::verdict::{further, headline, next_line, verdict};
use super::{View, answer_parts, badge, command};
use crate::report::remedy::add_alike;
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

/// Whether the change worked, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// What was recommended is done, and what it mends is gone.
    Fixed,
    /// Some of it.
    Half,
    /// None of it.
    Unchanged,
    /// The second paste does not show it.
    Unknown,
}

impl Outcome {
    fn of(answer: &Comparison) -> Self {
        let is_left =
            answer.findings.iter().any(|f| f.state == FindingFate::StillThere && f.severity == Severity::Blocking);
        let count = |progress: Progress| answer.remedies.iter().filter(|remedy| remedy.state == progress).count();
        let is_left = is_left || answer.queues.iter().any(|queue| queue.state == QueueFate::PassesInPart);
        let all = answer.remedies.len();
        if all == 0 || count(Progress::Unknown) > 0 {
            Self::Unknown
        } else if count(Progress::Done) == all && !is_left {
            Self::Fixed
        } else if count(Progress::NotDone) == all {
            Self::Unchanged
        } else {
            Self::Half
        }
    }
}

/// The answer to a later paste, in the place of the first answer; gives the class of its colour.
pub(crate) fn compared(view: View<'_>, answer: &Comparison, card: &Part) -> &'static str {
    let words = view.words;
    let outcome = Outcome::of(answer);
    let count = |fates: &[QueueFate]| answer.queues.iter().filter(|queue| fates.contains(&queue.state)).count();
    let waiting = count(&[QueueFate::NotRetried]);
    let failing = count(&[QueueFate::InTrouble, QueueFate::New]);
    let (kind, sign, text) = match outcome {
        Outcome::Fixed if failing > 0 => ("ask", "!", words.state_done),
        Outcome::Fixed => ("good", "✓", words.compare_fixed),
        Outcome::Half => ("ask", "!", words.compare_half),
        Outcome::Unchanged => ("bad", "✕", words.compare_unchanged),
        Outcome::Unknown => ("plain", "?", words.state_unknown),
    };
    let kicker = card.add_new("p", "kicker", "");
    kicker.add(&badge(kind, sign, text)).add_new("span", "", words.compared_with);
    let left = answer.findings.iter().filter(|finding| finding.state == FindingFate::StillThere);
    let left = left.min_by_key(|finding| finding.severity).map(|finding| finding.title.as_str()).unwrap_or_default();
    let title = match outcome {
        Outcome::Fixed if failing > 0 => words.compared_failing(failing),
        Outcome::Fixed if waiting > 0 => words.compared_waiting(waiting),
        Outcome::Fixed if answer.report.queues.is_empty() => words.compared_no_queue.to_owned(),
        Outcome::Fixed => words.compared_fixed.to_owned(),
        Outcome::Half => words.compared_half(left),
        Outcome::Unchanged => words.compared_unchanged(left),
        Outcome::Unknown if failing > 0 => words.compared_still(failing),
        Outcome::Unknown => words.compared_unknown.to_owned(),
    };
    headline(card, title.trim_end(), &[]);
    card.add_new("p", "then", &answer.summary);
    compared_next(view, answer, card);
    let part = begin(view, "", &answer.remarks);
    part.find(".lead").remove();
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
    let came_or_went = answer.connectors.iter().filter(|one| one.state != ConnectorFate::Changed);
    for connector in came_or_went.take(MOST) {
        line(&part, &connector_badge(view, connector.state), &connector.connector);
    }
    end(view, &part, &[], "", &[], "compare");
    card.add(&part);
    match outcome {
        Outcome::Unknown => "advice",
        _ => kind,
    }
}

/// The one next thing after a change: the lines that are left of it, or trying the queues again.
fn compared_next(view: View<'_>, answer: &Comparison, card: &Part) {
    let words = view.words;
    if matches!(Outcome::of(answer), Outcome::Half | Outcome::Unchanged) && !answer.left.is_empty() {
        next_line(card).add_text(&words.next_left(text_lines(&answer.left)));
        card.add(&command(view, &answer.left.join("\n"), words.step_change));
        return;
    }
    let is_waiting = answer.queues.iter().any(|queue| queue.state == QueueFate::NotRetried);
    let remedies = view.report.findings.first().map(|finding| finding.remedies.as_slice()).unwrap_or_default();
    let lines = remedies.first().map(|remedy| remedy.retry.join("\n")).unwrap_or_default();
    if is_waiting && !lines.is_empty() {
        next_line(card).add_text(words.next_try_again);
        card.add(&command(view, lines.trim_end(), words.step_retry));
    }
}

/// What follows the answer to a later paste: the field for one more, what changed, and the first answer.
pub(crate) fn compared_parts(view: View<'_>, answer: &Comparison) -> Vec<Part> {
    let words = view.words;
    let again = Part::template("compare-again");
    let mut parts = vec![again];
    let mut alike_changes = Vec::new();
    for change in answer.connectors.iter().flat_map(|connector| &connector.changes).take(MOST) {
        add_alike(&mut alike_changes, change.clone());
    }
    let has_more = !alike_changes.is_empty() || !answer.effects.is_empty();
    if has_more {
        let changed = Part::template("compared");
        changes(view, &alike_changes, &changed.slot("changes"));
        changed.set_or_drop("proof", &answer.proof);
        effects(view, &changed, &answer.effects, "compare");
        parts.push(changed);
    }
    let first = Part::template("first-answer");
    let body = first.slot("body");
    verdict(view, &body);
    // The card has its name; the field for the new output stands above.
    body.find("#answer").drop_attr("id");
    body.add_new("div", "", "").add(&picture(view).unwrap_or_else(|| Part::new("span")));
    for part in answer_parts(view).into_iter().chain(further(view)) {
        part.find("#compare-step").closest("li").remove();
        body.add(&part);
    }
    first.slot("summary").add_text(words.first_answer_title);
    parts.push(first);
    parts
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
        QueueFate::PassesInPart => badge("ask", "!", view.words.state_partly),
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

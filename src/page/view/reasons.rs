//! Why a finding is what it is: reasons, assumptions, the lines it rests on, and what would settle it.

use super::super::dom::Part;
use super::super::format::names;
use super::{View, command, jump, paragraphs};
use crate::report::wire::Finding;

/// Lines shown of one finding; the report holds them all.
const MOST_LINES: usize = 40;

/// The reasons of a finding.
pub(crate) fn reasons(view: View<'_>, finding: &Finding) -> Part {
    let part = Part::template("reasons");
    paragraphs(&part.slot("why"), &finding.why, &names(&finding.subject));
    for (slot, list) in [("assumptions", &finding.assumptions), ("sources", &finding.sources)] {
        let target = part.slot(slot);
        for text in list {
            target.add_new("li", "", text);
        }
        if list.is_empty() {
            part.slot(&format!("{slot}-part")).remove();
        }
    }
    let lines = part.slot("evidence");
    for evidence in finding.evidence.iter().take(MOST_LINES) {
        let line = Part::template("line");
        jump(&line.slot("jump"), &evidence.source, evidence.line, view.words);
        line.set("text", evidence.text.trim());
        lines.add(&line);
    }
    if finding.evidence.is_empty() {
        part.slot("evidence-part").remove();
    }
    match &finding.fine_when {
        Some(text) => {
            part.set("fine", text);
        }
        None => part.slot("fine-part").remove(),
    }
    part
}

/// What would settle a finding, with the command that prints it. Addresses are asked for elsewhere, and what is to be
/// done is said once.
pub(crate) fn needs(_view: View<'_>, finding: &Finding, target: &Part) {
    for need in finding.needs.iter().filter(|n| n.servers.is_empty() && n.what != finding.action) {
        let part = Part::template("need");
        part.set("what", &need.what).set("why", &need.why);
        if !need.command.is_empty() {
            part.slot("command").add(&command(&need.command));
        }
        target.add(&part);
    }
}

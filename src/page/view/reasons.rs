//! Why a finding is what it is: reasons, assumptions, and the lines it rests on.

use super::super::dom::Part;
use super::super::format::names;
use super::{View, jump, paragraphs};
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

//! Why a finding is what it is: reasons, assumptions, and the lines it rests on.

use super::super::dom::Part;
use super::super::format::names;
use super::as_read::quote_fold;
use super::{View, paragraphs};
use crate::report::wire::{Evidence, Finding};

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
    fill_lines(view, &finding.evidence, &part.slot("evidence"));
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

/// A list of lines, each of which opens in place.
pub(super) fn evidence_lines(view: View<'_>, evidence: &[Evidence]) -> Part {
    let list = Part::new("ul");
    list.class("lines");
    fill_lines(view, evidence, &list);
    list
}

fn fill_lines(view: View<'_>, evidence: &[Evidence], list: &Part) {
    for evidence in evidence.iter().take(MOST_LINES) {
        let line = Part::template("line");
        quote_fold(&line.find("details"), &evidence.source, evidence.line, view.words);
        line.set("text", evidence.text.trim());
        list.add(&line);
    }
}

//! What would settle a finding: checks in the order in which they are worth doing, each with its command.

use super::super::dom::Part;
use super::super::format::whole_words;
use super::remedy::ready_fix;
use super::verdict::{finding_row, is_rival};
use super::{View, command_in, more_box};
use crate::report::wire::{Finding, Need};
use crate::words::PageWords;

/// The checks of these findings, each command once, the report's next step first. Addresses are asked for in the card.
pub(super) fn checks_of<'a>(view: View<'a>, findings: &[&'a Finding]) -> Vec<&'a Need> {
    let mut checks: Vec<&Need> = Vec::new();
    for need in findings.iter().flat_map(|f| &f.needs).filter(|n| n.servers.is_empty()) {
        if checks.iter().all(|c| c.command != need.command || c.command.is_empty() && c.what != need.what) {
            checks.push(need);
        }
    }
    if let Some(first) = view.report.next.as_ref().and_then(|n| checks.iter().position(|c| c.command == n.command)) {
        let next = checks.remove(first);
        checks.insert(0, next);
    }
    checks
}

/// The section of checks where nothing is proven: every possible cause, and what tells them apart.
pub(crate) fn rivals(view: View<'_>) -> Part {
    let words = view.words;
    let rivals: Vec<&Finding> = view.report.findings.iter().filter(|f| is_rival(f)).collect();
    let part = section(view, &words.checks_title(rivals.len()), &checks_of(view, &rivals));
    part.slot("causes").add_new("h3", "", &words.causes_title(rivals.len()));
    for (index, finding) in view.report.findings.iter().enumerate().filter(|(_, f)| is_rival(f)) {
        part.slot("causes").add(&finding_row(view, index, finding));
    }
    part
}

/// The checks of the finding that is the answer; folded where the card asks for addresses, which settle it first.
/// `None` where nothing is to be checked.
pub(crate) fn checks(view: View<'_>, finding: &Finding) -> Option<Part> {
    let words = view.words;
    let checks = checks_of(view, &[finding]);
    if checks.is_empty() {
        return None;
    }
    if !is_next(view, finding, &checks) {
        let part = Part::template("checks-fold");
        part.set("title", words.checks_more);
        fill(view, &part, &checks);
        return Some(part);
    }
    Some(section(view, words.checks_more, &checks))
}

/// Whether the card sends the reader to these checks: then the command is in view.
fn is_next(view: View<'_>, finding: &Finding, checks: &[&Need]) -> bool {
    let next = view.report.next.as_ref().filter(|next| next.servers.is_empty());
    ready_fix(view, finding).is_none() && next.is_some_and(|next| checks.iter().any(|c| c.command == next.command))
}

fn section(view: View<'_>, title: &str, checks: &[&Need]) -> Part {
    let part = Part::template("checks");
    part.set("title", title);
    fill(view, &part, checks);
    part
}

fn fill(view: View<'_>, part: &Part, checks: &[&Need]) {
    part.slot("more").add(&more_box("more-checks"));
    for need in checks {
        part.slot("list").add(&check(view.words, need));
    }
}

pub(super) fn check(words: &PageWords, need: &Need) -> Part {
    let part = Part::template("check");
    whole_words(&part.slot("what"), &need.what);
    let why = part.slot("why");
    if need.why.is_empty() {
        why.remove();
    } else {
        whole_words(&why, &need.why);
    }
    if !need.command.is_empty() {
        part.slot("command").add(&command_in(words, &need.command, &need.what));
    }
    outcomes(words, need, &part);
    part
}

/// What each outcome of a check would mean.
pub(crate) fn outcomes(words: &PageWords, need: &Need, target: &Part) {
    if need.outcomes.is_empty() {
        return;
    }
    let table = target.add_new("table", "sees", "");
    let head = table.add_new("thead", "", "").add_new("tr", "", "");
    for name in [words.see, words.means] {
        head.add_new("th", "", name).attr("scope", "col");
    }
    let rows = table.add_new("tbody", "", "");
    for outcome in &need.outcomes {
        let row = rows.add_new("tr", "", "");
        whole_words(&row.add_new("td", "", ""), &outcome.see);
        whole_words(&row.add_new("td", "", ""), &outcome.means);
    }
}

/// The checks of a finding in its opened row.
pub(super) fn list_below(view: View<'_>, finding: &Finding, body: &Part) {
    let checks: Vec<&Need> = finding.needs.iter().filter(|n| n.servers.is_empty()).collect();
    if checks.is_empty() {
        return;
    }
    let list = body.add_new("ol", "steps", "");
    for need in checks {
        list.add(&check(view.words, need));
    }
}

//! The verdict, and the findings after it.

use super::super::dom::Part;
use super::super::format::{mark, names};
use super::{View, badge, command, needs, reasons, todo};
use crate::report::wire::Finding;
use crate::words::Counted;

/// The first finding as the answer of the page; where there is none, that.
pub(crate) fn verdict(view: View<'_>) -> Part {
    let part = Part::template("verdict");
    let words = view.words;
    let Some(finding) = view.report.findings.first() else {
        part.slot("kicker").remove();
        part.class("advice");
        if let Some(next) = &view.report.next {
            part.set("title", words.undecided_title).set("what", &next.why);
            next_step(view, &part);
            part.add(&command(&next.command));
        } else {
            part.set("title", words.no_finding_title).set("what", words.no_finding_what);
        }
        return part;
    };
    let kicker = part.slot("kicker");
    let (kind, first) = severity(finding, view);
    kicker.add(&first);
    if let Some(extent) = extent(finding, view) {
        kicker.add_new("span", "", &extent);
    }
    kicker.add(&certainty(finding, view));
    let names = names(&finding.subject);
    mark(&part.slot("title"), &finding.title, &names, "name");
    mark(&part.slot("what"), &finding.what, &names, "name");
    next_step(view, &part);
    part.class(kind);
    part
}

/// The one next thing, in one sentence; its command stands with what is to be done.
fn next_step(view: View<'_>, part: &Part) {
    if let Some(next) = &view.report.next {
        part.add_new("p", "", &view.words.next_step(&next.what));
    }
}

/// Everything after the verdict, folded.
pub(crate) fn further(view: View<'_>) -> Option<Part> {
    let rest = view.report.findings.get(1..).filter(|rest| !rest.is_empty())?;
    let part = Part::template("findings");
    part.set("heading", &view.words.findings(rest.len()));
    let list = part.slot("list");
    for (index, finding) in rest.iter().enumerate() {
        let fold = Part::template("finding");
        let badges = fold.slot("badges");
        badges.add(&severity(finding, view).1).add(&certainty(finding, view));
        fold.set("title", &finding.title).attr("data-key", &format!("finding-{}-{index}", finding.code));
        // Its body is made when it is opened.
        fold.attr("data-finding", &index.saturating_add(1).to_string());
        list.add(&fold);
    }
    Some(part)
}

/// Fills an opened finding.
pub(crate) fn finding_body(view: View<'_>, index: usize, body: &Part) {
    let Some(finding) = view.report.findings.get(index) else { return };
    let names = names(&finding.subject);
    mark(&body.add_new("p", "", ""), &finding.what, &names, "name");
    body.add(&reasons(view, finding));
    if let Some(part) = todo(view, index) {
        part.attr("class", "inner-todo");
        body.add(&part);
    } else {
        needs(view, finding, body);
    }
}

fn severity(finding: &Finding, view: View<'_>) -> (&'static str, Part) {
    let words = view.words;
    match finding.severity {
        "blocking" => ("bad", badge("bad", "✕", words.severity_blocking)),
        "risk" => ("ask", badge("ask", "!", words.severity_risk)),
        _ if finding.code.starts_with("ok-") => ("good", badge("good", "✓", words.severity_fine)),
        _ => ("advice", badge("plain", "i", words.severity_advice)),
    }
}

fn certainty(finding: &Finding, view: View<'_>) -> Part {
    match finding.certainty {
        "proven" => badge("good", "✓", view.words.certainty_proven),
        "likely" => badge("ask", "≈", view.words.certainty_likely),
        _ => badge("plain", "?", view.words.certainty_possible),
    }
}

/// How much mail it holds up: `221 messages, 2 queues`.
fn extent(finding: &Finding, view: View<'_>) -> Option<String> {
    let words = view.words;
    let subject = &finding.subject.queues;
    if subject.is_empty() {
        return None;
    }
    let queues = words.queues(subject.len());
    let held = view.report.queues.iter().filter(|q| q.identity.as_ref().is_some_and(|i| subject.contains(i)));
    let messages = held.filter_map(|q| q.message_count).fold(0_u64, u64::saturating_add);
    if messages == 0 {
        return Some(queues);
    }
    let number = super::super::format::grouped(&messages.to_string(), view.language);
    let messages = words.messages(Counted::new(number, usize::try_from(messages).unwrap_or(usize::MAX)));
    Some(words.messages_and_queues(messages, queues))
}

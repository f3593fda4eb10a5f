//! The card with the answer: badges, headline, reason and the next step. And the findings after it.

use super::super::dom::Part;
use super::super::format::{grouped, mark, names, whole_words};
use super::checks::checks_of;
use super::landings::few;
use super::reasons::evidence_lines;
use super::remedy::{ready_fix, text_lines};
use super::{View, badge, command, fold_rows, go_link, reasons, topic_link};
use crate::report::wire::{
    Certainty, Code, ConnectorOverview, Excluded, Finding, Need, Queue, Report, SetupState, Severity, SmtpReply,
};
use crate::words::Counted;

/// What the report answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    /// No finding, and nothing to ask for.
    Nothing,
    /// No finding, and something to ask for.
    Undecided,
    /// Mail waits, and each finding about it is only possible: none of them is stated.
    Unproven,
    /// No queue is in trouble, and what was found is advice or only possible: none of it is the headline.
    Fine,
    /// The first finding.
    Finding,
}

/// What a report answers with.
pub(crate) fn lead(report: &Report) -> Lead {
    match report.findings.first() {
        None if report.next.is_some() => Lead::Undecided,
        None if nothing_waits(report) && !report.queues.is_empty() => Lead::Fine,
        None => Lead::Nothing,
        Some(first) if is_rival(first) => Lead::Unproven,
        Some(first) if is_fine(report, first) => Lead::Fine,
        Some(_) => Lead::Finding,
    }
}

/// Whether no queue fails and the first finding, the gravest and surest one, is no more than advice or possible. That a
/// connector works as intended is an answer of its own.
fn is_fine(report: &Report, first: &Finding) -> bool {
    let is_slight = first.severity == Severity::Advice || first.certainty == Certainty::Possible;
    first.severity != Severity::Blocking
        && is_slight
        && first.code != Code::OkIntendedInternalConnector
        && nothing_waits(report)
}

/// Whether connectors are shown, and no queue that is shown fails or is held.
fn nothing_waits(report: &Report) -> bool {
    let waits = |queue: &Queue| {
        let status = queue.status.as_deref().unwrap_or_default();
        queue.last_error.is_some() || ["Retry", "Suspended"].iter().any(|held| status.eq_ignore_ascii_case(held))
    };
    !report.receive_connectors.is_empty() && !report.queues.iter().any(waits)
}

/// Whether a finding is a cause that the paste cannot exclude.
pub(crate) fn is_rival(finding: &Finding) -> bool {
    finding.severity == Severity::Blocking && finding.certainty == Certainty::Possible
}

/// Fills the card; gives the class of its colour.
pub(crate) fn verdict(view: View<'_>, card: &Part) -> &'static str {
    match (lead(view.report), view.report.findings.first()) {
        (Lead::Finding, Some(first)) => finding_answer(view, card, first),
        (Lead::Unproven, Some(_)) => unproven_answer(view, card),
        (Lead::Fine, _) => fine_answer(view, card),
        (lead, _) => plain_answer(view, card, lead),
    }
}

fn plain_answer(view: View<'_>, card: &Part, lead: Lead) -> &'static str {
    let words = view.words;
    let next = view.report.next.as_ref().filter(|_| lead == Lead::Undecided);
    headline(card, next.map_or(words.no_finding_title, |_| words.undecided_title), &[]);
    card.add_new("p", "then", next.map_or(words.no_finding_what, |n| &n.why));
    if let Some(next) = next {
        next_needed(view, card, next);
    }
    "advice"
}

/// Nothing is stuck: how much is as setup made it, and the next thing worth a look.
fn fine_answer(view: View<'_>, card: &Part) -> &'static str {
    let (words, report) = (view.words, view.report);
    let shows_queues = !report.queues.is_empty();
    if shows_queues {
        card.add_new("p", "kicker", "").add(&badge("good", "✓", words.nothing_stuck_badge));
    }
    let setup = &report.overview.connectors;
    let count = |connectors: &mut dyn Iterator<Item = &ConnectorOverview>| -> usize {
        connectors.map(|one| one.members.len()).fold(0, usize::saturating_add)
    };
    let made = count(&mut setup.iter().filter(|one| one.setup == SetupState::AsMade));
    let all = count(&mut setup.iter());
    let first = if shows_queues { words.nothing_stuck_title } else { words.nothing_stuck_title_connectors };
    let title = if all == 0 { first.to_owned() } else { [first, " ", &words.nothing_stuck_setup(made, all)].concat() };
    headline(card, &title, &[]);
    let mut others: Vec<String> = Vec::new();
    for one in setup.iter().filter(|one| one.setup != SetupState::AsMade) {
        if !others.contains(&one.name) {
            others.push(one.name.clone());
        }
    }
    if !others.is_empty() {
        let names: Vec<&str> = others.iter().map(String::as_str).collect();
        mark(&card.add_new("p", "then", ""), &words.nothing_stuck_others(few(view, &others)), &names, "name");
    }
    match &report.next {
        Some(next) => next_needed(view, card, next),
        None if !report.findings.is_empty() => {
            next_line(card).add_text(words.nothing_stuck_next);
        }
        None => {}
    }
    if shows_queues { "good" } else { "advice" }
}

fn finding_answer(view: View<'_>, card: &Part, finding: &Finding) -> &'static str {
    let kicker = card.add_new("p", "kicker", "");
    let (kind, first) = severity(finding, view);
    kicker.add(&first);
    if let Some(extent) = extent(&[finding], view) {
        kicker.add_new("span", "", &extent);
    }
    kicker.add(&certainty(finding, view));
    if finding.certainty != Certainty::Possible {
        kicker.add(&go_link("frame", view.words.frame));
    }
    let code = finding.code.as_str();
    kicker.add(topic_link(code, code).class("code").attr("aria-label", &view.words.about_code(code)));
    let names = names(&finding.subject);
    headline(card, &finding.title, &names);
    mark(&card.add_new("p", "then", ""), &finding.what, &names, "name");
    next_step(view, card, finding);
    kind
}

/// Nothing is proven: the card says what is known and what to look at, and guesses nothing.
fn unproven_answer(view: View<'_>, card: &Part) -> &'static str {
    let words = view.words;
    let rivals: Vec<&Finding> = view.report.findings.iter().filter(|f| is_rival(f)).collect();
    let kicker = card.add_new("p", "kicker", "");
    kicker.add(&badge("plain", "?", words.certainty_unproven));
    if let Some(extent) = extent(&rivals, view) {
        kicker.add_new("span", "", &extent);
    }
    headline(card, words.unproven_title, &[]);
    let replies = replies(view, &rivals);
    if !replies.is_empty() {
        let told = card.add_new("p", "then", &words.unproven_reply(replies.len()));
        for reply in replies {
            told.add_text(" ").add_new("code", "", &reply);
        }
    }
    excluded(view, &rivals, card);
    let checks = checks_of(view, &rivals);
    match &view.report.next {
        Some(next) if checks.iter().any(|n| n.command == next.command) => {
            next_line(card).add(&go_link("checks", words.next_check));
        }
        Some(next) if !next.servers.is_empty() => {
            next_line(card).add_text(words.next_address);
        }
        Some(next) => next_needed(view, card, next),
        None => {
            next_line(card).add_text(words.unproven_rule);
        }
    }
    "advice"
}

/// What the paste rules out, with the lines that do.
fn excluded(view: View<'_>, findings: &[&Finding], card: &Part) {
    let mut told: Vec<&Excluded> = Vec::new();
    for one in findings.iter().flat_map(|finding| &finding.excluded) {
        if told.iter().all(|known| known.what != one.what) {
            told.push(one);
        }
    }
    if told.is_empty() {
        return;
    }
    let list = card.add_new("ul", "ticks", "");
    list.attr("aria-label", view.words.excluded_label);
    for one in told {
        let item = list.add_new("li", "", "");
        whole_words(&item, &one.what);
        if !one.evidence.is_empty() {
            item.add(&evidence_lines(view, &one.evidence));
        }
    }
}

/// What the queues of these findings were told, each reply with its codes and once, at most three.
fn replies(view: View<'_>, findings: &[&Finding]) -> Vec<String> {
    let about = |identity: &Option<String>| {
        identity.as_ref().is_some_and(|i| findings.iter().any(|f| f.subject.queues.contains(i)))
    };
    let queues = view.report.queues.iter().filter(|q| about(&q.identity)).filter_map(|q| q.last_error.as_ref());
    let mut replies: Vec<String> = Vec::new();
    for error in queues {
        let reply = error.inner.as_ref().or(error.outer.as_ref());
        let told = reply.map_or_else(|| error.raw.clone(), SmtpReply::whole);
        if !told.is_empty() && !replies.contains(&told) && replies.len() < 3 {
            replies.push(told);
        }
    }
    replies
}

pub(super) fn headline(card: &Part, text: &str, names: &[&str]) {
    let title = card.add_new("h2", "answer", "");
    title.attr("id", "answer").attr("tabindex", "-1");
    mark(&title, text, names, "name");
}

pub(super) fn next_line(card: &Part) -> Part {
    let part = Part::template("next");
    card.add(&part);
    part.slot("text")
}

/// The one next thing, in one sentence.
fn next_step(view: View<'_>, card: &Part, finding: &Finding) {
    let (words, next) = (view.words, view.report.next.as_ref());
    if next.is_some_and(|n| !n.servers.is_empty()) {
        next_line(card).add_text(words.next_address);
    } else if let Some(remedy) = ready_fix(view, finding) {
        let line = next_line(card);
        let count = text_lines(&remedy.lines);
        let what = if count == 0 { words.next_script.to_owned() } else { words.next_lines(count) };
        line.add(&go_link("fix", &what));
        line.add_text(if remedy.retry.is_empty() { words.next_end } else { words.next_retry });
    } else if let Some(next) = next {
        if checks_of(view, &[finding]).iter().any(|n| n.command == next.command) {
            next_line(card).add(&go_link("checks", words.next_check));
        } else {
            next_needed(view, card, next);
        }
    } else if !finding.action.is_empty() {
        mark(&next_line(card), &finding.action, &names(&finding.subject), "name");
    }
}

fn next_needed(view: View<'_>, card: &Part, next: &Need) {
    next_line(card).add_text(&view.words.next_paste(next.what.trim_end_matches('.')));
    if !next.command.is_empty() {
        card.add(&command(view, &next.command, &next.what));
    }
}

/// Everything after the verdict: other possible causes, then risks and advice.
pub(crate) fn further(view: View<'_>) -> Vec<Part> {
    let shown = match lead(view.report) {
        // The checks say them.
        Lead::Unproven => view.report.findings.iter().filter(|f| is_rival(f)).count(),
        Lead::Fine => 0,
        _ => 1,
    };
    let rest: Vec<(usize, &Finding)> = view.report.findings.iter().enumerate().skip(shown).collect();
    let (causes, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(_, f)| f.severity == Severity::Blocking);
    // What holds up other mail is no other cause of what the answer is about.
    let first = view.report.findings.first().filter(|_| shown == 1);
    let is_of_answer = |f: &Finding| {
        first.is_none_or(|first| f.subject.queues.is_empty() || shares(&f.subject.queues, &first.subject.queues))
    };
    let (causes, stuck): (Vec<_>, Vec<_>) = causes.into_iter().partition(|(_, f)| is_rival(f) || is_of_answer(f));
    let mut parts = Vec::new();
    for (id, list, title) in [
        ("stuck", &stuck, view.words.also_stuck(stuck.len())),
        ("causes", &causes, view.words.causes_other(causes.len())),
        ("look", &others, view.words.findings(others.len())),
    ] {
        if list.is_empty() {
            continue;
        }
        let part = Part::template("findings");
        part.attr("id", id).attr("aria-labelledby", &format!("{id}-title"));
        part.slot("heading").text(&title).attr("id", &format!("{id}-title"));
        for (index, finding) in list {
            part.slot("list").add(&finding_row(view, *index, finding));
        }
        parts.push(part);
    }
    parts
}

fn shares(some: &[String], others: &[String]) -> bool {
    some.iter().any(|one| others.contains(one))
}

/// A finding as a row that opens.
pub(crate) fn finding_row(view: View<'_>, index: usize, finding: &Finding) -> Part {
    let row = Part::template("finding");
    let badges = row.slot("badges");
    // The title of a rival says that it is possible.
    if is_rival(finding) {
        badges.remove();
    } else {
        badges.add(&severity(finding, view).1).add(&certainty(finding, view));
    }
    whole_words(&row.slot("title"), &finding.title);
    row.attr("data-key", &format!("finding-{}-{index}", finding.code));
    // Its body is made when it is opened.
    row.attr("data-finding", &index.to_string());
    row
}

/// Fills an opened finding.
pub(crate) fn finding_body(view: View<'_>, index: usize, body: &Part) {
    let Some(finding) = view.report.findings.get(index) else { return };
    let names = names(&finding.subject);
    mark(&body.add_new("p", "", ""), &finding.what, &names, "name");
    super::remedy::fix_below(view, index, body);
    super::checks::list_below(view, finding, body);
    body.add(&fold_rows(view.words.why_title, &reasons(view, finding), &format!("why-{index}")));
    let code = finding.code.as_str();
    body.add_new("p", "soft", "").add(&topic_link(code, &view.words.about_code(code)));
}

fn severity(finding: &Finding, view: View<'_>) -> (&'static str, Part) {
    let words = view.words;
    match finding.severity {
        Severity::Blocking => ("bad", badge("bad", "✕", words.severity_blocking)),
        Severity::Risk => ("ask", badge("ask", "!", words.severity_risk)),
        Severity::Advice if finding.code == Code::OkIntendedInternalConnector => {
            ("good", badge("good", "✓", words.severity_fine))
        }
        Severity::Advice => ("advice", badge("plain", "i", words.severity_advice)),
    }
}

fn certainty(finding: &Finding, view: View<'_>) -> Part {
    let text = certainty_text(finding, view);
    match finding.certainty {
        Certainty::Proven => badge("good", "✓", &text),
        Certainty::Likely => badge("ask", "≈", &text),
        Certainty::Possible => badge("plain", "?", &text),
    }
}

/// How certain a finding is, and what that rests on.
fn certainty_text(finding: &Finding, view: View<'_>) -> String {
    crate::export::certainty(finding, view.words)
}

/// How much mail findings hold up: `221 messages, 2 queues`.
fn extent(findings: &[&Finding], view: View<'_>) -> Option<String> {
    let words = view.words;
    let mut subject: Vec<&String> = findings.iter().flat_map(|f| &f.subject.queues).collect();
    subject.sort();
    subject.dedup();
    if subject.is_empty() {
        return None;
    }
    let queues = words.queues(subject.len());
    let held = view.report.queues.iter().filter(|q| q.identity.as_ref().is_some_and(|i| subject.contains(&i)));
    let messages = held.filter_map(|q| q.message_count).fold(0_u64, u64::saturating_add);
    if messages == 0 {
        return Some(queues);
    }
    let number = grouped(&messages.to_string(), view.language);
    let messages = words.messages(Counted::new(number, usize::try_from(messages).unwrap_or(usize::MAX)));
    Some(words.messages_and_queues(messages, queues))
}

//! The picture: who connects, which connectors match there, which one answers, and what comes of it.
//!
//! Boxes and arrows that reflow on narrow screens; bars on a logarithmic scale; and a sentence that says the same.

use super::super::dom::Part;
use super::super::format::{bar, size, size_each, whole_words};
use super::landings::{few, outcome, sender, servers};
use super::{Lead, View, lead};
use crate::report::wire::{GroupCandidate, LandingFrom, LandingGroup, LandingOutcome, VerdictCode};
use crate::words::Counted;

/// Connectors drawn.
const MOST: usize = 6;
/// Senders with a box of their own.
const MOST_BOXES: usize = 3;

/// The picture of the finding that is the answer; `None` where no finding is, or where the report follows no session for
/// it. What is only possible is not drawn: a picture states it.
pub(crate) fn picture(view: View<'_>) -> Option<Part> {
    let finding = view.report.findings.first().filter(|_| lead(view.report) == Lead::Finding)?;
    let subject = &finding.subject;
    // Where the finding waits for an address, what another sender meets there is not what happens.
    let asks = finding.needs.iter().any(|n| !n.servers.is_empty());
    let by_sender =
        |group: &LandingGroup| group.from.iter().any(|f| f.server.as_ref().is_none_or(|s| subject.servers.contains(s)));
    let fits = |group: &&LandingGroup| {
        let by_target = group.to.iter().any(|to| match &to.connector {
            Some(connector) => subject.connectors.contains(connector),
            None => subject.servers.contains(&to.server),
        });
        by_target && (by_sender(group) || !asks)
    };
    // The senders of the finding come before others, those that fail before those that only pass by, and what happens
    // before what would.
    let rank = |group: &&LandingGroup| (!by_sender(group), group.outcome == LandingOutcome::Works, !group.used);
    let main = view.report.landings.iter().filter(fits).min_by_key(rank)?;
    Some(draw(view, main))
}

fn draw(view: View<'_>, main: &LandingGroup) -> Part {
    let words = view.words;
    let part = Part::template("picture");
    let mut alternative = Vec::new();
    draw_senders(view, main, &part.slot("senders"));
    let senders: Vec<String> = main.from.iter().map(|from| sender(view, from)).collect();
    let targets: Vec<String> = main.to.iter().map(|to| to.server.clone()).collect();
    let at_port = main.to.first().map_or(0, |to| to.port);
    alternative.push(words.picture_alternative(
        Counted::new(few(view, &senders), senders.len()),
        few(view, &targets),
        at_port,
    ));
    part.set("port", &words.picture_port(at_port));
    let target = part.slot("target");
    whole_words(&target.add_new("b", "name", ""), &servers(view, &targets));
    let matching = |c: &&GroupCandidate| {
        use VerdictCode::{Chosen, LessSpecific, Tie, Unknown};
        matches!(c.verdict, Chosen | LessSpecific | Tie | Unknown)
    };
    let ipv6 = main.from.first().is_some_and(|from| from.address.contains(':'));
    for candidate in main.candidates.iter().filter(matching).take(MOST) {
        part.slot("candidates").add(&draw_candidate(view, candidate, ipv6));
        let many = size(candidate.size.as_deref().unwrap_or("0"), view.language);
        let (ranges, verdict) = (ranges(view, candidate), verdict_word(view, candidate));
        alternative.push(words.picture_alternative_candidate(&candidate.name, ranges, many, verdict));
    }
    part.set("least", words.picture_least);
    part.set("most", if ipv6 { words.picture_most_6 } else { words.picture_most_4 });
    let others = main.candidates.iter().filter(|c| !matching(c)).count();
    let others = if others == 0 { String::new() } else { words.picture_others(others) };
    part.set_or_drop("others", &others);
    let (kind, sign, word, text) = outcome(view, main.outcome, false);
    part.set("outcome", &format!("{sign} {word}")).set("outcome-text", text);
    let reply = main.predicted_reply.as_deref().unwrap_or_default();
    part.set_or_drop("reply", reply);
    part.slot("end").class(kind);
    part.find(".path").class(kind);
    alternative.push(words.picture_alternative_end(word, format!("{text} {reply}").trim().trim_end_matches('.')));
    part.set("alternative", alternative.join(" ").trim());
    part
}

/// A box for each sender; one box for many.
fn draw_senders(view: View<'_>, main: &LandingGroup, target: &Part) {
    let draw = |name: &str, address: &str| {
        let one = Part::template("box");
        whole_words(&one.slot("name"), name);
        one.set("address", address);
        target.add(&one);
    };
    let name = |from: &LandingFrom| from.server.clone().unwrap_or_else(|| view.words.landing_unknown.to_owned());
    if main.from.len() > MOST_BOXES {
        let names: Vec<String> = main.from.iter().map(name).collect();
        let addresses: Vec<String> = main.from.iter().map(|from| from.address.clone()).collect();
        return draw(&servers(view, &names), &few(view, &addresses));
    }
    for from in &main.from {
        draw(&name(from), &from.address);
    }
}

fn draw_candidate(view: View<'_>, candidate: &GroupCandidate, ipv6: bool) -> Part {
    let part = Part::template("candidate");
    whole_words(&part.slot("name"), &candidate.name);
    part.set("verdict", verdict_word(view, candidate));
    let ranges = if candidate.ranges.is_empty() { String::new() } else { ranges(view, candidate) };
    part.set_or_drop("range", &ranges);
    if let Some(digits) = &candidate.size {
        // Each of several ranges has this size.
        let text =
            if candidate.ranges.len() > 1 { size_each(digits, view.language) } else { size(digits, view.language) };
        part.set("size", &text);
        let thousandths = bar(digits, ipv6);
        part.slot("bar").style("--w", &format!("{}.{}%", thousandths / 10, thousandths % 10));
    } else {
        part.find(".bar").remove();
    }
    if candidate.verdict == VerdictCode::Chosen {
        part.class("win");
    }
    part
}

/// The ranges that match, or `?` where none is visible.
fn ranges(view: View<'_>, candidate: &GroupCandidate) -> String {
    if candidate.ranges.is_empty() { "?".to_owned() } else { few(view, &candidate.ranges) }
}

fn verdict_word(view: View<'_>, candidate: &GroupCandidate) -> &'static str {
    match candidate.verdict {
        VerdictCode::Chosen => view.words.picture_wins,
        VerdictCode::LessSpecific => view.words.picture_loses,
        VerdictCode::Tie => view.words.picture_tie,
        _ => view.words.picture_unknown,
    }
}

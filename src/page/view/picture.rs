//! The picture: who connects, which connectors match there, which one answers, and what comes of it.
//!
//! Boxes and arrows that reflow on narrow screens; bars on a logarithmic scale; and a sentence that says the same.

use super::super::dom::Part;
use super::super::format::{bar, short, size};
use super::View;
use super::landings::outcome;
use crate::report::wire::{Candidate, Landing};

/// Boxes and lanes drawn; a picture of more is no picture.
const MOST: usize = 6;

/// The picture of the first finding; `None` where the report follows no session for it.
pub(crate) fn picture(view: View<'_>) -> Option<Part> {
    let finding = view.report.findings.first()?;
    let subject = &finding.subject;
    // Where the finding waits for an address, what another sender meets there is not what happens.
    let asks = finding.needs.iter().any(|n| !n.servers.is_empty());
    let fits = |l: &&Landing| {
        let by_sender = l.from.server.as_ref().is_none_or(|s| subject.servers.contains(s));
        let by_connector = l.connector.as_ref().is_some_and(|c| subject.connectors.contains(c));
        let by_server = l.connector.is_none() && subject.servers.contains(&l.to.server);
        !l.candidates.is_empty() && (by_connector || by_server) && (by_sender || !asks)
    };
    let of_subject: Vec<&Landing> = view.report.landings.iter().filter(fits).collect();
    // Those that fail come before those that only pass by.
    let main = of_subject.iter().find(|l| l.outcome != "works").or(of_subject.first()).copied()?;
    let same = |l: &&&Landing| l.to == main.to && l.connector == main.connector && l.outcome == main.outcome;
    let senders: Vec<&Landing> = of_subject.iter().filter(same).copied().take(MOST).collect();
    let mut twins: Vec<&str> = Vec::new();
    for other in of_subject.iter().filter(|l| l.outcome == main.outcome && l.to.port == main.to.port) {
        if other.to.server != main.to.server && !twins.contains(&other.to.server.as_str()) && twins.len() < MOST {
            twins.push(&other.to.server);
        }
    }
    Some(draw(view, main, &senders, &twins))
}

fn draw(view: View<'_>, main: &Landing, senders: &[&Landing], twins: &[&str]) -> Part {
    let words = view.words;
    let part = Part::template("picture");
    let mut alternative = Vec::new();
    for sender in senders {
        let name = sender.from.server.as_deref().unwrap_or(words.landing_unknown);
        let one = Part::template("box");
        one.set("name", name).set("address", &sender.from.address);
        part.slot("senders").add(&one);
        let who = format!("{name} ({})", sender.from.address);
        alternative.push(words.picture_alternative(who, &main.to.server, main.to.port));
    }
    part.set("port", &words.picture_port(main.to.port));
    let target = part.slot("target");
    target.add_new("b", "name", &main.to.server);
    if !twins.is_empty() {
        target.add_text(&words.picture_same_on(twins.join(", ")));
    }
    let matching = |c: &&Candidate| matches!(c.verdict, "chosen" | "less-specific" | "tie" | "unknown");
    let ipv6 = main.from.address.contains(':');
    for candidate in main.candidates.iter().filter(matching).take(MOST) {
        part.slot("candidates").add(&draw_candidate(view, candidate, ipv6));
        let range = candidate.range.as_deref().unwrap_or("?");
        let many = size(candidate.size.as_deref().unwrap_or("0"), view.language);
        let verdict = verdict_word(view, candidate);
        alternative.push(words.picture_alternative_candidate(&candidate.connector, range, many, verdict));
    }
    part.set("least", words.picture_least);
    part.set("most", if ipv6 { words.picture_most_6 } else { words.picture_most_4 });
    let others = main.candidates.iter().filter(|c| !matching(c)).count();
    let others = if others == 0 { String::new() } else { words.picture_others(others) };
    part.set_or_drop("others", &others);
    let (kind, sign, word, text) = outcome(view, main.outcome);
    part.set("outcome", &format!("{sign} {word}")).set("outcome-text", text);
    let reply = main.predicted_reply.as_deref().unwrap_or_default();
    part.set_or_drop("reply", reply);
    part.slot("end").class(kind);
    part.find(".path").class(kind);
    alternative.push(words.picture_alternative_end(word, format!("{text} {reply}")));
    part.set("alternative", alternative.join(" ").trim());
    part
}

fn draw_candidate(view: View<'_>, candidate: &Candidate, ipv6: bool) -> Part {
    let part = Part::template("candidate");
    part.set("name", short(&candidate.connector)).set("verdict", verdict_word(view, candidate));
    part.set_or_drop("range", candidate.range.as_deref().unwrap_or_default());
    if let Some(digits) = &candidate.size {
        part.set("size", &size(digits, view.language));
        let thousandths = bar(digits, ipv6);
        part.slot("bar").style("--w", &format!("{}.{}%", thousandths / 10, thousandths % 10));
    } else {
        part.find(".bar").remove();
    }
    if candidate.verdict == "chosen" {
        part.class("win");
    }
    part
}

fn verdict_word(view: View<'_>, candidate: &Candidate) -> &'static str {
    match candidate.verdict {
        "chosen" => view.words.picture_wins,
        "less-specific" => view.words.picture_loses,
        "tie" => view.words.picture_tie,
        _ => view.words.picture_unknown,
    }
}

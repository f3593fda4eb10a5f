//! What was recognised, what is to be said about the input, and the count that screen readers announce.

use super::super::dom::Part;
use super::super::format::whole_words;
use super::{View, command, go_link, jump};
use crate::report::wire::{Note, Report};
use crate::words::common::alike;

/// Notes shown; the report holds them all.
const MOST_NOTES: usize = 60;
/// Lines named of notes that say the same.
const MOST_NOTE_LINES: usize = 4;

/// The chips below the field.
pub(crate) fn recognised(view: View<'_>, list: &Part) {
    list.empty();
    let (report, words) = (view.report, view.words);
    // A chip leads to what it counts, where the page has a part for that.
    let add = |number: &str, text: &str, target: &str| {
        let chip = Part::template("chip");
        chip.set("number", number).set("text", text);
        if !target.is_empty() {
            let link = go_link(target, "");
            link.add(&chip.slot("number")).add_text(" ").add(&chip.slot("text"));
            chip.empty().add(&link);
        }
        list.add(&chip);
        chip
    };
    let chip = |number: usize, text: &str, target: &str| {
        if number > 0 {
            add(&number.to_string(), text, target);
        }
    };
    let failing = report.queues.iter().filter(|q| q.last_error.is_some()).count();
    let queues = report.queues.len();
    let failing = match failing {
        0 => words.chip_none_failing(queues),
        all if all == queues => words.chip_all_failing(all),
        some => words.chip_failing(some),
    };
    chip(queues, &(words.chip_queues(queues) + &failing), "queues");
    let mut servers: Vec<&String> = report.receive_connectors.iter().filter_map(|c| c.server.as_ref()).collect();
    servers.sort();
    servers.dedup();
    let connectors = report.receive_connectors.len();
    let mut text = words.chip_connectors(connectors);
    if servers.len() > 1 {
        text = format!("{text} {}", words.chip_on_servers(servers.len()));
    }
    chip(connectors, &text, "connectors");
    let addresses = report.servers.iter().map(|s| s.addresses.len()).fold(0, usize::saturating_add);
    chip(addresses, &words.chip_addresses(addresses), "");
    let missing = report.servers.iter().filter(|server| server.address_wanted).count();
    if missing > 0 {
        add(&missing.to_string(), &words.chip_missing(missing), "ask-title").class("warn");
    }
    chip(report.replies.len(), &words.chip_replies(report.replies.len()), "");
    let cuts = report.queues.iter().map(|q| q.cut.len()).chain(report.receive_connectors.iter().map(|c| c.cut.len()));
    let cuts = cuts.fold(0, usize::saturating_add);
    if cuts > 0 {
        add(&format!("✂ {cuts}"), &words.chip_cut(cuts), "as-read").class("warn");
    } else if report.unread.is_empty() && report.notes.iter().all(|note| note.command.is_none()) {
        // Otherwise a note names what is missing, and the command that prints it.
        add("✓", words.chip_whole, "");
    }
}

/// The notes; `None` where there are none.
pub(crate) fn notes(view: View<'_>) -> Option<Part> {
    if view.report.notes.is_empty() {
        return None;
    }
    let part = Part::template("notes");
    for alike in alike_notes(view.report).iter().take(MOST_NOTES) {
        let [note, ..] = alike.as_slice() else { continue };
        let one = Part::template("note");
        whole_words(&one.slot("text"), &note.message);
        for note in alike.iter().take(MOST_NOTE_LINES) {
            let Some(line) = note.line else { continue };
            let button = one.slot("lines").add_text(" ").add_new("button", "link", "");
            jump(button.attr("type", "button").attr("data-do", "jump"), note.source.as_deref(), line, view.words);
        }
        let more = alike.len().saturating_sub(MOST_NOTE_LINES);
        if more > 0 {
            one.slot("lines").add_text(" ").add_text(&view.words.notes_more_lines(more));
        }
        if let Some(text) = &note.command {
            one.slot("command").add(&command(view, text, view.words.notes_title));
        }
        part.slot("list").add(&one);
    }
    Some(part)
}

/// The notes of a report, those that say the same in one.
pub(super) fn alike_notes(report: &Report) -> Vec<Vec<&Note>> {
    alike(&report.notes, |note| (note.message.as_str(), note.command.as_deref()))
}

/// What the live region says: the count, not the report.
pub(crate) fn status(view: View<'_>) -> String {
    match view.report.findings.len() {
        0 => view.words.status_none.to_owned(),
        many => view.words.status(many),
    }
}

//! The report as a document: one file per part of the page. Each makes parts from the report and knows no state.

mod as_read;
mod checks;
mod doubt;
mod follow_up;
mod landings;
mod overview;
mod picture;
mod reasons;
mod remedy;
mod summary;
mod table;
mod topic;
mod verdict;

pub(super) use as_read::{as_read, fill_quote, sources};
pub(super) use doubt::doubt;
pub(super) use follow_up::{compared, compared_parts, what_if};
pub(super) use landings::{FIRST_ROWS, MORE_ROWS, fill_candidates, fill_group, landing, landings};
pub(super) use overview::fill_overview;
pub(super) use picture::picture;
pub(super) use remedy::fill_effects;
pub(super) use summary::{notes, recognised, status};
pub(super) use table::sort;
pub(super) use topic::{fill_topics, topic, topic_link};
pub(super) use verdict::{Lead, finding_body, further, lead, verdict};

use super::dom::Part;
use super::format::whole_words;
use crate::Language;
use crate::report::wire::{LandingGroup, Remedy, Report};
use crate::words::PageWords;
pub(super) use checks::outcomes;
use checks::{checks, rivals};
use reasons::reasons;
use remedy::fix;

/// What every part needs to know.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) report: &'a Report,
    pub(super) words: &'static PageWords,
    pub(super) language: Language,
}

/// The remedy that a key such as `0.1` names: the number of its finding and its own.
pub(super) fn remedy<'a>(report: &'a Report, key: &str) -> Option<&'a Remedy> {
    let (finding, remedy) = key.split_once('.')?;
    let finding = report.findings.get(finding.parse::<usize>().ok()?)?;
    finding.remedies.get(remedy.parse::<usize>().ok()?)
}

/// A badge: sign, words, and a class for the colour; never colour alone.
pub(super) fn badge(kind: &str, sign: &str, text: &str) -> Part {
    let badge = Part::template("badge");
    badge.set("sign", sign).set("text", text).class(kind);
    badge
}

/// A block with a command and its copy button; `what` names both.
pub(super) fn command(view: View<'_>, text: &str, what: &str) -> Part {
    command_in(view.words, text, what)
}

/// The same outside a report.
pub(super) fn command_in(words: &PageWords, text: &str, what: &str) -> Part {
    let block = Part::template("command");
    code(&block.slot("text"), text);
    block.slot("text").attr("aria-label", what);
    block.slot("copy").attr("aria-label", &words.copy_of(what));
    block
}

/// A link to a part of the page. It opens what is folded there, and the address of the page stays as it is.
pub(super) fn go_link(id: &str, text: &str) -> Part {
    let link = Part::new("a");
    link.text(text).attr("href", &format!("#{id}")).attr("data-do", "go").attr("data-arg", id);
    link
}

/// A fold with this in it.
pub(super) fn fold_rows(title: &str, body: &Part, key: &str) -> Part {
    let fold = Part::template("fold");
    fold.set("summary", title).attr("data-key", key);
    fold.slot("body").add(body);
    fold
}

/// A box for the output of any check; what is put into it is added to the paste.
pub(super) fn more_box(id: &str) -> Part {
    let part = Part::template("more");
    part.find("label").attr("for", id);
    part.find("textarea").attr("id", id);
    part
}

/// What follows the card: the fix of the answer, or the checks.
pub(super) fn answer_parts(view: View<'_>) -> Vec<Part> {
    match (lead(view.report), view.report.findings.first()) {
        (Lead::Unproven, _) => vec![rivals(view)],
        (Lead::Finding, Some(first)) => {
            let (fix, checks) = (fix(view, first), checks(view, first));
            fix.into_iter().chain(checks).collect()
        }
        _ => Vec::new(),
    }
}

/// The rows below: why, who lands where, the overviews, and what is to be said about the input. All but the reasons are
/// filled when they are opened.
pub(super) fn rows(view: View<'_>) -> Vec<Part> {
    let words = view.words;
    let mut rows = Vec::new();
    if let (Lead::Finding, Some(first)) = (lead(view.report), view.report.findings.first()) {
        let body = reasons(view, first);
        let frame = body.add_new("div", "", "");
        frame.attr("id", "frame").add_new("h3", "", words.frame_title);
        frame.add_new("p", "", words.frame_text);
        rows.push(row("why", words.why_title, &words.why_summary(first.evidence.len()), &body));
    }
    if !view.report.landings.is_empty() {
        let pairs = view.report.landings.iter().map(pairs).fold(0, usize::saturating_add);
        rows.push(row("lands", words.landings_title, &words.lands_summary(pairs), &Part::new("div")));
    }
    rows.extend(overview::overviews(view));
    if let Some(body) = notes(view) {
        rows.push(row(
            "notes",
            words.notes_title,
            &words.notes_summary(summary::alike_notes(view.report).len()),
            &body,
        ));
    }
    if !view.report.inputs.is_empty() {
        let (read, unread) = as_read::counts(view.report);
        let promise = if unread == 0 { words.read_summary(read) } else { words.read_summary_unread(read, unread) };
        let paste = row("as-read", words.read_title, &promise, &Part::new("div"));
        // Paper has what follows from the paste, and not the paste itself.
        paste.class("no-print");
        rows.push(paste);
    }
    rows
}

/// The pairs that a group of landings speaks of; a server with itself is none.
fn pairs(group: &LandingGroup) -> usize {
    let with_itself = group.from.iter().filter_map(|f| f.server.as_ref());
    let with_itself = with_itself.filter(|server| group.to.iter().any(|to| to.server == **server)).count();
    group.from.len().saturating_mul(group.to.len()).saturating_sub(with_itself)
}

/// A row of the list below the answer: a heading that opens, and what it promises.
pub(super) fn row(id: &str, title: &str, promise: &str, body: &Part) -> Part {
    let row = Part::template("rows");
    row.attr("id", id).attr("data-key", id);
    row.set("title", title).set("more", promise).slot("body").add(body);
    row
}

/// Commands that change something, as they begin a line.
const CHANGES: [&str; 4] =
    ["Set-ReceiveConnector ", "New-ReceiveConnector ", "Remove-ReceiveConnector ", "Retry-Queue "];
/// Up to so many lines of a text, its names and parameters are kept whole when lines wrap; a script is too long for that.
const MOST_WHOLE: usize = 40;
/// PowerShell text: a line each, comments set apart, and in scripts what changes something set off from the checks
/// around it.
pub(super) fn code(target: &Part, text: &str) {
    target.empty();
    let is_script = text.lines().count() > MOST_WHOLE;
    let mut told = false;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        // A script begins with what it changes, as a comment of several lines.
        let command = start.trim_start_matches(['#', ' ']);
        let changes = is_script && CHANGES.iter().any(|c| command.starts_with(c)) && !line.contains(" -WhatIf");
        told = start.starts_with('#') && (changes || told);
        let class = if changes || told {
            "k"
        } else if start.starts_with('#') {
            "c"
        } else {
            ""
        };
        let shown = target.add_new("span", class, "");
        if is_script {
            shown.text(line);
        } else {
            whole_words(&shown, line);
        }
    }
}

/// Makes a button that jumps to a line of the field; of a dropped file it says where the line is.
pub(super) fn jump(button: &Part, source: Option<&str>, line: u32, words: &PageWords) {
    let source = source.unwrap_or_default();
    if source.is_empty() {
        button.text(&words.line(line)).attr("data-arg", &line.to_string());
    } else {
        // Nothing to jump to: the text of a file is not in the field.
        button.attr("disabled", "").text(&words.file_line(source, line));
    }
}

/// Sentences one below the other; numbered where there are several.
pub(super) fn paragraphs(target: &Part, text: &str, names: &[&str]) {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    if let [line] = lines.as_slice() {
        super::format::mark(&target.add_new("p", "", ""), line, names, "name");
        return;
    }
    if lines.is_empty() {
        return;
    }
    let list = target.add_new("ol", "why", "");
    for line in lines {
        let item = list.add_new("li", "", "");
        super::format::mark(&item.add_new("p", "", ""), line, names, "name");
    }
}

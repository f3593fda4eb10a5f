//! The report as a document: one file per part of the page. Each makes parts from the report and knows no state.

mod follow_up;
mod landings;
mod picture;
mod reasons;
mod remedy;
mod summary;
mod verdict;

pub(super) use follow_up::{comparison, what_if};
pub(super) use landings::{
    FIRST_ROWS, MORE_ROWS, connectors, few, fill_candidates, fill_group, landing, landings, outcome_word, sender,
};
pub(super) use picture::picture;
pub(super) use reasons::{needs, reasons};
pub(super) use remedy::{checked, step_text, todo};
pub(super) use summary::{notes, recognised, status};
pub(super) use verdict::{finding_body, further, verdict};

use super::dom::Part;
use crate::Language;
use crate::report::wire::Report;
use crate::words::PageWords;

/// What every part needs to know.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) report: &'a Report,
    pub(super) words: &'static PageWords,
    pub(super) language: Language,
}

/// A badge: sign, words, and a class for the colour; never colour alone.
pub(super) fn badge(kind: &str, sign: &str, text: &str) -> Part {
    let badge = Part::template("badge");
    badge.set("sign", sign).set("text", text).class(kind);
    badge
}

/// A block with a command and its copy button.
pub(super) fn command(text: &str) -> Part {
    let block = Part::template("command");
    code(&block.slot("text"), text);
    block
}

/// Commands that change something, as they begin a line.
const CHANGES: [&str; 4] =
    ["Set-ReceiveConnector ", "New-ReceiveConnector ", "Remove-ReceiveConnector ", "Retry-Queue "];

/// PowerShell text: comments set apart, and what changes something set off from the checks around it.
pub(super) fn code(target: &Part, text: &str) {
    target.empty();
    let (mut plain, mut told) = (String::new(), false);
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        // A script begins with what it changes, as a comment of several lines.
        let command = start.trim_start_matches(['#', ' ']);
        let changes = CHANGES.iter().any(|c| command.starts_with(c)) && !line.contains(" -WhatIf");
        told = start.starts_with('#') && (changes || told);
        let class = if changes || told {
            "k"
        } else if start.starts_with('#') {
            "c"
        } else {
            plain.push_str(line);
            continue;
        };
        target.add_text(&std::mem::take(&mut plain));
        target.add_new("span", class, line);
    }
    target.add_text(&plain);
}

/// Makes a button that jumps to a line of the field; of a dropped file it says where the line is.
pub(super) fn jump(button: &Part, source: &str, line: u32, words: &PageWords) {
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

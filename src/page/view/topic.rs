//! Help about a finding, on a page of its own, and the list of all of them.

use super::super::dom::Part;
use super::super::format::{mark, names, whole_words};
use super::checks::check;
use super::{fold_rows, paragraphs};
use crate::Language;
use crate::report::help::{Help, HelpCase, help, topics};
use crate::report::wire::Report;
use crate::words::PageWords;

/// A link to the help about a code. The fragment of the page's address holds the code and nothing else.
pub(crate) fn topic_link(code: &str, text: &str) -> Part {
    let link = Part::new("a");
    link.text(text).attr("href", &format!("#{code}")).attr("data-topic", code);
    link
}

/// Fills the help about a code; `false` where no finding has it.
pub(crate) fn topic(words: &PageWords, language: Language, code: &str, report: Option<&Report>, page: &Part) -> bool {
    let Some(help) = help(language, code) else { return false };
    page.empty();
    let Some(usual) = help.cases.first() else { return false };
    head(words, code, usual, report, page);
    about(words, usual, page);
    prove(words, &help, page);
    act(words, usual, page);
    others(words, &help, page);
    related(words, &help, page);
    all(words, language, page);
    true
}

/// The first sheet: the way back, the title, and what the pasted text has to do with it.
fn head(words: &PageWords, code: &str, usual: &HelpCase, report: Option<&Report>, page: &Part) {
    let sheet = page.add_new("section", "sheet verdict", "");
    let back = sheet.add_new("p", "back", "").add_new("a", "", back_word(words, report));
    back.attr("href", "#");
    let kicker = sheet.add_new("p", "kicker", "");
    kicker.add_new("span", "", words.topic_kicker);
    kicker.add_new("code", "", code);
    let title = sheet.add_new("h2", "answer", "");
    whole_words(&title, &usual.title);
    title.attr("id", "topic-title").attr("tabindex", "-1");
    whole_words(&sheet.add_new("p", "then", ""), &usual.what);
    let own: Vec<_> = report.into_iter().flat_map(|report| &report.findings).filter(|f| f.code == code).collect();
    if own.is_empty() {
        whole_words(&sheet.add_new("p", "soft", ""), words.topic_names);
        return;
    }
    let told = sheet.add_new("p", "", "");
    told.add_new("b", "", words.topic_in_paste);
    for finding in own {
        told.add_text(" ");
        mark(&told, &finding.title, &names(&finding.subject), "name");
    }
    whole_words(&sheet.add_new("p", "soft", ""), words.topic_names);
}

fn back_word(words: &PageWords, report: Option<&Report>) -> &'static str {
    if report.is_some() { words.topic_back } else { words.topic_back_to_start }
}

/// A sheet with a heading.
fn sheet(page: &Part, id: &str, title: &str) -> Part {
    let sheet = page.add_new("section", "sheet", "");
    let id = format!("topic-{id}");
    sheet.attr("aria-labelledby", &id).add_new("h2", "", title).attr("id", &id);
    sheet
}

fn about(words: &PageWords, usual: &HelpCase, page: &Part) {
    if !usual.why.is_empty() {
        paragraphs(&sheet(page, "why", words.topic_what), &usual.why, &[]);
    }
}

/// What would prove it, each check with its command.
fn prove(words: &PageWords, help: &Help, page: &Part) {
    if help.needs.is_empty() {
        return;
    }
    let list = sheet(page, "prove", words.topic_prove).add_new("ol", "steps", "");
    for need in &help.needs {
        list.add(&check(words, need));
    }
}

fn act(words: &PageWords, usual: &HelpCase, page: &Part) {
    let sheet = sheet(page, "do", words.topic_do);
    whole_words(&sheet.add_new("p", "", ""), &usual.action);
    fine(words, usual, &sheet);
}

fn fine(words: &PageWords, case: &HelpCase, target: &Part) {
    if let Some(fine) = &case.fine_when {
        target.add_new("h3", "", words.fine_title);
        target.add_new("p", "", fine);
    }
}

/// The other cases that have the code.
fn others(words: &PageWords, help: &Help, page: &Part) {
    let Some((_, others)) = help.cases.split_first().filter(|(_, others)| !others.is_empty()) else { return };
    let sheet = sheet(page, "others", words.topic_others);
    for case in others {
        whole_words(&sheet.add_new("h3", "", ""), &case.title);
        for text in [&case.what, &case.why, &case.action] {
            if !text.is_empty() {
                whole_words(&sheet.add_new("p", "", ""), text);
            }
        }
        if let Some(text) = &case.fine_when {
            sheet.add_new("p", "soft", &words.topic_fine(text));
        }
    }
}

/// What looks alike, and the sources.
fn related(words: &PageWords, help: &Help, page: &Part) {
    if !help.alike.is_empty() {
        let list = sheet(page, "alike", words.topic_alike).add_new("ul", "topics", "");
        for other in &help.alike {
            entry(&list, other.code, &other.title);
        }
    }
    let sheet = sheet(page, "sources", words.sources_title);
    let list = sheet.add_new("ul", "", "");
    for source in &help.sources {
        list.add_new("li", "", source);
    }
    sheet.add_new("p", "soft", words.topic_offline);
}

fn all(words: &PageWords, language: Language, page: &Part) {
    let body = Part::new("div");
    fill_topics(words, language, &body);
    let rows = page.add_new("section", "sheet rows", "");
    rows.attr("aria-label", words.topics_title);
    rows.add(&fold_rows(words.topics_title, &body, "all-topics").class("no-print").clone());
}

/// The list of everything that there is help about.
pub(crate) fn fill_topics(words: &PageWords, language: Language, body: &Part) {
    let topics = topics(language);
    let (replies, findings): (Vec<_>, Vec<_>) = topics.iter().partition(|topic| topic.is_reply);
    for (title, group) in [(words.topics_findings, findings), (words.topics_replies, replies)] {
        body.add_new("h3", "", title);
        let list = body.add_new("ul", "topics", "");
        for topic in group {
            entry(&list, topic.code, &topic.title);
        }
    }
}

fn entry(list: &Part, code: &str, title: &str) {
    let item = list.add_new("li", "", "");
    item.add(&topic_link(code, code));
    whole_words(&item.add_new("span", "", ""), title);
}

//! What leaves the page, by the user's hand only: clipboard, downloads, print. And the commands that collect the data.

use std::fmt::Write;

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlDocument, Url};

use super::actions::later;
use super::dom::{self, Part};
use super::view::{self, View, certainty_text, step_text};
use crate::intake::characters;
use crate::report::Report;
pub(super) use crate::report::collect::{COLLECT, COLLECT_FILE};
use crate::report::wire::Severity;
use crate::words::PageWords;

/// The report as text for a ticket.
pub(super) fn text(view: View<'_>) -> String {
    write(view, false)
}

/// The report as Markdown.
pub(super) fn markdown(view: View<'_>) -> String {
    write(view, true)
}

/// The report as JSON, the way the JavaScript API hands it out.
pub(super) fn json(report: &Report) -> String {
    // Text and numbers can always be written. If that ever fails, the reason is better than an empty text.
    serde_json::to_string_pretty(report).unwrap_or_else(|error| error.to_string())
}

fn write(view: View<'_>, markdown: bool) -> String {
    let words = view.words;
    let mut page = Writer { text: String::new(), markdown };
    page.heading(1, words.export_title);
    if let Some(next) = &view.report.next {
        if view.report.findings.is_empty() {
            page.line(words.undecided_title);
        }
        page.line(&words.next_step(&next.what));
        page.script(words.export_needs, &next.command);
    } else if view.report.findings.is_empty() {
        page.line(words.no_finding_title);
        page.line(words.no_finding_what);
    }
    for finding in &view.report.findings {
        let severity = match finding.severity {
            Severity::Blocking => words.severity_blocking,
            Severity::Risk => words.severity_risk,
            Severity::Advice => words.severity_advice,
        };
        let certainty = certainty_text(finding, view);
        page.heading(2, &finding.title);
        page.line(&format!("{severity}. {certainty}. ({})", finding.code));
        page.line(&finding.what);
        page.section(words.export_why, finding.why.lines().map(str::to_owned));
        page.section(words.assumptions_title, finding.assumptions.iter().cloned());
        page.section(
            words.export_lines,
            finding.evidence.iter().map(|e| {
                let place = match e.source.as_str() {
                    "" => words.line(e.line),
                    source => words.file_line(source, e.line),
                };
                format!("{place}: {}", e.text.trim())
            }),
        );
        page.section(words.export_needs, finding.needs.iter().map(|n| format!("{} {} {}", n.what, n.why, n.command)));
        if !finding.action.is_empty() {
            page.heading(3, words.export_do);
            page.line(&finding.action);
        }
        if let Some(remedy) = finding.remedies.first() {
            page.line(&remedy.title);
            if let Some(proof) = &remedy.proof {
                page.line(proof);
            }
            let names = [words.step_change, words.step_verify, words.step_retry, words.export_undo];
            for (step, name) in names.into_iter().enumerate() {
                page.script(name, &step_text(remedy, step));
            }
        }
    }
    page.section(
        words.export_landings,
        view.report.landings.iter().map(|group| {
            let from: Vec<String> = group.from.iter().map(|from| view::sender(view, from)).collect();
            let to: Vec<String> = group.to.iter().map(|to| to.server.clone()).collect();
            let to = words.landing_to(view::few(view, &to), group.to.first().map_or(0, |to| to.port));
            let connector = Some(view::connectors(group)).filter(|name| !name.is_empty());
            let connector = connector.as_deref().unwrap_or(words.landing_none);
            format!("{} {to}: {connector}, {}", view::few(view, &from), view::outcome_word(view, group))
        }),
    );
    page.section(words.export_notes, view.report.notes.iter().map(|n| n.message.clone()));
    page.line(&words.export_made_by(&view.report.version));
    characters::visible(&page.text).into_owned()
}

struct Writer {
    text: String,
    markdown: bool,
}

impl Writer {
    fn heading(&mut self, level: usize, text: &str) {
        if self.markdown {
            let _ = write!(self.text, "{} {}\n\n", "#".repeat(level), escape(text));
            return;
        }
        let rule = match level {
            1 => "=",
            2 => "-",
            _ => "",
        };
        self.text.push_str(text);
        self.text.push('\n');
        if !rule.is_empty() {
            self.text.push_str(&rule.repeat(text.chars().count().min(72)));
            self.text.push('\n');
        }
    }

    fn line(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(&if self.markdown { escape(text) } else { text.to_owned() });
        self.text.push_str("\n\n");
    }

    fn section(&mut self, title: &str, items: impl Iterator<Item = String>) {
        let mut items = items.filter(|item| !item.trim().is_empty()).peekable();
        if items.peek().is_none() {
            return;
        }
        self.heading(3, title);
        for item in items {
            self.text.push_str("- ");
            self.text.push_str(&if self.markdown { escape(&item) } else { item });
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn script(&mut self, title: &str, script: &str) {
        if script.is_empty() {
            return;
        }
        if self.markdown {
            // A fence longer than any row of backticks in the script.
            let longest = script.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.saturating_add(1).max(3));
            let _ = write!(self.text, "{title}\n\n{fence}powershell\n{script}\n{fence}\n\n");
        } else {
            let _ = write!(self.text, "{title}:\n\n");
            for line in script.lines() {
                let _ = writeln!(self.text, "    {line}");
            }
            self.text.push('\n');
        }
    }
}

/// Text that Markdown shows as it is: what was pasted may look like markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '|' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Copies text and says so on the button.
pub(super) fn copy(text: &str, button: &Part, words: &'static PageWords) {
    let Some(window) = web_sys::window() else { return };
    let clipboard = window.navigator().clipboard();
    let (done, failed) = (button.clone(), button.clone());
    if text.is_empty() {
        say(button, words.copy_failed);
        return;
    }
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        // A page from plain HTTP has no clipboard; the old way works there.
        say(button, if copy_selected(text) { words.copied } else { words.copy_failed });
        return;
    }
    let promise = clipboard.write_text(text);
    let done = Closure::once(move |_: JsValue| say(&done, words.copied));
    let failed = Closure::once(move |_: JsValue| say(&failed, words.copy_failed));
    let _ = promise.then2(&done, &failed);
    done.forget();
    failed.forget();
}

fn copy_selected(text: &str) -> bool {
    let Some(document) = dom::document() else { return false };
    let holder = Part::id("handover").add_new("pre", "sr-only", text);
    let selected = document.get_selection().ok().flatten().zip(holder.cast::<web_sys::Node>());
    let copied = selected.is_some_and(|(selection, node)| {
        let _ = selection.select_all_children(&node);
        let old: Result<HtmlDocument, _> = wasm_bindgen::JsCast::dyn_into(document);
        old.is_ok_and(|d| d.exec_command("copy").unwrap_or(false))
    });
    holder.remove();
    copied
}

/// Shows a word on a button for a moment, and tells it to screen readers.
fn say(button: &Part, word: &str) {
    let before = button.text_content();
    if before == word {
        return;
    }
    button.text(word);
    Part::id("status").text(word);
    let button = button.clone();
    let _ = later(1600, move || {
        button.text(&before);
    });
}

/// Hands a file to the browser's download, and says it on the button where that fails.
pub(super) fn download(name: &str, kind: &str, text: &str, button: &Part, words: &'static PageWords) {
    let make = || -> Result<(), JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let link = Part::id("footer").add_new("a", "sr-only", "");
        if let Some(anchor) = link.cast::<HtmlAnchorElement>() {
            anchor.set_href(&address);
            anchor.set_download(name);
            anchor.click();
        }
        link.remove();
        // The browser reads the blob after the click; give it time.
        let _ = later(30_000, move || {
            let _ = Url::revoke_object_url(&address);
        });
        Ok(())
    };
    if text.is_empty() || make().is_err() {
        say(button, words.download_failed);
    }
}

/// Prints; what is folded is opened for it (see `actions`).
pub(super) fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

//! Handing over: what each button gives away, and pseudonyms in it where they are wanted.

use web_sys::HtmlInputElement;

use super::dom::Part;
use super::{Page, document, export, field_text};
use crate::intake::Content;
use crate::question::{Answer, Question};
use crate::report::Report;
use crate::{Input, Pseudonyms};

impl Page {
    /// Copying, downloading, printing.
    pub(super) fn hand_over(&mut self, button: &Part) {
        let words = self.words();
        match button.get("data-do").as_str() {
            "copy" => export::copy(&button.closest(".command").slot("text").text_content(), button, words),
            "copy-lines" => export::copy(&button.closest(".remedy").slot("lines").text_content(), button, words),
            "copy-script" => export::copy(&button.closest(".remedy").slot("script").text_content(), button, words),
            "download-script" => {
                if let Some(remedy) = self.remedy(&button.closest("[data-remedy]").get("data-remedy")) {
                    // Windows PowerShell reads a file without a mark in the code page of the machine.
                    let script = format!("\u{feff}{}", remedy.script);
                    export::download(&format!("mailflow-{}.ps1", remedy.id), "text/plain", script, button, words);
                }
            }
            // A copy that was changed is not handed on.
            "download-page" if self.pristine.length() == 0 => {
                Part::id("changed").attr("tabindex", "-1").reveal().focus();
            }
            "download-page" => {
                export::download("mailflow-doctor.html", "text/html", self.pristine.clone(), button, words);
            }
            "print" => export::print(),
            "download-input" => self.download_input(button),
            what => self.hand_over_report(what, button),
        }
    }

    fn hand_over_report(&mut self, what: &str, button: &Part) {
        let Some(own) = &self.report else { return };
        if !wants_pseudonyms() {
            let text = field_text();
            self.hand_over_this(own, &self.input(&text), what, button);
            return;
        }
        // Names are in the report's sentences: the renamed input is diagnosed anew.
        let text = field_text();
        let input = self.input(&text);
        let renamed = Pseudonyms::of(&input, own).rename(&input);
        let (what, button, asked) = (what.to_owned(), button.clone(), renamed.clone());
        self.ask_about(renamed, Question::Diagnose, move |page, answer| {
            let (Some(own), Answer::Report(renamed)) = (&page.report, answer) else { return };
            let same = same_diagnosis(own, &renamed);
            Part::id("pseudonyms-differ").show(!same);
            if same {
                page.hand_over_this(&renamed, &asked, &what, &button);
            }
        });
    }

    fn hand_over_this(&self, report: &Report, input: &Input<'_>, what: &str, button: &Part) {
        let view = self.view(report);
        match what {
            "copy-summary" => export::copy(&export::summary(view), button, self.words()),
            "copy-text" => export::copy(&export::text(view), button, self.words()),
            "copy-markdown" => export::copy(&export::markdown(view), button, self.words()),
            "download-html" => {
                export::download("mailflow-report.html", "text/html", document::html(view), button, self.words());
            }
            "download-json" => {
                let json = crate::export::json(report, input);
                export::download("mailflow-report.json", "application/json", json, button, self.words());
            }
            _ => {}
        }
    }

    /// The input with pseudonyms: for whoever wants to see the diagnosis for themselves.
    fn download_input(&self, button: &Part) {
        let Some(report) = &self.report else { return };
        let text = field_text();
        let input = self.input(&text);
        let mut all = String::new();
        for source in &Pseudonyms::of(&input, report).rename(&input).sources {
            if let Content::Text(text) = &source.content {
                all.push_str(text);
                all.push('\n');
            }
        }
        export::download("mailflow-input.txt", "text/plain", all, button, self.words());
    }

    /// Who is who, where pseudonyms are wanted.
    pub(super) fn draw_pseudonyms(&self) {
        let wanted = wants_pseudonyms();
        Part::id("pseudonyms-differ").show(false);
        Part::id("pseudonyms-more").show(wanted);
        let list = Part::id("pseudonyms-list");
        list.empty();
        let Some(report) = self.report.as_ref().filter(|_| wanted) else { return };
        let text = field_text();
        for (name, stand_in) in Pseudonyms::of(&self.input(&text), report).pairs() {
            let item = list.add_new("li", "", "");
            item.add_new("code", "", &stand_in);
            item.add_new("span", "", &name);
        }
    }
}

fn wants_pseudonyms() -> bool {
    Part::id("pseudonyms").cast::<HtmlInputElement>().is_some_and(|input| input.checked())
}

/// Whether two reports have the same findings, as certain as each other.
fn same_diagnosis(one: &Report, other: &Report) -> bool {
    let (one, other) = (&one.findings, &other.findings);
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.code == b.code && a.certainty == b.certainty)
}

//! The report as a document of its own: what the page shows, everything unfolded, without buttons and without script.

use super::dom::{self, Part};
use super::view::{self, View, step_text};

/// Rows of the landing matrix in a document.
const MOST_ROWS: usize = 1000;

/// The whole file. Its policy allows its own style and nothing else.
pub(super) fn html(view: View<'_>) -> String {
    let words = view.words;
    let all = Part::new("main");
    all.add_new("h1", "", words.export_title);
    all.add(&view::verdict(view));
    for part in [view::picture(view), view::todo(view, 0)].into_iter().flatten() {
        all.add(&part);
    }
    for (index, finding) in view.report.findings.iter().enumerate() {
        if index == 0 {
            let why = Part::template("why");
            why.slot("body").add(&view::reasons(view, finding));
            all.add(&why);
        } else {
            let section = all.add_new("section", "sheet", "");
            section.add_new("h2", "", &finding.title);
            view::finding_body(view, index, &section);
        }
    }
    for part in [view::landings(view, MOST_ROWS), view::notes(view)].into_iter().flatten() {
        all.add(&part);
    }
    for fold in all.all("[data-landing]") {
        if let Some(group) = fold.get("data-landing").parse::<usize>().ok().and_then(|i| view.report.landings.get(i)) {
            view::fill_group(view, group, &fold.slot("list"));
        }
    }
    all.add_new("p", "soft", &words.export_made_by(&view.report.version));
    steps(view, &all);
    for fold in all.all("details") {
        fold.open(true);
    }
    for button in all.all("[data-do=jump]") {
        let line = button.text_content();
        button.closest("li").find("code, p").add_new("span", "soft", &format!(" ({line})"));
    }
    // Their first column was the button's.
    for list in all.all(".lines") {
        list.attr("class", "plain");
    }
    for button in all.all("button, .steps") {
        button.remove();
    }
    let style = dom::document().and_then(|d| d.query_selector("style").ok().flatten());
    let style = style.and_then(|s| s.text_content()).unwrap_or_default();
    [
        "<!DOCTYPE html>\n<html lang=\"",
        view.language.tag(),
        "\"><head><meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        words.export_title,
        "</title>\n<style>",
        &style,
        "pre { max-height: none; white-space: pre-wrap; }</style></head>\n<body>",
        &all.markup(),
        "</body></html>\n",
    ]
    .concat()
}

/// Every step of every fix, one below the other, in the place of tabs.
fn steps(view: View<'_>, all: &Part) {
    let words = view.words;
    for part in all.all("[data-remedy]") {
        let key = part.get("data-remedy");
        let Some((finding, remedy)) = key.split_once('.') else { continue };
        let finding = finding.parse::<usize>().ok().and_then(|i| view.report.findings.get(i));
        let Some(remedy) = finding.zip(remedy.parse::<usize>().ok()).and_then(|(f, i)| f.remedies.get(i)) else {
            continue;
        };
        part.slot("panel").remove();
        let names = [words.step_change, words.step_verify, words.step_retry, words.step_undo];
        for (step, name) in names.into_iter().enumerate() {
            let text = step_text(remedy, step);
            if !text.is_empty() {
                part.add_new("h3", "", name);
                view::code(&part.add_new("pre", "", ""), &text);
            }
        }
    }
}

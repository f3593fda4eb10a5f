//! The report as a document of its own: what the page shows, everything unfolded, without buttons and without script.

use super::dom::{self, Part};
use super::view::{self, View};

/// Rows of the landing matrix in a document.
const MOST_ROWS: usize = 1000;

/// The whole file. Its policy allows its own style and nothing else.
pub(super) fn html(view: View<'_>) -> String {
    let words = view.words;
    let all = Part::new("main");
    all.add_new("h1", "", words.export_title);
    let summary = all.add_new("ul", "plain", "");
    for line in crate::export::summary(view.report, view.language) {
        summary.add_new("li", "", &line);
    }
    let card = all.add_new("section", "sheet verdict", "");
    card.class(view::verdict(view, &card));
    if let Some(picture) = view::picture(view) {
        card.add(&picture);
    }
    let parts = view::answer_parts(view).into_iter().chain(view::further(view));
    for part in parts.chain(view::rows(view)) {
        all.add(&part);
    }
    for row in all.all("[data-finding]") {
        if let Ok(index) = row.get("data-finding").parse::<usize>() {
            view::finding_body(view, index, &row.slot("body"));
        }
    }
    if let Some(landings) = view::landings(view, MOST_ROWS) {
        all.find("#lands").slot("body").add(&landings);
    }
    for name in ["queues", "connectors"] {
        view::fill_overview(view, name, &all.find(&format!("#{name}")).slot("body"));
    }
    for fold in all.all("[data-effects]") {
        if let Some(remedy) = view::remedy(view.report, &fold.get("data-effects")) {
            view::fill_effects(view, &remedy.effects, &fold.slot("effects"));
        }
    }
    for fold in all.all("[data-landing]") {
        if let Some(group) = fold.get("data-landing").parse::<usize>().ok().and_then(|i| view.report.landings.get(i)) {
            view::fill_group(view, group, &fold.slot("list"));
        }
    }
    all.add_new("p", "soft", &words.export_made_by(&view.report.version));
    for quote in all.all(".quote") {
        let line = quote.slot("jump").text_content();
        quote.closest("li").find("code").add_new("span", "soft", &format!(" ({line})"));
        quote.remove();
    }
    all.find("#as-read").remove();
    for fold in all.all("details") {
        fold.open(true);
    }
    for button in all.all("[data-do=jump]") {
        let line = button.text_content();
        button.closest("li").find("p").add_new("span", "soft", &format!(" ({line})"));
    }
    // The document has no help.
    for link in all.all("[data-topic]") {
        link.drop_attr("href").drop_attr("aria-label");
    }
    // Their first column was the button's.
    for list in all.all(".lines") {
        list.attr("class", "plain");
    }
    for button in all.all("button, .no-print") {
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

//! Overviews: every queue and every connector of the paste as a table, made when its row is opened.

use super::super::dom::Part;
use super::super::format::{grouped, whole_words};
use super::{View, row};
use crate::report::wire::{Certainty, Queue, ReceiveConnector, Severity};

/// Rows of a table; the report holds them all.
const MOST_ROWS: usize = 200;
/// Ranges of a connector that are named; the others are counted.
const MOST_RANGES: usize = 3;

/// The rows that open to the overviews; empty tables have none.
pub(super) fn overviews(view: View<'_>) -> Vec<Part> {
    let (words, report) = (view.words, view.report);
    let failing = report.queues.iter().filter(|q| q.last_error.is_some()).count();
    let mut rows = Vec::new();
    if !report.queues.is_empty() {
        let promise = words.all_queues_summary(failing, report.queues.len().saturating_sub(failing));
        rows.push(row("queues", words.all_queues, &promise, &Part::new("div")));
    }
    if !report.receive_connectors.is_empty() {
        let promise = words.all_connectors_summary(report.receive_connectors.len());
        rows.push(row("connectors", words.all_connectors, &promise, &Part::new("div")));
    }
    rows
}

/// Fills the overview with this name.
pub(crate) fn fill_overview(view: View<'_>, name: &str, body: &Part) {
    match name {
        "queues" => queues(view, body),
        "connectors" => connectors(view, body),
        _ => {}
    }
}

/// Those with an error first, and of these the longest.
fn queues(view: View<'_>, body: &Part) {
    let words = view.words;
    let mut queues: Vec<&Queue> = view.report.queues.iter().collect();
    queues.sort_by_key(|q| (q.last_error.is_none(), std::cmp::Reverse(q.message_count)));
    let heads = [words.queue_name, words.queue_messages, words.queue_next_hop, words.queue_told, words.queue_cause];
    let rows = table(body, words.all_queues, &heads);
    for queue in queues.iter().take(MOST_ROWS) {
        let told = queue.last_error.as_ref().map(|error| {
            let reply = error.inner.as_ref().or(error.outer.as_ref());
            reply.map_or_else(
                || error.raw.clone(),
                |reply| {
                    let code = reply.code.as_deref().or(reply.enhanced_code.as_deref()).unwrap_or_default();
                    [code, " ", &reply.text].concat().trim().to_owned()
                },
            )
        });
        let cause = view.report.findings.iter().find(|f| {
            // What is only possible is no cause yet.
            f.severity == Severity::Blocking
                && f.certainty != Certainty::Possible
                && queue.identity.as_ref().is_some_and(|identity| f.subject.queues.contains(identity))
        });
        let messages = queue.message_count.map(|many| grouped(&many.to_string(), view.language));
        let told = told.or_else(|| queue.status.clone()).unwrap_or_default();
        cells(
            &rows,
            &heads,
            &[
                queue.identity.clone().unwrap_or_default(),
                messages.unwrap_or_default(),
                queue.next_hop_domain.clone().unwrap_or_default(),
                told,
                cause.map(|finding| finding.code.to_string()).unwrap_or_default(),
            ],
        );
    }
    more(view, body, queues.len());
}

fn connectors(view: View<'_>, body: &Part) {
    let words = view.words;
    let heads = [
        words.connector_name,
        words.connector_bindings,
        words.connector_holds,
        words.connector_authentication,
        words.connector_groups,
    ];
    let rows = table(body, words.all_connectors, &heads);
    for connector in view.report.receive_connectors.iter().take(MOST_ROWS) {
        let bindings =
            connector.bindings.iter().flatten().map(|b| b.as_written.as_str()).collect::<Vec<_>>().join(", ");
        cells(
            &rows,
            &heads,
            &[
                connector.identity.clone().unwrap_or_default(),
                bindings,
                ranges(view, connector),
                list(connector.auth_mechanism.as_ref()),
                list(connector.permission_groups.as_ref()),
            ],
        );
    }
    more(view, body, view.report.receive_connectors.len());
}

/// The first ranges of a connector, and how many more there are.
fn ranges(view: View<'_>, connector: &ReceiveConnector) -> String {
    let ranges: Vec<&str> = connector.remote_ip_ranges.iter().flatten().map(|r| r.as_written.as_str()).collect();
    let shown = ranges.iter().take(MOST_RANGES).copied().collect::<Vec<_>>().join(", ");
    match ranges.len().saturating_sub(MOST_RANGES) {
        0 => shown,
        more => view.words.names_and_more(shown, more),
    }
}

fn list(values: Option<&Vec<String>>) -> String {
    values.map(|values| values.join(", ")).unwrap_or_default()
}

/// A table with these column heads; gives its body.
fn table(target: &Part, caption: &str, heads: &[&str]) -> Part {
    let scroll = target.add_new("div", "scroll", "");
    scroll.attr("tabindex", "0").attr("role", "group").attr("aria-label", caption);
    let table = scroll.add_new("table", "", "");
    table.add_new("caption", "sr-only", caption);
    let head = table.add_new("thead", "", "").add_new("tr", "", "");
    for name in heads {
        head.add_new("th", "", name).attr("scope", "col");
    }
    table.add_new("tbody", "", "")
}

fn cells(rows: &Part, heads: &[&str], texts: &[String]) {
    let row = rows.add_new("tr", "", "");
    for (index, (_, text)) in heads.iter().zip(texts).enumerate() {
        if index == 0 {
            let cell = row.add_new("th", "", "");
            whole_words(cell.attr("scope", "row"), text);
        } else {
            whole_words(&row.add_new("td", "", ""), text);
        }
    }
}

fn more(view: View<'_>, body: &Part, all: usize) {
    if all > MOST_ROWS {
        body.add_new("p", "soft", &view.words.rows_more(all.saturating_sub(MOST_ROWS)));
    }
}

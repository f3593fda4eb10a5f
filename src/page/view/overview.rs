//! Overviews: every queue and every connector of the paste as a table, made when its row is opened.

use super::super::dom::Part;
use super::super::format::{grouped, whole_words};
use super::table::{counted_members, row, table};
use super::{Lead, View, badge, lead, topic_link};
use crate::report::wire::{Certainty, Queue, QueueOverview, ReceiveConnector, RemoteIpRange, SetupState, Severity};

/// Rows of a table; the report holds them all.
const MOST_ROWS: usize = 200;
/// The ends of the range that holds every address of a family.
const EVERY_V4: (&str, &str) = ("0.0.0.0", "255.255.255.255");
const EVERY_V6: (&str, &str) = ("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
/// Ranges of a connector that are named; the others are counted.
const MOST_RANGES: usize = 3;

/// The rows that open to the overviews; empty tables have none.
pub(super) fn overviews(view: View<'_>) -> Vec<Part> {
    let (words, report) = (view.words, view.report);
    let failing = report.queues.iter().filter(|q| q.last_error.is_some()).count();
    let mut rows = Vec::new();
    if !report.queues.is_empty() {
        let all = report.queues.len();
        let promise = match failing {
            0 => words.no_queue_fails(all),
            some if some == all => words.all_queues_fail(all),
            some => words.all_queues_summary(some, all.saturating_sub(some)),
        };
        rows.push(super::row("queues", words.all_queues, &promise, &Part::new("div")));
    }
    if !report.receive_connectors.is_empty() {
        let promise = words.all_connectors_summary(report.receive_connectors.len());
        let row = super::row("connectors", words.all_connectors, &promise, &Part::new("div"));
        // Where nothing is stuck, they are the answer; opening fills them.
        row.open(lead(report) == Lead::Fine);
        rows.push(row);
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
    let rows = table(words, body, words.all_queues, &heads);
    if !view.report.overview.queues.is_empty() {
        for one in view.report.overview.queues.iter().take(MOST_ROWS) {
            queue_row(view, one, &rows, &heads);
        }
        more(view, body, view.report.overview.queues.len());
        return;
    }
    for queue in queues.iter().take(MOST_ROWS) {
        let told = told(queue);
        let cause = view.report.findings.iter().find(|f| {
            // What is only possible is no cause yet.
            f.severity == Severity::Blocking
                && f.certainty != Certainty::Possible
                && queue.identity.as_ref().is_some_and(|identity| f.subject.queues.contains(identity))
        });
        let messages = queue.message_count.map(|many| grouped(&many.to_string(), view.language));
        row(
            &rows,
            &heads,
            &[
                queue.identity.clone().unwrap_or_default(),
                messages.unwrap_or_default(),
                queue.next_hop_domain.clone().unwrap_or_default(),
                told.or_else(|| queue.status.clone()).unwrap_or_default(),
                cause.map(|finding| finding.code.to_string()).unwrap_or_default(),
            ],
        );
    }
    more(view, body, queues.len());
}

/// Queues with one cause: how many messages they hold together, what the first was told, and the cause.
fn queue_row(view: View<'_>, one: &QueueOverview, rows: &Part, heads: &[&str]) {
    let find = |identity: &String| view.report.queues.iter().find(|q| q.identity.as_ref() == Some(identity));
    let counts = one.members.iter().filter_map(find).filter_map(|queue| queue.message_count);
    let messages = counts.reduce(u64::saturating_add).map(|many| grouped(&many.to_string(), view.language));
    let first = find(&one.queue);
    let cells = row(
        rows,
        heads,
        &[
            String::new(),
            messages.unwrap_or_default(),
            first.and_then(|queue| queue.next_hop_domain.clone()).unwrap_or_default(),
            first.and_then(|queue| told(queue).or_else(|| queue.status.clone())).unwrap_or_default(),
            one.cause.clone(),
        ],
    );
    if let [name, .., cause] = cells.as_slice() {
        counted_members(name, &one.queue, &one.members);
        if let Some(code) = one.finding {
            cause.add_text(" ").add(&topic_link(code.as_str(), code.as_str()));
        }
    }
}

/// The reply that a queue was told.
fn told(queue: &Queue) -> Option<String> {
    queue.last_error.as_ref().map(|error| {
        let reply = error.inner.as_ref().or(error.outer.as_ref());
        reply.map_or_else(
            || error.raw.clone(),
            |reply| {
                let code = reply.code.as_deref().or(reply.enhanced_code.as_deref()).unwrap_or_default();
                [code, " ", &reply.text].concat().trim().to_owned()
            },
        )
    })
}

/// Connectors in plain words, alike ones in one row: those that setup did not make first.
fn plain_connectors(view: View<'_>, body: &Part) {
    let words = view.words;
    let heads = [
        words.connector_name,
        words.connector_setup,
        words.connector_bindings,
        words.connector_holds,
        words.connector_authentication,
        words.connector_who,
    ];
    let rows = table(words, body, words.all_connectors, &heads);
    for one in view.report.overview.connectors.iter().take(MOST_ROWS) {
        let first = view.report.receive_connectors.iter().find(|c| c.identity.as_ref() == Some(&one.connector));
        let cells = row(
            &rows,
            &heads,
            &[
                String::new(),
                String::new(),
                first.map(bindings).unwrap_or_default(),
                first.map(|connector| ranges(view, connector)).unwrap_or_default(),
                first.map(|connector| list(connector.auth_mechanism.as_ref())).unwrap_or_default(),
                one.who.clone(),
            ],
        );
        let [name, setup, _, holds, ..] = cells.as_slice() else { continue };
        whole_words(&holds.add_new("span", "n", ""), &[words.connector_reached, ": ", &one.reached].concat());
        counted_members(name, &one.name, &one.members);
        whole_words(&name.add_new("span", "n", ""), &one.purpose);
        let (kind, sign, word) = match one.setup {
            SetupState::Added => ("plain", "+", words.setup_added),
            SetupState::Edited => ("ask", "≠", words.setup_edited),
            SetupState::NotShown => ("plain", "?", words.setup_not_shown),
            SetupState::AsMade => ("good", "✓", words.setup_as_made),
        };
        setup.add(&badge(kind, sign, word));
        for difference in &one.edited {
            whole_words(&setup.add_new("span", "n", ""), difference);
        }
    }
    more(view, body, view.report.overview.connectors.len());
}

fn bindings(connector: &ReceiveConnector) -> String {
    connector.bindings.iter().flatten().map(|b| b.as_written.as_str()).collect::<Vec<_>>().join(", ")
}

fn connectors(view: View<'_>, body: &Part) {
    let words = view.words;
    if !view.report.overview.connectors.is_empty() {
        plain_connectors(view, body);
        return;
    }
    let heads = [
        words.connector_name,
        words.connector_bindings,
        words.connector_holds,
        words.connector_authentication,
        words.connector_groups,
    ];
    let rows = table(words, body, words.all_connectors, &heads);
    for connector in view.report.receive_connectors.iter().take(MOST_ROWS) {
        row(
            &rows,
            &heads,
            &[
                connector.identity.clone().unwrap_or_default(),
                bindings(connector),
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
    let words = view.words;
    let ranges: Vec<&RemoteIpRange> = connector.remote_ip_ranges.iter().flatten().collect();
    let has = |(first, last): (&str, &str)| {
        ranges.iter().any(|range| range.first.as_deref() == Some(first) && range.last.as_deref() == Some(last))
    };
    match (has(EVERY_V4), has(EVERY_V6)) {
        (true, true) => return words.every_address.to_owned(),
        (true, false) if ranges.len() == 1 => return words.every_address_of("IPv4"),
        (false, true) if ranges.len() == 1 => return words.every_address_of("IPv6"),
        _ => {}
    }
    let ranges: Vec<&str> = ranges.iter().map(|range| range.as_written.as_str()).collect();
    let shown = ranges.iter().take(MOST_RANGES).copied().collect::<Vec<_>>().join(", ");
    match ranges.len().saturating_sub(MOST_RANGES) {
        0 => shown,
        more => view.words.names_and_more(shown, more),
    }
}

fn list(values: Option<&Vec<String>>) -> String {
    values.map(|values| values.join(", ")).unwrap_or_default()
}

fn more(view: View<'_>, body: &Part, all: usize) {
    if all > MOST_ROWS {
        body.add_new("p", "soft", &view.words.rows_more(all.saturating_sub(MOST_ROWS)));
    }
}

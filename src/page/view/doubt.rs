//! Answers of the reader that the paste speaks against: they are doubted before anything else is.

use super::super::dom::Part;
use super::{View, command};
use crate::report::help::address_command;
use crate::report::wire::{LandingGroup, Report};

/// What is doubted; `None` where nothing is. `denied` are servers of which the reader said that they send from no address
/// on the list in question.
pub(crate) fn doubt(view: View<'_>, denied: &[(String, Vec<String>)]) -> Option<Part> {
    let words = view.words;
    let part = Part::new("div");
    let passing = passing(view.report);
    if !passing.is_empty() {
        let names: Vec<String> = passing.iter().map(|(server, address)| format!("{server} ({address})")).collect();
        part.add_new("p", "warn", &words.doubt_given(names.join(", ")));
        let mut servers: Vec<String> = passing.into_iter().map(|(server, _)| server.to_owned()).collect();
        servers.dedup();
        let text = address_command(view.language, &servers);
        part.add(&command(view, &text, &words.doubt_command(servers.join(", "))));
    }
    let denied: Vec<String> = denied.iter().map(|(server, _)| server.clone()).collect();
    if !denied.is_empty() {
        part.add_new("p", "warn", &words.doubt_denied(denied.join(", ")));
        let text = address_command(view.language, &denied);
        part.add(&command(view, &text, &words.doubt_command(denied.join(", "))));
    }
    part.find("p").exists().then_some(part)
}

/// Servers with an address that the reader gave, with which their mail would pass although it waits; no cause is known
/// for them.
fn passing(report: &Report) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for server in &report.servers {
        let waits = report.queues.iter().any(|queue| {
            queue.last_error.is_some()
                && queue.server.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(&server.name))
        });
        let is_explained = report.findings.iter().any(|finding| {
            finding.severity == "blocking"
                && finding.certainty != "possible"
                && finding.subject.servers.contains(&server.name)
        });
        if !waits || is_explained {
            continue;
        }
        for address in server.addresses.iter().filter(|address| address.origin == "given") {
            let from = |group: &&LandingGroup| {
                group.from.iter().any(|f| f.server.as_ref() == Some(&server.name) && f.address == address.address)
            };
            let mut used = report.landings.iter().filter(from).filter(|group| group.used).peekable();
            if used.peek().is_some() && used.all(|group| group.outcome == "works" && !group.contradicted) {
                found.push((server.name.as_str(), address.address.as_str()));
            }
        }
    }
    found
}

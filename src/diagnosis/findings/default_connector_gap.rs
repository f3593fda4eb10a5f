//! A connector of setup is disabled, narrowed or without IPv6, and nobody answers in its place.
//!
//! # What happens
//! Where another connector still listens, senders that it does not list get `421 4.3.2 Service not available`; where
//! none does, the connection is refused (socket error 10061).
//! # Why it matters
//! Mail from the Internet, from older Exchange servers or from the server's own front end stops, and no log of a
//! connector tells why.
//! # What decides it
//! The landing map of the port: addresses without a connector. Only where every list on the port is shown whole.
//! # What to do
//! Enable the connector, or give it back all addresses of both families.
//! # When it is fine
//! Where only certain senders may deliver, or nobody sends by IPv6.
//! # Sources
//! Documented (default Receive connectors created during setup); observed behaviour (2013 CU23) for the replies.

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, QueuesFail, Unserved, UnservedFacts};
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::trial::Gap;
use crate::diagnosis::trouble::{Attempt, Trouble};
use crate::model::{Family, OutOfBox, ReceiveConnector, SetUpAs, same_server};
use crate::remedy;
use crate::selection::{LandingMap, ListeningPoint, Outcome};

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[
        CodeSources::new(Code::DefaultConnectorDisabled, &[RECEIVE_CONNECTORS, OBSERVED]),
        CodeSources::new(Code::DefaultConnectorNarrowed, &[RECEIVE_CONNECTORS, OBSERVED]),
        CodeSources::new(Code::DefaultConnectorIpv6Gap, &[RECEIVE_CONNECTORS, OBSERVED]),
    ],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    [Edit::Disabled, Edit::Narrowed, Edit::WithoutIpv6].into_iter().filter_map(|edit| finding(case, edit)).collect()
}

/// What was done to a connector of setup.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edit {
    Disabled,
    Narrowed,
    WithoutIpv6,
}

fn finding(case: &Case<'_>, edit: Edit) -> Option<Finding> {
    let (mut outline, mut all, mut serious) = (Outline::default(), Vec::new(), false);
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let Some(made) = connector.out_of_box().filter(|_| edits_in_question(connector).contains(&edit)) else {
            continue;
        };
        let family = if edit == Edit::WithoutIpv6 { Family::V6 } else { Family::V4 };
        let unserved = unserved(case, connector, made, family);
        if unserved.is_empty() {
            continue;
        }
        let place = if edit == Edit::Disabled { connector.enabled.place() } else { connector.remote_ip_ranges.place() };
        outline.connector(case, index, place);
        outline.connector(case, index, connector.bindings.place());
        outline.gaps.insert(Gap::AllShown { server: connector.server.clone() });
        serious |= family == Family::V4 && !matches!(made.is, SetUpAs::Client | SetUpAs::ClientFrontend);
        for trouble in &case.troubles {
            for attempt in trouble.attempts.iter().filter(|a| explains(trouble, a, connector, &unserved)) {
                outline.queue(trouble);
                outline.subject.addresses.insert(attempt.trial.session.source);
                outline.subject.servers.insert(attempt.trial.sender.clone());
                outline.gaps.insert(Gap::Explains { connector: index, queue: trouble.identity() });
                let grounds = trouble.grade(attempt).1.into_iter();
                outline.gaps.extend(grounds.filter(|gap| matches!(gap, Gap::Port { .. } | Gap::Target { .. })));
            }
        }
        all.extend(unserved);
    }
    if all.is_empty() {
        return None;
    }
    let in_trouble = outline.in_trouble;
    let severity = match (in_trouble, serious) {
        (true, _) => Severity::Blocking,
        (_, true) => Severity::Risk,
        _ => Severity::Advice,
    };
    let (connectors, queues) = (outline.subject.connectors.clone(), outline.subject.queues.clone());
    let facts = UnservedFacts { unserved: all, queues: if in_trouble { QueuesFail::Now } else { QueuesFail::NotYet } };
    let facts = match edit {
        Edit::Disabled => Facts::DefaultConnectorDisabled(facts),
        Edit::Narrowed => Facts::DefaultConnectorNarrowed(facts),
        Edit::WithoutIpv6 => Facts::DefaultConnectorIpv6Gap(facts),
    };
    let finding = outline.finding(severity, facts);
    Some(Finding { remedies: remedy::restore_ranges(&case.pasted, &connectors, &queues), ..finding })
}

/// The edits that come into question for a connector by what it shows.
fn edits_in_question(connector: &ReceiveConnector) -> &'static [Edit] {
    match connector.enabled.whole() {
        Some(false) => &[Edit::Disabled],
        // Edge servers and 2007 are set up without IPv6; the role is of 2013 and later.
        Some(true) if connector.transport_role.is_absent() || connector.is_default_of_edge() => &[Edit::Narrowed],
        Some(true) => &[Edit::Narrowed, Edit::WithoutIpv6],
        None => &[],
    }
}

/// The addresses of one family that nobody answers on the connector's port.
fn unserved(case: &Case<'_>, connector: &ReceiveConnector, made: &OutOfBox, family: Family) -> Vec<Unserved> {
    if connector.bindings.whole().is_none() || connector.server.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for &port in made.ports {
        if !connector.is_bound_to(port) {
            continue;
        }
        let endpoint = case.topology.endpoint(&connector.server, ListeningPoint { port, family, local: None });
        if !endpoint.hidden().is_empty() || !endpoint.other_service().is_empty() || endpoint.answers_all() {
            continue;
        }
        let map = LandingMap::of(&endpoint);
        let ranges: Vec<_> = map.regions().iter().filter(|r| r.connector.is_none()).map(|r| r.range).collect();
        if ranges.is_empty() {
            continue;
        }
        found.push(Unserved {
            connector: connector.identity(),
            is: made.is,
            port,
            family,
            ranges: if endpoint.is_open() { ranges } else { Vec::new() },
        });
    }
    found
}

/// Whether a queue fails with the reply that this session of it gets.
fn explains(trouble: &Trouble<'_>, attempt: &Attempt<'_>, connector: &ReceiveConnector, unserved: &[Unserved]) -> bool {
    let session = &attempt.trial.session;
    let reply = match attempt.trial.selection.outcome {
        Outcome::NoConnector => Known::ServiceNotAvailable,
        Outcome::NothingListens => Known::UnableToConnect,
        _ => return false,
    };
    let here = |u: &Unserved| u.port == session.port && u.family == session.source.family();
    trouble.known_reply() == Some(reply) && same_server(&session.server, &connector.server) && unserved.iter().any(here)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    const ALL: &str = "0.0.0.0-255.255.255.255, ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

    /// Codes with the ports and the number of ranges without a connector.
    #[track_caller]
    fn check(connectors: &[&str], expected: &[(&str, u16, usize)]) {
        let snapshot = snapshot(connectors);
        let mut found = Vec::new();
        for finding in detect(&Case::of(&snapshot)) {
            let (Facts::DefaultConnectorDisabled(UnservedFacts { unserved, .. })
            | Facts::DefaultConnectorNarrowed(UnservedFacts { unserved, .. })
            | Facts::DefaultConnectorIpv6Gap(UnservedFacts { unserved, .. })) = &finding.facts
            else {
                panic!()
            };
            found.extend(unserved.iter().map(|u| (finding.code().as_str(), u.port, u.ranges.len())));
        }
        assert_eq!(found, expected, "{connectors:?}");
    }

    #[test]
    fn gaps_are_what_nobody_answers() {
        let whole = format!("EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25, [::]:25 | {ALL}");
        let off = format!("!{whole}");
        let only_v4 = format!("EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | {ALL}");
        let narrow = "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25, [::]:25 | 10.0.0.0/8, ::/0";
        let relay = "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.1";
        let internet = format!("EX1\\Internet | FrontendTransport | 0.0.0.0:25 | {ALL}");
        check(&[&whole, relay], &[]);
        check(&[&off], &[("default-connector-disabled", 25, 0)]);
        check(&[&off, relay], &[("default-connector-disabled", 25, 2)]);
        check(&[&off, &internet], &[]);
        check(&[&only_v4], &[("default-connector-ipv6-gap", 25, 0)]);
        check(&[narrow, relay], &[("default-connector-narrowed", 25, 2)]);
        check(&[narrow, &internet], &[]);
        // Addresses of its own only: refused elsewhere.
        check(
            &["EX1\\Default Frontend EX1 | FrontendTransport | 10.9.9.9:25, [::]:25 | 0.0.0.0/0, ::/0"],
            &[("default-connector-narrowed", 25, 0)],
        );
        // What is cut may answer.
        check(&[narrow, "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.1..."], &[]);
        // Setup of an Edge server and of 2007 knows no IPv6.
        check(&["E\\Default internal receive connector E | - | 0.0.0.0:25 | 0.0.0.0/0"], &[]);
        check(&["HUB\\Default HUB | - | 0.0.0.0:25 | 0.0.0.0/0"], &[]);
    }
}

//! A limit of a receive connector is reached, or set low on a connector that Exchange servers use.
//!
//! # What happens
//! `421 4.3.2 The maximum number of concurrent connections has exceeded a limit`, or `421 4.4.2 Message submission rate
//! for this client has exceeded the configured limit`. The connector that answered is the one whose limit it is.
//! # Why it matters
//! Custom connectors take 20 connections and 2 % of all from one source; one gateway or one server in front of many
//! senders is one source.
//! # What decides it
//! The landing of the failing session; MaxInboundConnection.. and MessageRateLimit of that connector.
//! # What to do
//! Raise the limit on this connector, if the sender is one that may send that much.
//! # When it is fine
//! Where the limit protects against just this sender.
//! # Sources
//! Documented (Set-ReceiveConnector; message rate limits); observed behaviour (2013 CU23): a server that authenticates
//! as Exchange server leaves the count of its source. That captured servers stay in it is inferred.

use indexmap::IndexSet;

use super::Outline;
use super::kind::{Among, Covers, Detect, ExplainedBy, FindingKind};
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::facts::{Facts, Limit, Limited};
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;
use crate::diagnosis::trouble::{Observed, Trouble};
use crate::model::{Property, ReceiveConnector, SetUpAs};

const WHOLE: Property = Property::MaxInboundConnection;
const PER_SOURCE: Property = Property::MaxInboundConnectionPerSource;
const PERCENTAGE: Property = Property::MaxInboundConnectionPercentagePerSource;
const RATE: Property = Property::MessageRateLimit;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[],
    // The limits of setup are a question only where there is nothing else to say.
    explained_by: &[ExplainedBy {
        applies_to: |f| matches!(f.facts, Facts::LimitInQuestion(_)),
        explainer: |f| !f.is_question(),
        among: Among::Shown,
        covers: Covers::Anything,
    }],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let reached = [Known::ConnectionLimit, Known::MessageRateLimit].map(|reply| reached(case, reply));
    let mut found: Vec<_> = reached.into_iter().flatten().collect();
    let spoken_of: Vec<usize> = found.iter().flat_map(|f| f.subject.connectors.iter().copied()).collect();
    found.extend(low(case, &spoken_of));
    found.extend(in_question(case));
    found
}

/// The connectors that gave a reply of a limit.
fn reached(case: &Case<'_>, reply: Known) -> Option<Finding> {
    let (mut outline, mut limited) = (Outline::default(), IndexSet::new());
    for trouble in case.troubles.iter().filter(|t| t.known_reply() == Some(reply)) {
        let grades = trouble.attempts.iter().flat_map(|attempt| trouble.grade(attempt).1);
        outline.gaps.extend(
            grades.filter(|gap| matches!(gap, Gap::Port { .. } | Gap::Target { .. } | Gap::PartialList { .. })),
        );
        for index in answered(case, trouble) {
            let Some(connector) = case.connector(index) else { continue };
            outline.queue(trouble);
            outline.connector(case, index, Some(connector.place));
            outline.gaps.insert(Gap::Explains { connector: index, queue: trouble.identity() });
            // "server connections" are those of all sources together.
            let all = matches!(&trouble.observed, Observed::Other(text) if text.contains("server connections"));
            let properties = match (reply, all) {
                (Known::MessageRateLimit, _) => &[RATE][..],
                (_, true) => &[WHOLE],
                _ => &[PER_SOURCE, PERCENTAGE],
            };
            limited.insert(Limited { connector: connector.identity(), values: limits(connector, properties) });
        }
    }
    if limited.is_empty() {
        return None;
    }
    outline.needs.push(Need::ReceiveProtocolLog(outline.subject.servers.iter().cloned().collect()));
    Some(outline.finding(Severity::Blocking, Facts::LimitReached { reply, limited: Vec::from_iter(limited) }))
}

/// Where nothing fails and the paste singles out the limits of front ends: what those allow one source, as setup leaves
/// it. A spam filter or gateway in front is one source for all mail from outside (field reports).
fn in_question(case: &Case<'_>) -> Option<Finding> {
    let (mut outline, mut limited) = (Outline::default(), IndexSet::new());
    let connectors = &case.snapshot().receive_connectors;
    let prints = |c: &&ReceiveConnector| !limits(c, &[PER_SOURCE, PERCENTAGE]).is_empty();
    let shown = connectors.iter().filter(prints).count();
    let singled_out = shown <= case.topology.servers().len() && shown < connectors.len();
    for (index, connector) in connectors.iter().enumerate().filter(|_| case.is_quiet() && singled_out) {
        let is_frontend = connector.is_set_up_as(SetUpAs::DefaultFrontend);
        let mut values = limits(connector, &[PER_SOURCE, PERCENTAGE]);
        values.retain(is_low);
        if is_frontend && !connector.is_disabled() && !values.is_empty() {
            outline.connector(case, index, Some(connector.place));
            limited.insert(Limited { connector: connector.identity(), values });
        }
    }
    if limited.is_empty() {
        return None;
    }
    outline.needs.push(Need::ReceiveProtocolLog(outline.subject.servers.iter().cloned().collect()));
    let finding = outline.finding(Severity::Advice, Facts::LimitInQuestion(Vec::from_iter(limited)));
    Some(Finding { certainty: Certainty::Possible, ..finding })
}

/// The connectors that answered a queue, as far as that is decided.
fn answered(case: &Case<'_>, trouble: &Trouble<'_>) -> IndexSet<usize> {
    let mut found = IndexSet::new();
    for attempt in trouble.attempts.iter().filter(|a| a.trial.is_decided()) {
        if let Some(index) = attempt.trial.connector() {
            found.insert(index);
        }
    }
    if trouble.is_addressed {
        return found;
    }
    for (target, port) in trouble.targets.iter().flat_map(|t| t.ports.iter().map(move |p| (t, p))) {
        for (index, ..) in case.topology.landings_of_any_source(&target.server, port.port) {
            found.insert(index);
        }
    }
    // Without the sender's address only the one connector that there is can be named.
    if found.len() == 1 { found } else { IndexSet::new() }
}

/// Custom connectors that take Exchange servers with the limits of a relay.
fn low(case: &Case<'_>, spoken_of: &[usize]) -> Option<Finding> {
    let (mut outline, mut limited) = (Outline::default(), IndexSet::new());
    for trial in case.pairs.iter().filter(|t| t.is_decided() && t.outcome == Some(Outcome::Works)) {
        let Some((index, connector)) = trial.connector().and_then(|i| Some((i, case.connector(i)?))) else { continue };
        if connector.is_out_of_the_box() || spoken_of.contains(&index) {
            continue;
        }
        let mut values = limits(connector, &[RATE, PER_SOURCE, PERCENTAGE]);
        values.retain(is_low);
        if values.is_empty() {
            continue;
        }
        outline.connector(case, index, Some(connector.place));
        outline.gaps.insert(Gap::UsedByExchange { connector: index });
        limited.insert(Limited { connector: connector.identity(), values });
    }
    (!limited.is_empty()).then(|| outline.finding(Severity::Advice, Facts::LimitLow(Vec::from_iter(limited))))
}

fn is_low(limit: &Limit) -> bool {
    let number = limit.value.parse::<u32>().ok();
    match limit.property {
        RATE => number.is_some(),
        PER_SOURCE => number.is_some_and(|n| n <= 20),
        _ => number.is_some_and(|n| n <= 2),
    }
}

/// The values that are shown.
fn limits(connector: &ReceiveConnector, properties: &[Property]) -> Vec<Limit> {
    let limit = |&property: &Property| Some(Limit { property, value: connector.other(property)?.to_owned() });
    properties.iter().filter_map(limit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;
    use crate::model::{Address, AddressOrigin, ServerAddress};

    #[test]
    fn low_limits_count_where_exchange_servers_land() {
        let check = |name: &str, property: (&str, &str), expected: &[&str]| {
            let servers = "HubTransport | 0.0.0.0:2525 | 10.0.0.6 | Tls, ExchangeServer | ExchangeServers";
            let mut snapshot = snapshot(&[
                "EX1\\Default EX1 | HubTransport | 0.0.0.0:2525 | 0.0.0.0/0 | Tls, ExchangeServer | ExchangeServers",
                &format!("EX1\\{name} | {servers}"),
                "EX2\\Default EX2 | HubTransport | 0.0.0.0:2525 | 0.0.0.0/0 | Tls, ExchangeServer | ExchangeServers",
            ]);
            let address = Address::parse("10.0.0.6").unwrap();
            snapshot.servers[1].addresses.push(ServerAddress { address, origin: AddressOrigin::Given, place: None });
            snapshot.receive_connectors[1].others = vec![(property.0.into(), property.1.into())];
            let mut told = Vec::new();
            for finding in detect(&Case::of(&snapshot)) {
                let Facts::LimitLow(limited) = &finding.facts else { panic!("{:?}", finding.facts) };
                told.extend(
                    limited
                        .iter()
                        .flat_map(|l| &l.values)
                        .map(|limit| format!("{} {}", limit.property.spelling(), limit.value)),
                );
            }
            assert_eq!(told, expected, "{property:?}");
        };
        check("Servers", ("message_rate_limit", "600"), &["MessageRateLimit 600"]);
        check("Servers", ("message_rate_limit", "Unlimited"), &[]);
        check("Servers", ("max_inbound_connection_per_source", "20"), &["MaxInboundConnectionPerSource 20"]);
        check("Servers", ("max_inbound_connection_per_source", "200"), &[]);
        check("Client Proxy EX1", ("message_rate_limit", "5"), &[]);
    }
}

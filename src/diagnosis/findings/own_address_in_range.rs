//! A relay connector holds an address of its own server, so what the server sends to itself lands on it.
//!
//! # What happens
//! On the Transport service's port the front end hands mail over to its own server; it gives up with 451 5.7.3 where a
//! connector without Exchange Server authentication takes it. On port 25 of 2010 the same meets Unified Messaging and
//! other roles of the server. On port 25 of the front end it meets programs and probes on the server, which may then
//! relay.
//! # Why it matters
//! A whole subnet as range holds the server itself as well, and nobody thinks of it.
//! # What decides it
//! The selection for each known address of the server on its own ports.
//! # What to do
//! Take the server's own addresses off the connector, unless a program on the server relays.
//! # When it is fine
//! Where a program on the server itself is meant to relay.
//! # Sources
//! Observed behaviour (2013 CU23) for what a server sends to itself; field reports for Unified Messaging (2010); what
//! lands on the front end is inferred.

use indexmap::IndexSet;

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, OBSERVED};
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, Held};
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::need::Need;
use crate::diagnosis::topology::ServerFacts;
use crate::diagnosis::trial::{Gap, Trial};
use crate::model::{Address, IpRange};

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[
        CodeSources::new(Code::RelayCapturesUm, &[OBSERVED, FIELD]),
        CodeSources::new(Code::RelayHoldsOwnAddress, &[OBSERVED, FIELD]),
    ],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let hits: Vec<_> = case.topology.servers().iter().flat_map(|server| hits(case, server)).collect();
    let of = |reaches| {
        let these = hits.iter().filter(|(it, _)| *it == reaches);
        finding(case, these.map(|(_, trial)| trial), reaches)
    };
    let found = [Reaches::Transport, Reaches::OldServer, Reaches::FrontEnd].map(of);
    found.into_iter().flatten().collect()
}

/// What a server reaches on itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reaches {
    /// The Transport service of Exchange 2013 or later.
    Transport,
    /// Port 25 of the front end of Exchange 2013 or later.
    FrontEnd,
    /// Any port of Exchange 2007 or 2010.
    OldServer,
}

/// Sessions of a server with itself that land on a relay connector.
fn hits<'a>(case: &Case<'a>, server: &ServerFacts<'a>) -> Vec<(Reaches, Trial<'a>)> {
    let legacy = server.version.is_some_and(|v| v.version.is_legacy());
    let mut hits = Vec::new();
    for port in [25, 2525] {
        let name = &server.server.name;
        let reaches = match (legacy, port) {
            (true, _) => Reaches::OldServer,
            (false, 25) => Reaches::FrontEnd,
            (false, _) => Reaches::Transport,
        };
        let Some(endpoints) = case.endpoints(name, port) else { continue };
        let mut trials = endpoints.try_from_server(&case.topology, server);
        for source in Address::LOOPBACK {
            // What a server sends to itself by this address reaches no binding to another one.
            trials.extend(
                endpoints.try_from(&case.topology, name, source).into_iter().filter(|t| t.session.local.is_none()),
            );
        }
        hits.extend(trials.into_iter().filter(|t| is_hit(case, t)).map(|t| (reaches, t)));
    }
    hits
}

fn is_hit(case: &Case<'_>, trial: &Trial<'_>) -> bool {
    let connector = trial.connector().and_then(|index| case.connector(index));
    let custom = connector.is_some_and(|c| !c.is_out_of_the_box());
    // A connector that takes everybody stands in for the default one.
    let all = trial.decision().is_some_and(|d| d.range == IpRange::all(d.range.family()));
    custom && !all && trial.is_decided() && trial.outcome.is_some_and(Outcome::is_capture)
}

fn finding<'t, 'a: 't>(
    case: &Case<'a>,
    trials: impl Iterator<Item = &'t Trial<'a>>,
    reaches: Reaches,
) -> Option<Finding> {
    let (mut outline, mut held) = (Outline::default(), IndexSet::new());
    for trial in trials {
        let (Some(decision), session) = (trial.decision(), &trial.session) else { continue };
        let Some(connector) = case.connector(decision.connector) else { continue };
        outline.connector(case, decision.connector, connector.remote_ip_ranges.place());
        outline.gaps.extend(trial.gaps.iter().cloned());
        let (sender, server) = (session.server.clone(), session.server.clone());
        outline.gaps.insert(Gap::MailGoesThere { sender, server, port: session.port });
        if !session.source.is_local_only() {
            outline.subject.addresses.insert(session.source);
        }
        held.insert(Held {
            connector: connector.identity(),
            address: session.source,
            port: session.port,
            range: decision.entry.as_written.to_string(),
        });
    }
    if held.is_empty() {
        return None;
    }
    let servers = outline.subject.servers.iter().cloned().collect();
    // What lands on port 25 of a front end, and whether an old server sends to itself, is not in any paste.
    let (severity, certainty) = match reaches {
        Reaches::Transport => (Severity::Risk, Certainty::Likely),
        Reaches::FrontEnd | Reaches::OldServer => (Severity::Advice, Certainty::Possible),
    };
    let facts = if reaches == Reaches::OldServer {
        outline.needs.push(Need::ReceiveProtocolLog(servers));
        Facts::RelayCapturesUm(Vec::from_iter(held))
    } else {
        Facts::RelayHoldsOwnAddress(Vec::from_iter(held))
    };
    Some(Finding { certainty, ..outline.finding(severity, facts) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;
    use crate::model::{AddressOrigin, ServerAddress};

    #[track_caller]
    fn check(connectors: &[&str], expected: &[(&str, Severity)]) {
        let mut snapshot = snapshot(connectors);
        for server in &mut snapshot.servers {
            let address = Address::parse("10.0.0.5").unwrap();
            server.addresses.push(ServerAddress { address, origin: AddressOrigin::Given, place: None });
        }
        let found: Vec<_> = detect(&Case::of(&snapshot)).iter().map(|f| (f.code().as_str(), f.severity)).collect();
        assert_eq!(found, expected, "{connectors:?}");
    }

    #[test]
    fn what_a_server_sends_to_itself_is_asked_port_by_port() {
        let default =
            "EX1\\Default EX1 | HubTransport | 0.0.0.0:2525 | 0.0.0.0/0 | Tls, ExchangeServer | ExchangeServers";
        let relay =
            |ranges: &str| format!("EX1\\Relay | FrontendTransport | 0.0.0.0:25 | {ranges} | Tls | AnonymousUsers");
        check(&[default, &relay("10.0.0.0/24")], &[("relay-holds-own-address", Severity::Advice)]);
        check(&[default, &relay("127.0.0.1")], &[("relay-holds-own-address", Severity::Advice)]);
        check(&[default, &relay("10.0.0.6-10.0.0.9")], &[]);
        // Hidden entries of the default connector decide nothing, those of another relay do.
        check(&[&relay("10.0.0.0/24"), "EX1\\Other | FrontendTransport | 0.0.0.0:25 | 10.9.9.9... | Tls"], &[]);
        let hub = "EX1\\Hub | HubTransport | 0.0.0.0:2525 | 10.0.0.0/24 | Tls | AnonymousUsers";
        check(&[default, hub], &[("relay-holds-own-address", Severity::Risk)]);
        let servers =
            "EX1\\Servers | HubTransport | 0.0.0.0:2525 | 10.0.0.0/24 | Tls, ExchangeServer | ExchangeServers";
        check(&[default, servers], &[]);
    }
}

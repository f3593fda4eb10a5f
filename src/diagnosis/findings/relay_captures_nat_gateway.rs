//! A relay connector holds the address of a gateway, behind which everybody outside looks alike.
//!
//! # What happens
//! Where the gateway puts its own address in the place of the senders', all of the Internet lands on the relay
//! connector, and relays where it may.
//! # Why it matters
//! Nothing fails: the server is an open relay, and filters that go by the sender's address see one sender only.
//! # What decides it
//! The selection for the address of a default gateway that the paste shows; whether the gateway translates addresses, no
//! paste shows. Without a gateway in the paste and without a queue in trouble, ranges of whole subnets raise the question.
//! # What to do
//! Take the gateway off the range, and list the hosts that relay one by one.
//! # When it is fine
//! Where the gateway leaves the senders' addresses as they are.
//! # Sources
//! Field reports.

use indexmap::IndexSet;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::FIELD;
use super::{Outline, open_relay};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{ConnectorValue, Facts, Held};
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::{Gap, TargetEndpoints};
use crate::model::{Address, Family, IpRange, PermissionGroup, ReceiveConnector, RemoteIpRange, same_server};

/// The most subnets that are named for one connector.
const MOST_TOLD: usize = 5;

/// Mail from outside arrives here.
const PORT: u16 = 25;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::RelayCapturesNatGateway, &[FIELD])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let gateways = &case.snapshot().observations.gateways;
    let (mut outline, mut held, mut severity) = (Outline::default(), IndexSet::new(), Severity::Advice);
    for gateway in gateways {
        // The gateway of a server is that server's; one that nobody names may be anybody's.
        let of = |name: &str| gateway.server.as_deref().is_none_or(|server| same_server(server, name));
        for server in case.topology.servers().iter().filter(|s| !s.connectors.is_empty() && of(&s.server.name)) {
            let Some(endpoints) = TargetEndpoints::of(&case.topology, &server.server.name, PORT, None) else {
                continue;
            };
            for trial in endpoints.try_from(&case.topology, "", gateway.address) {
                let Some(decision) = trial.decision().filter(|_| trial.is_decided()) else { continue };
                let Some(connector) = case.connector(decision.connector).filter(|c| takes_anybody(case, c)) else {
                    continue;
                };
                if is_everybody(decision.range) {
                    continue;
                }
                outline.connector(case, decision.connector, connector.remote_ip_ranges.place());
                outline.line(Some(gateway.place));
                outline.gaps.extend(trial.gaps.iter().cloned());
                outline.gaps.insert(Gap::Translates { address: Some(gateway.address) });
                outline.subject.addresses.insert(gateway.address);
                if open_relay::may_relay(case.snapshot(), connector) {
                    severity = Severity::Risk;
                }
                let range = decision.entry.as_written.to_string();
                held.insert(Held { connector: connector.identity(), address: gateway.address, port: PORT, range });
            }
        }
    }
    if !held.is_empty() {
        return vec![outline.finding(severity, Facts::RelayCapturesNatGateway(Vec::from_iter(held)))];
    }
    if gateways.is_empty() && case.is_quiet() { in_question(case).into_iter().collect() } else { Vec::new() }
}

/// Relay connectors with a whole subnet, which usually holds the gateway too.
fn in_question(case: &Case<'_>) -> Option<Finding> {
    let (mut outline, mut subnets) = (Outline::default(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        if !connector.is_bound_to(PORT) || !takes_anybody(case, connector) || connector.is_disabled() {
            continue;
        }
        let whole = connector.remote_ip_ranges.visible().into_iter().flatten().filter(|e| is_subnet(e));
        let texts: Vec<_> = whole.map(|e| e.as_written.to_string()).collect();
        if texts.is_empty() {
            continue;
        }
        outline.connector(case, index, connector.remote_ip_ranges.place());
        outline.gaps.insert(Gap::Translates { address: None });
        let more = if texts.len() > MOST_TOLD { ", ..." } else { "" };
        let told: Vec<_> = texts.into_iter().take(MOST_TOLD).collect();
        subnets.push(ConnectorValue { connector: connector.identity(), value: [&told.join(", "), more].concat() });
    }
    if subnets.is_empty() {
        return None;
    }
    outline.needs.push(Need::GatewayAddress(outline.subject.servers.iter().cloned().collect()));
    let finding = outline.finding(Severity::Advice, Facts::GatewayInQuestion(subnets));
    Some(Finding { certainty: Certainty::Possible, ..finding })
}

fn takes_anybody(case: &Case<'_>, connector: &ReceiveConnector) -> bool {
    let anonymous = connector.permission_groups.has(&PermissionGroup::AnonymousUsers) == Some(true);
    !connector.is_out_of_the_box() && (anonymous || open_relay::may_relay(case.snapshot(), connector))
}

fn is_everybody(range: IpRange) -> bool {
    range == IpRange::all(range.family())
}

/// A whole IPv4 /24 or more, but not what `open-relay` speaks of: the first or the last host is usually a gateway.
fn is_subnet(entry: &RemoteIpRange) -> bool {
    entry.range().filter(|r| r.family() == Family::V4 && !open_relay::is_wide(*r)).is_some_and(|range| {
        let host = |low: u128| Address::new(range.family(), (range.first_bits() & !0xff) | low);
        [host(1), host(254)].into_iter().flatten().all(|address| range.contains(address))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;
    use crate::model::fixture::snapshot;
    use crate::model::observation::Gateway;

    #[track_caller]
    fn check(relay: &str, gateway: Option<&str>, expected: Option<(Severity, Certainty)>) {
        let default = "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | Tls | AnonymousUsers";
        let mut snapshot = snapshot(&[default, relay]);
        let gateway = gateway.and_then(Address::parse);
        let place = Place { source: 0, line: 9 };
        snapshot.observations.gateways.extend(gateway.map(|address| Gateway { server: None, address, place }));
        let found = detect(&Case::of(&snapshot));
        assert_eq!(found.first().map(|f| (f.severity, f.certainty)), expected, "{relay} {gateway:?}");
    }

    #[test]
    fn a_gateway_counts_where_it_lands_on_the_relay() {
        let relay =
            |ranges: &str, groups: &str| format!("EX1\\R | FrontendTransport | 0.0.0.0:25 | {ranges} | Tls | {groups}");
        let subnet = relay("10.0.0.0/24", "AnonymousUsers");
        check(&subnet, Some("10.0.0.1"), Some((Severity::Advice, Certainty::Likely)));
        check(
            &relay("10.0.0.0/24", "AnonymousUsers, Custom"),
            Some("10.0.0.1"),
            Some((Severity::Risk, Certainty::Likely)),
        );
        check(&subnet, Some("10.0.1.1"), None);
        check(&subnet, None, Some((Severity::Advice, Certainty::Possible)));
        check(&relay("10.0.0.5-10.0.0.200", "AnonymousUsers"), None, None);
        check(&relay("10.0.0.0/24", "ExchangeServers"), Some("10.0.0.1"), None);
    }
}

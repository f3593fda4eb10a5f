//! Connectors of both transport services claim one endpoint, on a port other than 25.
//!
//! # What happens
//! As on port 25 (see `hub_role_connector_on_25`): the service that starts first gets the port, and the other one cannot
//! serve its connectors there.
//! # Why it matters
//! On 2525 mail between the servers stops, on 717 mail to the outside, on 587 and 465 that of users.
//! # What decides it
//! TransportRole and Bindings of two enabled connectors of one server on one endpoint. Of the two, the one that setup did
//! not make is named; of two that it did not make, the one with the role that the port does not have by default.
//! # What to do
//! Give the connector another port, or the role of the other one, and restart both services.
//! # When it is fine
//! Never on a server with both services.
//! # Sources
//! Documented (New-ReceiveConnector: connectors of different transport roles need unique bindings); observed behaviour
//! (2013 CU23).

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::hub_role_connector_on_25;
use super::hub_role_connector_on_25::{conflicts, explains};
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, HubReply};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::topology::Topology;
use crate::diagnosis::trial::{Gap, is_hub};
use crate::diagnosis::trouble::Observed;
use crate::model::{ReceiveConnector, TransportRole};

/// The ports on which setup lets the Transport service listen, where the front end runs beside it.
const PORTS_OF_HUB: [u16; 2] = [465, 2525];

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::TransportRoleConflict, &[SET_RECEIVE_CONNECTOR, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

/// A connector that is not meant to be on the port.
struct Stray<'a> {
    index: usize,
    connector: &'a ReceiveConnector,
    port: u16,
    /// Those of the other service on the same endpoint.
    others: IndexSet<usize>,
}

fn detect(case: &Case<'_>) -> Vec<Finding> {
    strays(&case.topology).into_iter().map(|stray| finding(case, stray)).collect()
}

fn strays<'a>(topology: &Topology<'a>) -> Vec<Stray<'a>> {
    let mut strays: Vec<Stray<'_>> = Vec::new();
    let connectors = topology.snapshot().receive_connectors.iter().enumerate();
    let hubs = connectors.filter(|(_, connector)| is_hub(connector));
    for (hub_index, hub) in hubs {
        for port in ports(hub) {
            let fronts = topology.connectors(&hub.server).filter(|(_, front)| conflicts(hub, front, port));
            for (front_index, front) in fronts {
                let is_hub_stray = match (hub.is_out_of_the_box(), front.is_out_of_the_box()) {
                    (false, true) => true,
                    (true, false) => false,
                    _ => !PORTS_OF_HUB.contains(&port),
                };
                let (index, other) = if is_hub_stray { (hub_index, front_index) } else { (front_index, hub_index) };
                let connector = if is_hub_stray { hub } else { front };
                match strays.iter_mut().find(|known| (known.index, known.port) == (index, port)) {
                    Some(known) => {
                        known.others.insert(other);
                    }
                    None => strays.push(Stray { index, connector, port, others: IndexSet::from([other]) }),
                }
            }
        }
    }
    strays.sort_by_key(|stray| (stray.index, stray.port));
    strays
}

/// The ports of a connector, without the one that has a finding of its own.
fn ports(connector: &ReceiveConnector) -> BTreeSet<u16> {
    let bindings = connector.bindings.visible().into_iter().flatten();
    let ports = bindings.filter_map(|binding| binding.endpoint).map(|endpoint| endpoint.port);
    ports.filter(|port| *port != hub_role_connector_on_25::PORT).collect()
}

fn finding(case: &Case<'_>, stray: Stray<'_>) -> Finding {
    let Stray { index, connector, port, others } = stray;
    let troubled: Vec<_> = case.troubles.iter().filter(|t| explains(case, t, connector, port)).collect();
    let in_trouble = !troubled.is_empty();
    let mut evidence: Vec<_> = troubled.iter().filter_map(|t| t.queue.last_error.place()).collect();
    let others: Vec<_> = others.into_iter().filter_map(|other| Some((other, case.connector(other)?))).collect();
    for connector in others.iter().map(|(_, other)| *other).chain([connector]) {
        evidence.extend([connector.transport_role.place(), connector.bindings.place()].into_iter().flatten());
    }
    Finding {
        severity: if in_trouble { Severity::Blocking } else { Severity::Risk },
        certainty: Certainty::Likely,
        facts: Facts::TransportRoleConflict {
            connector: connector.identity(),
            role: if is_hub(connector) { TransportRole::HubTransport } else { TransportRole::FrontendTransport },
            others: others.iter().map(|(_, other)| other.identity()).collect(),
            port,
            queues_fail_with: match troubled.iter().all(|t| t.observed == Observed::NotOffered) {
                _ if !in_trouble => HubReply::None,
                true => HubReply::CannotAchieve,
                false => HubReply::NotAvailable,
            },
        },
        subject: Subject {
            queues: troubled.iter().map(|t| t.identity()).filter(|queue| !queue.is_empty()).collect(),
            connectors: std::iter::once(index).chain(others.iter().map(|(other, _)| *other)).collect(),
            ..Subject::of_connector(index, connector)
        },
        gaps: vec![if in_trouble {
            Gap::HubHoldsThePort { connector: index }
        } else {
            Gap::BothServicesRun { server: connector.server.clone() }
        }],
        evidence,
        needs: if in_trouble { vec![Need::ReceiveProtocolLog(vec![connector.server.clone()])] } else { Vec::new() },
        // Which port the connector is meant for, nobody but its owner knows.
        remedies: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    /// Each conflict: the stray, its port, and how many it meets there.
    fn check(connectors: &[&str], expected: &[(&str, u16, usize)]) {
        let snapshot = snapshot(connectors);
        let found = detect(&Case::of(&snapshot));
        let told = found.iter().map(|finding| match &finding.facts {
            Facts::TransportRoleConflict { connector, port, others, .. } => (connector.as_str(), *port, others.len()),
            other => panic!("{other:?}"),
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{connectors:?}");
    }

    #[test]
    fn the_connector_of_ones_own_is_named_on_any_port() {
        let ranges = "10.0.0.0/8 | Tls | AnonymousUsers";
        for (port, setup, role, stray) in [
            (2525, "Default EX1", "HubTransport", "FrontendTransport"),
            (465, "Client Proxy EX1", "HubTransport", "FrontendTransport"),
            (587, "Client Frontend EX1", "FrontendTransport", "HubTransport"),
            (717, "Outbound Proxy Frontend EX1", "FrontendTransport", "HubTransport"),
        ] {
            let made = format!("EX1\\{setup} | {role} | 0.0.0.0:{port}, [::]:{port} | 0.0.0.0/0");
            let own = |bindings: &str| format!("EX1\\Own | {stray} | {bindings} | {ranges}");
            check(&[&made, &own(&format!("0.0.0.0:{port}"))], &[("EX1\\Own", port, 1)]);
            check(&[&own(&format!("10.9.9.9:{port}")), &made], &[("EX1\\Own", port, 1)]);
            check(&[&made, &own("0.0.0.0:2600")], &[]);
            check(&[&made, &format!("EX2\\Own | {stray} | 0.0.0.0:{port} | {ranges}")], &[]);
            check(&[&made, &format!("!EX1\\Own | {stray} | 0.0.0.0:{port} | {ranges}")], &[]);
            check(&[&made, &format!("EX1\\Own | {role} | 0.0.0.0:{port} | {ranges}")], &[]);
        }
        let own = |name: &str, role: &str, port: u16| format!("EX1\\{name} | {role} | 0.0.0.0:{port} | {ranges}");
        let (hub, front) = (own("A", "HubTransport", 2600), own("B", "FrontendTransport", 2600));
        check(&[&hub, &front], &[("EX1\\A", 2600, 1)]);
    }
}

//! A HubTransport connector listens on port 25 of a server whose front end listens there too.
//!
//! # What happens
//! Two services want one port. The one that starts first gets it; the other fails to bind, or serves only some
//! addresses and answers everybody else with `421 4.3.2 Service not available`.
//! # Why it matters
//! Mail is refused now and then or for good, and the setup of a cumulative update stops with a role conflict.
//! # What decides it
//! TransportRole and Bindings of two enabled connectors of one server on one endpoint.
//! # What to do
//! Give the connector the FrontendTransport role and restart both services.
//! # When it is fine
//! Never on a server with both services; on a server with the Mailbox role only there is no front end to conflict with.
//! # Sources
//! Documented (New-ReceiveConnector: connectors of different transport roles need unique bindings); observed behaviour
//! (2013 CU23); field reports.

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, OBSERVED, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::authentication;
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, HubReply};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::route::Target;
use crate::diagnosis::trial::{Gap, is_hub};
use crate::diagnosis::trouble::{Observed, Trouble};
use crate::model::{Endpoint, Place, ReceiveConnector, Reply, TransportRole, same_server};
use crate::remedy;

/// The port of this finding. Other ports have `transport_role_conflict`.
pub(super) const PORT: u16 = 25;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::HubRoleConnectorOn25, &[SET_RECEIVE_CONNECTOR, OBSERVED, FIELD])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = &case.snapshot().receive_connectors;
    let hubs: Vec<_> = connectors
        .iter()
        .enumerate()
        .filter(|(_, hub)| {
            is_hub(hub) && case.topology.connectors(&hub.server).any(|(_, front)| conflicts(hub, front, PORT))
        })
        .collect();
    let mut found = Vec::new();
    for (index, hub) in hubs {
        let troubled: Vec<_> = case.troubles.iter().filter(|t| explains(case, t, hub, PORT)).collect();
        let in_trouble = !troubled.is_empty();
        let refuses = in_trouble && troubled.iter().all(|t| t.observed == Observed::NotOffered);
        let mut evidence: Vec<_> = troubled.iter().filter_map(|t| t.queue.last_error.place()).collect();
        evidence.extend(hub.transport_role.place());
        evidence.extend(hub.bindings.place());
        evidence.extend(events(case));
        found.push(Finding {
            severity: if in_trouble { Severity::Blocking } else { Severity::Risk },
            certainty: Certainty::Likely,
            facts: Facts::HubRoleConnectorOn25 {
                connectors: vec![hub.identity()],
                own: own_addresses(hub),
                queues_fail_with: match (in_trouble, refuses) {
                    (_, true) => HubReply::CannotAchieve,
                    (true, false) => HubReply::NotAvailable,
                    (false, false) => HubReply::None,
                },
                takes: takes(case, hub),
            },
            subject: Subject {
                queues: troubled.iter().map(|t| t.identity()).filter(|queue| !queue.is_empty()).collect(),
                ..Subject::of_connector(index, hub)
            },
            gaps: vec![if in_trouble {
                Gap::HubHoldsThePort { connector: index }
            } else {
                Gap::BothServicesRun { server: hub.server.clone() }
            }],
            evidence,
            needs: if in_trouble { vec![Need::ReceiveProtocolLog(vec![hub.server.clone()])] } else { Vec::new() },
            remedies: remedy::move_to_frontend(&case.pasted, index),
        });
    }
    found
}

/// Whether the trouble's reply is one that follows where the wrong service, that of the stray connector, has got the port:
/// the documented one to a connection that ends at the wrong service, or that of a connector without ExchangeServer which
/// lists the sender.
pub(super) fn explains(case: &Case<'_>, trouble: &Trouble<'_>, stray: &ReceiveConnector, port: u16) -> bool {
    let here = |target: &&Target| {
        same_server(&target.server, &stray.server) && target.ports.iter().any(|used| used.port == port)
    };
    if !trouble.targets.iter().any(|target| here(&target)) {
        return false;
    }
    let sender = trouble.sender.as_deref().and_then(|s| case.topology.server(s));
    match &trouble.observed {
        Observed::Other(reply) => reply.starts_with("421 4.3.2"),
        Observed::NotOffered => {
            let listed = |address| stray.ranges().any(|range| range.contains(address));
            authentication::outcome(stray).cannot_achieve()
                && (!trouble.is_addressed || sender.is_some_and(|s| s.routable_addresses().any(listed)))
        }
        Observed::NotShown | Observed::OnlyCode => false,
    }
}

/// Lines that tell of a service which found port 25 taken.
fn events<'c>(case: &'c Case<'_>) -> impl Iterator<Item = Place> + 'c {
    let is_one = |r: &&Reply| r.error.inner.as_ref().and_then(Known::find) == Some(Known::PortTaken);
    case.snapshot().replies.iter().filter(is_one).map(|r| r.place)
}

/// The Exchange servers that fail wherever the connector answers them, now or as a connector of the front end.
fn takes(case: &Case<'_>, hub: &ReceiveConnector) -> Vec<String> {
    let ranges: Vec<_> = hub.ranges().collect();
    let listed = |address| ranges.iter().any(|range| range.contains(address));
    let others = case.topology.servers().iter().filter(|s| !same_server(&s.server.name, &hub.server));
    others
        .filter(|s| authentication::outcome(hub).is_capture() && s.routable_addresses().any(listed))
        .map(|s| s.server.name.clone())
        .collect()
}

/// The addresses on which a hub connector without a wildcard takes the port away from the front end.
fn own_addresses(hub: &ReceiveConnector) -> Vec<String> {
    let endpoints = hub.endpoints();
    let here: Vec<_> = endpoints.filter(|e| e.port == PORT).map(|e| e.address).collect();
    let everywhere = here.iter().any(|a| a.is_wildcard());
    if everywhere { Vec::new() } else { here.iter().map(ToString::to_string).collect() }
}

/// Whether an enabled front-end connector of the same server claims an endpoint of the hub connector on a port.
pub(super) fn conflicts(hub: &ReceiveConnector, front: &ReceiveConnector, port: u16) -> bool {
    let enabled = |c: &ReceiveConnector| !c.is_disabled();
    let endpoints = |c: &ReceiveConnector| -> Vec<Endpoint> { c.endpoints().filter(|e| e.port == port).collect() };
    same_server(&hub.server, &front.server)
        && enabled(hub)
        && enabled(front)
        && front.transport_role.has(&TransportRole::FrontendTransport) == Some(true)
        && endpoints(hub).iter().any(|h| {
            endpoints(front).iter().any(|f| {
                h.address == f.address
                    || (h.address.family() == f.address.family()
                        && (h.address.is_wildcard() || f.address.is_wildcard()))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[test]
    fn a_binding_to_one_address_is_told_apart() {
        let check = |bindings: &str, expected: Option<&[&str]>| {
            let hub = format!("EX1\\Relay | HubTransport | {bindings} | 10.0.0.1 | Tls | AnonymousUsers");
            let snapshot = snapshot(&["EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0", &hub]);
            let found = detect(&Case::of(&snapshot));
            let own = found.first().map(|f| match &f.facts {
                Facts::HubRoleConnectorOn25 { own, .. } => own.clone(),
                other => panic!("{other:?}"),
            });
            assert_eq!(own, expected.map(|list| list.iter().map(|a| (*a).to_owned()).collect()), "{bindings}");
        };
        check("0.0.0.0:25", Some(&[]));
        check("10.9.9.9:25", Some(&["10.9.9.9"]));
        check("10.9.9.9:2525", None);
    }
}

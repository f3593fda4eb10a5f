//! A relay connector lists single addresses, of which one may be a load balancer's.
//!
//! # What happens
//! A load balancer that puts its own address in the place of the senders' makes all of them look like one.
//! # Why it matters
//! Nothing fails: everybody who reaches the balancer relays.
//! # What decides it
//! No paste shows which device has an address, so this is only asked, and only where nothing fails.
//! # What to do
//! Let the balancer keep the senders' addresses, or take it off the connector.
//! # When it is fine
//! Where every address is that of a host which sends.
//! # Sources
//! Field reports.

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::FIELD;
use super::{Outline, open_relay};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{ConnectorValue, Facts};
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;
use crate::model::{ReceiveConnector, Size};

/// The most addresses that are named for one connector.
const MOST_TOLD: usize = 5;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::RelayCapturesLoadBalancer, &[FIELD])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut outline, mut single) = (Outline::default(), Vec::new());
    let relays = case.snapshot().receive_connectors.iter().enumerate().filter(|(_, c)| may_relay(case, c));
    for (index, connector) in relays.filter(|_| case.is_quiet()) {
        let entries = connector.remote_ip_ranges.visible().into_iter().flatten();
        let hosts = entries.filter(|e| e.range().is_some_and(|r| r.size() == Size::ONE && !is_named(case, r.first())));
        let mut told: Vec<_> = hosts.map(|e| e.as_written.as_str()).take(MOST_TOLD.saturating_add(1)).collect();
        if told.is_empty() {
            continue;
        }
        if told.len() > MOST_TOLD {
            told.truncate(MOST_TOLD);
            told.push("...");
        }
        outline.connector(case, index, connector.remote_ip_ranges.place());
        outline.gaps.insert(Gap::Translates { address: None });
        single.push(ConnectorValue { connector: connector.identity(), value: told.join(", ") });
    }
    if single.is_empty() {
        return Vec::new();
    }
    outline.needs.push(Need::GatewayAddress(outline.subject.servers.iter().cloned().collect()));
    let finding = outline.finding(Severity::Advice, Facts::RelayCapturesLoadBalancer(single));
    vec![Finding { certainty: Certainty::Possible, ..finding }]
}

fn may_relay(case: &Case<'_>, connector: &ReceiveConnector) -> bool {
    !connector.is_out_of_the_box()
        && connector.is_bound_to(25)
        && !connector.is_disabled()
        && open_relay::may_relay(case.snapshot(), connector)
}

/// Whether the paste names the machine at an address: nobody needs to be asked what it is.
fn is_named(case: &Case<'_>, address: crate::model::Address) -> bool {
    address.is_local_only() || case.topology.owner(address).is_some() || case.snapshot().host(address).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[test]
    fn only_relays_with_single_hosts_are_asked_about() {
        let check = |ranges: &str, groups: &str, expected: usize| {
            let relay = format!("EX1\\Relay | FrontendTransport | 0.0.0.0:25 | {ranges} | Tls | {groups}");
            let snapshot = snapshot(&[relay.as_str()]);
            assert_eq!(detect(&Case::of(&snapshot)).len(), expected, "{ranges} {groups}");
        };
        check("10.0.0.5, 10.0.0.6", "AnonymousUsers, Custom", 1);
        check("10.0.0.5, 10.0.0.6", "AnonymousUsers", 0);
        check("10.0.0.0/24", "AnonymousUsers, Custom", 0);
        check("127.0.0.1", "AnonymousUsers, Custom", 0);
    }
}

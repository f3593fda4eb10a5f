//! A connector lets anybody in a large range relay to the outside.
//!
//! # What happens
//! `AnonymousUsers` together with `Custom` shows that somebody granted anonymous senders more than setup does, usually
//! the right to relay; ExternalAuthoritative gives it to everybody who lands on the connector.
//! # Why it matters
//! Every host in the range can send to the whole Internet in the organization's name; one infected machine, or a load
//! balancer that hides real senders behind its own address, is enough to be blacklisted.
//! # What decides it
//! Get-ADPermission of the connector shows the right.
//! # What to do
//! Narrow the range to the hosts that relay.
//! # When it is fine
//! Where every host in the range may relay.
//! # Sources
//! Documented (allow anonymous relay on Exchange servers); observed behaviour (2013 CU23) for what Custom means.

use crate::diagnosis::Facts;
use crate::diagnosis::case::Case;
use crate::diagnosis::finding::{Certainty, Finding, Need, Severity, Subject};
use crate::diagnosis::trial::Gap;
use crate::model::{AuthMechanism, Family, IpRange, PermissionGroup, ReceiveConnector, Size};

pub(super) fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        if connector.enabled.whole() == Some(&false) || !may_relay(connector) {
            continue;
        }
        let wide: Vec<(String, Size)> = connector
            .remote_ip_ranges
            .visible()
            .into_iter()
            .flatten()
            .filter_map(|entry| Some((entry.as_written.clone(), entry.range.filter(|r| is_wide(*r))?.size())))
            .collect();
        if wide.is_empty() {
            continue;
        }
        let places =
            [connector.remote_ip_ranges.place(), connector.permission_groups.place(), connector.auth_mechanism.place()];
        found.push(Finding {
            severity: Severity::Risk,
            certainty: Certainty::Likely,
            facts: Facts::OpenRelay { connector: connector.identity(), ranges: wide },
            subject: Subject { connectors: vec![index], servers: vec![connector.server.clone()], ..Subject::default() },
            gaps: vec![Gap::RelayRight { connector: index }],
            evidence: places.into_iter().flatten().collect(),
            needs: vec![Need::ConnectorPermissions(vec![connector.identity()])],
            remedies: Vec::new(),
        });
    }
    found
}

fn may_relay(connector: &ReceiveConnector) -> bool {
    let group = |group| connector.permission_groups.has(&group) == Some(true);
    let extra_rights = group(PermissionGroup::AnonymousUsers) && group(PermissionGroup::Custom);
    extra_rights || connector.auth_mechanism.has(&AuthMechanism::ExternalAuthoritative) == Some(true)
}

/// More than a /16, or more than a /48: no list of hosts that relay.
fn is_wide(range: IpRange) -> bool {
    let limit = match range.family() {
        Family::V4 => IpRange::parse("10.0.0.0/16"),
        Family::V6 => IpRange::parse("fd00::/48"),
    };
    limit.is_some_and(|limit| range.size() > limit.size())
}

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
//! Narrow the range to the hosts that relay, which a receive log names.
//! # When it is fine
//! Where every host in the range may relay.
//! # Sources
//! Documented (allow anonymous relay on Exchange servers); observed behaviour (2013 CU23) for what Custom means.

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{ANONYMOUS_RELAY, OBSERVED, STIG_ANONYMOUS};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, PastedRange, RelayThrough, RightIs};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;
use crate::model::{
    self, Address, AuthMechanism, Family, IpRange, PermissionGroup, ReceiveConnector, RemoteIpRange, Right, SetUpAs,
    Snapshot,
};
use crate::remedy;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::OpenRelay, &[ANONYMOUS_RELAY, OBSERVED, STIG_ANONYMOUS])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let right = right(case.snapshot(), connector);
        if connector.is_disabled() || !may_relay(case.snapshot(), connector) {
            continue;
        }
        // Without the right in print, `relay-client-not-matched` says so of Default Frontend.
        let secured = connector.auth_mechanism.has(&AuthMechanism::ExternalAuthoritative) == Some(true);
        let shown = secured || matches!(right, Some(Right::Granted(_)));
        let is_frontend = connector.is_set_up_as(SetUpAs::DefaultFrontend);
        if is_frontend && !shown {
            continue;
        }
        let entries = connector.remote_ip_ranges.visible().into_iter().flatten();
        let entries: Vec<RemoteIpRange> = entries.filter(|e| e.range().is_some_and(is_wide)).cloned().collect();
        let pasted = |entry: &RemoteIpRange| {
            Some(PastedRange { text: entry.as_written.to_string(), size: entry.range()?.size() })
        };
        let wide: Vec<_> = entries.iter().filter_map(pasted).collect();
        if wide.is_empty() {
            continue;
        }
        let logged = case.topology.answers().iter().filter(|a| a.connector == Some(index));
        let mut clients: Vec<Address> = logged.filter_map(|a| a.session.remote).map(|r| r.address).collect();
        clients.sort();
        clients.dedup();
        let mut needs =
            if clients.is_empty() { vec![Need::ConnectorUsers(vec![connector.server.clone()])] } else { Vec::new() };
        let places =
            [connector.remote_ip_ranges.place(), connector.permission_groups.place(), connector.auth_mechanism.place()];
        let (mut gaps, mut evidence) = (Vec::new(), places.into_iter().flatten().collect::<Vec<_>>());
        // Senders on it count as externally secured, and this group gives them the right.
        let trusted = secured && connector.permission_groups.has(&PermissionGroup::ExchangeServers) == Some(true);
        let granted = trusted || matches!(right, Some(Right::Granted(_)));
        if let Some(Right::Granted(place) | Right::Probably(place)) = right {
            evidence.push(place);
        }
        if !granted {
            gaps.push(Gap::RelayRight { connector: index });
        } else if connector.enabled.whole().is_none() {
            gaps.push(Gap::Enabled { connector: index });
        }
        if !granted {
            needs.insert(0, Need::ConnectorPermissions { connectors: vec![connector.identity()], user: None });
        }
        found.push(Finding {
            severity: Severity::Risk,
            certainty: if gaps.is_empty() { Certainty::Proven } else { Certainty::Likely },
            facts: Facts::OpenRelay {
                connector: connector.identity(),
                ranges: wide,
                right: if granted { RightIs::Shown } else { RightIs::Inferred },
                through: match (secured, is_frontend) {
                    (true, _) => RelayThrough::ExternallySecured,
                    (false, true) => RelayThrough::DefaultFrontend,
                    (false, false) => RelayThrough::OtherConnector,
                },
            },
            subject: Subject::of_connector(index, connector),
            gaps,
            evidence,
            needs,
            // The front end must take every address: there the right is what has to go.
            remedies: if is_frontend && !secured {
                Vec::new()
            } else {
                remedy::narrow_open_relay(&case.pasted, index, &entries, &clients)
            },
        });
    }
    found
}

/// Parts of the name of anonymous senders in the languages of Windows, and their SID.
const ANONYMOUS: [&str; 4] = ["anonym", "аноним", "匿名", "s-1-5-7"];

/// The right to relay, as far as the paste shows it.
pub(super) fn right(snapshot: &Snapshot, connector: &ReceiveConnector) -> Option<Right> {
    let is_anonymous = |user: &str| {
        let user = user.to_lowercase();
        ANONYMOUS.iter().any(|part| user.contains(part))
    };
    model::right(snapshot, connector, is_anonymous, "ms-Exch-SMTP-Accept-Any-Recipient")
}

/// Whether anonymous senders hold the right to relay or seem to, or everybody does.
pub(in crate::diagnosis) fn may_relay(snapshot: &Snapshot, connector: &ReceiveConnector) -> bool {
    let right = right(snapshot, connector);
    let group = |group| connector.permission_groups.has(&group) == Some(true);
    let anonymous = match right {
        Some(Right::Granted(_) | Right::Probably(_)) => true,
        Some(Right::Missing(_) | Right::Denied { .. }) => false,
        None => group(PermissionGroup::AnonymousUsers) && group(PermissionGroup::Custom),
    };
    anonymous || connector.auth_mechanism.has(&AuthMechanism::ExternalAuthoritative) == Some(true)
}

/// More than a /16, or more than a /48: no list of hosts that relay.
pub(super) fn is_wide(range: IpRange) -> bool {
    let limit = match range.family() {
        Family::V4 => IpRange::parse("10.0.0.0/16"),
        Family::V6 => IpRange::parse("fd00::/48"),
    };
    limit.is_some_and(|limit| range.size() > limit.size())
}

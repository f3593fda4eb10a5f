//! A custom connector has a local address of its own and takes every remote address there.
//!
//! # What happens
//! At equal size the binding to the exact address wins over the default connector's binding to every address: all
//! mail that reaches this address lands on it, that of Exchange servers included, and they fail with 451 5.7.3.
//! # Why it matters
//! The name of a server usually resolves to all its addresses, so Exchange servers find it without looking for it.
//! # What decides it
//! Bindings, RemoteIPRanges and AuthMechanism of the connector.
//! # What to do
//! Narrow the range, or keep the address out of what the server's name resolves to.
//! # When it is fine
//! Where the address is for the Internet only and no Exchange server connects to it.
//! # Sources
//! Documented ("Receive connectors": most specific range); observed behaviour (2013 CU23) for the tie.

use std::collections::BTreeSet;

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::authentication;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{ConnectorValue, Facts};
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::trial::{Gap, Trial};
use crate::model::IpRange;

/// The ports that Exchange servers use among each other.
const PORTS: [u16; 2] = [25, 2525];

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::WholeInternetOnOwnAddress, &[RECEIVE_CONNECTORS, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut outline, mut takes) = (Outline::default(), Vec::new());
    let known: BTreeSet<usize> = case.pairs.iter().filter_map(Trial::connector).collect();
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let out = connector.is_disabled() || connector.is_out_of_the_box();
        // If a known server lands on the connector, another finding says so.
        if out || known.contains(&index) || !authentication::outcome(connector).is_refused() {
            continue;
        }
        for binding in connector.bindings.visible().into_iter().flatten() {
            let Some(endpoint) = binding.endpoint else { continue };
            let whole = Some(IpRange::all(endpoint.address.family()));
            let ranges = connector.remote_ip_ranges.visible().map_or(&[][..], Vec::as_slice);
            let own = !endpoint.address.is_wildcard() && !endpoint.address.is_local_only();
            if own && PORTS.contains(&endpoint.port) && ranges.iter().any(|r| r.range() == whole) {
                let value = binding.as_written.to_string();
                takes.push(ConnectorValue { connector: connector.identity(), value });
                outline.connector(case, index, connector.bindings.place());
                outline.connector(case, index, connector.remote_ip_ranges.place());
                outline.gaps.insert(Gap::UsedByExchange { connector: index });
            }
        }
    }
    if takes.is_empty() {
        return Vec::new();
    }
    vec![outline.finding(Severity::Advice, Facts::WholeInternetOnOwnAddress(takes))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[track_caller]
    fn check(connector: &str, expected: usize) {
        let snapshot = snapshot(&[connector]);
        assert_eq!(detect(&Case::of(&snapshot)).len(), expected, "{connector}");
    }

    #[test]
    fn only_a_whole_family_on_an_own_address_counts() {
        check("EX1\\Internet | FrontendTransport | 10.0.0.9:25 | 0.0.0.0-255.255.255.255 | Tls | AnonymousUsers", 1);
        check("EX1\\Internet | FrontendTransport | [fd00::9]:25 | ::/0 | Tls | AnonymousUsers", 1);
        check("EX1\\Internet | FrontendTransport | 10.0.0.9:25 | ::/0 | Tls | AnonymousUsers", 0);
        check("EX1\\Internet | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | Tls | AnonymousUsers", 0);
        check("EX1\\Internet | FrontendTransport | 10.0.0.9:587 | 0.0.0.0/0 | Tls | ExchangeUsers", 0);
        check("EX1\\Servers | FrontendTransport | 10.0.0.9:25 | 0.0.0.0/0 | Tls, ExchangeServer | ExchangeServers", 0);
        check("EX1\\Relay | FrontendTransport | 10.0.0.9:25 | 10.0.0.0/8 | Tls | AnonymousUsers", 0);
    }
}

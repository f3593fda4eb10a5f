//! The settings for mail from Exchange Online are on a connector on which Exchange Online does not land.
//!
//! # What happens
//! The Hybrid Configuration Wizard writes TlsDomainCapabilities to one connector. Where another one takes the addresses of
//! Exchange Online, its mail is not recognised as the organization's own.
//! # Why it matters
//! Hybrid mail loses its headers and counts as foreign, or TLS with the right certificate is not offered, and nothing in a
//! queue on this side shows it.
//! # What decides it
//! The selection for the published addresses of Exchange Online on port 25, against the connector that has the property.
//! # What to do
//! Move the properties to the connector that answers, or let that one answer.
//! # When it is fine
//! Where mail from Exchange Online comes through an Edge server, a filter or a gateway that translates addresses.
//! # Sources
//! Documented (Microsoft 365 URLs and IP address ranges; default Receive connectors); field reports.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, ONLINE_ADDRESSES, RECEIVE_CONNECTORS};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{ConnectorValue, Facts};
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::trial::{Gap, TargetEndpoints};
use crate::model::{Address, IpRange, Property, ReceiveConnector, RemoteIpRange, same_server};

/// One address of each IPv4 range that is published for Exchange Online Protection.
const EXCHANGE_ONLINE: [&str; 4] = ["40.92.0.1", "40.107.0.1", "52.100.0.1", "104.47.0.1"];

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::HcwPickedOtherConnector, &[RECEIVE_CONNECTORS, ONLINE_ADDRESSES, FIELD])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut outline, mut picked, mut lands_on) = (Outline::default(), Vec::new(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let Some(value) = capabilities(connector).filter(|_| !connector.is_disabled()) else {
            continue;
        };
        let Some((others, gaps)) = landings(case, connector) else { continue };
        outline.connector(case, index, Some(connector.place));
        outline.gaps.extend(gaps);
        outline.gaps.insert(Gap::PublishedAddresses { server: connector.server.clone() });
        picked.push(ConnectorValue { connector: connector.identity(), value: value.to_owned() });
        for other in others {
            outline.line(case.connector(other).and_then(|c| c.remote_ip_ranges.place()));
            lands_on.extend(case.connector(other).map(ReceiveConnector::identity));
        }
    }
    let facts = Facts::HcwPickedOtherConnector { picked, lands_on };
    (!outline.subject.connectors.is_empty()).then(|| outline.finding(Severity::Risk, facts)).into_iter().collect()
}

/// What a connector accepts from Exchange Online.
fn capabilities(connector: &ReceiveConnector) -> Option<&str> {
    connector.other(Property::TlsDomainCapabilities).filter(|value| value.contains("outlook.com"))
}

/// The connectors on which Exchange Online lands, where none of them has the property, and what that rests on. A connector
/// with public ranges is made for somebody outside: its list may be old, but it was meant.
fn landings(case: &Case<'_>, connector: &ReceiveConnector) -> Option<(IndexSet<usize>, BTreeSet<Gap>)> {
    let entries = connector.remote_ip_ranges.whole()?.iter().filter_map(RemoteIpRange::range);
    let of_outside =
        |r: IpRange| r != IpRange::all(r.family()) && !r.first().is_private() && !r.first().is_local_only();
    if entries.into_iter().any(of_outside) {
        return None;
    }
    let has = |c: &&ReceiveConnector| same_server(&c.server, &connector.server) && capabilities(c).is_some();
    let carriers = case.snapshot().receive_connectors.iter().filter(has).count();
    let endpoints = TargetEndpoints::of(&case.topology, &connector.server, 25, None)?;
    let (mut found, mut gaps) = (IndexSet::new(), BTreeSet::new());
    for address in EXCHANGE_ONLINE.iter().filter_map(|a| Address::parse(a)) {
        for trial in endpoints.try_from(&case.topology, "", address) {
            // What is hidden could take it.
            let index = trial.connector().filter(|_| trial.is_decided())?;
            found.insert(index);
            gaps.extend(trial.gaps.iter().cloned());
        }
    }
    let any = found.iter().filter_map(|index| case.connector(*index)).any(|c| capabilities(c).is_some());
    (carriers == 1 && !any && !found.is_empty()).then_some((found, gaps))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[test]
    fn the_settings_belong_where_exchange_online_lands() {
        let check = |with: usize, relay: &str, expected: usize| {
            let mut snapshot = snapshot(&[
                "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | Tls, ExchangeServer",
                "EX1\\Default EX1 | HubTransport | 0.0.0.0:2525 | 0.0.0.0/0 | Tls, ExchangeServer",
                &format!("EX1\\Relay | FrontendTransport | 0.0.0.0:25 | {relay} | Tls"),
            ]);
            let value = "{mail.protection.outlook.com:AcceptCloudServicesMail}";
            snapshot.receive_connectors[with].others = vec![("tls_domain_capabilities".into(), value.into())];
            assert_eq!(detect(&Case::of(&snapshot)).len(), expected, "{with} {relay}");
        };
        check(0, "10.0.0.0/24", 0);
        check(1, "10.0.0.0/24", 1);
        check(2, "10.0.0.0/24", 1);
        check(2, "40.92.0.0/15, 40.107.0.0/16, 52.100.0.0/14, 104.47.0.0/17", 0);
        check(0, "40.92.0.0/15, 40.107.0.0/16, 52.100.0.0/14, 104.47.0.0/17", 1);
        check(2, "203.0.113.0/24", 0);
        check(2, "10.0.0.1...", 0);
    }
}

//! TlsCertificateName of a connector names a certificate that is not in the pasted list, or of an authority that
//! Exchange Online has left.
//!
//! # What happens
//! The connector finds no certificate by that name, and offers another one or no STARTTLS; hybrid mail and partners
//! that check the name are refused.
//! # Why it matters
//! A renewed certificate has the same purpose and another name; nothing warns when the old one is removed.
//! # What decides it
//! Issuer and subject of every certificate of the server against the name on the connector.
//! # What to do
//! Name the new certificate, or set the property to nothing.
//! # When it is fine
//! Where the list is of another server.
//! # Sources
//! Documented (Set-ReceiveConnector, TlsCertificateName and TlsDomainCapabilities); field reports.

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{ConnectorValue, Facts};
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::trial::Gap;
use crate::model::observation::Named;
use crate::model::{Property, same_server};

/// The authority whose certificates Exchange Online used in the first years of hybrid deployments.
const LEFT: &str = "MSIT Machine Auth CA";

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[
        CodeSources::new(Code::ReceiveConnectorTlsCertificateNameStale, &[SET_RECEIVE_CONNECTOR, FIELD]),
        CodeSources::new(Code::HybridTlsDomainCapabilitiesStale, &[FIELD]),
    ],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    [missing(case), left(case)].into_iter().flatten().collect()
}

fn missing(case: &Case<'_>) -> Option<Finding> {
    let certificates = &case.snapshot().observations.certificates;
    let (mut outline, mut stale) = (Outline::default(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let Some(name) = connector.other(Property::TlsCertificateName) else { continue };
        let Some((issuer, subject)) = name.strip_prefix("<I>").and_then(|n| n.split_once("<S>")) else { continue };
        let here = |c: &&Named| c.server.as_deref().is_none_or(|server| same_server(server, &connector.server));
        let known: Vec<_> =
            certificates.iter().filter(here).map(|c| (property(c, "issuer"), property(c, "subject"))).collect();
        // A certificate without both names could be the one.
        let readable = known.iter().all(|(issuer, subject)| issuer.is_some() && subject.is_some());
        let wanted = (Some(plain(issuer)), Some(plain(subject)));
        let out = connector.is_disabled();
        if out || known.is_empty() || !readable || known.contains(&wanted) {
            continue;
        }
        for certificate in certificates.iter().filter(here) {
            outline.line(Some(certificate.place));
        }
        outline.connector(case, index, Some(connector.place));
        outline.gaps.insert(Gap::CertificatesOf { server: connector.server.clone() });
        stale.push(ConnectorValue { connector: connector.identity(), value: name.to_owned() });
    }
    (!stale.is_empty()).then(|| outline.finding(Severity::Risk, Facts::TlsCertificateNameStale(stale)))
}

fn left(case: &Case<'_>) -> Option<Finding> {
    let (mut outline, mut stale) = (Outline::default(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let Some(value) = connector.other(Property::TlsDomainCapabilities).filter(|v| v.contains(LEFT)) else {
            continue;
        };
        if connector.is_disabled() {
            continue;
        }
        outline.connector(case, index, Some(connector.place));
        outline.gaps.insert(Gap::FieldReports { connector: index });
        stale.push(ConnectorValue { connector: connector.identity(), value: value.to_owned() });
    }
    // The replies that hybrid mail got where this was the cause (field reports).
    let fits = |known| matches!(known, Known::FrontendProxy | Known::CertificateValidation);
    for trouble in case.troubles.iter().filter(|t| !stale.is_empty() && t.known_reply().is_some_and(fits)) {
        outline.queue(trouble);
    }
    let severity = if outline.in_trouble { Severity::Blocking } else { Severity::Risk };
    (!stale.is_empty()).then(|| outline.finding(severity, Facts::TlsDomainCapabilitiesStale(stale)))
}

/// A name of a certificate, where it is shown whole.
fn property(certificate: &Named, name: &str) -> Option<String> {
    let (_, value) = certificate.properties.iter().find(|(known, _)| **known == *name)?;
    (!certificate.cut.iter().any(|cut| cut == name)).then(|| plain(value))
}

/// Names are compared without blanks and letter case: cmdlets disagree about both.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;
    use crate::model::fixture::snapshot;

    #[track_caller]
    fn check_on(server: Option<&str>, property: (&str, &str), certificate: &[(&str, &str)], expected: &[&str]) {
        let mut snapshot = snapshot(&["EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0"]);
        snapshot.receive_connectors[0].others = vec![(property.0.into(), property.1.into())];
        if !certificate.is_empty() {
            let properties = certificate.iter().map(|(n, v)| ((*n).into(), (*v).into())).collect();
            let place = Place { source: 0, line: 9 };
            snapshot.observations.certificates = vec![Named {
                name: String::new(),
                server: server.map(str::to_owned),
                properties,
                cut: Vec::new(),
                place,
            }];
        }
        let found: Vec<_> = detect(&Case::of(&snapshot)).iter().map(|f| f.code().as_str()).collect();
        assert_eq!(found, expected, "{property:?} {certificate:?}");
    }

    #[track_caller]
    fn check(property: (&str, &str), certificate: &[(&str, &str)], expected: &[&str]) {
        check_on(None, property, certificate, expected);
    }

    #[test]
    fn a_name_that_no_certificate_has_is_stale() {
        let name = ("tls_certificate_name", "<I>CN=Issuing CA, O=Example<S>CN=mail.corp.example");
        let stale = &["receive-connector-tlscertificatename-stale"];
        check(name, &[("issuer", "CN=Issuing CA, O=Example"), ("subject", "CN=mail2.corp.example")], stale);
        check(name, &[("issuer", "CN=Issuing CA,O=Example"), ("subject", "CN=mail.corp.example")], &[]);
        check(name, &[("subject", "CN=mail2.corp.example")], &[]);
        let other = [("issuer", "CN=Issuing CA, O=Example"), ("subject", "CN=mail2.corp.example")];
        check_on(Some("EX1"), name, &other, stale);
        check_on(Some("EX2"), name, &other, &[]);
        check(name, &[], &[]);
        check(("tls_certificate_name", ""), &[("issuer", "CN=A"), ("subject", "CN=B")], &[]);
    }

    #[test]
    fn an_authority_that_was_left_is_stale() {
        let stale = &["hybrid-tlsdomaincapabilities-stale"];
        let old = "{<I>CN=MSIT Machine Auth CA 2, DC=redmond<S>CN=mail.protection.outlook.com:AcceptCloudServicesMail}";
        check(("tls_domain_capabilities", old), &[], stale);
        check(("tls_domain_capabilities", "{mail.protection.outlook.com:AcceptCloudServicesMail}"), &[], &[]);
    }
}

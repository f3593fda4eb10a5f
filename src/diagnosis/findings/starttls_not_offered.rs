//! A reply to EHLO lacks STARTTLS where the connectors of the server offer TLS, or event 12014 says why.
//!
//! # What happens
//! A connector whose AuthMechanism holds Tls offers STARTTLS only with a usable certificate: one that TlsCertificateName
//! names by issuer and subject, or without a name one whose names hold the connector's Fqdn.
//! # Why it matters
//! Partners and Exchange Online that demand TLS do not deliver: 451 5.7.3 STARTTLS is required to send mail.
//! # What decides it
//! Event 12014 names the connector and the certificate that it looks for. A reply alone leaves three causes: the
//! certificate, a device on the way, and another connector that answered.
//! # What to do
//! Compare TlsCertificateName with the certificates of the server; after a renewal by another authority the issuer differs.
//! # When it is fine
//! Where the session was secured before that EHLO.
//! # Sources
//! Documented (TLS certificates in hybrid deployments: TlsCertificateName; event 12014); field reports.

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, OBSERVED, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::need::{Check, Need};
use crate::diagnosis::observed::Mismatch;
use crate::model::observation::{Ehlo, EventKind, TransportEvent};
use crate::model::{AuthMechanism, ReceiveConnector, same_server};

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::StartTlsNotOffered, &[SET_RECEIVE_CONNECTOR, OBSERVED, FIELD])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let observations = &case.snapshot().observations;
    let events = observations.events.iter().filter_map(|event| without_certificate(case, event));
    let replies = observations.ehlo.iter().filter_map(|ehlo| not_in_reply(case, ehlo));
    events.chain(replies).collect()
}

/// Event 12014: the connector has no certificate to offer STARTTLS with. It is printed.
fn without_certificate(case: &Case<'_>, event: &TransportEvent) -> Option<Finding> {
    let EventKind::NoCertificate { wanted, fqdn } = &event.kind else { return None };
    let mut outline = Outline::default();
    let server = event.computer.as_deref().unwrap_or(fqdn);
    let of_name = |c: &ReceiveConnector| {
        c.name.eq_ignore_ascii_case(&event.connector) && (server.is_empty() || same_server(&c.server, server))
    };
    if let Some(index) = case.snapshot().receive_connectors.iter().position(of_name) {
        outline.connector(case, index, None);
    }
    outline.line(Some(event.place));
    outline.needs.push(certificates(case.topology.server(server).map_or(server, |known| known.server.name.as_str())));
    let (connector, wanted) = (event.connector.clone(), wanted.clone());
    Some(outline.finding(Severity::Risk, Facts::ConnectorWithoutCertificate { connector, wanted }))
}

/// The certificates of a server, and those that its connectors name.
fn certificates(server: &str) -> Need {
    Need::NextStep(Check::at(Known::StaleCertificateName, vec![server.to_owned()]))
}

/// A whole reply to EHLO without STARTTLS, of a server whose connectors on that port offer TLS.
fn not_in_reply(case: &Case<'_>, ehlo: &Ehlo) -> Option<Finding> {
    if !ehlo.is_whole || ehlo.is_masked || ehlo.is_secured || ehlo.offers("STARTTLS") {
        return None;
    }
    let server = case.topology.server(&ehlo.host)?;
    let port = ehlo.asked.as_ref().and_then(|(_, port)| *port).unwrap_or(25);
    let mut outline = Outline::default();
    let (mut offering, mut silent) = (Vec::new(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let is_here = same_server(&connector.server, &server.server.name) && connector.is_bound_to(port);
        // A connector that cannot have given the reply cannot be the reason either.
        let is_excluded = Mismatch::find(ehlo, connector, false).is_some();
        if !is_here || is_excluded || connector.is_disabled() {
            continue;
        }
        match connector.auth_mechanism.has(&AuthMechanism::Tls) {
            Some(true) => {
                outline.connector(case, index, connector.auth_mechanism.place());
                offering.push(connector.identity());
            }
            Some(false) => silent.push(connector.identity()),
            None => {}
        }
    }
    // Without a connector that offers TLS, the reply is as it should be, or the paste does not show.
    if offering.is_empty() {
        return None;
    }
    outline.line(Some(ehlo.place));
    outline.needs.push(certificates(&server.server.name));
    let host = ehlo.host.clone();
    let facts = Facts::StartTlsNotOffered { host, offering, silent, is_exchange_tls: ehlo.offers("X-ANONYMOUSTLS") };
    Some(Finding { certainty: Certainty::Possible, ..outline.finding(Severity::Risk, facts) })
}

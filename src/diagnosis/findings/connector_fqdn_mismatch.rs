//! A connector with Exchange Server authentication announces a name that is not its server's.
//!
//! # What happens
//! The sending server asks Kerberos for a ticket for `SMTPSVC/<name that the target announced>`. For a name that is not
//! the server's there is none, or it belongs to another account, and authentication fails with 454 4.7.0.
//! # Why it matters
//! All mail from other Exchange servers on that connector waits.
//! # What decides it
//! Fqdn of the connector against the server's name.
//! # What to do
//! Set Fqdn to the server's own name; give a different public name to a connector for the Internet only.
//! # When it is fine
//! On connectors without ExchangeServer.
//! # Sources
//! Documented (Set-ReceiveConnector, Fqdn; KB 979174); observed behaviour (2013 CU23).

use std::collections::BTreeSet;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{KB_979174, OBSERVED, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, QueuesFail};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::trial::Gap;
use crate::model::{AuthMechanism, ReceiveConnector, same_server};

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::ConnectorFqdnMismatch, &[SET_RECEIVE_CONNECTOR, KB_979174, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    connectors.filter(|(_, c)| is_mismatch(c)).map(|(index, c)| finding(case, index, c)).collect()
}

/// Allowed are the server's FQDN, its short name and nothing at all; whatever begins with another label is neither.
fn is_mismatch(connector: &ReceiveConnector) -> bool {
    let fqdn = connector.fqdn.whole().filter(|f| !f.is_empty());
    connector.auth_mechanism.has(&AuthMechanism::ExchangeServer) == Some(true)
        && !connector.is_disabled()
        && !connector.server.is_empty()
        && fqdn.is_some_and(|f| !same_server(f, &connector.server))
}

fn finding(case: &Case<'_>, index: usize, connector: &ReceiveConnector) -> Finding {
    let mut subject = Subject::of_connector(index, connector);
    let (mut evidence, mut gaps) = (Vec::new(), BTreeSet::new());
    for trouble in case.troubles.iter().filter(|t| t.known_reply() == Some(Known::TemporaryAuthenticationFailure)) {
        let lands = trouble.targets.iter().filter(|t| same_server(&t.server, &connector.server)).any(|target| {
            target.ports.iter().any(|port| {
                let known: Vec<_> =
                    trouble.attempts.iter().filter(|a| a.target == *target && a.port == *port).collect();
                if known.is_empty() {
                    let any = case.topology.landings_of_any_source(&target.server, port.port);
                    any.iter().any(|(i, ..)| *i == index)
                } else {
                    known.iter().any(|a| a.trial.connector() == Some(index))
                }
            })
        });
        if lands {
            subject.queues.insert(trouble.identity());
            if let Some(sender) = &trouble.sender {
                subject.servers.insert(sender.clone());
            }
            evidence.extend(trouble.queue.last_error.place());
            gaps.insert(Gap::Explains { connector: index, queue: trouble.identity() });
        }
    }
    evidence.extend(connector.fqdn.place());
    let in_trouble = !subject.queues.is_empty();
    if !in_trouble {
        gaps.insert(Gap::UsedByExchange { connector: index });
    }
    Finding {
        severity: if in_trouble { Severity::Blocking } else { Severity::Risk },
        certainty: Certainty::Likely,
        facts: Facts::ConnectorFqdnMismatch {
            connector: connector.identity(),
            server: connector.server.clone(),
            fqdn: connector.fqdn.whole().cloned().unwrap_or_default(),
            queues: if in_trouble { QueuesFail::Now } else { QueuesFail::NotYet },
        },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence,
        needs: Vec::new(),
        remedies: Vec::new(),
    }
}

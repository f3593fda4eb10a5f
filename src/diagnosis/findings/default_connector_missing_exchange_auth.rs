//! A default connector, made to take mail from other Exchange servers, offers no Exchange Server authentication.
//!
//! # What happens
//! Every Exchange server that lands on it gives up with 451 5.7.3, whatever its address.
//! # Why it matters
//! No mail from other Exchange servers arrives through it. Typically somebody unticked "Exchange Server
//! authentication", because the admin center refuses a public FQDN as long as it is ticked.
//! # What decides it
//! AuthMechanism of the default connector.
//! # What to do
//! Set Fqdn back to the server's own name first, then add ExchangeServer: Exchange refuses the other order.
//! # When it is fine
//! Where no other Exchange server sends to this port of the server.
//! # Sources
//! Documented (default Receive connectors; Set-ReceiveConnector, Fqdn); observed behaviour (2013 CU23); field reports.

use super::add;
use crate::diagnosis::Facts;
use crate::diagnosis::authentication::{self, Outcome};
use crate::diagnosis::case::{Case, Trouble, auth_mechanism};
use crate::diagnosis::finding::{Certainty, Finding, Need, Severity, Subject};
use crate::diagnosis::route::{PortGround, TargetGround};
use crate::diagnosis::trial::{Gap, landings_of_any_source};
use crate::model::ReceiveConnector;
use crate::ordered::Set;
use crate::remedy;

pub(super) fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    connectors.filter(|(_, c)| is_broken(c)).map(|(index, c)| finding(case, index, c)).collect()
}

fn is_broken(connector: &ReceiveConnector) -> bool {
    let outcome = authentication::outcome(connector);
    connector.is_default()
        && connector.enabled.whole() != Some(&false)
        && matches!(outcome, Outcome::NotOffered | Outcome::ExternallySecured)
}

fn finding(case: &Case<'_>, index: usize, connector: &ReceiveConnector) -> Finding {
    let (mut subject, mut evidence, mut senders) = (Subject::default(), Vec::new(), Vec::new());
    let mut best: Option<(Certainty, Set<Gap>)> = None;
    for trouble in case.suspicious_troubles() {
        let Some((certainty, gaps)) = explains(case, trouble, index, connector) else { continue };
        if !trouble.identity().is_empty() {
            add(&mut subject.queues, trouble.identity());
        }
        if let Some(sender) = &trouble.sender {
            add(&mut senders, sender.clone());
        }
        let hits = trouble.attempts.iter().filter(|a| a.trial.connector() == Some(index));
        for source in hits.map(|a| a.trial.session.source) {
            add(&mut subject.addresses, source);
        }
        evidence.extend(trouble.queue.last_error.place());
        if best.as_ref().is_none_or(|(b, _)| certainty < *b) {
            best = Some((certainty, gaps));
        }
    }
    subject.connectors = vec![index];
    subject.servers = vec![connector.server.clone()];
    for sender in &senders {
        add(&mut subject.servers, sender.clone());
    }
    evidence.extend(connector.auth_mechanism.place());
    let in_trouble = best.is_some();
    // Nobody fails here yet: that somebody would is an assumption of its own.
    let idle = || (Certainty::Likely, Set::from([Gap::UsedByExchange { connector: index }]));
    let (certainty, gaps) = best.unwrap_or_else(idle);
    let needs = match certainty {
        Certainty::Proven => Vec::new(),
        _ if in_trouble => vec![Need::ReceiveProtocolLog(vec![connector.server.clone()])],
        _ => Vec::new(),
    };
    let remedies = remedy::restore_default_connector(case.snapshot(), index, &subject.queues);
    Finding {
        severity: if in_trouble { Severity::Blocking } else { Severity::Risk },
        certainty,
        facts: Facts::DefaultConnectorMissingExchangeAuth {
            connectors: vec![connector.identity()],
            edge: connector.is_default_of_edge(),
            auth_mechanism: auth_mechanism(connector),
            servers: vec![connector.server.clone()],
            senders,
        },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence,
        needs,
        remedies,
    }
}

/// Whether the connector takes a session of the trouble, how sure that is, and what it rests on.
fn explains(
    case: &Case<'_>,
    trouble: &Trouble<'_>,
    index: usize,
    connector: &ReceiveConnector,
) -> Option<(Certainty, Set<Gap>)> {
    let graded = trouble.attempts.iter().filter(|a| a.trial.connector() == Some(index)).map(|a| trouble.grade(a));
    if let Some(best) = graded.min_by_key(|(certainty, _)| *certainty) {
        return Some(best);
    }
    if trouble.is_addressed {
        return None;
    }
    // Without the sender's address: the connector takes some address on a port that comes into question.
    for target in trouble.targets.iter().filter(|t| crate::model::same_server(&t.server, &connector.server)) {
        for port in &target.ports {
            let landings = landings_of_any_source(&case.topology, &target.server, port.port);
            if landings.iter().any(|(i, ..)| *i == index) {
                let sender = trouble.sender.clone().unwrap_or_default();
                let mut gaps = Set::from([Gap::SourceInRange { sender: sender.clone(), connector: index }]);
                if port.ground == PortGround::Assumed {
                    gaps.insert(Gap::Port { sender, server: target.server.clone(), port: port.port });
                }
                if target.ground == TargetGround::Assumed {
                    gaps.insert(Gap::Target { queue: trouble.identity(), server: target.server.clone() });
                }
                return Some((Certainty::Likely, gaps));
            }
        }
    }
    None
}

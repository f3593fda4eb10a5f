//! The reply says that no Exchange Server authentication was offered, but every connector that can have answered offers
//! it: something else took it away.
//!
//! # What happens
//! A firewall with SMTP inspection masks the verbs X-ANONYMOUSTLS and X-EXPS in the EHLO reply, or the target cannot
//! load its internal transport certificate and leaves X-ANONYMOUSTLS out itself.
//! # Why it matters
//! Looking at connectors any longer only costs time.
//! # What decides it
//! The target's reply to EHLO, asked for from the sending server: verbs replaced by X, or a banner of asterisks, point
//! to inspection; X-EXPS without X-ANONYMOUSTLS points to the certificate.
//! # What to do
//! Stop the inspection on that path; or renew the certificate.
//! # When it is fine
//! Never.
//! # Sources
//! Documented (KB 979175; Cisco on SMTP inspection; events 12012 to 12015); observed behaviour (2013 CU23).

use super::add;
use crate::diagnosis::Facts;
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::case::{Case, Observed, Trouble};
use crate::diagnosis::finding::{Certainty, Finding, Need, PathFacts, Severity, Subject};
use crate::diagnosis::trial::landings_of_any_source;
use crate::ordered;

pub(super) fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut subject, mut evidence) = (Subject::default(), Vec::new());
    let mut path = PathFacts { senders: Vec::new(), targets: Vec::new(), healthy: Vec::new(), only_healthy: true };
    for trouble in case.troubles.iter().filter(|t| t.observed == Observed::NotOffered && t.is_suspicious()) {
        let (healthy, only) = healthy_connectors(case, trouble);
        path.only_healthy &= only;
        if !trouble.identity().is_empty() {
            add(&mut subject.queues, trouble.identity());
        }
        if let Some(sender) = &trouble.sender {
            add(&mut path.senders, sender.clone());
            add(&mut subject.servers, sender.clone());
        }
        for target in &trouble.targets {
            add(&mut subject.servers, target.server.clone());
            for port in &target.ports {
                add(&mut path.targets, (target.server.clone(), port.port));
            }
        }
        for index in healthy {
            let Some(connector) = case.connector(index) else { continue };
            add(&mut path.healthy, connector.identity());
            if let Some(place) = connector.auth_mechanism.place() {
                add(&mut evidence, place);
            }
        }
        evidence.extend(trouble.queue.last_error.place());
    }
    if evidence.is_empty() {
        return Vec::new();
    }
    ordered::sort(&mut evidence);
    let servers: Vec<_> = path.targets.iter().fold(Vec::new(), |mut list, (server, _)| {
        add(&mut list, server.clone());
        list
    });
    let finding = |facts: Facts, needs: Vec<Need>| Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts,
        subject: subject.clone(),
        gaps: Vec::new(),
        evidence: evidence.clone(),
        needs,
        remedies: Vec::new(),
    };
    // Of a target that nobody knows, only the sender can tell.
    let sender = Need::SendProtocolLog(path.senders.clone());
    let (inspection, certificate) = if path.targets.is_empty() {
        (vec![sender.clone()], vec![sender])
    } else {
        (vec![Need::EhloReply(path.targets.clone()), sender], vec![Need::Certificates(servers)])
    };
    vec![
        finding(Facts::SmtpInspection(path.clone()), inspection),
        finding(Facts::InternalTransportCertificateMissing(path.clone()), certificate),
    ]
}

/// The connectors that may answer the trouble's sessions and offer authentication, and whether they are all that may.
fn healthy_connectors(case: &Case<'_>, trouble: &Trouble<'_>) -> (Vec<usize>, bool) {
    let landings: Vec<(usize, Option<Outcome>)> = if trouble.is_addressed {
        trouble.attempts.iter().filter_map(|a| Some((a.trial.connector()?, a.trial.outcome))).collect()
    } else {
        let ports = trouble.targets.iter().flat_map(|t| t.ports.iter().map(move |p| (t, p)));
        ports
            .flat_map(|(t, p)| landings_of_any_source(&case.topology, &t.server, p.port))
            .map(|(index, _, outcome)| (index, Some(outcome)))
            .collect()
    };
    let (mut healthy, mut only) = (Vec::new(), true);
    for (index, outcome) in landings {
        if outcome == Some(Outcome::Works) {
            add(&mut healthy, index);
        } else {
            only = false;
        }
    }
    (healthy, only)
}

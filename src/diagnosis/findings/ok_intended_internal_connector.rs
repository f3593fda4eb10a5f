//! A custom connector takes Exchange servers and is made for it: nothing is wrong.
//!
//! # What happens
//! The connector wins for Exchange servers and offers ExchangeServer authentication to the ExchangeServers group.
//! # Why it matters
//! "Custom and more specific" looks like the usual trap; "mending" it would break what works (WAN optimisers,
//! dedicated internal connectors).
//! # What decides it
//! AuthMechanism and PermissionGroups of the connector that wins.
//! # What to do
//! Nothing.
//! # When it is fine
//! As it is.
//! # Sources
//! Documented (Receive connectors, usage type Internal); observed behaviour (2013 CU23).

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, RECEIVE_CONNECTORS};
use super::x_anonymous_tls_suppressed;
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::trial::{Gap, Trial};
use crate::model::same_server;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::OkIntendedInternalConnector, &[RECEIVE_CONNECTORS, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut subject, mut evidence, mut identities, mut senders) =
        (Subject::default(), IndexSet::new(), IndexSet::new(), IndexSet::new());
    let mut gaps = BTreeSet::new();
    let intended = |t: &&Trial<'_>| matches!(t.outcome, Some(Outcome::Works | Outcome::Suppressed));
    for trial in case.pairs.iter().filter(|t| t.is_decided()).filter(intended) {
        let Some((index, it)) = trial.connector().and_then(|i| Some((i, case.connector(i)?))) else { continue };
        // One that wins over nobody may be a default connector under another name.
        if trial.runner_up().is_none()
            || it.is_out_of_the_box()
            || x_anonymous_tls_suppressed::stops_mail(case, index, it)
        {
            continue;
        }
        subject.connectors.insert(index);
        subject.addresses.insert(trial.session.source);
        for server in [&trial.session.server, &trial.sender] {
            subject.servers.insert(server.clone());
        }
        identities.insert(it.identity());
        senders.insert(trial.sender.clone());
        gaps.extend(trial.gaps.iter().cloned());
        let hides = trial.outcome == Some(Outcome::Suppressed);
        if hides && !is_downgraded(case, &trial.sender) {
            gaps.insert(Gap::SendersDowngraded { connector: index });
        } else if !hides && it.suppress_x_anonymous_tls.whole().is_none() {
            gaps.insert(Gap::NotSuppressed { connector: index });
        }
        let places = [it.remote_ip_ranges.place(), it.auth_mechanism.place(), it.permission_groups.place()];
        evidence.extend(places.into_iter().flatten());
    }
    if identities.is_empty() {
        return Vec::new();
    }
    let certainty = if gaps.is_empty() { Certainty::Proven } else { Certainty::Likely };
    vec![Finding {
        severity: Severity::Advice,
        certainty,
        facts: Facts::OkIntendedInternalConnector {
            connectors: Vec::from_iter(identities),
            senders: Vec::from_iter(senders),
        },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence: Vec::from_iter(evidence),
        needs: Vec::new(),
        remedies: Vec::new(),
    }]
}

/// Whether the paste shows that a sender goes on without X-ANONYMOUSTLS.
fn is_downgraded(case: &Case<'_>, sender: &str) -> bool {
    let services = case.snapshot().observations.transport_services.iter();
    services.filter(|s| s.server.as_deref().is_some_and(|name| same_server(name, sender))).any(|service| {
        let is_set = |(name, value): (&str, &str)| {
            name == "use_downgraded_exchange_server_auth" && value.eq_ignore_ascii_case("true")
        };
        service.properties.iter().any(|(name, value)| is_set((name, value)))
    })
}

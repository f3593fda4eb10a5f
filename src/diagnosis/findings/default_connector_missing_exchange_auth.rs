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

use std::collections::BTreeSet;

use super::explained::{Explained, explained};
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, KB_979175, OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::authentication::{self, Outcome};
use crate::diagnosis::case::{Case, auth_mechanism};
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, ServerMail};
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::hop;
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;
use crate::diagnosis::trouble::Trouble;
use crate::model::ReceiveConnector;
use crate::remedy;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[
        CodeSources::new(Code::DefaultConnectorMissingExchangeAuth, &[RECEIVE_CONNECTORS, KB_979175, OBSERVED, FIELD]),
        CodeSources::new(Code::EdgeConnectorMissingExchangeAuth, &[RECEIVE_CONNECTORS, KB_979175, OBSERVED, FIELD]),
    ],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    connectors.filter(|(_, c)| is_broken(c)).flat_map(|(index, c)| of_connector(case, index, c)).collect()
}

fn is_broken(connector: &ReceiveConnector) -> bool {
    let outcome = authentication::outcome(connector);
    connector.is_for_servers()
        && !connector.is_disabled()
        && matches!(outcome, Outcome::NotOffered | Outcome::ExternallySecured)
}

fn of_connector(case: &Case<'_>, index: usize, connector: &ReceiveConnector) -> Vec<Finding> {
    let outbound = !connector.is_default();
    let fits = |t: &Trouble<'_>| t.is_suspicious() || (outbound && lacks_xproxyto(t));
    let explained = explained(case, index, connector, &fits).into_iter();
    explained.filter_map(|explained| finding(case, index, connector, explained)).collect()
}

fn finding(case: &Case<'_>, index: usize, connector: &ReceiveConnector, explained: Explained) -> Option<Finding> {
    let outbound = !connector.is_default();
    let Explained { subject, senders, mut evidence, grade } = explained;
    evidence.extend(connector.auth_mechanism.place());
    let in_trouble = grade.is_some();
    // The way to the outside has a finding of its own as long as no queue fails on it.
    if !in_trouble && outbound {
        return None;
    }
    // Nobody fails here yet: that somebody would is an assumption of its own.
    let idle = || (Certainty::Likely, BTreeSet::from([Gap::UsedByExchange { connector: index }]));
    let (mut certainty, mut gaps) = grade.unwrap_or_else(idle);
    if outbound && case.suspicious_troubles().any(|t| subject.queues.contains(&t.identity())) {
        // Without X-ANONYMOUSTLS there is no XPROXYTO, and the reply names that; 451 5.7.3 is not seen on this way.
        certainty = certainty.max(Certainty::Likely);
        gaps.extend(subject.queues.iter().map(|q| Gap::Explains { connector: index, queue: q.clone() }));
    }
    let needs = match certainty {
        Certainty::Proven => Vec::new(),
        _ if in_trouble => vec![Need::ReceiveProtocolLog(vec![connector.server.clone()])],
        _ => Vec::new(),
    };
    let remedies = remedy::restore_default_connector(&case.pasted, index, &subject.queues);
    Some(Finding {
        severity: if in_trouble { Severity::Blocking } else { Severity::Risk },
        certainty,
        facts: Facts::DefaultConnectorMissingExchangeAuth {
            connectors: vec![connector.identity()],
            made_for: match (outbound, connector.is_default_of_edge()) {
                (true, _) => ServerMail::ToOutside,
                (false, true) => ServerMail::ToEdge,
                (false, false) => ServerMail::ToServer,
            },
            auth_mechanism: auth_mechanism(connector),
            servers: vec![connector.server.clone()],
            senders: Vec::from_iter(senders),
        },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence,
        needs,
        remedies,
    })
}

/// Whether the reply is the one of a front end that does not pass mail on.
fn lacks_xproxyto(trouble: &Trouble<'_>) -> bool {
    let error = trouble.queue.visible_error();
    error.and_then(|e| e.inner.as_ref()).is_some_and(|reply| reply.says(hop::NO_XPROXYTO))
}

//! A receive log or an event of MSExchangeTransport names the connector that answered a client.
//!
//! # What happens
//! The paste holds the answer to the first question, which connector answered, without any connector beside it.
//! # Why it matters
//! Nothing else prints it. It is what was, where selection says what should be.
//! # What decides it
//! The connector-id of the log, or the name in the event. A logon with ExchangeAuth shows besides that this connector
//! offers Exchange Server authentication.
//! # What to do
//! Compare it with the connector that is meant for the client. A refusal has its own explanation.
//! # When it is fine
//! Where this is the connector that is meant for the client.
//! # Sources
//! Documented (protocol logging; events 1021 and 1035).

use indexmap::IndexSet;

use super::distinct;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, OBSERVED, PROTOCOL_LOGGING};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::narrowed::Narrowed;
use crate::diagnosis::need::{Check, Need};
use crate::diagnosis::observed::{LoggedConnector, LoggedOutcome, logged_connectors};

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::ConnectorThatAnswered, &[PROTOCOL_LOGGING, OBSERVED, FIELD])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    logged_connectors(case.snapshot()).into_iter().map(finding).collect()
}

fn finding(answered: LoggedConnector) -> Finding {
    let groups = || answered.groups.values();
    let servers: Vec<_> = answered.server.iter().cloned().collect();
    let mechanisms = || answered.groups.keys().filter_map(LoggedOutcome::mechanism);
    // A logon that failed was taken by this connector: not its settings decide, but the accounts of both sides.
    let needs = if mechanisms().any(|mechanism| mechanism == EXCHANGE_AUTH) {
        let narrowed = Some(Narrowed::ServerLogonRefused);
        vec![Need::NextStep(Check { narrowed, ..Check::at(Known::TemporaryAuthenticationFailure, servers.clone()) })]
    } else if mechanisms().next().is_some() {
        let narrowed = Some(Narrowed::AccountRefused);
        vec![Need::NextStep(Check { narrowed, ..Check::at(Known::LogonFailed, servers.clone()) })]
    } else if !answered.is_server_shown && !servers.is_empty() {
        vec![Need::ReceiveConnectors(servers.clone())]
    } else {
        Vec::new()
    };
    Finding {
        severity: if answered.groups.keys().any(LoggedOutcome::is_failure) { Severity::Risk } else { Severity::Advice },
        // It is printed, and it claims nothing beyond.
        certainty: Certainty::Proven,
        subject: Subject {
            queues: IndexSet::new(),
            connectors: answered.index.into_iter().collect(),
            servers: answered.server.iter().cloned().collect(),
            addresses: groups().flat_map(|group| group.clients.keys().copied()).collect(),
        },
        gaps: Vec::new(),
        evidence: distinct(groups().flat_map(|group| group.places.iter().copied()).take(MOST_LINES)),
        needs,
        remedies: Vec::new(),
        facts: Facts::ConnectorThatAnswered(answered),
    }
}

/// The authentication between Exchange servers, as events name it.
pub(crate) const EXCHANGE_AUTH: &str = "ExchangeAuth";

/// Lines of evidence; a log has thousands.
const MOST_LINES: usize = 50;

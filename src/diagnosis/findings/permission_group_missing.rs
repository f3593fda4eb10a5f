//! The connector that answers offers Exchange Server authentication, but does not admit Exchange servers: the group
//! ExchangeServers is missing, or an entry of its access control list denies them the right to submit mail.
//!
//! # What happens
//! The sender authenticates and is then refused: 454 4.7.0 Temporary authentication failure where no group admits it or
//! an entry denies it, 550 5.7.1 Client does not have permissions to send as this sender where ExchangeUsers admits it.
//! Never 451 5.7.3.
//! # Why it matters
//! With 454 all mail between the servers waits; with 550 it goes back to its senders.
//! # What decides it
//! PermissionGroups of the connector that answers. `Custom` among them hides which rights a group still has. A printed
//! Deny of ms-Exch-SMTP-Submit for the group Exchange Servers outweighs them, unless it is inherited.
//! Where no queue fails on it, a connector of one's own that would take an Exchange server is named as a risk; those of
//! setup have `default-connector-edited`.
//! # What to do
//! Add ExchangeServers to the connector's PermissionGroups, or take the servers' addresses off it. Remove the entry that
//! denies.
//! # When it is fine
//! Where no Exchange server lands on the connector.
//! # Sources
//! Documented (Receive connectors, permission groups; order of access control entries); observed behaviour (2013 CU23).

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::explained::{Explained, explained};
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::authentication::{self, Outcome};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{AdmittedAs, Facts, QueuesFail};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;
use crate::diagnosis::trouble::{Observed, Trouble};
use crate::model::{ReceiveConnector, Right};
use crate::remedy;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[
        CodeSources::new(Code::PermissionGroupMissing, &[RECEIVE_CONNECTORS, OBSERVED]),
        CodeSources::new(Code::SubmitRightDenied, &[RECEIVE_CONNECTORS, OBSERVED]),
    ],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    connectors.filter(|(_, c)| !c.is_disabled()).flat_map(|(i, c)| of_connector(case, i, c)).collect()
}

fn of_connector(case: &Case<'_>, index: usize, connector: &ReceiveConnector) -> Vec<Finding> {
    let outcome = authentication::outcome(connector);
    let reply = match outcome {
        Outcome::NoSubmitRight | Outcome::SubmitDenied => Known::TemporaryAuthenticationFailure,
        Outcome::OnlyAsUser => Known::SendAs,
        _ => return Vec::new(),
    };
    let may_be = |t: &Trouble<'_>| outcome != Outcome::OnlyAsUser && t.observed == Observed::NotShown;
    let fits = |t: &Trouble<'_>| t.known_reply() == Some(reply) || (may_be(t) && t.is_suspicious());
    let explained = explained(case, index, connector, &fits).into_iter();
    explained.filter_map(|explained| finding(case, index, connector, explained)).collect()
}

fn finding(case: &Case<'_>, index: usize, connector: &ReceiveConnector, explained: Explained) -> Option<Finding> {
    let outcome = authentication::outcome(connector);
    let Explained { mut subject, mut senders, mut evidence, grade } = explained;
    let in_trouble = grade.is_some();
    let (mut certainty, mut gaps) = match grade {
        Some(grade) => grade,
        None => (Certainty::Likely, idle(case, index, connector, &mut subject, &mut senders)?),
    };
    if in_trouble && outcome == Outcome::OnlyAsUser {
        // That the rights of ordinary users end so is inferred, and the reply has other causes.
        certainty = certainty.max(Certainty::Likely);
        let queues = subject.queues.iter().cloned();
        gaps.extend(queues.map(|queue| Gap::Explains { connector: index, queue }));
    }
    let denial = match connector.submit_right {
        Some(Right::Denied { place, .. }) if outcome == Outcome::SubmitDenied => Some(place),
        _ => None,
    };
    let decides = [connector.auth_mechanism.place(), denial.or_else(|| connector.permission_groups.place())];
    evidence.extend(decides.into_iter().flatten());
    let senders = Vec::from_iter(senders);
    let queues = if in_trouble { QueuesFail::Now } else { QueuesFail::NotYet };
    let groups = connector.permission_groups.visible().into_iter().flatten().map(ToString::to_string).collect();
    // What a custom connector is meant to admit, nobody but its owner knows.
    let remedies = if connector.is_default() && denial.is_none() {
        remedy::restore_default_connector(&case.pasted, index, &subject.queues)
    } else {
        Vec::new()
    };
    Some(Finding {
        severity: if in_trouble { Severity::Blocking } else { Severity::Risk },
        certainty,
        facts: if denial.is_some() {
            Facts::SubmitRightDenied { connector: connector.identity(), senders, queues }
        } else {
            Facts::PermissionGroupMissing {
                connector: connector.identity(),
                senders,
                groups,
                admitted_as: if outcome == Outcome::OnlyAsUser { AdmittedAs::Users } else { AdmittedAs::Nobody },
                queues,
            }
        },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence,
        needs: match certainty {
            Certainty::Likely | Certainty::Possible if in_trouble => {
                vec![Need::ReceiveProtocolLog(vec![connector.server.clone()])]
            }
            _ => Vec::new(),
        },
        remedies,
    })
}

/// The Exchange servers that would land on the connector, and what that rests on; `None` where there are none. Of the
/// connectors of setup, `default-connector-edited` names a missing group, and a connector that admits nobody at all has
/// a finding of its own.
fn idle(
    case: &Case<'_>,
    index: usize,
    connector: &ReceiveConnector,
    subject: &mut Subject,
    senders: &mut IndexSet<String>,
) -> Option<BTreeSet<Gap>> {
    let mut gaps = BTreeSet::new();
    let is_denied = authentication::outcome(connector) == Outcome::SubmitDenied;
    let named_elsewhere =
        connector.is_out_of_the_box() || connector.permission_groups.whole().is_none_or(Vec::is_empty);
    if named_elsewhere && !is_denied {
        return None;
    }
    for trial in case.pairs.iter().filter(|t| t.is_decided() && t.connector() == Some(index)) {
        let (sender, server, port) = (trial.sender.clone(), trial.session.server.clone(), trial.session.port);
        subject.addresses.insert(trial.session.source);
        subject.servers.insert(sender.clone());
        senders.insert(sender.clone());
        gaps.extend(trial.gaps.iter().cloned());
        gaps.insert(Gap::MailGoesThere { sender, server, port });
    }
    (!senders.is_empty()).then_some(gaps)
}

//! The connector that answers offers Exchange Server authentication, but does not admit the group ExchangeServers.
//!
//! # What happens
//! The sender authenticates and is then refused: 454 4.7.0 Temporary authentication failure where no group admits it,
//! 550 5.7.1 Client does not have permissions to send as this sender where ExchangeUsers does. Never 451 5.7.3.
//! # Why it matters
//! With 454 all mail between the servers waits; with 550 it goes back to its senders.
//! # What decides it
//! PermissionGroups of the connector that answers. `Custom` among them hides which rights a group still has.
//! # What to do
//! Add ExchangeServers to the connector's PermissionGroups.
//! # When it is fine
//! Where no Exchange server lands on the connector.
//! # Sources
//! Documented (Receive connectors, permission groups); observed behaviour (2013 CU23).

use super::explained::{Explained, explained};
use crate::diagnosis::Facts;
use crate::diagnosis::authentication::{self, Outcome};
use crate::diagnosis::case::{Case, Trouble};
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::finding::{Certainty, Finding, Need, Severity};
use crate::diagnosis::trial::Gap;
use crate::model::ReceiveConnector;
use crate::remedy;

pub(super) fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    connectors.filter(|(_, c)| c.enabled.whole() != Some(&false)).filter_map(|(i, c)| finding(case, i, c)).collect()
}

fn finding(case: &Case<'_>, index: usize, connector: &ReceiveConnector) -> Option<Finding> {
    let outcome = authentication::outcome(connector);
    let reply = match outcome {
        Outcome::NoSubmitRight => Known::TemporaryAuthenticationFailure,
        Outcome::OnlyAsUser => Known::SendAs,
        _ => return None,
    };
    let fits = |t: &Trouble<'_>| t.known_reply() == Some(reply);
    let Explained { subject, senders, mut evidence, best } = explained(case, index, connector, &fits);
    let (mut certainty, mut gaps) = best?;
    if outcome == Outcome::OnlyAsUser {
        // That the rights of ordinary users end so is inferred, and the reply has other causes.
        certainty = certainty.max(Certainty::Likely);
        let queues = subject.queues.iter().cloned();
        gaps.extend(queues.map(|queue| Gap::Explains { connector: index, queue }));
    }
    evidence.extend([connector.auth_mechanism.place(), connector.permission_groups.place()].into_iter().flatten());
    let groups = connector.permission_groups.visible().into_iter().flatten().map(ToString::to_string).collect();
    // What a custom connector is meant to admit, nobody but its owner knows.
    let remedies = if connector.is_default() {
        remedy::restore_default_connector(&case.pasted, index, &subject.queues)
    } else {
        Vec::new()
    };
    Some(Finding {
        severity: Severity::Blocking,
        certainty,
        facts: Facts::PermissionGroupMissing {
            connector: connector.identity(),
            senders,
            groups,
            as_user: outcome == Outcome::OnlyAsUser,
        },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence,
        needs: match certainty {
            Certainty::Proven => Vec::new(),
            _ => vec![Need::ReceiveProtocolLog(vec![connector.server.clone()])],
        },
        remedies,
    })
}

//! A right was granted on a front-end connector, and the check is made on the connector behind it.
//!
//! # What happens
//! `550 5.7.60 Client does not have permissions to send as this sender`, after DATA, although the right is there.
//! # Why it matters
//! The front end hands the session over; the Transport service checks rights on Client Proxy or Default, where nobody
//! looks.
//! # What decides it
//! Get-ADPermission of both connectors.
//! # What to do
//! Grant the right on the connector behind as well, for this account only.
//! # When it is fine
//! Where the account is not meant to send as others.
//! # Sources
//! Field reports.

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::FIELD;
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;
use crate::model::observation::Permission;
use crate::model::{self, Place, ReceiveConnector, Right, SetUpAs, TransportRole, same_server};

/// The rights that sending as others needs.
const RIGHTS: [&str; 2] = ["ms-Exch-SMTP-Accept-Any-Sender", "ms-Exch-SMTP-Accept-Authoritative-Domain-Sender"];

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::FrontendVsBackendPermission, &[FIELD])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let replies = refusals(case);
    if replies.is_empty() {
        return Vec::new();
    }
    let permissions = &case.snapshot().observations.permissions;
    let mut found = Vec::new();
    for (index, front) in case.snapshot().receive_connectors.iter().enumerate() {
        if front.transport_role.has(&TransportRole::FrontendTransport) != Some(true) {
            continue;
        }
        let Some((behind_index, behind)) = backend_connector(case, front) else { continue };
        for (right, granted) in RIGHTS.iter().filter_map(|right| Some((*right, grant(permissions, front, right)?))) {
            let is_same = |user: &str| user.to_lowercase() == granted.user.to_lowercase();
            let there = model::right(case.snapshot(), behind, is_same, right);
            if matches!(there, Some(Right::Granted(_) | Right::Probably(_))) {
                continue;
            }
            let mut outline = Outline::default();
            for place in &replies {
                outline.line(Some(*place));
            }
            outline.connector(case, index, Some(granted.place));
            let missing = match there {
                Some(Right::Missing(place) | Right::Denied { place, .. }) => Some(place),
                _ => None,
            };
            outline.connector(case, behind_index, missing);
            outline.gaps.insert(Gap::RightsShown { connector: behind_index });
            outline.needs.push(Need::ConnectorPermissions {
                connectors: vec![behind.identity()],
                user: Some(granted.user.clone()),
            });
            let certainty = if missing.is_some() { Certainty::Likely } else { Certainty::Possible };
            let facts = Facts::FrontendVsBackendPermission {
                front: front.identity(),
                behind: behind.identity(),
                user: granted.user.clone(),
                right,
            };
            found.push(Finding { certainty, ..outline.finding(Severity::Risk, facts) });
        }
    }
    found
}

/// Lines with the refusal: queues, delivery reports, logs.
fn refusals(case: &Case<'_>) -> Vec<Place> {
    let snapshot = case.snapshot();
    let is = |reply: Option<&crate::model::SmtpReply>| reply.and_then(Known::find) == Some(Known::SendAs);
    let queues = case.troubles.iter().filter(|t| t.known_reply() == Some(Known::SendAs));
    let mut places: Vec<Place> = queues.filter_map(|t| t.queue.last_error.place()).collect();
    places.extend(snapshot.replies.iter().filter(|r| is(r.error.inner.as_ref())).map(|r| r.place));
    let failures = snapshot.observations.sessions.iter().flat_map(|s| &s.failures);
    places.extend(failures.filter(|(error, _)| is(error.inner.as_ref())).map(|(_, place)| *place));
    places
}

/// The connector to which the front end hands sessions over: those of users to Client Proxy, all others to Default.
fn backend_connector<'a>(case: &Case<'a>, front: &ReceiveConnector) -> Option<(usize, &'a ReceiveConnector)> {
    let users = front.is_set_up_as(SetUpAs::ClientFrontend);
    let wanted = if users { SetUpAs::ClientProxy } else { SetUpAs::Default };
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    let mut here = connectors.filter(|(_, c)| same_server(&c.server, &front.server));
    here.find(|(_, c)| c.is_set_up_as(wanted))
}

fn grant<'p>(permissions: &'p [Permission], connector: &ReceiveConnector, right: &str) -> Option<&'p Permission> {
    // What the groups of setup grant is everywhere; an account of one's own was granted by hand.
    let by_hand = |p: &Permission| !["NT AUTHORITY\\", "MS Exchange\\"].iter().any(|known| p.user.starts_with(known));
    permissions.iter().find(|p| is_of(p, connector) && by_hand(p) && holds(p, right))
}

fn is_of(permission: &Permission, connector: &ReceiveConnector) -> bool {
    permission.connector.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(&connector.identity()))
}

fn holds(permission: &Permission, right: &str) -> bool {
    permission.deny != Some(true) && permission.rights.iter().any(|held| held.eq_ignore_ascii_case(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;
    use crate::model::{LastError, Reply};

    #[track_caller]
    fn check(grants: &[(&str, &str)], reply: &str, expected: Option<Certainty>) {
        let mut snapshot = snapshot(&[
            "EX1\\Client Frontend EX1 | FrontendTransport | 0.0.0.0:587",
            "EX1\\Client Proxy EX1 | HubTransport | 0.0.0.0:465",
        ]);
        let place = Place { source: 0, line: 9 };
        snapshot.replies.push(Reply { error: LastError::read(reply).unwrap(), sender: None, place });
        for (connector, right) in grants {
            snapshot.observations.permissions.push(Permission {
                connector: Some((*connector).to_owned()),
                user: "CORP\\app".to_owned(),
                rights: vec![(*right).to_owned()],
                rights_cut: false,
                deny: Some(false),
                inherited: None,
                place,
            });
        }
        assert_eq!(detect(&Case::of(&snapshot)).first().map(|f| f.certainty), expected, "{grants:?}");
    }

    #[test]
    fn the_right_must_be_on_both() {
        let refused = "550 5.7.60 SMTP; Client does not have permissions to send as this sender";
        let front = ("EX1\\Client Frontend EX1", RIGHTS[0]);
        check(&[front], refused, Some(Certainty::Possible));
        check(&[front, ("EX1\\Client Proxy EX1", "ms-Exch-SMTP-Submit")], refused, Some(Certainty::Likely));
        check(&[front, ("EX1\\Client Proxy EX1", RIGHTS[0])], refused, None);
        check(&[front], "550 5.7.54 SMTP; Unable to relay", None);
        check(&[], refused, None);
    }
}

//! The reply says that the connector that answered offered no Exchange Server authentication; the paste does not show
//! which connector that was.
//!
//! # What happens
//! The sending server made up 451 5.7.3 after reading the EHLO reply of the target: no X-ANONYMOUSTLS in it.
//! # Why it matters
//! Mail waits, and the usual advice ("enable Exchange Server authentication") hides the cause if a relay connector has
//! taken the session.
//! # What decides it
//! The receive connectors of the target servers and the addresses of the sending server.
//! # What to do
//! Paste what is missing.
//! # When it is fine
//! Never.
//! # Sources
//! Documented (KB 979175); observed behaviour (2013 CU23).

use super::add;
use super::kind::{Among, CodeSources, Covers, Detect, ExplainedBy, FindingKind};
use super::path_between_healthy_connectors::refuted;
use super::sources::{KB_979175, OBSERVED};
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::case::{Attempt, Case, Observed, Trouble};
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, HubReply, ReplyIs};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::hop;
use crate::diagnosis::need::Need;
use crate::diagnosis::route::TargetGround;
use crate::diagnosis::trial::{is_cut, landings_of_any_source};
use crate::model::Place;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::ExchangeAuthNotOffered, &[KB_979175, OBSERVED])],
    // The connector that may have answered is in the paste: it is the hub connector.
    explained_by: &[ExplainedBy {
        applies_to: asks_which_connector,
        explainer: |f| matches!(f.facts, Facts::HubRoleConnectorOn25 { queues_fail_with: HubReply::CannotAchieve, .. }),
        among: Among::Detected,
        covers: Covers::Queues,
    }],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut subject, mut evidence) = (Subject::default(), Vec::new());
    let (mut senders, mut missing_targets, mut missing_addresses) = (Vec::new(), Vec::new(), Vec::new());
    let mut to_edge = Subject::default();
    let mut missing_properties = Vec::new();
    let mut signs = Vec::new();
    let (mut open, mut is_said) = (false, false);
    for trouble in
        case.suspicious_troubles().filter(|t| t.observed == Observed::NotOffered || t.queue.last_error.is_absent())
    {
        if hop::is_to_routing_group(&trouble.queue) {
            continue;
        }
        let gap = missing(case, trouble);
        let refuted = if gap.unexplained || gap.refused { None } else { refuted(case, trouble) };
        if gap.unexplained && trouble.observed == Observed::NotOffered && hop::is_to_edge(&trouble.queue) {
            add(&mut to_edge.queues, trouble.identity());
            trouble.sender.iter().for_each(|sender| add(&mut to_edge.servers, sender.clone()));
        }
        if !gap.unexplained && refuted.is_none() {
            continue;
        }
        for sign in refuted.into_iter().flatten() {
            add(&mut evidence, sign.place);
            add(&mut signs, sign);
        }
        // Of a queue whose reply is not shown, nothing is said beside those whose reply is.
        if trouble.observed == Observed::NotOffered && !is_said {
            is_said = true;
            senders.clear();
        }
        let says = trouble.observed == Observed::NotOffered || !is_said;
        open = true;
        if !trouble.identity().is_empty() {
            add(&mut subject.queues, trouble.identity());
        }
        if let Some(sender) = &trouble.sender {
            if says {
                add(&mut senders, sender.clone());
            }
            add(&mut subject.servers, sender.clone());
            if !trouble.is_addressed {
                add(&mut missing_addresses, sender.clone());
            }
        }
        for server in gap.targets {
            add(&mut missing_targets, server);
        }
        for server in gap.properties {
            add(&mut missing_properties, server);
        }
        evidence.extend(trouble.queue.last_error.place().or(trouble.queue.status.place()));
    }
    if !open {
        return Vec::new();
    }
    let mut ask = missing_targets.clone();
    for server in missing_properties {
        add(&mut ask, server);
    }
    let mut needs = if signs.is_empty() { vec![Need::ReceiveConnectors(ask)] } else { Vec::new() };
    if !missing_addresses.is_empty() {
        needs.push(Need::ServerAddresses(missing_addresses.clone()));
    }
    let unread: Vec<_> = case
        .suspicious_troubles()
        .filter(|t| t.observed == Observed::NotShown)
        .map(Trouble::identity)
        .filter(|i| !i.is_empty())
        .collect();
    if !unread.is_empty() {
        needs.insert(0, Need::QueueDetails(unread));
    }
    needs.push(Need::SendProtocolLog(senders.clone()));
    let reply = if is_said { ReplyIs::Shown } else { ReplyIs::Hidden };
    let edge = (!to_edge.queues.is_empty()).then(|| in_question(to_edge, evidence.clone()));
    let finding = Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts: Facts::ExchangeAuthNotOffered { senders, missing_targets, missing_addresses, signs, reply },
        subject,
        gaps: Vec::new(),
        evidence,
        needs,
        remedies: Vec::new(),
    };
    edge.into_iter().chain([finding]).collect()
}

/// Whether it only asks which connector answered.
fn asks_which_connector(finding: &Finding) -> bool {
    let Facts::ExchangeAuthNotOffered { signs, missing_targets, .. } = &finding.facts else { return false };
    signs.is_empty() && missing_targets.is_empty()
}

/// An Edge server is asked with its own shell, so its connectors are seldom in a paste.
fn in_question(subject: Subject, evidence: Vec<Place>) -> Finding {
    Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts: Facts::EdgeConnectorInQuestion { senders: subject.servers.clone() },
        subject,
        gaps: Vec::new(),
        evidence,
        needs: vec![Need::EdgeConnectors],
        remedies: Vec::new(),
    }
}

/// What keeps a trouble from being explained.
struct Missing {
    unexplained: bool,
    /// A connector is known that gives this reply.
    refused: bool,
    targets: Vec<String>,
    properties: Vec<String>,
}

fn missing(case: &Case<'_>, trouble: &Trouble<'_>) -> Missing {
    let shown = |server: &str| case.topology.server(server).is_some_and(|s| !s.connectors.is_empty());
    let targets: Vec<_> = trouble.targets.iter().map(|t| t.server.clone()).filter(|s| !shown(s)).collect();
    if trouble.targets.len() == targets.len() {
        return Missing { unexplained: true, refused: false, targets, properties: Vec::new() };
    }
    // Where LastError names a server whose connectors are not shown, another one's connector does not explain its reply.
    let of_hidden = trouble.targets.iter().any(|t| t.ground == TargetGround::Printed && !shown(&t.server));
    let speaks = |a: &Attempt<'_>| !of_hidden || a.target.ground == TargetGround::Printed;
    let refused = trouble.attempts.iter().any(|a| speaks(a) && a.trial.outcome.is_some_and(Outcome::cannot_achieve));
    // Selections that hang on a property that is not shown at all, and connectors without AuthMechanism.
    let mut properties = Vec::new();
    for attempt in &trouble.attempts {
        let trial = &attempt.trial;
        let hidden =
            !trial.is_decided() && trial.selection.outcome.doubts().iter().any(|d| !is_cut(case.snapshot(), d));
        if hidden || trial.is_contradicted() || matches!(trial.outcome, Some(Outcome::Unknown(_))) {
            add(&mut properties, trial.session.server.clone());
        }
    }
    if !trouble.is_addressed {
        for target in &trouble.targets {
            let outcomes: Vec<_> = target
                .ports
                .iter()
                .flat_map(|port| landings_of_any_source(&case.topology, &target.server, port.port))
                .map(|(.., outcome)| outcome)
                .collect();
            if outcomes.is_empty() || outcomes.iter().any(|o| matches!(o, Outcome::Unknown(_))) {
                add(&mut properties, target.server.clone());
            }
        }
    }
    Missing { unexplained: !refused && (!properties.is_empty() || !targets.is_empty()), refused, targets, properties }
}

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

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexSet;

use super::distinct;
use super::kind::{Among, CodeSources, Covers, Detect, ExplainedBy, FindingKind};
use super::path_between_healthy_connectors::refuted;
use super::sources::{KB_979175, OBSERVED};
use crate::diagnosis::authentication::{Missing, Outcome};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, HubReply, ReplyIs};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::hop;
use crate::diagnosis::need::Need;
use crate::diagnosis::observed::Sign;
use crate::diagnosis::route::TargetGround;
use crate::diagnosis::trial::is_cut;
use crate::diagnosis::trouble::{Attempt, Observed, Trouble};
use crate::model::Place;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::ExchangeAuthNotOffered, &[KB_979175, OBSERVED])],
    // The connector that may have answered is in the paste: it is the one of the other service.
    explained_by: &[ExplainedBy {
        applies_to: asks_which_connector,
        explainer: |f| {
            matches!(
                f.facts,
                Facts::HubRoleConnectorOn25 { queues_fail_with: HubReply::CannotAchieve, .. }
                    | Facts::TransportRoleConflict { queues_fail_with: HubReply::CannotAchieve, .. }
            )
        },
        among: Among::Detected,
        covers: Covers::Queues,
    }],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut lacking = BTreeMap::new();
    let all: Vec<_> =
        case.suspicious_troubles().filter_map(|trouble| unexplained(case, trouble, &mut lacking)).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let shows_reply = |it: &&Unexplained<'_, '_>| it.trouble.observed == Observed::NotOffered;
    let reply = if all.iter().any(|it| shows_reply(&it)) { ReplyIs::Shown } else { ReplyIs::Hidden };
    // Where the paste shows the reply of one queue, the sentences leave out the senders whose reply is hidden.
    let told = all.iter().filter(|it| reply == ReplyIs::Hidden || shows_reply(it));
    let senders: Vec<String> = distinct(told.filter_map(|it| it.trouble.sender.clone()));
    let mut seen = BTreeSet::new();
    // Alike troubles share what the paste lacks.
    let missing: Vec<&Lacking> =
        all.iter().map(|it| &it.missing).filter(|it| seen.insert(Rc::as_ptr(it))).map(Rc::as_ref).collect();
    let missing_targets: Vec<String> = distinct(missing.iter().flat_map(|it| it.targets.iter().cloned()));
    let unaddressed = all.iter().filter(|it| !it.trouble.is_addressed);
    let missing_addresses: Vec<String> = distinct(unaddressed.filter_map(|it| it.trouble.sender.clone()));
    let signs: Vec<Sign> = distinct(all.iter().flat_map(|it| it.refuted_by.iter().cloned()));
    let subject = Subject {
        queues: all.iter().map(|it| it.trouble.identity()).filter(|identity| !identity.is_empty()).collect(),
        servers: all.iter().filter_map(|it| it.trouble.sender.clone()).collect(),
        ..Subject::default()
    };
    let evidence = evidence(&all);

    let mut needs = Vec::new();
    let unread = case.suspicious_troubles().filter(|t| t.observed != Observed::NotOffered).map(Trouble::identity);
    let unread: Vec<_> = unread.filter(|identity| !identity.is_empty()).collect();
    if !unread.is_empty() {
        needs.push(Need::QueueDetails(unread));
    }
    if signs.is_empty() {
        let without_properties = missing.iter().flat_map(|it| it.properties.iter().cloned());
        needs.push(Need::ReceiveConnectors(distinct(missing_targets.iter().cloned().chain(without_properties))));
    }
    if !missing_addresses.is_empty() {
        needs.push(Need::ServerAddresses(missing_addresses.clone()));
    }
    needs.push(Need::SendProtocolLog(senders.clone()));
    let finding = Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts: Facts::ExchangeAuthNotOffered { senders, missing_targets, missing_addresses, signs, reply },
        subject,
        gaps: Vec::new(),
        evidence: evidence.clone(),
        needs,
        remedies: Vec::new(),
    };
    edge_in_question(&all, evidence).into_iter().chain([finding]).collect()
}

/// A queue that no connector of the paste explains.
struct Unexplained<'t, 'a> {
    trouble: &'t Trouble<'a>,
    /// What the paste lacks.
    missing: Rc<Lacking>,
    /// What shows that authentication is offered all the same.
    refuted_by: Vec<Sign>,
}

/// What the paste lacks, by the number of alike troubles and whether they show the reply.
type LackingOfAlike = BTreeMap<(usize, bool), Rc<Lacking>>;

fn unexplained<'t, 'a>(
    case: &Case<'a>,
    trouble: &'t Trouble<'a>,
    lacking: &mut LackingOfAlike,
) -> Option<Unexplained<'t, 'a>> {
    let may_be_it =
        matches!(trouble.observed, Observed::NotOffered | Observed::OnlyCode) || trouble.queue.last_error.is_absent();
    if !may_be_it || hop::is_to_routing_group(&trouble.queue) {
        return None;
    }
    let key = (trouble.alike(), trouble.observed == Observed::NotOffered);
    let missing = Rc::clone(lacking.entry(key).or_insert_with(|| Rc::new(missing(case, trouble))));
    let refuted = if missing.unexplained || missing.refused { None } else { refuted(case, trouble) };
    let is_open = missing.unexplained || refuted.is_some();
    is_open.then(|| Unexplained { trouble, missing, refuted_by: refuted.unwrap_or_default() })
}

/// The lines that the finding rests on: for each queue, the signs first.
fn evidence(all: &[Unexplained<'_, '_>]) -> Vec<Place> {
    let of_queue = |it: &Unexplained<'_, '_>| it.trouble.queue.last_error.place().or(it.trouble.queue.status.place());
    distinct(all.iter().flat_map(|it| it.refuted_by.iter().map(|sign| sign.place).chain(of_queue(it))))
}

/// Whether it only asks which connector answered.
fn asks_which_connector(finding: &Finding) -> bool {
    let Facts::ExchangeAuthNotOffered { signs, missing_targets, .. } = &finding.facts else { return false };
    signs.is_empty() && missing_targets.is_empty()
}

/// The finding about an Edge server. Only its own shell prints its connectors, so a paste seldom has them.
fn edge_in_question(all: &[Unexplained<'_, '_>], evidence: Vec<Place>) -> Option<Finding> {
    let to_edge = |it: &&Unexplained<'_, '_>| {
        let trouble = it.trouble;
        it.missing.unexplained && trouble.observed == Observed::NotOffered && hop::is_to_edge(&trouble.queue)
    };
    let subject = Subject {
        queues: all.iter().filter(to_edge).map(|it| it.trouble.identity()).collect(),
        servers: all.iter().filter(to_edge).filter_map(|it| it.trouble.sender.clone()).collect(),
        ..Subject::default()
    };
    (!subject.queues.is_empty()).then(|| Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts: Facts::EdgeConnectorInQuestion { senders: subject.servers.iter().cloned().collect() },
        subject,
        gaps: Vec::new(),
        evidence,
        needs: vec![Need::EdgeConnectors],
        remedies: Vec::new(),
    })
}

/// What keeps a trouble from being explained.
struct Lacking {
    unexplained: bool,
    /// A connector is known that gives this reply.
    refused: bool,
    targets: Vec<String>,
    properties: Vec<String>,
}

fn missing(case: &Case<'_>, trouble: &Trouble<'_>) -> Lacking {
    let shown = |server: &str| case.topology.server(server).is_some_and(|s| !s.connectors.is_empty());
    let targets: Vec<_> = trouble.targets.iter().map(|t| t.server.clone()).filter(|s| !shown(s)).collect();
    if trouble.targets.len() == targets.len() {
        return Lacking { unexplained: true, refused: false, targets, properties: Vec::new() };
    }
    // Where LastError names a server whose connectors are not shown, another one's connector does not explain its reply.
    let of_hidden = trouble.targets.iter().any(|t| t.ground == TargetGround::Printed && !shown(&t.server));
    let speaks = |a: &Attempt<'_>| !of_hidden || a.target.ground == TargetGround::Printed;
    let refused = trouble.attempts.iter().any(|a| speaks(a) && a.trial.outcome.is_some_and(Outcome::cannot_achieve));
    // What is not shown and could give this reply. Permission groups play no part in 451 5.7.3 (observed behaviour, 2013
    // CU23): who reaches a connector with ExchangeServer is offered it.
    let hides = |outcome: Outcome| match outcome {
        Outcome::Unknown(Missing::PermissionGroups) => trouble.observed != Observed::NotOffered,
        Outcome::Unknown(Missing::AuthMechanism) => true,
        _ => false,
    };
    // Selections that hang on a property that is not shown at all, and connectors without AuthMechanism.
    let mut properties = IndexSet::new();
    for attempt in &trouble.attempts {
        let trial = &attempt.trial;
        let hidden =
            !trial.is_decided() && trial.selection.outcome.doubts().iter().any(|d| !is_cut(case.snapshot(), d));
        if hidden || trial.is_contradicted() || trial.outcome.is_some_and(hides) {
            properties.insert(trial.session.server.clone());
        }
    }
    if !trouble.is_addressed {
        for target in trouble.targets.iter() {
            let outcomes: Vec<_> = target
                .ports
                .iter()
                .flat_map(|port| case.topology.landings_of_any_source(&target.server, port.port))
                .map(|(.., outcome)| outcome)
                .collect();
            if outcomes.is_empty() || outcomes.iter().copied().any(hides) {
                properties.insert(target.server.clone());
            }
        }
    }
    let unexplained = !refused && (!properties.is_empty() || !targets.is_empty());
    Lacking { unexplained, refused, targets, properties: Vec::from_iter(properties) }
}

//! What the paste rules out as the cause of a queue's trouble: the dual of proven.
//!
//! An exclusion holds in every organisation that the paste agrees with. It is therefore told only where the way of the
//! mail is printed or follows by rule, and where nothing that is hidden or contradictory takes part.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::authentication::{self, Outcome};
use super::case::Case;
use super::catalogue::Known;
use super::facts::{Facts, ServerPort};
use super::finding::{Certainty, Finding, Severity};
use super::hop::{self, Hop};
use super::route::{PortGround, Target, TargetGround, TargetPort};
use super::trial::{TargetEndpoints, Trial};
use super::trouble::Trouble;
use crate::model::{Address, Place, ReceiveConnector};
use crate::selection::Verdict;

/// Something that is not the cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Why not.
    pub because: Because,
    /// Indices of the connectors; empty where the exclusion is about no connector of the paste.
    pub connectors: Vec<usize>,
    /// The servers and ports that the mail goes to.
    pub targets: Vec<ServerPort>,
    /// Lines of the paste that show it.
    pub places: Vec<Place>,
}

/// Why something is not the cause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The connector answers, and has the authentication and the group that Exchange servers need. Whether its EHLO reply
    /// arrives whole is another question.
    AnswersWell,
    /// It listens on these ports only.
    OtherPort(Vec<u16>),
    /// It is disabled.
    Disabled,
    /// The other transport service listens on the port.
    OtherService,
    /// It listens on other local addresses.
    OtherLocalAddress,
    /// None of its ranges holds the sender.
    HoldsNoSender,
    /// The user says that the sender has no address on its list.
    Denied,
    /// Another connector holds the sender more narrowly.
    HeldMoreNarrowly,
    /// The reply follows only after Exchange Server authentication was offered and tried.
    Tried,
}

/// What the paste rules out beside a finding that is not proven; nothing beside other findings.
#[must_use]
pub fn of(case: &Case<'_>, finding: &Finding) -> Vec<Excluded> {
    if finding.severity != Severity::Blocking || finding.certainty == Certainty::Proven {
        return Vec::new();
    }
    let about = |t: &&Trouble<'_>| finding.subject.queues.contains(&t.identity());
    let troubles: Vec<_> = case.troubles.iter().filter(about).collect();
    match finding.facts {
        Facts::SmtpInspection(_)
        | Facts::InternalTransportCertificateMissing(_)
        | Facts::ExchangeAuthNotOffered { .. }
        | Facts::ReplyExplained { known: Known::ServiceNotAvailable, .. } => of_ways(case, &troubles),
        Facts::ReplyExplained { reply: Some(Known::TemporaryAuthenticationFailure), .. } => tried(&troubles),
        _ => Vec::new(),
    }
}

/// The reply is made up after X-ANONYMOUSTLS or X-EXPS was offered and used (observed behaviour, 2013 CU23). Towards
/// Exchange 2003, another authentication is used.
fn tried(troubles: &[&Trouble<'_>]) -> Vec<Excluded> {
    let said = troubles.iter().filter(|t| {
        t.hop == Hop::Internal
            && !hop::is_to_routing_group(&t.queue)
            && t.known_reply() == Some(Known::TemporaryAuthenticationFailure)
            && !t.queue.contradicted
    });
    let places: Vec<_> = said.filter_map(|t| t.queue.last_error.place()).collect();
    if places.is_empty() {
        return Vec::new();
    }
    vec![Excluded { because: Because::Tried, connectors: Vec::new(), targets: Vec::new(), places }]
}

/// The most ways from queues to targets that are worked out, those of alike queues once. If there are more, nothing is said
/// to be excluded: that is never wrong, and the answer does not have to wait for it.
const MOST_WAYS: usize = 5_000;

/// What the ways of the mail rule out. A connector is excluded only if it is on every way to its server.
fn of_ways(case: &Case<'_>, troubles: &[&Trouble<'_>]) -> Vec<Excluded> {
    // Mail that may go anywhere may meet any connector.
    let is_routed = |t: &&Trouble<'_>| {
        !t.targets.is_empty() && t.targets.iter().all(|target| target.ground != TargetGround::Assumed)
    };
    let mut known = BTreeSet::new();
    // What holds for one of alike troubles holds for each.
    let is_first = |trouble: &&&Trouble<'_>| known.insert((trouble.alike(), trouble.queue.contradicted));
    let troubles: Vec<_> = troubles.iter().filter(is_first).copied().collect();
    let ways = troubles.iter().map(|t| t.targets.len()).fold(0, usize::saturating_add);
    if ways > MOST_WAYS || !troubles.iter().all(is_routed) {
        return Vec::new();
    }
    let mut excluded: BTreeMap<Because, Excluded> = BTreeMap::new();
    let mut verdicts: BTreeMap<usize, Vec<Option<Because>>> = BTreeMap::new();
    let mut ways: BTreeMap<usize, IndexSet<ServerPort>> = BTreeMap::new();
    for trouble in troubles {
        for target in trouble.targets.iter() {
            for port in &target.ports {
                for (connector, because) in on_the_way(case, trouble, target, *port) {
                    verdicts.entry(connector).or_default().push(because);
                    let way = ServerPort { server: target.server.clone(), port: port.port };
                    ways.entry(connector).or_default().insert(way);
                }
            }
        }
    }
    for (index, found) in verdicts {
        let (Some(because), Some(connector)) = (in_common(found), case.connector(index)) else { continue };
        if !is_told(connector, &because) {
            continue;
        }
        let places = places(connector, &because);
        let entry = excluded.entry(because.clone()).or_insert_with(|| Excluded {
            because,
            connectors: Vec::new(),
            targets: Vec::new(),
            places: Vec::new(),
        });
        entry.connectors.push(index);
        entry.targets.extend(ways.remove(&index).unwrap_or_default());
        entry.places.extend(places);
    }
    excluded.into_values().collect()
}

/// The connectors of a target that a session may be thought to land on, each with why it is not the cause; `None` where
/// it may be.
fn on_the_way(
    case: &Case<'_>,
    trouble: &Trouble<'_>,
    target: &Target,
    port: TargetPort,
) -> Vec<(usize, Option<Because>)> {
    let Some(facts) = case.topology.server(&target.server) else { return Vec::new() };
    let is_sure = !trouble.queue.contradicted
        && target.leads_elsewhere.is_none()
        && matches!(port.ground, PortGround::Printed | PortGround::Rule);
    let trials = trials(case, trouble, target, port);
    let of_target = facts.connectors.iter().filter_map(|index| Some((*index, case.connector(*index)?)));
    of_target
        .map(|(index, connector)| {
            let is_whole = is_sure && !trials.is_empty() && !connector.contradicted && !connector.server_assumed;
            let reasons = trials.iter().map(|trial| because(trial, index, connector, trouble.is_addressed));
            // A connector that a field report makes a rival is not ruled out by the documented port; whoever has none of its
            // addresses is not taken by it on any port.
            let is_rival = case.may_take_on_reported_port(trouble, target, index);
            let because = if is_rival { None } else { in_common(reasons) };
            let denied = || trouble.is_denied(&case.topology, connector).then_some(Because::Denied);
            (index, if is_whole { because.or_else(denied) } else { None })
        })
        .collect()
}

/// The reason that every session has; `None` where one has none, or they differ.
fn in_common(reasons: impl IntoIterator<Item = Option<Because>>) -> Option<Because> {
    let mut reasons = reasons.into_iter();
    let first = reasons.next()??;
    reasons.all(|reason| reason.as_ref() == Some(&first)).then_some(first)
}

/// Whether a reader would suspect the connector: somebody made it, or it is a default one that is on the way.
fn is_told(connector: &ReceiveConnector, because: &Because) -> bool {
    let is_on_the_way = *because == Because::AnswersWell || *because == Because::HeldMoreNarrowly;
    !connector.is_out_of_the_box() || (connector.is_default() && is_on_the_way)
}

/// The sessions to a target on a port. Where no address of the sender is known, sessions from addresses that are nobody's:
/// what does not depend on the source is the same for each of them.
fn trials<'a>(case: &Case<'a>, trouble: &Trouble<'a>, target: &Target, port: TargetPort) -> Vec<Trial<'a>> {
    if trouble.is_addressed {
        let here = |a: &&super::trouble::Attempt<'a>| a.target.server == target.server && a.port == port;
        return trouble.attempts.iter().filter(here).map(|a| a.trial.clone()).collect();
    }
    let Some(endpoints) = TargetEndpoints::of(&case.topology, &target.server, port.port, target.local) else {
        return Vec::new();
    };
    let sender = trouble.sender.clone().unwrap_or_default();
    let nobody = ["192.0.2.1", "2001:db8::1"].into_iter().filter_map(Address::parse);
    nobody.flat_map(|source| endpoints.try_from(&case.topology, &sender, source)).collect()
}

/// Why a connector is not the cause in one session; `None` where it may be.
fn because(trial: &Trial<'_>, index: usize, connector: &ReceiveConnector, is_addressed: bool) -> Option<Because> {
    let candidate = trial.selection.candidates.iter().find(|c| c.connector == index)?;
    match candidate.verdict {
        Verdict::Disabled => Some(Because::Disabled),
        Verdict::OtherPort => Some(Because::OtherPort(ports(connector)?)),
        Verdict::OtherRole => connector.transport_role.whole().map(|_| Because::OtherService),
        _ if !is_addressed || !trial.gaps.is_empty() || !trial.selection.is_certain() || trial.is_contradicted() => {
            None
        }
        Verdict::Chosen if trial.works() && authentication::outcome(connector) == Outcome::Works => {
            Some(Because::AnswersWell)
        }
        Verdict::LessSpecific => Some(Because::HeldMoreNarrowly),
        Verdict::NoRangeMatch => Some(Because::HoldsNoSender),
        Verdict::OtherAddress | Verdict::OtherFamily => Some(Because::OtherLocalAddress),
        Verdict::Chosen | Verdict::Tie | Verdict::Unknown { .. } => None,
    }
}

/// The ports of a connector whose bindings are all shown.
fn ports(connector: &ReceiveConnector) -> Option<Vec<u16>> {
    let bindings = connector.bindings.whole()?.iter();
    let mut ports = bindings.map(|b| b.endpoint.map(|e| e.port)).collect::<Option<Vec<u16>>>()?;
    ports.sort_unstable();
    ports.dedup();
    Some(ports)
}

/// The lines that show why a connector is not the cause.
fn places(connector: &ReceiveConnector, because: &Because) -> Vec<Place> {
    let all = match because {
        Because::AnswersWell => vec![connector.auth_mechanism.place(), connector.permission_groups.place()],
        Because::OtherPort(_) | Because::OtherLocalAddress => vec![connector.bindings.place()],
        Because::Disabled => vec![connector.enabled.place()],
        Because::OtherService => vec![connector.transport_role.place()],
        Because::HoldsNoSender | Because::HeldMoreNarrowly | Because::Denied => {
            vec![connector.remote_ip_ranges.place()]
        }
        Because::Tried => Vec::new(),
    };
    all.into_iter().flatten().collect()
}

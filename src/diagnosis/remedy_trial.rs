//! Remedies are tried before one is recommended: the whole diagnosis runs on the state after the remedy.
//!
//! A remedy stays recommended only if three things hold. That diagnosis has no new finding. Every session that the
//! finding blames works end to end. No host that relays today loses it. Otherwise the remedies of what is found next
//! become further steps of one plan, and the whole plan is tried again. If that does not help either, the next
//! candidate is tried. Logs of sessions are left out of the state after the remedy, because they were written before
//! it.
//!
//! Most plans only take addresses out of ranges or give a connector authentication back. Then the exact effects of the
//! plan name every session that can change, and only those are looked at. In a large organization the diagnosis runs on
//! the connectors of the servers that the plan touches. If the plan touches many servers, it runs on the first ones,
//! and what happens there is taken to happen on all.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::authentication;
use super::case::Case;
use super::finding::{Certainty, Finding, Severity};
use super::follow_up::{Subject, settled};
use super::host_relay::{self, Service};
use super::topology::ServerFacts;
use super::trial::Trial;
use crate::model::{Address, ByServer, IpRange, ReceiveConnector, RemoteIpRange, ServerId, Snapshot};
use crate::remedy::{
    self, Capture, CaptureSet, Consequence, Effect, PlannedChange, Remedy, Setting, add_step, apply, change,
};

/// With connectors of more servers than this, the diagnosis of a state after looks at the touched servers only.
const MOST_SERVERS: usize = 12;

/// Plans are completed this many times at most: each time a step uncovers the next failure.
const MOST_ROUNDS: usize = 4;

/// Tries the recommended remedies of all findings. Those that lead to another failure are completed or not recommended.
pub(super) fn try_recommended(case: &Case<'_>, findings: &mut [Finding]) {
    let subjects: Vec<Subject> = findings.iter().map(|finding| Subject::of(case.snapshot(), finding)).collect();
    // Findings often share a remedy.
    let mut tried: Vec<(Vec<PlannedChange>, BTreeSet<Session>, Outcome)> = Vec::new();
    for finding in findings.iter_mut().filter(|finding| finding.remedies.iter().any(|remedy| remedy.recommended)) {
        let blamed = blamed(case, finding);
        for place in candidates(&finding.remedies) {
            let Some(candidate) = finding.remedies.get_mut(place) else { continue };
            let known = tried.iter().find(|(plan, sessions, _)| *plan == candidate.plan && blamed.is_subset(sessions));
            let outcome = if let Some((.., outcome)) = known {
                outcome.clone()
            } else if changes_only_sessions_that_work(case, candidate, &blamed) {
                Outcome::Clean
            } else {
                let outcome = try_plan(case, &subjects, &blamed, &candidate.plan);
                tried.push((candidate.plan.clone(), blamed.clone(), outcome.clone()));
                outcome
            };
            if settle(case, candidate, outcome) {
                break;
            }
        }
        finding.remedies.sort_by_key(|remedy| !remedy.recommended);
    }
}

/// Names the refused sessions in remedies that leave every address where it lands: their scripts check on the servers
/// that these sessions land on the connector that is changed. Where two services claim a port, nobody can tell.
pub(super) fn name_sessions(case: &Case<'_>, findings: &mut [Finding]) {
    let lacks_sessions = |remedy: &Remedy| remedy.captures.is_empty() && remedy.is_ready() && !remedy.proof.contested;
    for finding in findings.iter_mut().filter(|finding| finding.remedies.iter().any(lacks_sessions)) {
        // A capture stands for each of its addresses at each of its local addresses. A session at another local address
        // may land elsewhere, so each local address has captures of its own.
        let mut refused: BTreeMap<Option<Address>, CaptureSet> = BTreeMap::new();
        for trial in blamed_trials(case, finding) {
            let Some(connector) = trial.connector() else { continue };
            let session = &trial.session;
            let at_local = refused.entry(session.local).or_default();
            at_local.add(connector, session, None);
        }
        let refused: Vec<Capture> = refused.into_values().flat_map(CaptureSet::into_captures).collect();
        for remedy in finding.remedies.iter_mut().filter(|remedy| lacks_sessions(remedy)) {
            let is_changed = |capture: &&Capture| remedy.plan.iter().any(|step| step.connector == capture.connector);
            remedy.captures = refused.iter().filter(is_changed).cloned().collect();
        }
    }
}

/// The remedies to try, the recommended one first, then those that also cure and move nothing else.
fn candidates(remedies: &[Remedy]) -> Vec<usize> {
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for (place, remedy) in remedies.iter().enumerate() {
        if remedy.recommended {
            first.push(place);
        } else if remedy.is_ready() && !remedy.proof.landings.is_empty() && remedy.proof.moves_no_other_address() {
            others.push(place);
        }
    }
    first.append(&mut others);
    first
}

/// What became of trying a plan.
#[derive(Clone)]
enum Outcome {
    /// The state after it has no new failure.
    Clean,
    /// It has none with further steps. The plan is the whole one; the consequences are those of the further steps.
    CleanWith { plan: Vec<PlannedChange>, consequences: Vec<Consequence> },
    /// It has one, at these connectors.
    LeadsTo { connectors: Vec<String> },
    /// These hosts could not relay, or not send at all, any more.
    TakesRelayFrom { hosts: Vec<String> },
}

/// Marks a remedy by what became of it. Whether it is recommended.
fn settle(case: &Case<'_>, candidate: &mut Remedy, outcome: Outcome) -> bool {
    candidate.recommended = match outcome {
        Outcome::Clean => true,
        Outcome::CleanWith { plan, consequences } => {
            let mut whole = remedy::completed(candidate, &case.pasted, plan);
            let is_new = |consequence: &Consequence| !whole.consequences.contains(consequence);
            let further: Vec<_> = consequences.into_iter().filter(is_new).collect();
            whole.consequences.extend(further);
            let is_ready = whole.is_ready();
            if is_ready {
                *candidate = whole;
            }
            is_ready
        }
        Outcome::TakesRelayFrom { hosts } => {
            candidate.consequences.push(Consequence::TakesRelayFrom { hosts });
            false
        }
        Outcome::LeadsTo { connectors } => {
            candidate.consequences.push(Consequence::LeadsToFailure { connectors });
            false
        }
    };
    candidate.recommended
}

/// Whether the effects of the plan alone name the sessions that it changes, and all of them work afterwards.
fn changes_only_sessions_that_work(case: &Case<'_>, remedy: &Remedy, blamed: &BTreeSet<Session>) -> bool {
    let snapshot = case.snapshot();
    let only_takes_out = |remove: &[RemoteIpRange], add: &[IpRange]| {
        add.iter().all(|new| remove.iter().filter_map(RemoteIpRange::range).any(|old| old.holds(*new)))
    };
    let is_simple = |step: &PlannedChange| match &step.setting {
        Setting::RemoteIpRanges { remove, add } => only_takes_out(remove, add),
        Setting::AuthMechanism(_) | Setting::PermissionGroups(_) | Setting::Fqdn(_) => true,
        Setting::Enabled(_) | Setting::TransportRole(_) | Setting::Create(_) => false,
    };
    if remedy.proof.contested || !remedy.acceptance.is_accepted() || !remedy.plan.iter().all(is_simple) {
        return false;
    }
    // A session lands on another connector only by an effect, and fares otherwise only where that connector changes.
    let mut changed: BTreeMap<usize, ReceiveConnector> = BTreeMap::new();
    for step in remedy.plan.iter().filter(|step| !step.setting.is_read_by_selection()) {
        let Some(old) = snapshot.receive_connectors.get(step.connector) else { return false };
        change(changed.entry(step.connector).or_insert_with(|| old.clone()), &step.setting);
    }
    let works = |index: usize| {
        let connector = changed.get(&index).or_else(|| snapshot.receive_connectors.get(index));
        connector.is_some_and(|connector| !authentication::outcome(connector).is_refused())
    };
    let mut servers: Vec<Address> = case.topology.servers().iter().flat_map(ServerFacts::routable_addresses).collect();
    servers.sort();
    let is_of_a_server = |effect: &Effect| {
        let first = servers.partition_point(|address| *address < effect.range.first());
        servers.get(first).is_some_and(|address| effect.range.contains(*address))
    };
    let hosts: Vec<Address> = host_relay::addresses(case).map(|(_, address)| address).collect();
    let service = |connector: Option<&ReceiveConnector>| {
        connector.map_or(Service::Refused, |connector| host_relay::service(case, connector))
    };
    let keeps_hosts = |effect: &Effect| {
        let before = effect.from.and_then(|index| snapshot.receive_connectors.get(index));
        let after = effect.to.and_then(|index| changed.get(&index).or_else(|| snapshot.receive_connectors.get(index)));
        service(after) >= service(before) || !hosts.iter().any(|address| effect.range.contains(*address))
    };
    let serves_as_before = |(index, after): (&usize, &ReceiveConnector)| {
        service(Some(after)) >= service(snapshot.receive_connectors.get(*index))
    };
    if !hosts.is_empty() && !changed.iter().all(serves_as_before) {
        return false;
    }
    let is_fine = |effect: &Effect| (effect.to.is_some_and(works) || !is_of_a_server(effect)) && keeps_hosts(effect);
    // Where each blamed session lands by an effect; those of a connector that gets authentication stay on it.
    let mut moved: BTreeMap<(ServerId, u16), Vec<IpRange>> = BTreeMap::new();
    for effect in &remedy.effects {
        moved.entry((ServerId::of(&effect.server), effect.port)).or_default().push(effect.range);
    }
    let repaired: BTreeSet<ServerId> = changed.values().map(|c| ServerId::of(&c.server)).collect();
    let is_cured = |(source, server, _, port): &Session| {
        let here = moved.get(&(server.clone(), *port));
        here.is_some_and(|ranges| ranges.iter().any(|range| range.contains(*source))) || repaired.contains(server)
    };
    changed.keys().all(|index| works(*index))
        && remedy.effects.iter().all(is_fine)
        && (remedy.effects.is_empty() && changed.is_empty() || blamed.iter().all(is_cured))
}

/// Tries a plan. In a large organization, only the connectors of the servers that it touches are looked at; of a plan
/// that touches many servers, the steps of the first ones stand for those of all.
fn try_plan(case: &Case<'_>, subjects: &[Subject], blamed: &BTreeSet<Session>, plan: &[PlannedChange]) -> Outcome {
    let snapshot = case.snapshot();
    if ByServer::of_connectors(snapshot).iter().count() <= MOST_SERVERS {
        return try_on(case, subjects, blamed, plan);
    }
    let server = |step: &PlannedChange| step.server(snapshot).map(ServerId::of).filter(|server| !server.is_empty());
    let servers: IndexSet<ServerId> = plan.iter().filter_map(server).collect();
    let touched: BTreeSet<ServerId> = servers.into_iter().take(MOST_SERVERS).collect();
    let is_touched = |step: &&PlannedChange| server(step).is_some_and(|server| touched.contains(&server));
    let first: Vec<PlannedChange> = plan.iter().filter(is_touched).cloned().collect();
    let blamed: BTreeSet<Session> = blamed.iter().filter(|(_, server, ..)| touched.contains(server)).cloned().collect();
    match try_on_servers(case, &blamed, &first, &touched) {
        // Further steps of some servers are none of a plan for all.
        Outcome::CleanWith { consequences, .. } if first.len() < plan.len() => {
            let further = consequences.into_iter().find_map(|consequence| match consequence {
                Consequence::SecondStep { connectors } => Some(connectors),
                _ => None,
            });
            Outcome::LeadsTo { connectors: further.unwrap_or_default() }
        }
        outcome => outcome,
    }
}

/// Tries a plan on the connectors of some servers.
fn try_on_servers(
    case: &Case<'_>,
    blamed: &BTreeSet<Session>,
    plan: &[PlannedChange],
    touched: &BTreeSet<ServerId>,
) -> Outcome {
    let snapshot = case.snapshot();
    let is_near = |connector: &ReceiveConnector| touched.contains(&ServerId::of(&connector.server));
    let near = |(index, connector)| is_near(connector).then_some(index);
    let kept: Vec<usize> = snapshot.receive_connectors.iter().enumerate().filter_map(near).collect();
    let mut part = snapshot.clone();
    part.receive_connectors.retain(is_near);
    let known = snapshot.receive_connectors.len();
    let inside = |index: usize| match index.checked_sub(known) {
        Some(new) => kept.len().checked_add(new),
        None => kept.iter().position(|whole| *whole == index),
    };
    let outside = |index: usize| match index.checked_sub(kept.len()) {
        Some(new) => known.checked_add(new),
        None => kept.get(index).copied(),
    };
    let Some(plan_inside) = renumbered(plan, &inside) else { return Outcome::Clean };
    let case_of_part = Case::of(&part);
    let found = super::untried(&case_of_part);
    let subjects: Vec<Subject> = found.iter().map(|finding| Subject::of(&part, finding)).collect();
    match try_on(&case_of_part, &subjects, blamed, &plan_inside) {
        Outcome::CleanWith { plan, consequences } => match renumbered(&plan, &outside) {
            Some(plan) => Outcome::CleanWith { plan, consequences },
            None => Outcome::Clean,
        },
        other => other,
    }
}

fn renumbered(plan: &[PlannedChange], number: &dyn Fn(usize) -> Option<usize>) -> Option<Vec<PlannedChange>> {
    let step = |step: &PlannedChange| Some(PlannedChange { connector: number(step.connector)?, ..step.clone() });
    plan.iter().map(step).collect()
}

fn try_on(case: &Case<'_>, subjects: &[Subject], blamed: &BTreeSet<Session>, plan: &[PlannedChange]) -> Outcome {
    let snapshot = case.snapshot();
    let services_before = host_relay::services(case);
    let works_before: BTreeSet<Session> = trials(case).filter(|trial| !trial.is_refused()).map(session).collect();
    let mut whole = plan.to_vec();
    let (mut leads_to, mut consequences) = (None, Vec::new());
    // Connectors that the further steps change.
    let mut further = BTreeSet::new();
    for round in 0..MOST_ROUNDS {
        let mut after = apply(snapshot, &whole);
        after.observations.sessions.clear();
        after.observations.ehlo.clear();
        let mut case_after = Case::of(&after);
        case_after.forget(&settled(case, &case_after));
        let found = super::untried(&case_after);
        let is_wrong = |session: &Session| blamed.contains(session) || works_before.contains(session);
        let refusing: BTreeSet<usize> = trials(&case_after)
            .filter(|trial| trial.is_surely_refused() && is_wrong(&session(trial)))
            .filter_map(Trial::connector)
            .collect();
        let failures = failures(&after, &found, subjects, &refusing);
        if failures.is_empty() && refusing.is_empty() {
            let hosts = host_relay::lose_service(&services_before, &host_relay::services(&case_after));
            if !hosts.is_empty() {
                return Outcome::TakesRelayFrom { hosts };
            }
            if round == 0 {
                return Outcome::Clean;
            }
            consequences.insert(0, Consequence::SecondStep { connectors: further.into_iter().collect() });
            return Outcome::CleanWith { plan: whole, consequences };
        }
        leads_to.get_or_insert_with(|| {
            let blamed = failures.first().map(|finding| finding.subject.connectors.clone()).unwrap_or_default();
            let connectors = if blamed.is_empty() { refusing.iter().copied().collect() } else { blamed };
            let named = connectors.iter().filter_map(|index| after.receive_connectors.get(*index));
            named.map(identity).collect::<Vec<_>>()
        });
        let before = whole.clone();
        for finding in failures {
            let Some(cure) = finding.remedies.iter().find(|remedy| remedy.recommended) else { continue };
            for step in cure.plan.iter().filter(|step| !before.contains(step)) {
                further.extend(step.target(snapshot).map(identity));
                add_step(&mut whole, step.clone());
            }
            // The way back is worked out for the whole plan, and the first steps say whether a restart is needed.
            let told = |it: &&Consequence| !matches!(it, Consequence::NoWayBack(_) | Consequence::NoRestart);
            consequences.extend(cure.consequences.iter().filter(told).cloned());
        }
        if whole == before {
            break;
        }
    }
    Outcome::LeadsTo { connectors: leads_to.unwrap_or_default() }
}

fn identity(connector: &ReceiveConnector) -> String {
    connector.identity()
}

/// The findings of the state after that speak against the plan: new ones, and those about a connector that wrongly
/// refuses a session.
fn failures<'f>(
    after: &Snapshot,
    found: &'f [Finding],
    before: &[Subject],
    refusing: &BTreeSet<usize>,
) -> Vec<&'f Finding> {
    let speaks_against = |finding: &&Finding| {
        if finding.severity == Severity::Advice || finding.is_question() {
            return false;
        }
        let is_new = || {
            let subject = Subject::of(after, finding);
            finding.certainty != Certainty::Possible && !before.iter().any(|other| other.is_same(&subject))
        };
        finding.subject.connectors.iter().any(|connector| refusing.contains(connector)) || is_new()
    };
    found.iter().filter(speaks_against).collect()
}

/// A session: source address, target server, local address, port.
type Session = (Address, ServerId, Option<Address>, u16);

fn session(trial: &Trial<'_>) -> Session {
    let session = &trial.session;
    (session.source, ServerId::of(&session.server), session.local, session.port)
}

fn trials<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = &'c Trial<'a>> {
    case.troubles.iter().flat_map(|trouble| &trouble.attempts).map(|attempt| &attempt.trial).chain(&case.pairs)
}

/// The sessions that a finding blames on its connectors. Where it names addresses, it speaks of sessions from these:
/// others that land on the same connectors may be those of another finding, which has a remedy of its own.
fn blamed(case: &Case<'_>, finding: &Finding) -> BTreeSet<Session> {
    blamed_trials(case, finding).map(session).collect()
}

fn blamed_trials<'c, 'a>(case: &'c Case<'a>, finding: &Finding) -> impl Iterator<Item = &'c Trial<'a>> {
    let connectors: BTreeSet<usize> = finding.subject.connectors.iter().copied().collect();
    let sources: BTreeSet<Address> = finding.subject.addresses.iter().copied().collect();
    trials(case).filter(move |trial| {
        let is_from_here = sources.is_empty() || sources.contains(&trial.session.source);
        is_from_here && trial.is_refused() && trial.connector().is_some_and(|index| connectors.contains(&index))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AddressOrigin, Host, PermissionGroup, ServerAddress, fixture};

    const DEFAULT: &str = "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | Tls, ExchangeServer \
                           | AnonymousUsers, ExchangeServers";

    /// The hosts that a plan takes something from, on a server whose second connector is a relay for `ranges`.
    fn losers(ranges: &str, others: &[&str], setting: Setting) -> Vec<String> {
        let relay = format!("EX1\\Relay | FrontendTransport | 0.0.0.0:25 | {ranges} | Tls | AnonymousUsers, Custom");
        let mut connectors = vec![DEFAULT, &relay];
        connectors.extend(others);
        let mut snapshot = fixture::snapshot(&connectors);
        let address = Address::parse("10.0.0.50").unwrap();
        let addresses = vec![ServerAddress { address, origin: AddressOrigin::AddressLine, place: None }];
        snapshot.hosts.push(Host { name: "SCANNER01".to_owned(), addresses });
        let plan = [PlannedChange { connector: 1, setting }];
        match try_plan(&Case::of(&snapshot), &[], &BTreeSet::new(), &plan) {
            Outcome::TakesRelayFrom { hosts } => hosts,
            _ => Vec::new(),
        }
    }

    #[test]
    fn no_plan_takes_the_relay_from_a_host_unsaid() {
        let disable = || Setting::Enabled(false);
        let scanner = ["SCANNER01".to_owned()];
        assert_eq!(losers("10.0.0.50", &[], disable()), scanner);
        assert_eq!(losers("10.0.0.0/24", &[], disable()), scanner);
        assert!(losers("10.0.0.51", &[], disable()).is_empty());
        let another = "EX1\\Another | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/16 | Tls | AnonymousUsers, Custom";
        assert!(losers("10.0.0.50", &[another], disable()).is_empty());
        let lesser = "EX1\\Lesser | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/16 | Tls | AnonymousUsers";
        assert_eq!(losers("10.0.0.50", &[lesser], disable()), scanner);
        let groups = |groups: &[PermissionGroup]| Setting::PermissionGroups(groups.to_vec());
        assert_eq!(losers("10.0.0.50", &[], groups(&[PermissionGroup::ExchangeServers])), scanner);
        assert!(losers("10.0.0.50", &[], Setting::Fqdn("ex1.corp.example".to_owned())).is_empty());
    }
}

//! A custom connector without Exchange Server authentication would take an Exchange server if mail went that way.
//!
//! # What happens
//! Nothing yet: the pair uses another port, another route, or has had no mail since the connector was made. Where a queue
//! uses the way now and shows another reply, the two disagree, and the finding says so.
//! # Why it matters
//! The next migration, failover or Edge subscription sends mail that way, and it stops with 451 5.7.3.
//! # What decides it
//! The selection for every known address of every server on the ports that Exchange servers use (25 and 2525).
//! # What to do
//! Take the address off the connector with the next planned change.
//! # When it is fine
//! Where it is certain that no mail between Exchange servers will ever use this port of this server.
//! # Sources
//! Documented (Receive connectors; network ports); observed behaviour (2013 CU23).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexSet;

use super::add_capture;
use super::kind::{Among, CodeSources, Covers, Detect, ExplainedBy, FindingKind};
use super::sources::{OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::authentication;
use crate::diagnosis::case::{Case, auth_mechanism};
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Capture, ConnectorRange, Facts, InUse, PastedRange, QueuePort, QueueReply};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::hop::Hop;
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::{Gap, Trial};
use crate::diagnosis::trouble::{Attempt, Observed, Trouble};
use crate::model::{Address, Shown, same_server};
use crate::remedy::{self, CaptureSet};
use crate::selection::{Endpoints, Outcome};

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::RelayWouldCaptureExchange, &[RECEIVE_CONNECTORS, OBSERVED])],
    // A shown rival tells of the same sessions, and offers the same remedies.
    explained_by: &[ExplainedBy {
        applies_to: |f| matches!(f.facts, Facts::RelayWouldCaptureExchange { .. }),
        explainer: |f| f.severity == Severity::Blocking,
        among: Among::Shown,
        covers: Covers::Facts(all_are_captures_of),
    }],
    detect: Detect::InCase(detect),
};

/// Whether the explainers tell of every session of the finding as one that fails now.
fn all_are_captures_of(finding: &Finding, explainers: &[&Finding]) -> bool {
    let Facts::RelayWouldCaptureExchange { captures, .. } = &finding.facts else { return false };
    let told: BTreeSet<&Capture> = explainers.iter().flat_map(|f| f.facts.captures_now()).collect();
    captures.iter().all(|capture| told.contains(capture))
}

fn detect(case: &Case<'_>) -> Vec<Finding> {
    [latent(case), behind_disabled(case)].into_iter().flatten().collect()
}

/// Pairs that would be captured and are not part of a queue that fails now.
fn latent_trials<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = (&'c Trial<'a>, usize)> {
    let failing: BTreeSet<(Address, String, u16)> = case
        .suspicious_troubles()
        .flat_map(|t| t.attempts.iter())
        .filter(|a| a.trial.outcome.is_some_and(authentication::Outcome::is_capture))
        .map(|a| (a.trial.session.source, a.trial.session.server.clone(), a.trial.session.port))
        .collect();
    case.pairs.iter().filter_map(move |trial| {
        let index = trial.connector().filter(|_| trial.is_decided())?;
        let custom = case.connector(index).is_some_and(|c| !c.is_default());
        let session = &trial.session;
        let fails_now = failing.contains(&(session.source, session.server.clone(), session.port));
        (custom && !fails_now && trial.outcome.is_some_and(authentication::Outcome::is_capture))
            .then_some((trial, index))
    })
}

/// What tells the sessions of queues apart from each other: source, target server and port.
type SessionKey<'c> = (Address, &'c str, u16);

fn session_of<'c>(trial: &'c Trial<'_>) -> SessionKey<'c> {
    (trial.session.source, trial.session.server.as_str(), trial.session.port)
}

/// The sessions of failing queues that show a reply which a missing authentication does not give, with these replies.
fn with_another_reply<'c, 'a>(case: &'c Case<'a>) -> BTreeMap<SessionKey<'c>, Vec<(&'c Trouble<'a>, &'c str)>> {
    let mut sessions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for trouble in case.troubles.iter().filter(|t| t.hop == Hop::Internal && !t.identity().is_empty()) {
        let Observed::Other(reply) = &trouble.observed else { continue };
        for attempt in &trouble.attempts {
            sessions.entry(session_of(&attempt.trial)).or_default().push((trouble, reply.as_str()));
        }
    }
    sessions
}

/// Adds the latent captures of the connectors that are to be changed anyway, and says whose addresses may be needed there.
pub(super) fn add_latent(case: &Case<'_>, to_cure: &mut CaptureSet) -> Vec<Gap> {
    let touched = to_cure.connectors();
    let mut unsure = Vec::new();
    for (trial, index) in latent_trials(case).filter(|(_, index)| touched.contains(index)) {
        add_capture(case, to_cure, index, trial);
        unsure.extend(trial.gaps.iter().filter(|gap| matches!(gap, Gap::IsServer { .. })).cloned());
    }
    unsure
}

/// Servers without a known address. They may be captured too.
pub(super) fn unaddressed(case: &Case<'_>) -> Vec<String> {
    let servers = case.topology.servers().iter();
    servers.filter(|s| s.routable_addresses().next().is_none()).map(|s| s.server.name.clone()).collect()
}

fn latent(case: &Case<'_>) -> Option<Finding> {
    let (mut subject, mut captures, mut evidence, mut to_cure) =
        (Subject::default(), Vec::new(), IndexSet::new(), CaptureSet::default());
    let mut gaps = BTreeSet::new();
    let with_another_reply = with_another_reply(case);
    let (mut other_replies, mut in_use) = (IndexSet::new(), InUse::All);
    for (trial, index) in latent_trials(case) {
        let Some(connector) = case.connector(index) else { continue };
        captures.extend(case.capture(trial));
        gaps.extend(trial.gaps.iter().cloned());
        if let Some(uses) = with_another_reply.get(&session_of(trial)) {
            for (trouble, reply) in uses {
                let queue = trouble.identity();
                gaps.insert(Gap::ReplyOfAnotherSession { connector: index, queue: queue.clone() });
                subject.queues.insert(queue.clone());
                other_replies.insert(QueueReply { queue, reply: (*reply).to_owned() });
                evidence.extend(trouble.queue.last_error.place());
            }
        } else {
            in_use = InUse::NotAll;
            gaps.insert(Gap::MailGoesThere {
                sender: trial.sender.clone(),
                server: trial.session.server.clone(),
                port: trial.session.port,
            });
        }
        subject.connectors.insert(index);
        subject.addresses.insert(trial.session.source);
        for server in [&trial.session.server, &trial.sender] {
            subject.servers.insert(server.clone());
        }
        let places = [connector.remote_ip_ranges.place(), connector.auth_mechanism.place()];
        evidence.extend(places.into_iter().flatten());
        add_capture(case, &mut to_cure, index, trial);
    }
    if captures.is_empty() {
        return None;
    }
    let not_the_cause_of = other_ports(case, &captures);
    // Which of the two is right, the log of the server that answers tells.
    let asked = subject.connectors.iter().filter_map(|index| case.connector(*index)).map(|c| c.server.clone());
    let asked = super::distinct(asked);
    let needs = if other_replies.is_empty() { Vec::new() } else { vec![Need::ReceiveProtocolLog(asked)] };
    let remedies = remedy::for_captures(&remedy::Request {
        pasted: &case.pasted,
        captures: with_failing(case, to_cure).into_captures(),
        queues: Vec::new(),
        unaddressed: unaddressed(case),
    });
    Some(Finding {
        severity: Severity::Risk,
        certainty: Certainty::Likely,
        facts: Facts::RelayWouldCaptureExchange {
            captures,
            not_the_cause_of,
            other_replies: Vec::from_iter(other_replies),
            in_use,
        },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence: Vec::from_iter(evidence),
        needs,
        remedies,
    })
}

/// The captures that fail now on the same connectors: one change cures both kinds.
fn with_failing(case: &Case<'_>, mut to_cure: CaptureSet) -> CaptureSet {
    let touched = to_cure.connectors();
    for attempt in case.suspicious_troubles().flat_map(|t| t.attempts.iter()) {
        let trial = &attempt.trial;
        let Some(index) = trial.connector().filter(|i| touched.contains(i)) else { continue };
        if trial.is_decided() && trial.outcome.is_some_and(authentication::Outcome::is_capture) {
            add_capture(case, &mut to_cure, index, trial);
        }
    }
    to_cure
}

/// Failing queues between the same servers that use another port, so that the connector is not their cause.
fn other_ports(case: &Case<'_>, captures: &[Capture]) -> Vec<QueuePort> {
    // Captures and attempts are both of trials, which name the servers alike.
    let mut ports_of_pair: BTreeMap<(&str, &str), BTreeSet<u16>> = BTreeMap::new();
    for capture in captures {
        for sender in capture.senders.iter() {
            ports_of_pair.entry((sender, &capture.server)).or_default().insert(capture.port);
        }
    }
    let mut queues = IndexSet::new();
    for trouble in case.suspicious_troubles().filter(|t| t.hop == Hop::Internal) {
        // Where a field report makes the captor a rival for the queue, nobody can say that it is not the cause.
        if case.has_rival_on_reported_port(trouble) {
            continue;
        }
        for Attempt { trial, .. } in &trouble.attempts {
            let ports = ports_of_pair.get(&(trial.sender.as_str(), trial.session.server.as_str()));
            if ports.is_some_and(|ports| ports.iter().any(|port| *port != trial.session.port)) {
                queues.insert(QueuePort { queue: trouble.identity(), port: trial.session.port });
            }
        }
    }
    Vec::from_iter(queues)
}

/// Disabled connectors that would win for an Exchange server if somebody enabled them: the same selection, asked on
/// the configuration in which they are.
fn behind_disabled(case: &Case<'_>) -> Option<Finding> {
    let (mut subject, mut captures, mut evidence) = (Subject::default(), Vec::new(), IndexSet::new());
    for (index, it) in case.snapshot().receive_connectors.iter().enumerate() {
        if !it.is_disabled() || !authentication::outcome(it).is_capture() {
            continue;
        }
        let mut enabled = it.clone();
        enabled.enabled = Shown::Whole { value: true, place: it.place };
        let here = case.topology.connectors(&it.server).map(|(i, c)| (i, if i == index { &enabled } else { c }));
        let mut endpoints = Endpoints::of(here, case.topology.sources().to_vec());
        for trial in case.pairs.iter().filter(|t| t.works() && same_server(&t.session.server, &it.server)) {
            let session = &trial.session;
            let Some(endpoint) = endpoints.at(session.point()) else { continue };
            let Outcome::Connector(decision) = endpoint.select(session.source).outcome else { continue };
            if decision.connector != index {
                continue;
            }
            let instead = trial.decision().and_then(|d| {
                Some(ConnectorRange {
                    connector: case.connector(d.connector)?.identity(),
                    range: d.entry.as_written.to_string(),
                    size: d.rank.size,
                })
            });
            captures.push(Capture {
                senders: Rc::from([trial.sender.clone()]),
                source: Some(session.source),
                server: session.server.clone(),
                port: session.port,
                local: session.local.filter(|_| !decision.rank.wildcard),
                connector: it.identity(),
                range: Some(PastedRange { text: decision.entry.as_written.to_string(), size: decision.rank.size }),
                auth_mechanism: auth_mechanism(it),
                instead,
            });
            subject.connectors.insert(index);
            for server in [&session.server, &trial.sender] {
                subject.servers.insert(server.clone());
            }
            evidence.extend([it.enabled.place(), it.remote_ip_ranges.place()].into_iter().flatten());
        }
    }
    // The connectors are disabled and take no session now, so the subject names no address.
    (!captures.is_empty()).then(|| Finding {
        severity: Severity::Advice,
        certainty: Certainty::Likely,
        gaps: subject.connectors.iter().map(|&connector| Gap::Enabling { connector }).collect(),
        facts: Facts::DisabledRelayWouldCaptureExchange(captures),
        subject,
        evidence: Vec::from_iter(evidence),
        needs: Vec::new(),
        remedies: Vec::new(),
    })
}

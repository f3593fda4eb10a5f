//! A custom connector without Exchange Server authentication takes the sessions of Exchange servers.
//!
//! # What happens
//! A relay connector lists an Exchange server, alone or inside a subnet. Its range is smaller than "everything", so it
//! wins over the default connector. It offers no ExchangeServer authentication, so the sending server gives up with
//! 451 5.7.3. The choice is made once, when the connection opens: there is no second try on another connector.
//! # Why it matters
//! All mail from that server to this one waits; failover helps only if another server lacks the trap.
//! # What decides it
//! The selection for the sender's address on the port that the two versions use, and AuthMechanism of the winner.
//! # What to do
//! Take the servers' addresses off the connector, on every server that has it.
//! # When it is fine
//! Never for a connector without ExchangeServer.
//! # Sources
//! Documented (Receive connectors; KB 979175); observed behaviour (2013 CU23); field reports.
//!
//! The externally secured kind (ExternalAuthoritative) is the same trap under its own code: there ExchangeServer cannot
//! even be added, Exchange refuses the combination.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::rc::Rc;

use indexmap::IndexSet;

use super::add_capture;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, KB_979175, OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::case::{Case, auth_mechanism};
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Capture, CaptureFacts, Facts, Failover};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::observed::{Shows, Sign};
use crate::diagnosis::opposite_direction::opposite_directions;
use crate::diagnosis::route::{PortGround, TargetGround};
use crate::diagnosis::trial::{Gap, Trial};
use crate::diagnosis::trouble::{Attempt, Trouble};
use crate::model::ReceiveConnector;
use crate::remedy::{self, CaptureSet};

/// There is one finding for each kind and certainty, so that what is proven stands for itself.
type Key = (Trap, Certainty);

/// Why the connector offers no Exchange Server authentication.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trap {
    /// AuthMechanism lacks ExchangeServer.
    NotOffered,
    /// The connector is externally secured, which excludes ExchangeServer.
    ExternallySecured,
}

impl Trap {
    const fn of(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::NotOffered => Some(Self::NotOffered),
            Outcome::ExternallySecured => Some(Self::ExternallySecured),
            _ => None,
        }
    }
}

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[
        CodeSources::new(Code::RelayCapturesExchange, &[RECEIVE_CONNECTORS, KB_979175, OBSERVED, FIELD]),
        CodeSources::new(
            Code::RelayCapturesExchangeExternallySecured,
            &[RECEIVE_CONNECTORS, KB_979175, OBSERVED, FIELD],
        ),
    ],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut drafts: BTreeMap<Key, Draft> = BTreeMap::new();
    for troubles in case.suspicious_alike() {
        match troubles.as_slice() {
            [trouble] if trouble.is_addressed => {
                from_known_addresses(case, trouble, &mut drafts);
                from_a_field_report(case, trouble, &mut drafts);
            }
            alike => from_unknown_addresses(case, alike, &mut drafts),
        }
    }
    drafts.into_iter().map(|((trap, certainty), draft)| draft.finish(case, trap, certainty)).collect()
}

/// A finding in the making.
#[derive(Default)]
struct Draft {
    subject: Subject,
    captures: IndexSet<Capture>,
    gaps: BTreeSet<Gap>,
    evidence: BTreeSet<crate::model::Place>,
    missing_addresses: IndexSet<String>,
    failovers: IndexSet<Failover>,
    tried_first: IndexSet<String>,
    messages: Option<u64>,
    to_cure: CaptureSet,
    signs: IndexSet<Sign>,
}

fn from_known_addresses(case: &Case<'_>, trouble: &Trouble<'_>, drafts: &mut BTreeMap<Key, Draft>) {
    let mut counted = BTreeSet::new();
    let tried_first = LazyCell::new(|| trouble.tried_first(&case.topology));
    for attempt in &trouble.attempts {
        let Some((index, connector, trap)) = captor(case, &attempt.trial) else { continue };
        let Some(capture) = case.capture(&attempt.trial) else { continue };
        let (certainty, gaps) = trouble.grade(attempt);
        let draft = drafts.entry((trap, certainty)).or_default();
        draft.gaps.extend(gaps);
        draft.tried_first.extend(tried_first.iter().cloned());
        draft.note(trouble, index, connector, counted.insert(certainty));
        draft.subject.servers.insert(capture.server.clone());
        draft.subject.addresses.insert(attempt.trial.session.source);
        draft.captures.insert(capture);
        add_capture(case, &mut draft.to_cure, index, &attempt.trial);
        draft.witness(attempt);
        if let Some(loser) = attempt.trial.runner_up().and_then(|c| case.connector(c.connector)) {
            draft.evidence.extend(loser.remote_ip_ranges.place());
        }
    }
}

/// The custom connector that takes a session and offers no authentication, and why it offers none.
fn captor<'a>(case: &Case<'a>, trial: &Trial<'a>) -> Option<(usize, &'a ReceiveConnector, Trap)> {
    let index = trial.connector()?;
    let connector = case.connector(index).filter(|c| !c.is_for_servers())?;
    Some((index, connector, Trap::of(trial.outcome?)?))
}

/// Sessions on a port that only a field report names: a rival that the paste cannot exclude, and never more.
fn from_a_field_report(case: &Case<'_>, trouble: &Trouble<'_>, drafts: &mut BTreeMap<Key, Draft>) {
    for trial in &trouble.reported {
        let Some((index, connector, trap)) = captor(case, trial) else { continue };
        let Some(capture) = case.capture(trial) else { continue };
        let draft = drafts.entry((trap, Certainty::Possible)).or_default();
        let (senders, server) = (Rc::from([trial.sender.clone()]), trial.session.server.clone());
        draft.gaps.extend(trial.gaps.iter().cloned().chain(trouble.own_gaps()));
        draft.gaps.insert(Gap::ReportedPort { senders, server, port: trial.session.port });
        draft.note(trouble, index, connector, false);
        // Whether failover helps depends on the port, which is not known.
        draft.failovers.insert(Failover::Unknown);
        draft.subject.servers.insert(capture.server.clone());
        draft.subject.addresses.insert(trial.session.source);
        draft.captures.insert(capture);
        add_capture(case, &mut draft.to_cure, index, trial);
    }
}

/// Without the senders' addresses: the custom connectors on the way that would give this reply to some address. The troubles
/// are alike, so each of these connectors may be the cause of each of them.
fn from_unknown_addresses(case: &Case<'_>, alike: &[&Trouble<'_>], drafts: &mut BTreeMap<Key, Draft>) {
    let Some((first, others)) = alike.split_first() else { return };
    let senders: Rc<[String]> = super::distinct(alike.iter().map(|t| t.sender.clone().unwrap_or_default())).into();
    let queues: Vec<String> = alike.iter().map(|trouble| trouble.identity()).collect();
    let mut counted = BTreeSet::new();
    // The drafts that take part, with whether the messages of these troubles count there.
    let mut touched: BTreeMap<Key, bool> = BTreeMap::new();
    for target in first.targets.iter() {
        for port in target.ports.iter().chain(&target.reported_port) {
            for (index, connector, outcome) in case.topology.landings_of_any_source(&target.server, port.port) {
                let Some(trap) = Trap::of(outcome) else { continue };
                if connector.is_for_servers() || first.is_denied(&case.topology, connector) {
                    continue;
                }
                // Which of two ports is used is an assumption too many for a suspect on the second.
                let other_family = !target.is_of_family(connector);
                let second = port.ground == PortGround::Assumed && target.ports.first() != Some(port);
                let reported = port.ground == PortGround::Reported;
                let certainty =
                    if second || other_family || reported { Certainty::Possible } else { Certainty::Likely };
                let draft = drafts.entry((trap, certainty)).or_default();
                let (senders, server) = (Rc::clone(&senders), target.server.clone());
                draft.gaps.insert(Gap::SourceInRange { senders: Rc::clone(&senders), connector: index });
                if other_family {
                    draft.gaps.insert(Gap::OtherFamily { server: server.clone() });
                }
                if target.ground == TargetGround::Assumed {
                    draft.gaps.extend(
                        queues.iter().map(|queue| Gap::Target { queue: queue.clone(), server: server.clone() }),
                    );
                }
                let (named, on) = (Rc::clone(&senders), server.clone());
                draft.gaps.extend(match port.ground {
                    PortGround::Assumed => Some(Gap::Port { senders: named, server: on, port: port.port }),
                    PortGround::Reported => Some(Gap::ReportedPort { senders: named, server: on, port: port.port }),
                    PortGround::Printed | PortGround::Rule | PortGround::SendConnector => None,
                });
                let counts = counted.insert(certainty) && !reported;
                if let Entry::Vacant(entry) = touched.entry((trap, certainty)) {
                    entry.insert(counts);
                    draft.note_unaddressed(first, counts);
                }
                draft.note_connector(index, connector);
                draft.subject.servers.insert(server.clone());
                draft.captures.insert(Capture {
                    senders,
                    source: None,
                    server,
                    port: port.port,
                    local: None,
                    connector: connector.identity(),
                    range: None,
                    auth_mechanism: auth_mechanism(connector),
                    instead: None,
                });
            }
        }
    }
    for (key, counts) in touched {
        let draft = drafts.entry(key).or_default();
        for trouble in others {
            draft.note_unaddressed(trouble, counts);
        }
    }
}

impl Draft {
    /// Queue, connector and the lines that they rest on.
    fn note(&mut self, trouble: &Trouble<'_>, index: usize, connector: &ReceiveConnector, counts: bool) {
        self.note_trouble(trouble, counts);
        self.note_connector(index, connector);
    }

    /// The queue, and the line that it rests on. Its messages are counted once.
    fn note_trouble(&mut self, trouble: &Trouble<'_>, counts: bool) {
        self.subject.queues.extend(Some(trouble.identity()).filter(|identity| !identity.is_empty()));
        if let Some(sender) = &trouble.sender {
            self.subject.servers.insert(sender.clone());
        }
        self.evidence.extend(trouble.queue.last_error.place().or(trouble.queue.status.place()));
        if let (Some(Some(error)), Some(place)) = (trouble.queue.last_error.visible(), trouble.queue.last_error.place())
            && error.endpoint.is_some()
            && trouble.targets.len() > 1
        {
            self.signs.insert(Sign { place, shows: Shows::LastEndpoint });
        }
        if counts {
            self.failovers.insert(trouble.failover());
            if let Some(count) = trouble.queue.message_count.whole() {
                self.messages = Some(self.messages.unwrap_or(0).saturating_add(*count));
            }
        }
    }

    /// A trouble of which no address of the sender is known.
    fn note_unaddressed(&mut self, trouble: &Trouble<'_>, counts: bool) {
        self.note_trouble(trouble, counts);
        self.gaps.extend(trouble.own_gaps());
        self.missing_addresses.insert(trouble.sender.clone().unwrap_or_default());
    }

    /// The connector, and the lines that it rests on.
    fn note_connector(&mut self, index: usize, connector: &ReceiveConnector) {
        self.subject.connectors.insert(index);
        self.evidence
            .extend([connector.remote_ip_ranges.place(), connector.auth_mechanism.place()].into_iter().flatten());
    }

    /// What a log says of the attempt.
    fn witness(&mut self, attempt: &Attempt<'_>) {
        let Some(answer) = &attempt.trial.answer else { return };
        let (place, source) = (answer.session.place, attempt.trial.session.source);
        self.signs.insert(Sign { place, shows: Shows::Named { connector: answer.session.connector.clone(), source } });
        if attempt.trial.is_seen_failing() {
            self.signs.insert(Sign { place, shows: Shows::GaveUp { sender: attempt.trial.sender.clone() } });
        }
        self.evidence.insert(place);
    }

    /// Why failover helped none of the queues.
    fn failover(&self) -> Failover {
        let refuses = |f: &Failover| matches!(f, Failover::EveryTarget(_) | Failover::OnlyTarget(_));
        let mut failovers = self.failovers.iter();
        let one = match self.failovers.len() {
            1 => failovers.next(),
            _ if failovers.clone().all(refuses) => failovers.find(|f| matches!(f, Failover::EveryTarget(_))),
            _ => None,
        };
        one.cloned().unwrap_or(Failover::Unknown)
    }

    fn finish(mut self, case: &Case<'_>, trap: Trap, certainty: Certainty) -> Finding {
        let mut needs = Vec::new();
        let missing: Vec<_> = self.missing_addresses.iter().filter(|s| !s.is_empty()).cloned().collect();
        if !missing.is_empty() {
            needs.push(Need::ServerAddresses(missing));
        }
        if certainty != Certainty::Proven {
            let targets: BTreeSet<_> = self.captures.iter().map(|c| c.server.clone()).collect();
            needs.push(Need::ReceiveProtocolLog(targets.into_iter().collect()));
        }
        let open = self.gaps.iter().filter_map(|gap| match gap {
            Gap::Alternative { server, open: true } => Some(server.clone()),
            _ => None,
        });
        let open = super::distinct(open);
        if !open.is_empty() {
            needs.push(Need::ReceiveConnectors(open));
        }
        let failover = self.failover();
        // The connectors take other servers as well, or would: one change cures both.
        let unsure = super::relay_would_capture_exchange::add_latent(case, &mut self.to_cure);
        if certainty != Certainty::Proven {
            self.gaps.extend(unsure);
        }
        let subject = self.subject;
        let remedies = remedy::for_captures(&remedy::Request {
            pasted: &case.pasted,
            captures: self.to_cure.into_captures(),
            queues: subject.queues.iter().cloned().collect(),
            unaddressed: super::relay_would_capture_exchange::unaddressed(case),
        });
        let pairs = super::distinct(self.captures.iter().map(|c| (c.senders.as_ref(), c.server.as_str())));
        let ways_back = pairs.into_iter().flat_map(|(from, to)| opposite_directions(&case.topology, from, to));
        let facts = CaptureFacts {
            ways_back: super::distinct(ways_back),
            captures: Vec::from_iter(self.captures),
            missing_addresses: self.missing_addresses.into_iter().collect(),
            failover,
            tried_first: Vec::from_iter(self.tried_first),
            messages: self.messages,
            signs: Vec::from_iter(self.signs),
        };
        Finding {
            severity: Severity::Blocking,
            certainty,
            facts: match trap {
                Trap::ExternallySecured => Facts::RelayCapturesExchangeExternallySecured(facts),
                Trap::NotOffered => Facts::RelayCapturesExchange(facts),
            },
            subject,
            gaps: self.gaps.into_iter().collect(),
            evidence: self.evidence.into_iter().collect(),
            needs,
            remedies,
        }
    }
}

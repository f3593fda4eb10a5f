//! The case from which all findings are detected: the queues in trouble with their sessions, and all other pairs of
//! servers.
//!
//! The case is worked out once. This module does not know which findings there are.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexMap;

use super::authentication::{self, CANNOT_ACHIEVE, Outcome};
use super::facts::{Capture, ConnectorRange, PastedRange};
use super::hop::{Hop, hop};
use super::route::{self, Target};
use super::topology::Topology;
use super::trial::{EndpointCache, TargetEndpoints, Trial};
use super::trouble::{Observed, Trouble, number_alike, trouble};
use crate::model::{Queue, ReceiveConnector, Shown, Snapshot, same_server};
use crate::remedy::Pasted;
use crate::selection::Verdict;

/// Everything that the findings are drawn from.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The servers.
    pub topology: Topology<'a>,
    /// Queues in trouble, in order of the input.
    pub troubles: Vec<Trouble<'a>>,
    /// Pairs of servers on the ports that Exchange servers use among each other, in order of the input.
    pub pairs: Vec<Trial<'a>>,
    /// What remedies need of the configuration.
    pub pasted: Pasted<'a>,
    cache: EndpointCache<'a>,
}

/// The ports that Exchange servers use among each other: 25, and 2525 to the Transport service behind a front end.
const SERVER_PORTS: [u16; 2] = [25, 2525];

impl<'a> Case<'a> {
    /// Works a snapshot up.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot) -> Self {
        Self::with(Pasted::of(snapshot))
    }

    /// The same where it is known what remedies need.
    #[must_use]
    pub fn with(pasted: Pasted<'a>) -> Self {
        let snapshot = pasted.snapshot;
        let topology = Topology::of(snapshot);
        let failing = snapshot.queues.iter().filter(|q| q.is_in_trouble());
        let mut cache = EndpointCache::default();
        let mut troubles: Vec<_> = failing.map(|q| trouble(&topology, Cow::Borrowed(q), None, &mut cache)).collect();
        if !troubles.iter().any(|t| t.observed == Observed::NotOffered) {
            troubles.extend(
                tracked(snapshot).into_iter().map(|(q, sender)| trouble(&topology, Cow::Owned(q), sender, &mut cache)),
            );
        }
        number_alike(&topology, &mut troubles);
        let pairs = pairs(&topology, &mut cache);
        Self { topology, troubles, pairs, pasted, cache }
    }

    /// Leaves out the troubles of these queues (indices): what they show is from before a change.
    pub fn forget(&mut self, queues: &[usize]) {
        let snapshot = self.snapshot();
        let of_place: BTreeMap<_, &Queue> =
            queues.iter().filter_map(|index| snapshot.queues.get(*index)).map(|queue| (queue.place, queue)).collect();
        let is_one = |trouble: &Trouble<'_>| of_place.get(&trouble.queue.place) == Some(&&*trouble.queue);
        self.troubles.retain(|trouble| !is_one(trouble));
    }

    /// The endpoints of a server on one of the ports that Exchange servers use among each other; `None` where it shows
    /// no connectors.
    #[must_use]
    pub fn endpoints(&self, server: &str, port: u16) -> Option<&TargetEndpoints<'a>> {
        self.cache.known(server, port)
    }

    /// The snapshot.
    #[must_use]
    pub const fn snapshot(&self) -> &'a Snapshot {
        self.topology.snapshot()
    }

    /// A connector by its index.
    #[must_use]
    pub fn connector(&self, index: usize) -> Option<&'a ReceiveConnector> {
        self.snapshot().receive_connectors.get(index)
    }

    /// Troubles that a receive connector may explain: on the way to another server, with the reply that names missing
    /// authentication, or with none shown.
    pub fn suspicious_troubles(&self) -> impl Iterator<Item = &Trouble<'a>> {
        self.troubles.iter().filter(|t| t.is_suspicious())
    }

    /// The same, those of which a connector means the same for each together.
    #[must_use]
    pub fn suspicious_alike(&self) -> Vec<Vec<&Trouble<'a>>> {
        let mut groups: IndexMap<usize, Vec<&Trouble<'a>>> = IndexMap::new();
        for trouble in self.suspicious_troubles() {
            groups.entry(trouble.alike()).or_default().push(trouble);
        }
        groups.into_values().collect()
    }

    /// Sender, target and port of every way that mail to another server takes today, by the queues of the paste. Senders of
    /// which no address is known are left out.
    #[must_use]
    pub fn ways_in_use(&self) -> BTreeSet<(&str, &str, u16)> {
        let topology = &self.topology;
        let addressed = |server: Option<&str>| {
            let server = topology.server(server?).filter(|s| s.routable_addresses().next().is_some());
            server.map(|s| s.server.name.as_str())
        };
        let mut ways = BTreeSet::new();
        let mut note = |from, targets: &[Target]| {
            for target in targets {
                let Some(to) = topology.server(&target.server) else { continue };
                ways.extend(target.ports.iter().map(|p| (from, to.server.name.as_str(), p.port)));
            }
        };
        for trouble in &self.troubles {
            if let Some(from) = addressed(trouble.sender.as_deref()) {
                note(from, &trouble.targets);
            }
        }
        for queue in self.snapshot().queues.iter().filter(|q| !q.is_in_trouble() && hop(q) == Hop::Internal) {
            if let Some(from) = addressed(queue.server()) {
                note(from, &route::targets(queue, queue.server(), topology));
            }
        }
        ways
    }

    /// Whether the paste shows nothing that could fail: no queue, no reply.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let snapshot = self.snapshot();
        let logged = snapshot.observations.sessions.iter().any(|s| !s.failures.is_empty());
        snapshot.queues.is_empty() && snapshot.replies.is_empty() && !logged
    }

    /// Whether a connector of a target may take a trouble's mail on the port that only a field report names, and lacks what
    /// Exchange servers need.
    #[must_use]
    pub fn may_take_on_reported_port(&self, trouble: &Trouble<'_>, target: &Target, index: usize) -> bool {
        let Some(port) = target.reported_port else { return false };
        if self.connector(index).is_none_or(|c| authentication::outcome(c) == Outcome::Works) {
            return false;
        }
        if !trouble.is_addressed {
            let landings = self.topology.landings_of_any_source(&target.server, port.port);
            return landings.iter().any(|(answering, ..)| *answering == index);
        }
        let here = trouble.reported.iter().filter(|trial| trial.session.server == target.server);
        let mut verdicts = here.flat_map(|trial| trial.selection.candidates.iter()).filter(|c| c.connector == index);
        verdicts.any(|c| matches!(c.verdict, Verdict::Chosen | Verdict::Tie | Verdict::Unknown { .. }))
    }

    /// Whether some connector may take a trouble's mail so.
    #[must_use]
    pub fn has_rival_on_reported_port(&self, trouble: &Trouble<'_>) -> bool {
        let mut targets = trouble.targets.iter().filter(|target| target.reported_port.is_some());
        targets.any(|target| {
            let mut connectors = self.topology.connectors(&target.server);
            connectors.any(|(index, _)| self.may_take_on_reported_port(trouble, target, index))
        })
    }

    /// The facts of one capture.
    #[must_use]
    pub fn capture(&self, trial: &Trial<'a>) -> Option<Capture> {
        let connector = self.connector(trial.connector()?)?;
        let instead = trial.runner_up().and_then(|candidate| {
            let loser = self.connector(candidate.connector)?;
            Some(ConnectorRange {
                connector: loser.identity(),
                range: candidate.entry?.as_written.to_string(),
                size: candidate.rank?.size,
            })
        });
        Some(Capture {
            senders: Rc::from([trial.sender.clone()]),
            source: Some(trial.session.source),
            server: trial.session.server.clone(),
            port: trial.session.port,
            local: trial.session.local.filter(|_| trial.decision().is_some_and(|d| !d.rank.wildcard)),
            connector: connector.identity(),
            range: trial.decision().map(|d| PastedRange { text: d.entry.as_written.to_string(), size: d.rank.size }),
            auth_mechanism: auth_mechanism(connector),
            instead,
        })
    }
}

/// What a connector offers, as text.
#[must_use]
pub fn auth_mechanism(connector: &ReceiveConnector) -> Vec<String> {
    connector.auth_mechanism.visible().into_iter().flatten().map(ToString::to_string).collect()
}

/// The sender gives up with this reply in services without a queue too (Mailbox Transport Submission): then message
/// tracking shows it, or a delivery report, and it is taken like the text of a queue (field reports).
fn tracked(snapshot: &Snapshot) -> Vec<(Queue, Option<String>)> {
    let mut queues: Vec<(Queue, Option<String>)> = Vec::new();
    let said = |r: &&crate::model::Reply| r.error.inner.as_ref().is_some_and(|inner| inner.says(CANNOT_ACHIEVE));
    for reply in snapshot.replies.iter().filter(said) {
        let same = |(q, sender): &(Queue, Option<String>)| {
            *sender == reply.sender
                && q.last_error.whole().and_then(Option::as_ref).is_some_and(|e| e.ip == reply.error.ip)
        };
        if !queues.iter().any(same) {
            let mut queue = Queue::unknown_at(reply.place);
            queue.last_error = Shown::Whole { value: Some(reply.error.clone()), place: reply.place };
            queues.push((queue, reply.sender.clone()));
        }
    }
    queues
}

fn pairs<'a>(topology: &Topology<'a>, cache: &mut EndpointCache<'a>) -> Vec<Trial<'a>> {
    let mut trials = Vec::new();
    // In a large organization, the addresses of most servers are not known.
    let senders: Vec<_> = topology.servers().iter().filter(|s| s.routable_addresses().next().is_some()).collect();
    for target in topology.servers().iter().filter(|s| !s.connectors.is_empty()) {
        let name = &target.server.name;
        let endpoints: Vec<_> =
            SERVER_PORTS.iter().filter_map(|port| cache.endpoints(topology, name, *port, None).cloned()).collect();
        for sender in senders.iter().filter(|s| !same_server(&s.server.name, name)) {
            let tried = endpoints.iter().flat_map(|d| d.try_from_server(topology, sender));
            trials.extend(tried.filter(|t| t.decision().is_some() || !t.is_decided()));
        }
    }
    trials
}

//! The same organization before and after: which findings are gone, which are still there, which are new.
//!
//! A finding counts as gone or new only where something that it rests on has changed. What one side does not show
//! makes it [`State::Unknown`], with the reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumDiscriminants};

use super::authentication::Outcome;
use super::case::Case;
use super::code::Code;
use super::facts::{Facts, Failover};
use super::finding::Finding;
use super::observed::Agreement;
use super::reappearance::hidden_causes;
use super::trouble::{Attempt, Trouble};
use crate::model::{Address, ServerId, Snapshot};

/// What became of a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, EnumDiscriminants)]
#[strum_discriminants(name(StateCode), derive(Serialize, Deserialize, AsRefStr, Display))]
#[strum_discriminants(serde(rename_all = "kebab-case"), strum(serialize_all = "kebab-case"))]
#[strum_discriminants(doc = "The word of the report for a state.", allow(missing_docs, reason = "see the states"))]
pub enum State {
    /// It is gone.
    Gone,
    /// It is still there, in part at least.
    StillThere,
    /// It is new.
    New,
    /// The two sides do not tell.
    Unknown(Why),
}

/// What became of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum QueueFate {
    /// It is in trouble no more.
    Fine,
    /// It is still in trouble.
    InTrouble,
    /// It still shows the error from before, though mail would pass now.
    NotRetried,
    /// It still shows the error from before. One of its servers would take the mail now, and another would still refuse it.
    PassesInPart,
    /// It is not shown any more.
    NotShown,
    /// It was not in trouble before.
    New,
}

/// Why two sides do not tell what became of a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its queues are not shown any more.
    QueuesNotShown,
    /// Nothing that it rests on has changed: the two sides show different parts.
    NothingChanged,
    /// It may still be there in what the second side hides: connector and property.
    NotShown(Vec<(String, &'static str)>),
}

/// One finding of either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// What became of it.
    pub state: State,
    /// Index among the findings before.
    pub before: Option<usize>,
    /// Index among the findings after, where it is still there or new.
    pub after: Option<usize>,
    /// Identities of connectors, and addresses, that it does not speak of any more.
    pub no_longer: Vec<String>,
}

/// One side.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s, 'a> {
    /// The case.
    pub case: &'s Case<'a>,
    /// Its findings.
    pub findings: &'s [Finding],
}

/// What is known to have changed between two sides.
#[derive(Clone, Copy, Debug)]
pub enum Changed<'t> {
    /// Both sides show the same things, so every difference is a change.
    AllThatDiffers,
    /// Something of these servers.
    OfServers(&'t BTreeSet<ServerId>),
}

impl Changed<'_> {
    /// Whether something that a finding is about has changed for sure.
    fn concerns(self, subject: &Subject) -> bool {
        subject.is_about_the_paste()
            || match self {
                Self::AllThatDiffers => true,
                Self::OfServers(changed) => {
                    subject.servers.iter().any(|server| changed.contains(&ServerId::of(server)))
                }
            }
    }
}

/// Follows every finding from one side to the other.
#[must_use]
pub fn follow(before: Side<'_, '_>, after: Side<'_, '_>, changed: Changed<'_>) -> Vec<Followed> {
    let subjects = |side: Side<'_, '_>| side.findings.iter().map(|f| Subject::of(side.case.snapshot(), f)).collect();
    let (old, new): (Vec<Subject>, Vec<Subject>) = (subjects(before), subjects(after));
    let mut result = Vec::new();
    let mut matched: BTreeSet<usize> = BTreeSet::new();
    for (index, subject) in old.iter().enumerate() {
        let same: Vec<usize> = (0..new.len()).filter(|i| new.get(*i).is_some_and(|s| subject.is_same(s))).collect();
        matched.extend(same.iter().copied());
        let state = if !same.is_empty() {
            State::StillThere
        } else if changed.concerns(subject) {
            State::Gone
        } else if !subject.servers.is_empty() {
            State::Unknown(Why::NothingChanged)
        } else if subject.queues.iter().all(|q| shows_queue(after.case.snapshot(), q)) {
            State::Gone
        } else {
            State::Unknown(Why::QueuesNotShown)
        };
        let state = match (state, before.findings.get(index)) {
            (State::Gone, Some(finding)) if !subject.is_about_the_paste() => {
                let snapshots = (before.case.snapshot(), after.case.snapshot());
                let hidden = hidden_causes(snapshots.0, finding, subject, snapshots.1);
                if hidden.is_empty() { State::Gone } else { State::Unknown(Why::NotShown(hidden)) }
            }
            (state, _) => state,
        };
        let left: Vec<&Subject> = same.iter().filter_map(|i| new.get(*i)).collect();
        let no_longer = if left.is_empty() { Vec::new() } else { subject.without(&left) };
        result.push(Followed { state, before: Some(index), after: same.first().copied(), no_longer });
    }
    // A question that was not asked before is no change.
    let asks = |i: usize| after.findings.get(i).is_some_and(Finding::is_question);
    for (index, subject) in new.iter().enumerate().filter(|(i, _)| !matched.contains(i) && !asks(*i)) {
        // A queue that the other side shows with another reply, or in order, has got into trouble since.
        let had_another_reply = |queue: &String| {
            let shown = |side: Side<'_, '_>| {
                let queues = &side.case.snapshot().queues;
                let queue = queues.iter().find(|q| q.identity.visible() == Some(queue))?;
                Some(queue.visible_error().map(|e| e.raw.clone()))
            };
            shown(before).is_some_and(|old| shown(after) != Some(old))
        };
        let is_new = changed.concerns(subject) || subject.queues.iter().any(had_another_reply);
        let state = if is_new { State::New } else { State::Unknown(Why::NothingChanged) };
        result.push(Followed { state, before: None, after: Some(index), no_longer: Vec::new() });
    }
    result
}

fn shows_queue(snapshot: &Snapshot, identity: &String) -> bool {
    snapshot.queues.iter().any(|q| q.identity.visible() == Some(identity))
}

/// What tells findings apart across two sides.
pub(super) struct Subject {
    /// Captures that fail and captures that would are one family.
    family: (Code, bool),
    /// Identities, in any letter case.
    connectors: Vec<String>,
    addresses: Vec<Address>,
    queues: Vec<String>,
    /// Servers of the connectors.
    servers: Vec<String>,
}

impl Subject {
    pub(super) fn of(snapshot: &Snapshot, finding: &Finding) -> Self {
        let waits = matches!(finding.facts, Facts::DisabledRelayWouldCaptureExchange(_));
        let code = match finding.code() {
            Code::RelayCapturesExchange | Code::RelayCapturesExchangeExternallySecured => {
                Code::RelayWouldCaptureExchange
            }
            code => code,
        };
        let connectors: Vec<_> =
            finding.subject.connectors.iter().filter_map(|c| snapshot.receive_connectors.get(*c)).collect();
        Self {
            family: (code, waits),
            servers: connectors.iter().map(|c| c.server.clone()).collect(),
            connectors: connectors.iter().map(|c| c.identity()).collect(),
            addresses: finding.subject.addresses.iter().copied().collect(),
            queues: finding.subject.queues.iter().cloned().collect(),
        }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.family == other.family
            && meet(&self.connectors, &other.connectors, is_same_name)
            && meet(&self.addresses, &other.addresses, PartialEq::eq)
            && (!self.connectors.is_empty() || meet(&self.queues, &other.queues, is_same_name))
    }

    /// Whether it says what the paste hides, not how the servers are.
    fn is_about_the_paste(&self) -> bool {
        self.family.0 == Code::InputTruncated
    }

    fn without(&self, others: &[&Self]) -> Vec<String> {
        let speaks_of = |o: &&Self, name: &String| o.connectors.iter().any(|c| is_same_name(c, name));
        let connectors = self.connectors.iter().filter(|c| !others.iter().any(|o| speaks_of(o, c)));
        let addresses = self.addresses.iter().filter(|a| others.iter().all(|o| !o.addresses.contains(a)));
        connectors.cloned().chain(addresses.map(ToString::to_string)).collect()
    }
}

/// Whether two lists share something, or one says nothing.
fn meet<T>(a: &[T], b: &[T], same: fn(&T, &T) -> bool) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| same(x, y)))
}

#[allow(clippy::ptr_arg, reason = "the element of a list of texts")]
fn is_same_name(a: &String, b: &String) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Indices of the queues after whose reply is the one from before, although their mail would pass by now: they were
/// not tried again since. A queue of which the second side does not show whether its mail would pass is none of them.
#[must_use]
pub fn settled(before: &Case<'_>, after: &Case<'_>) -> Vec<usize> {
    let reply = |t: &Trouble<'_>| t.queue.visible_error().map(|e| e.raw.clone());
    let stuck = |t: &Trouble<'_>| {
        !matches!(t.failover(), Failover::WouldWork(_)) && t.attempts.iter().any(|a| a.trial.is_refused())
    };
    let is_open = |attempt: &Attempt<'_>| {
        let trial = &attempt.trial;
        trial.agreement == Agreement::Silent
            && (!trial.is_decided() || matches!(trial.outcome, None | Some(Outcome::Unknown(_))))
    };
    let passes = |t: &Trouble<'_>| {
        matches!(t.failover(), Failover::WouldWork(_)) || !stuck(t) && !t.attempts.iter().any(is_open)
    };
    let mut known: BTreeMap<_, &Trouble<'_>> = BTreeMap::new();
    for trouble in &before.troubles {
        known.entry((trouble.identity(), reply(trouble))).or_insert(trouble);
    }
    let places: BTreeMap<_, usize> = after.snapshot().queues.iter().map(|queue| queue.place).zip(0..).collect();
    let mut found = Vec::new();
    for trouble in &after.troubles {
        let was_stuck = known.get(&(trouble.identity(), reply(trouble))).is_some_and(|before| stuck(before));
        if was_stuck && passes(trouble) {
            let place = places.get(&trouble.queue.place);
            found.extend(place.filter(|at| after.snapshot().queues.get(**at) == Some(&*trouble.queue)));
        }
    }
    found
}

/// The servers that would still refuse the mail of a queue.
#[must_use]
pub fn refusing(case: &Case<'_>, queue: usize) -> Vec<String> {
    let Some(queue) = case.snapshot().queues.get(queue) else { return Vec::new() };
    let of_queue = case.troubles.iter().filter(|trouble| *trouble.queue == *queue);
    let refused = of_queue.flat_map(|trouble| &trouble.attempts).filter(|attempt| attempt.trial.is_refused());
    let servers: BTreeSet<&String> = refused.map(|attempt| &attempt.target.server).collect();
    servers.into_iter().cloned().collect()
}

/// The snapshot without the replies of these queues; `None` where there are none.
#[must_use]
pub fn forget_replies(snapshot: &Snapshot, queues: &[usize]) -> Option<Snapshot> {
    if queues.is_empty() {
        return None;
    }
    let mut changed = snapshot.clone();
    for queue in queues {
        if let Some(queue) = changed.queues.get_mut(*queue) {
            queue.last_error = crate::model::Shown::Absent;
            queue.status = crate::model::Shown::Absent;
        }
    }
    Some(changed)
}

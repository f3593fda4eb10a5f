//! The queues in trouble that one connector explains. Several findings about a connector need this.
//!
//! A queue counts if a session of it lands on the connector and its reply is one that follows from there. This module
//! does not know which reply that is: the finding says so.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexSet;

use crate::diagnosis::case::Case;
use crate::diagnosis::finding::{Certainty, Subject};
use crate::diagnosis::route::{PortGround, TargetGround};
use crate::diagnosis::trial::Gap;
use crate::diagnosis::trouble::Trouble;
use crate::model::{Place, ReceiveConnector, same_server};

/// The troubles that end on a connector.
#[derive(Default)]
pub(super) struct Explained {
    /// The connector, its server, and the queues, senders and addresses that land on it.
    pub(super) subject: Subject,
    /// Servers whose mail fails.
    pub(super) senders: IndexSet<String>,
    /// The replies.
    pub(super) evidence: Vec<Place>,
    /// How sure all of them are, and what that rests on; `None` where there is none.
    pub(super) grade: Option<(Certainty, BTreeSet<Gap>)>,
}

/// Collects the troubles that end on a connector and show the reply that follows from it, those of one certainty each
/// time: what is proven stands for itself. Without any trouble there is one that names the connector alone.
pub(super) fn explained(
    case: &Case<'_>,
    index: usize,
    connector: &ReceiveConnector,
    fits: &dyn Fn(&Trouble<'_>) -> bool,
) -> Vec<Explained> {
    let mut by_certainty: BTreeMap<Certainty, Explained> = BTreeMap::new();
    for trouble in case.troubles.iter().filter(|t| fits(t)) {
        let Some((certainty, gaps)) = explains(case, trouble, index, connector) else { continue };
        let found = by_certainty.entry(certainty).or_default();
        if !trouble.identity().is_empty() {
            found.subject.queues.insert(trouble.identity());
        }
        if let Some(sender) = &trouble.sender {
            found.senders.insert(sender.clone());
        }
        let hits = trouble.attempts.iter().filter(|a| a.trial.connector() == Some(index));
        for source in hits.map(|a| a.trial.session.source) {
            found.subject.addresses.insert(source);
        }
        found.evidence.extend(trouble.queue.last_error.place());
        found.grade.get_or_insert((certainty, BTreeSet::new())).1.extend(gaps);
    }
    if by_certainty.is_empty() {
        by_certainty.insert(Certainty::Possible, Explained::default());
    }
    let mut all: Vec<Explained> = by_certainty.into_values().collect();
    for found in &mut all {
        found.subject.connectors = IndexSet::from([index]);
        found.subject.servers = [&connector.server].into_iter().chain(&found.senders).cloned().collect();
    }
    all
}

/// Whether the connector takes a session of the trouble, how sure that is, and what it rests on.
fn explains(
    case: &Case<'_>,
    trouble: &Trouble<'_>,
    index: usize,
    connector: &ReceiveConnector,
) -> Option<(Certainty, BTreeSet<Gap>)> {
    let graded = trouble.attempts.iter().filter(|a| a.trial.connector() == Some(index)).map(|a| trouble.grade(a));
    if let Some(best) = graded.min_by_key(|(certainty, _)| *certainty) {
        return Some(best);
    }
    if trouble.is_addressed || trouble.is_denied(&case.topology, connector) {
        return None;
    }
    // Without the sender's address: the connector takes some address on a port that comes into question.
    for target in trouble.targets.iter().filter(|t| same_server(&t.server, &connector.server)) {
        for port in &target.ports {
            let landings = case.topology.landings_of_any_source(&target.server, port.port);
            if landings.iter().any(|(i, ..)| *i == index) {
                let senders = trouble.senders();
                let mut gaps = BTreeSet::from([Gap::SourceInRange { senders: Rc::clone(&senders), connector: index }]);
                gaps.extend(trouble.own_gaps());
                if port.ground == PortGround::Assumed {
                    gaps.insert(Gap::Port { senders, server: target.server.clone(), port: port.port });
                }
                if target.ground == TargetGround::Assumed {
                    gaps.insert(Gap::Target { queue: trouble.identity(), server: target.server.clone() });
                }
                if !target.is_of_family(connector) {
                    gaps.insert(Gap::OtherFamily { server: target.server.clone() });
                    return Some((Certainty::Possible, gaps));
                }
                return Some((Certainty::Likely, gaps));
            }
        }
    }
    None
}

//! The overview of a report: connectors and queues in plain words. Alike ones share a row.
//!
//! What is said of a connector comes from its portrait ([`crate::diagnosis::overview`]).

use std::collections::BTreeMap;

use super::wire::{self, ConnectorOverview, Overview, QueueOverview, SetupState};
use crate::diagnosis::Finding;
use crate::diagnosis::overview::{Setup, portrait};
use crate::model::Snapshot;
use crate::words::{Words, overview_name};

/// The overview. `told` holds the findings in wire types, in the same order.
pub(super) fn overview(snapshot: &Snapshot, findings: &[Finding], told: &[wire::Finding], words: &Words) -> Overview {
    Overview { connectors: connectors(snapshot, findings, words), queues: queues(snapshot, told, words) }
}

fn connectors(snapshot: &Snapshot, findings: &[Finding], words: &Words) -> Vec<ConnectorOverview> {
    let mut rows: Vec<ConnectorOverview> = Vec::new();
    let mut places = BTreeMap::new();
    for connector in &snapshot.receive_connectors {
        let portrait = portrait(connector, findings);
        let identity = connector.identity();
        let row = ConnectorOverview {
            connector: identity.clone(),
            members: Vec::new(),
            name: overview_name(connector),
            setup: match portrait.setup {
                Setup::Added => SetupState::Added,
                Setup::Edited => SetupState::Edited,
                Setup::NotShown => SetupState::NotShown,
                Setup::AsMade => SetupState::AsMade,
            },
            purpose: words.overview_purpose(portrait.purpose).to_owned(),
            who: words.overview_who(&portrait),
            edited: words.overview_edited(&portrait),
            reached: words.overview_reached(&portrait),
        };
        let key = (
            row.name.clone(),
            row.setup,
            row.purpose.clone(),
            row.who.clone(),
            row.edited.clone(),
            row.reached.clone(),
        );
        let place = *places.entry(key).or_insert(rows.len());
        match rows.get_mut(place) {
            Some(known) => known.members.push(identity),
            None => rows.push(ConnectorOverview { members: vec![identity], ..row }),
        }
    }
    rows.sort_by_key(|row| row.setup);
    rows
}

fn queues(snapshot: &Snapshot, told: &[wire::Finding], words: &Words) -> Vec<QueueOverview> {
    // The first finding about a queue is the one that tells most.
    let mut about: BTreeMap<&str, &wire::Finding> = BTreeMap::new();
    for finding in told {
        for queue in &finding.subject.queues {
            about.entry(queue).or_insert(finding);
        }
    }
    let mut rows: Vec<QueueOverview> = Vec::new();
    let mut places = BTreeMap::new();
    for queue in &snapshot.queues {
        let Some(identity) = queue.identity.visible() else { continue };
        let finding = about.get(identity.as_str());
        let cause = finding.map_or_else(|| words.overview_queue(queue).to_owned(), |finding| finding.title.clone());
        let code = finding.map(|finding| finding.code);
        let place = *places.entry((cause.clone(), code)).or_insert(rows.len());
        if let Some(row) = rows.get_mut(place) {
            row.members.push(identity.clone());
        } else {
            rows.push(QueueOverview { queue: identity.clone(), members: vec![identity.clone()], cause, finding: code });
        }
    }
    rows.sort_by_key(|row| row.finding.is_none());
    rows
}

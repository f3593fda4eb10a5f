//! Two connectors on one endpoint have ranges that cross: each holds addresses that the other does not.
//!
//! # What happens
//! Exchange documents overlap only where one range is wholly inside the other, and its cmdlets refuse anything else.
//! Where such a pair exists all the same, the smaller range wins (observed), but nobody promises it.
//! # Why it matters
//! Every later change of either connector is refused until the ranges are apart.
//! # What decides it
//! The receive protocol log names the connector that really answered.
//! # What to do
//! Nest the ranges or separate them.
//! # When it is fine
//! Never.
//! # Sources
//! Documented ("Receive connectors", remote address ranges); observed behaviour (2013 CU23).

use indexmap::IndexSet;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{ConnectorRange, Facts};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::RangesNotNested, &[RECEIVE_CONNECTORS, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for trouble in case.suspicious_troubles() {
        for attempt in trouble.attempts.iter().filter(|a| !a.trial.selection.crossing.is_empty()) {
            let trial = &attempt.trial;
            let Some(decision) = trial.decision() else { continue };
            let Some(winner) = case.connector(decision.connector) else { continue };
            let crossing =
                || trial.selection.candidates.iter().filter(|c| trial.selection.crossing.contains(&c.connector));
            let others: Vec<_> = crossing()
                .filter_map(|c| {
                    Some(ConnectorRange {
                        connector: case.connector(c.connector)?.identity(),
                        range: c.entry?.as_written.to_string(),
                        size: c.rank?.size,
                    })
                })
                .collect();
            if let Some(same) = found.iter_mut().find(|f| f.subject.connectors.contains(&decision.connector)) {
                same.subject.queues.insert(trouble.identity());
                same.subject.addresses.insert(trial.session.source);
                continue;
            }
            let mut evidence: Vec<_> = winner.remote_ip_ranges.place().into_iter().collect();
            for other in crossing().filter_map(|c| case.connector(c.connector)) {
                evidence.extend(other.remote_ip_ranges.place());
            }
            found.push(Finding {
                // Where a log names the connector, the ranges keep nobody from the answer.
                severity: if trial.is_decided() && trial.answer.is_some() {
                    Severity::Risk
                } else {
                    Severity::Blocking
                },
                certainty: Certainty::Likely,
                facts: Facts::RangesNotNested {
                    winner: ConnectorRange {
                        connector: winner.identity(),
                        range: decision.entry.as_written.to_string(),
                        size: decision.rank.size,
                    },
                    others,
                    address: trial.session.source,
                },
                subject: Subject {
                    queues: IndexSet::from([trouble.identity()]),
                    connectors: IndexSet::from([decision.connector]),
                    servers: IndexSet::from([trial.session.server.clone()]),
                    addresses: IndexSet::from([trial.session.source]),
                },
                gaps: trial
                    .selection
                    .crossing
                    .iter()
                    .map(|other| Gap::Crossing { connectors: (decision.connector, *other) })
                    .collect(),
                evidence,
                needs: vec![Need::ReceiveProtocolLog(vec![trial.session.server.clone()])],
                remedies: Vec::new(),
            });
        }
    }
    found
}

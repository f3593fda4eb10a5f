//! A list that the paste cuts off hides which connector answers the servers of a failing queue.
//!
//! # What happens
//! PowerShell prints the first 4 or 16 entries of a list, then `...`. The hidden entries may hold the sender.
//! # Why it matters
//! Any answer would be a guess.
//! # What decides it
//! The whole list.
//! # What to do
//! Print it whole and paste it in addition.
//! # When it is fine
//! Where the visible entries decide: a single address that wins cannot be beaten.
//! # Sources
//! Documented (about_Preference_Variables, $FormatEnumerationLimit); recorded output.

use indexmap::IndexSet;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::PREFERENCE_VARIABLES;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, HiddenEntries};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::{hidden_captors, is_cut};
use crate::selection::Doubt;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::InputTruncated, &[PREFERENCE_VARIABLES])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut subject, mut evidence, mut senders, mut identities) =
        (Subject::default(), IndexSet::new(), IndexSet::new(), IndexSet::new());
    let mut masked = true;
    for trouble in case.suspicious_troubles() {
        for attempt in trouble.attempts.iter().filter(|a| !a.trial.is_decided()) {
            let doubts = attempt.trial.selection.outcome.doubts();
            for doubt in doubts.iter().filter(|d| is_cut(case.snapshot(), d)) {
                let Doubt::Hidden { connector, .. } = doubt else { continue };
                let Some(it) = case.connector(*connector) else { continue };
                subject.connectors.insert(*connector);
                subject.queues.insert(trouble.identity());
                subject.servers.insert(it.server.clone());
                subject.addresses.insert(attempt.trial.session.source);
                identities.insert(it.identity());
                masked &= !it.remote_ip_ranges.is_cut() && !it.bindings.is_cut();
                senders.insert(attempt.trial.sender.clone());
                evidence.extend(it.remote_ip_ranges.place().or(it.bindings.place()));
            }
        }
    }
    // Where the sender's address is not known, a list that cannot be read may hold it.
    for alike in case.suspicious_alike() {
        let Some(first) = alike.first().filter(|trouble| !trouble.is_addressed) else { continue };
        let ports = first.targets.iter().flat_map(|target| target.ports.iter().map(move |port| (target, port.port)));
        let captors = ports.flat_map(|(target, port)| hidden_captors(&case.topology, &target.server, port).to_vec());
        let captors: IndexSet<usize> = captors.collect();
        for it in captors.iter().filter_map(|index| case.connector(*index)) {
            subject.servers.insert(it.server.clone());
            identities.insert(it.identity());
            masked &= !it.remote_ip_ranges.is_cut() && !it.bindings.is_cut();
            evidence.extend(it.remote_ip_ranges.place());
        }
        if !captors.is_empty() {
            subject.queues.extend(alike.iter().map(|trouble| trouble.identity()));
            senders.extend(alike.iter().filter_map(|trouble| trouble.sender.clone()));
        }
        subject.connectors.extend(captors);
    }
    if subject.connectors.is_empty() {
        return Vec::new();
    }
    let identities = Vec::from_iter(identities);
    let hidden = if masked { HiddenEntries::Unreadable } else { HiddenEntries::CutOff };
    vec![Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts: Facts::InputTruncated { connectors: identities.clone(), senders: Vec::from_iter(senders), hidden },
        subject,
        gaps: Vec::new(),
        evidence: Vec::from_iter(evidence),
        needs: vec![Need::WholeLists(identities)],
        remedies: Vec::new(),
    }]
}

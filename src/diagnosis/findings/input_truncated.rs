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

use super::add;
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
        (Subject::default(), Vec::new(), Vec::new(), Vec::new());
    let mut masked = true;
    for trouble in case.suspicious_troubles() {
        for attempt in trouble.attempts.iter().filter(|a| !a.trial.is_decided()) {
            let doubts = attempt.trial.selection.outcome.doubts();
            for doubt in doubts.iter().filter(|d| is_cut(case.snapshot(), d)) {
                let Doubt::Hidden { connector, .. } = doubt else { continue };
                let Some(it) = case.connector(*connector) else { continue };
                add(&mut subject.connectors, *connector);
                add(&mut subject.queues, trouble.identity());
                add(&mut subject.servers, it.server.clone());
                add(&mut subject.addresses, attempt.trial.session.source);
                add(&mut identities, it.identity());
                masked &= !it.remote_ip_ranges.is_cut() && !it.bindings.is_cut();
                add(&mut senders, attempt.trial.sender.clone());
                for place in [it.remote_ip_ranges.place(), it.bindings.place()].into_iter().flatten().take(1) {
                    add(&mut evidence, place);
                }
            }
        }
    }
    // Where the sender's address is not known, a list that cannot be read may hold it.
    for trouble in case.suspicious_troubles().filter(|t| !t.is_addressed) {
        let ports = trouble.targets.iter().flat_map(|target| target.ports.iter().map(move |port| (target, port.port)));
        for connector in ports.flat_map(|(target, port)| hidden_captors(&case.topology, &target.server, port).to_vec())
        {
            let Some(it) = case.connector(connector) else { continue };
            add(&mut subject.connectors, connector);
            add(&mut subject.queues, trouble.identity());
            add(&mut subject.servers, it.server.clone());
            add(&mut identities, it.identity());
            masked &= !it.remote_ip_ranges.is_cut() && !it.bindings.is_cut();
            trouble.sender.iter().for_each(|sender| add(&mut senders, sender.clone()));
            evidence.extend(it.remote_ip_ranges.place());
        }
    }
    if subject.connectors.is_empty() {
        return Vec::new();
    }
    let hidden = if masked { HiddenEntries::Unreadable } else { HiddenEntries::CutOff };
    vec![Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts: Facts::InputTruncated { connectors: identities.clone(), senders, hidden },
        subject,
        gaps: Vec::new(),
        evidence,
        needs: vec![Need::WholeLists(identities)],
        remedies: Vec::new(),
    }]
}

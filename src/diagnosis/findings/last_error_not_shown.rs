//! A queue waits for its next try, and the paste does not show why.
//!
//! # What happens
//! The default view of Get-Queue has no LastError, and a table of chosen columns cuts it before the reply that counts.
//! # Why it matters
//! Without the reply, nothing here can say whether receive connectors are the question at all.
//! # What decides it
//! No other finding speaks of the queue.
//! # What to do
//! Print the queue as a list.
//! # When it is fine
//! A queue in Retry is never fine; one that has just failed for the first time may pass by itself.
//! # Sources
//! Documented (Get-Queue; queue properties).

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::QUEUES;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::trouble::Observed;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::LastErrorNotShown, &[QUEUES])],
    explained_by: &[],
    detect: Detect::AmongDetected(detect),
};

/// Runs after all others: it speaks of the queues that they leave out.
fn detect(case: &Case<'_>, others: &[&Finding]) -> Vec<Finding> {
    let (mut subject, mut evidence) = (Subject::default(), Vec::new());
    for trouble in case.troubles.iter().filter(|t| t.observed == Observed::NotShown) {
        let identity = trouble.identity();
        if identity.is_empty() || others.iter().any(|f| f.subject.queues.contains(&identity)) {
            continue;
        }
        subject.queues.insert(identity);
        if let Some(sender) = &trouble.sender {
            subject.servers.insert(sender.clone());
        }
        evidence.extend(trouble.queue.last_error.place().or(trouble.queue.status.place()));
    }
    let queues: Vec<_> = subject.queues.iter().cloned().collect();
    let finding = (!queues.is_empty()).then(|| Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts: Facts::LastErrorNotShown { queues: queues.clone() },
        subject,
        gaps: Vec::new(),
        evidence,
        needs: vec![Need::QueueDetails(queues)],
        remedies: Vec::new(),
    });
    finding.into_iter().collect()
}

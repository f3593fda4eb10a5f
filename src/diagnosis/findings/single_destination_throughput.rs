//! A long queue to one destination outside that delivers, without any error.
//!
//! # What happens
//! Exchange opens another connection to one next hop only for every so many messages that wait; with the default of
//! older cumulative updates it opens too few.
//! # Why it matters
//! The queue looks stuck and is only slow. Changing connectors would not make it faster.
//! # What decides it
//! Status Active, LastError shown and empty, a next hop outside, and many messages.
//! # What to do
//! Let Exchange open more connections to that destination.
//! # When it is fine
//! After a burst, such as a newsletter, when the number of messages falls.
//! # Sources
//! Documented (KB 5006982; "Email stuck in queues").

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::KB_5006982;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::hop::{self, Hop};
use crate::diagnosis::trial::Gap;

/// Messages from which a queue that delivers is called long; no documented number, chosen to leave bursts alone.
const MANY: u64 = 500;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::SingleDestinationThroughput, &[KB_5006982])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut subject, mut evidence, mut gaps) = (Subject::default(), Vec::new(), Vec::new());
    for queue in &case.snapshot().queues {
        let is_active = queue.status.whole().is_some_and(|s| s.eq_ignore_ascii_case("Active"));
        let is_clean = queue.last_error.whole().is_some_and(Option::is_none);
        let is_long = queue.message_count.whole().is_some_and(|count| *count >= MANY);
        let Some(identity) = queue.identity.whole().filter(|i| !i.is_empty()) else { continue };
        if !(is_active && is_clean && is_long && hop::hop(queue) == Hop::External) {
            continue;
        }
        subject.queues.insert(identity.clone());
        if let Some(server) = queue.server() {
            subject.servers.insert(server.to_owned());
        }
        gaps.push(Gap::NoBurst { queue: identity.clone() });
        evidence.extend(
            [queue.status.place(), queue.message_count.place(), queue.last_error.place()].into_iter().flatten(),
        );
    }
    let queues: Vec<_> = subject.queues.iter().cloned().collect();
    if queues.is_empty() {
        return Vec::new();
    }
    vec![Finding {
        severity: Severity::Advice,
        certainty: Certainty::Likely,
        facts: Facts::SingleDestinationThroughput { queues },
        subject,
        gaps,
        evidence,
        needs: Vec::new(),
        remedies: Vec::new(),
    }]
}

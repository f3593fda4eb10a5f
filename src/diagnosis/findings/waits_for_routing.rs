//! Messages wait before they are routed: in the queue Submission, or in Unreachable.
//!
//! # What happens
//! Every message passes the categorizer. What slows it down fills Submission; what it finds no way for ends in Unreachable.
//! # Why it matters
//! No connection is made and LastError stays empty, so nothing points anywhere, and connectors are suspected.
//! # What decides it
//! The queue's name, an empty LastError and messages that wait; the reason stands in the event log.
//! # What to do
//! Look at the events; for Unreachable, at the send connectors.
//! # When it is fine
//! After a burst, while the number of messages falls.
//! # Sources
//! Documented (queues; message delivery delays); field reports.

use super::kind::{Detect, FindingKind};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::{Check, Need};
use crate::model::{Place, Queue};

/// Messages in Submission from which it counts as held up: the limit that Microsoft's monitoring guidance names.
const MANY: u64 = 100;

const HELD_UP: [Known; 3] = [Known::AntimalwareEngine, Known::RulesSlow, Known::EsentSessions];

pub(super) const FINDING: FindingKind = FindingKind { codes: &[], explained_by: &[], detect: Detect::InCase(detect) };

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut found = collect(case, "Submission", is_held_up, &HELD_UP);
    found.extend(collect(case, "Unreachable", holds_messages, &[Known::NoRoute]));
    found
}

fn collect(case: &Case<'_>, name: &str, counts: fn(&Queue) -> bool, causes: &[Known]) -> Vec<Finding> {
    let (mut subject, mut evidence) = (Subject::default(), Vec::<Place>::new());
    let mut severity = Severity::Advice;
    for queue in case.snapshot().queues.iter().filter(|q| is_called(q, name) && counts(q)) {
        let Some(identity) = queue.identity.whole() else { continue };
        subject.queues.insert(identity.clone());
        subject.servers.extend(queue.server().map(str::to_owned));
        evidence.extend([queue.message_count.place(), queue.last_error.place()].into_iter().flatten());
        if queue.is_in_trouble() || name == "Unreachable" {
            severity = Severity::Blocking;
        }
    }
    let finding = |known: &Known| Finding {
        severity,
        certainty: Certainty::Possible,
        facts: Facts::WaitsForRouting { known: *known, queues: subject.queues.iter().cloned().collect() },
        subject: subject.clone(),
        gaps: Vec::new(),
        evidence: evidence.clone(),
        needs: vec![Need::NextStep(Check {
            senders: subject.servers.iter().cloned().collect(),
            ..Check::at(*known, Vec::new())
        })],
        remedies: Vec::new(),
    };
    if subject.queues.is_empty() { Vec::new() } else { causes.iter().map(finding).collect() }
}

fn is_called(queue: &Queue, name: &str) -> bool {
    let of_identity = queue.identity.whole().and_then(|i| i.rsplit_once('\\'));
    of_identity.is_some_and(|(_, last)| last.eq_ignore_ascii_case(name))
}

/// Shown without an error, and with more than passes in a moment.
fn is_held_up(queue: &Queue) -> bool {
    let many = queue.message_count.whole().is_some_and(|count| *count >= MANY);
    queue.last_error.whole().is_some_and(Option::is_none) && (many || (queue.is_in_trouble() && holds_messages(queue)))
}

/// A reply, where one is shown, has a finding of its own.
fn holds_messages(queue: &Queue) -> bool {
    let silent = queue.visible_error().is_none();
    silent && queue.message_count.whole().is_some_and(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Shown, Snapshot};

    #[test]
    fn only_messages_that_wait_without_an_error_count() {
        let check = |name: &str, count: u64, error: Option<&str>, expected: &[&str]| {
            let place = Place { source: 0, line: 1 };
            let mut queue = Queue::unknown_at(place);
            queue.identity = Shown::Whole { value: format!("EX1\\{name}"), place };
            queue.message_count = Shown::Whole { value: count, place };
            queue.last_error = Shown::Whole { value: error.and_then(crate::model::LastError::read), place };
            let snapshot = Snapshot { queues: vec![queue], ..Snapshot::default() };
            let found = detect(&Case::of(&snapshot));
            assert_eq!(found.iter().map(|f| f.code().as_str()).collect::<Vec<_>>(), expected, "{name} {count}");
            assert!(found.iter().all(|f| f.certainty == Certainty::Possible));
        };
        check("Submission", 4000, None, &["antimalware-engine", "transport-rules-slow", "esent-sessions"]);
        check("Submission", 99, None, &[]);
        check("Submission", 4000, Some("451 4.4.0 DNS query failed"), &[]);
        check("Unreachable", 3, None, &["no-send-connector"]);
        check("Unreachable", 0, None, &[]);
        check("42", 4000, None, &[]);
    }
}

//! A receive log names another connector than the one that should answer by the connectors that are pasted.
//!
//! # What happens
//! The log shows what was; the paste shows what is configured now, or a part of it. One of them is not what it seems.
//! # Why it matters
//! Whatever follows from the pasted connectors for this session is not true of the session in the log.
//! # What decides it
//! The connector-id of the newest session of this source at this endpoint.
//! # What to do
//! Print all connectors of the server anew, and compare the time of the log with that of the last change.
//! # When it is fine
//! Where the connectors were changed after the session.
//! # Sources
//! Documented (protocol logging, connector-id; Receive connectors); observed behaviour (2013 CU23).

use super::add;
use crate::diagnosis::Facts;
use crate::diagnosis::authentication;
use crate::diagnosis::case::Case;
use crate::diagnosis::finding::{Certainty, Contradiction, Finding, Need, Severity, Subject};
use crate::diagnosis::observed::Testimony;
use crate::diagnosis::trial::{Gap, Trial};
use crate::ordered::Set;

pub(super) fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut draft = Draft::default();
    for trouble in case.suspicious_troubles() {
        for attempt in &trouble.attempts {
            if draft.note(case, &attempt.trial) {
                draft.in_trouble = true;
                if !trouble.identity().is_empty() {
                    add(&mut draft.subject.queues, trouble.identity());
                }
                draft.evidence.extend(trouble.queue.last_error.place());
            }
        }
    }
    for trial in &case.pairs {
        draft.note(case, trial);
    }
    draft.finish().into_iter().collect()
}

#[derive(Default)]
struct Draft {
    subject: Subject,
    contradictions: Vec<Contradiction>,
    gaps: Set<Gap>,
    evidence: Vec<crate::model::Place>,
    in_trouble: bool,
    is_open: bool,
}

impl Draft {
    /// Takes a session up, if a log contradicts it.
    fn note(&mut self, case: &Case<'_>, trial: &Trial<'_>) -> bool {
        let Some(answer) = trial.answer.as_ref().filter(|_| trial.testimony == Testimony::Contradicts) else {
            return false;
        };
        let predicted = trial.predicted().and_then(|index| Some((index, case.connector(index)?)));
        let logged = answer.connector.and_then(|index| case.connector(index));
        let session = &trial.session;
        add(
            &mut self.contradictions,
            Contradiction {
                sender: trial.sender.clone(),
                source: session.source,
                server: session.server.clone(),
                port: session.port,
                predicted: predicted.map(|(_, c)| c.identity()),
                logged: answer.session.connector.clone(),
                time: answer.session.time.clone(),
                outcome: logged.map(authentication::outcome),
            },
        );
        // What is hidden, or not there, can be the very reason.
        self.is_open |= !trial.selection.outcome.doubts().is_empty();
        self.gaps.extend(trial.gaps.iter().cloned());
        for index in [answer.connector, predicted.map(|(index, _)| index)].into_iter().flatten() {
            add(&mut self.subject.connectors, index);
        }
        for server in [&session.server, &trial.sender] {
            add(&mut self.subject.servers, server.clone());
        }
        add(&mut self.subject.addresses, session.source);
        add(&mut self.evidence, answer.session.place);
        for connector in [predicted.map(|(_, c)| c), logged].into_iter().flatten() {
            if let Some(place) = connector.remote_ip_ranges.place() {
                add(&mut self.evidence, place);
            }
        }
        true
    }

    fn finish(self) -> Option<Finding> {
        let servers: Set<_> = self.contradictions.iter().map(|c| c.server.clone()).collect();
        (!self.contradictions.is_empty()).then(|| Finding {
            severity: if self.in_trouble { Severity::Blocking } else { Severity::Risk },
            certainty: match (self.is_open, self.gaps.is_empty()) {
                (true, _) => Certainty::Possible,
                (false, true) => Certainty::Proven,
                (false, false) => Certainty::Likely,
            },
            facts: Facts::LogContradictsPrediction(self.contradictions),
            subject: self.subject,
            gaps: self.gaps.into_iter().collect(),
            evidence: self.evidence,
            needs: vec![Need::ReceiveConnectors(servers.into_iter().collect())],
            remedies: Vec::new(),
        })
    }
}

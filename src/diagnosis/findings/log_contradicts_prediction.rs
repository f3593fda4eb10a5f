//! A receive log names another connector than the one that should answer by the connectors that are pasted; or an answer
//! to EHLO, or the queue's own reply, shows what that connector does not offer.
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

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, PROTOCOL_LOGGING};
use crate::diagnosis::authentication;
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Contradiction, Facts, Witness};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::observed::Agreement;
use crate::diagnosis::route::{PortGround, TargetGround};
use crate::diagnosis::trial::{Gap, Trial};
use crate::diagnosis::trouble::{Attempt, Observed, Trouble};
use crate::model::ReceiveConnector;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::LogContradictsPrediction, &[PROTOCOL_LOGGING, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut draft = Draft::default();
    for trouble in &case.troubles {
        for attempt in &trouble.attempts {
            let witness = witness(case, &attempt.trial).or_else(|| reply(trouble, attempt));
            let Some(witness) = witness else { continue };
            draft.note(case, &attempt.trial, witness);
            draft.gaps.extend(trouble.grade(attempt).1.into_iter().filter(|gap| matches!(gap, Gap::Target { .. })));
            draft.in_trouble = true;
            if !trouble.identity().is_empty() {
                draft.subject.queues.insert(trouble.identity());
            }
            draft.evidence.extend(trouble.queue.last_error.place());
        }
    }
    for trial in &case.pairs {
        if let Some(witness) = witness(case, trial) {
            draft.note(case, trial, witness);
        }
    }
    draft.finish().into_iter().collect()
}

/// What logs and transcripts say against a prediction.
fn witness(case: &Case<'_>, trial: &Trial<'_>) -> Option<Witness> {
    if trial.agreement != Agreement::Contradicts {
        return None;
    }
    if let Some((_, mismatch)) = &trial.ehlo {
        return Some(Witness::Ehlo(mismatch.clone().into()));
    }
    trial.answer.as_ref().map(|answer| Witness::Log {
        connector: answer.session.connector.clone(),
        time: answer.session.time.clone(),
        outcome: answer.connector.and_then(|index| case.connector(index)).map(authentication::outcome),
    })
}

/// 454 4.7.0 says that authentication was offered and failed: a connector that offers none gives 451 5.7.3. Only of a
/// server that LastError names, on a port that is certain, from the one address that the sender has.
fn reply(trouble: &Trouble<'_>, attempt: &Attempt<'_>) -> Option<Witness> {
    let (trial, target) = (&attempt.trial, &attempt.target);
    let known = trouble.known_reply() == Some(Known::TemporaryAuthenticationFailure)
        && target.ground == TargetGround::Printed
        && attempt.port.ground != PortGround::Assumed
        && trouble.targets.len() == 1
        && trouble.attempts.len() == 1;
    let capture = trial.is_decided() && trial.outcome.is_some_and(authentication::Outcome::is_capture);
    let Observed::Other(reply) = &trouble.observed else { return None };
    (known && capture).then(|| Witness::Reply(reply.clone()))
}

#[derive(Default)]
struct Draft {
    subject: Subject,
    contradictions: IndexSet<Contradiction>,
    gaps: BTreeSet<Gap>,
    evidence: IndexSet<crate::model::Place>,
    in_trouble: bool,
    is_open: bool,
}

impl Draft {
    /// Takes a session up that was answered otherwise.
    fn note(&mut self, case: &Case<'_>, trial: &Trial<'_>, witness: Witness) {
        let predicted = trial.predicted().and_then(|index| Some((index, case.connector(index)?)));
        let logged = trial.answer.as_ref().and_then(|answer| answer.connector);
        // What is hidden, or not there, can be the very reason; and the reply quoted is that of the first server tried.
        self.is_open |= matches!(witness, Witness::Reply(_)) || !trial.selection.outcome.doubts().is_empty();
        let session = &trial.session;
        self.contradictions.insert(Contradiction {
            sender: trial.sender.clone(),
            source: session.source,
            server: session.server.clone(),
            port: session.port,
            predicted: predicted.map(|(_, c)| c.identity()),
            witness,
        });
        self.gaps.extend(trial.gaps.iter().cloned());
        self.subject.connectors.extend([logged, predicted.map(|(index, _)| index)].into_iter().flatten());
        self.subject.servers.extend([session.server.clone(), trial.sender.clone()]);
        self.subject.addresses.insert(session.source);
        let ehlo = trial.ehlo.as_ref();
        let seen = trial.answer.as_ref().map(|a| a.session.place).or(ehlo.map(|(ehlo, _)| ehlo.place));
        let ranges = |c: &ReceiveConnector| c.remote_ip_ranges.place();
        let logged = logged.and_then(|index| case.connector(index)).and_then(ranges);
        let excluding = ehlo.map(|(_, mismatch)| mismatch.place);
        let places = [seen, predicted.and_then(|(_, c)| ranges(c)), logged, excluding];
        self.evidence.extend(places.into_iter().flatten());
    }

    fn finish(self) -> Option<Finding> {
        let servers: BTreeSet<_> = self.contradictions.iter().map(|c| c.server.clone()).collect();
        (!self.contradictions.is_empty()).then(|| Finding {
            severity: if self.in_trouble { Severity::Blocking } else { Severity::Risk },
            certainty: match (self.is_open, self.gaps.is_empty()) {
                (true, _) => Certainty::Possible,
                (false, true) => Certainty::Proven,
                (false, false) => Certainty::Likely,
            },
            facts: Facts::LogContradictsPrediction(Vec::from_iter(self.contradictions)),
            subject: self.subject,
            gaps: self.gaps.into_iter().collect(),
            evidence: Vec::from_iter(self.evidence),
            needs: vec![Need::ReceiveConnectors(servers.into_iter().collect())],
            remedies: Vec::new(),
        })
    }
}

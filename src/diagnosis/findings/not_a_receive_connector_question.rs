//! A queue in trouble whose trouble is not which receive connector answered.
//!
//! # What happens
//! The queue delivers to the outside, or into a mailbox database on port 475, or the reply is of another kind.
//! # Why it matters
//! Changing receive connectors would cost time and could break what works.
//! # What decides it
//! Delivery type, next hop and the words of the innermost reply.
//! # What to do
//! Follow the reply itself.
//! # When it is fine
//! It says only where not to look.
//! # Sources
//! Documented (queues, NextHopSolutionKey; implicit Receive connectors); field reports.

use std::collections::BTreeMap;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::QUEUES;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Elsewhere, Facts};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::hop::{self, Hop};
use crate::diagnosis::need::Need;
use crate::diagnosis::trouble::{Observed, Trouble};
use crate::model::SmtpReply;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::NotAReceiveConnectorQuestion, &[QUEUES])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    // One finding per reason and reply: a hundred queues to the outside with one reply are one thing to read.
    let mut elsewhere: BTreeMap<_, Vec<&Trouble<'_>>> = BTreeMap::new();
    for trouble in &case.troubles {
        let reply = match &trouble.observed {
            Observed::Other(reply) => Some(reply.clone()),
            Observed::NotOffered => Some(crate::diagnosis::authentication::CANNOT_ACHIEVE.to_owned()),
            Observed::OnlyCode => trouble.reply().map(SmtpReply::whole),
            Observed::NotShown => None,
        };
        let reason = match (trouble.hop, &trouble.observed) {
            (Hop::External, _) => Elsewhere::External,
            (Hop::MailboxDelivery, _) => Elsewhere::MailboxDelivery,
            (_, Observed::NotShown) if hop::is_shadow(&trouble.queue) => Elsewhere::Shadow,
            _ if trouble.known_reply().is_some() => continue,
            (Hop::Internal | Hop::Unknown, Observed::Other(_)) => Elsewhere::OtherReply,
            _ => continue,
        };
        elsewhere.entry((reason, reply)).or_default().push(trouble);
    }
    elsewhere.into_iter().map(|((reason, reply), troubles)| finding(reason, reply, &troubles)).collect()
}

fn finding(reason: Elsewhere, reply: Option<String>, troubles: &[&Trouble<'_>]) -> Finding {
    let queues: Vec<_> = troubles.iter().map(|t| t.identity()).filter(|i| !i.is_empty()).collect();
    let error = troubles.first().and_then(|t| t.queue.last_error.visible()?.clone());
    let explained = |t: &&Trouble<'_>| t.known_reply().is_some() || t.observed == Observed::NotOffered;
    let unknown = error.as_ref().filter(|_| !troubles.iter().any(explained)).map(|error| {
        let unread = || SmtpReply { code: None, enhanced_code: None, text: error.raw.clone() };
        error.inner.clone().unwrap_or_else(unread)
    });
    let outer = error.and_then(|e| e.outer).map(|outer| outer.whole());
    let asks_for_exchange = troubles.iter().any(|t| t.observed == Observed::NotOffered);
    let needs = if reason == Elsewhere::External && asks_for_exchange {
        vec![Need::SendConnectors]
    } else if reply.is_some() || reason == Elsewhere::Shadow {
        Vec::new()
    } else {
        vec![Need::QueueDetails(queues.clone())]
    };
    let certainty = if queues.is_empty() { Certainty::Possible } else { Certainty::Likely };
    Finding {
        severity: Severity::Advice,
        certainty,
        facts: Facts::NotAReceiveConnectorQuestion { queues: queues.clone(), reason, reply, unknown, outer },
        subject: Subject {
            queues: queues.into_iter().collect(),
            servers: troubles.iter().filter_map(|t| t.sender.clone()).collect(),
            ..Subject::default()
        },
        gaps: Vec::new(),
        evidence: troubles
            .iter()
            .filter_map(|t| t.queue.last_error.place().or(t.queue.delivery_type.place()))
            .collect(),
        needs,
        remedies: Vec::new(),
    }
}

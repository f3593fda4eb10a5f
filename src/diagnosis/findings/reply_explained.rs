//! A queue fails with a reply that the catalogue knows.
//!
//! # What happens
//! The innermost reply of LastError says what failed, if one knows who says it and what else it has turned out to be.
//! # Why it matters
//! The same code carries different faults, and "responded with" blames the wrong machine as often as not.
//! # What decides it
//! The words of the reply; what lies behind them needs a look at the server.
//! # What to do
//! What the catalogue says for the reply.
//! # When it is fine
//! Never.
//! # Sources
//! See the catalogue.

use super::add;
use crate::diagnosis::Facts;
use crate::diagnosis::case::{Case, Trouble};
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::finding::{Certainty, Finding, Need, Severity, Subject};
use crate::ordered::groups;

pub(super) fn detect(case: &Case<'_>) -> Vec<Finding> {
    let troubles = case.troubles.iter().filter_map(|t| Some((t.known_reply()?, t)));
    groups(troubles).into_iter().map(|(known, troubles)| finding(known, &troubles)).collect()
}

fn finding(known: Known, troubles: &[&Trouble<'_>]) -> Finding {
    let (mut senders, mut targets, mut servers, mut replies) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for trouble in troubles {
        if let Some(sender) = &trouble.sender {
            add(&mut senders, sender.clone());
            add(&mut servers, sender.clone());
        }
        // Only a target that LastError names said, or heard, this reply for certain.
        for target in trouble.targets.iter().filter(|t| t.ground == crate::diagnosis::route::TargetGround::Printed) {
            add(&mut targets, target.server.clone());
            add(&mut servers, target.server.clone());
        }
        if let crate::diagnosis::case::Observed::Other(reply) = &trouble.observed {
            add(&mut replies, reply.clone());
        }
    }
    let queues: Vec<_> = troubles.iter().map(|t| t.identity()).filter(|i| !i.is_empty()).collect();
    Finding {
        severity: Severity::Blocking,
        certainty: Certainty::Possible,
        facts: Facts::ReplyExplained { known, queues: queues.clone(), replies },
        subject: Subject { queues, connectors: Vec::new(), servers, addresses: Vec::new() },
        gaps: Vec::new(),
        evidence: troubles.iter().filter_map(|t| t.queue.last_error.place()).collect(),
        needs: vec![Need::NextStep { known, senders, targets }],
        remedies: Vec::new(),
    }
}

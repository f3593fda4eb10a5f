//! A finding: its facts, how bad it is, how sure it is, and what it rests on.
//!
//! A finding is data. This module does not know how a finding is detected, and it does not know its sentences.

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display};

use super::code::Code;
use super::facts::Facts;
use super::gap::Gap;
use super::need::Need;
use crate::model::{Address, Place, ReceiveConnector};
use crate::remedy::Remedy;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// Explains a queue that fails now.
    Blocking,
    /// Would fail, or is exposed.
    Risk,
    /// All else.
    Advice,
}

/// A promise: `Proven` follows from printed values by rules that are documented or observed, `Likely` rests on a named
/// assumption, `Possible` is a rival that the paste cannot exclude.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Certainty {
    /// Follows from printed values.
    Proven,
    /// Rests on a named assumption.
    Likely,
    /// Cannot be excluded.
    Possible,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub certainty: Certainty,
    /// Which, with its facts.
    pub facts: Facts,
    /// What it is about.
    pub subject: Subject,
    /// What it rests on beyond printed values.
    pub gaps: Vec<Gap>,
    /// The lines that it rests on.
    pub evidence: Vec<Place>,
    /// What would settle it.
    pub needs: Vec<Need>,
    /// Candidate fixes, the recommended one first.
    pub remedies: Vec<Remedy>,
}

impl Finding {
    /// Puts what would settle it in order, the one that settles most first.
    pub fn order_needs(&mut self) {
        let gaps = &self.gaps;
        let left = |need: &Need| gaps.iter().filter(|gap| !need.settles(gap)).count();
        // A reply that is not shown comes before all else: it may make every other question needless.
        let unread = gaps.iter().any(|gap| matches!(gap, Gap::Reply { .. }));
        let later = |need: &Need| !(unread && matches!(need, Need::QueueDetails(_)));
        self.needs.sort_by_key(|need| (later(need), left(need), need.effort()));
    }

    /// Its code.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.facts.code()
    }

    /// Whether it only asks: advised at most, and possible at most.
    #[must_use]
    pub fn is_question(&self) -> bool {
        (self.severity, self.certainty) == (Severity::Advice, Certainty::Possible)
    }
}

/// What a finding is about. Many pairs of servers may name the same ones: each stands here once, in the order of first
/// appearance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Queue identities.
    pub queues: IndexSet<String>,
    /// Indices of connectors.
    pub connectors: IndexSet<usize>,
    /// Server names.
    pub servers: IndexSet<String>,
    /// Addresses.
    pub addresses: IndexSet<Address>,
}

impl Subject {
    /// A connector and its server.
    #[must_use]
    pub fn of_connector(index: usize, connector: &ReceiveConnector) -> Self {
        let (connectors, servers) = (IndexSet::from([index]), IndexSet::from([connector.server.clone()]));
        Self { connectors, servers, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_settles_most_comes_first() {
        let codes = |gaps: Vec<Gap>| {
            let needs = vec![
                Need::SendProtocolLog(Vec::new()),
                Need::ReceiveProtocolLog(Vec::new()),
                Need::ServerAddresses(Vec::new()),
            ];
            let (subject, evidence, remedies) = (Subject::default(), Vec::new(), Vec::new());
            let facts = Facts::LogContradictsPrediction(Vec::new());
            let (severity, certainty) = (Severity::Blocking, Certainty::Likely);
            let mut finding = Finding { severity, certainty, facts, subject, gaps, evidence, needs, remedies };
            finding.order_needs();
            finding.needs.iter().map(Need::code).collect::<Vec<_>>()
        };
        let (senders, server) = (std::rc::Rc::from(["EX1".to_owned()]), "EX2".to_owned());
        let source = Gap::SourceInRange { senders: std::rc::Rc::clone(&senders), connector: 0 };
        let port = Gap::Port { senders, server, port: 25 };
        let (addresses, receive, send) = ("server-addresses", "receive-protocol-log", "send-protocol-log");
        assert_eq!(codes(vec![source.clone()]), [addresses, receive, send]);
        assert_eq!(codes(vec![source, port.clone()]), [receive, addresses, send]);
        assert_eq!(codes(vec![port]), [receive, send, addresses]);
        assert_eq!(codes(Vec::new()), [addresses, receive, send]);
    }
}

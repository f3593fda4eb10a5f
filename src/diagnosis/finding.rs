//! What a finding is: the code of a wrong pattern, its facts, how bad, how sure, and what it rests on.

use super::catalogue::Known;
pub use super::facts::{
    Capture, CaptureFacts, Contradiction, Difference, Elsewhere, Facts, Failover, PathFacts, Witness,
};
use super::gap::Gap;
use super::latent::Pattern;
pub use super::need::Need;
use crate::model::{Address, Place};
use crate::remedy::Remedy;

/// The codes, in the fixed order of the report. A code names the wrong pattern, never changes meaning and is never
/// reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A log names another connector than the configuration that is pasted.
    LogContradictsPrediction,
    /// Two services claim port 25.
    HubRoleConnectorOn25,
    /// A cut list prevents the verdict.
    InputTruncated,
    /// Ranges cross on one endpoint.
    RangesNotNested,
    /// A custom connector takes the sessions of Exchange servers.
    RelayCapturesExchange,
    /// The same, externally secured.
    RelayCapturesExchangeExternallySecured,
    /// A default connector offers no Exchange Server authentication.
    DefaultConnectorMissingExchangeAuth,
    /// The same on an Edge server.
    EdgeConnectorMissingExchangeAuth,
    /// The connector that answers does not admit the group of Exchange servers.
    PermissionGroupMissing,
    /// The connector that answers hides X-ANONYMOUSTLS.
    XAnonymousTlsSuppressed,
    /// A connector announces a name that is not its server's.
    ConnectorFqdnMismatch,
    /// The reply says that authentication was not offered, and the paste does not show by which connector.
    ExchangeAuthNotOffered,
    /// Something between the servers strips SMTP verbs.
    SmtpInspection,
    /// The target's internal transport certificate does not load.
    InternalTransportCertificateMissing,
    /// The catalogue explains the reply.
    Reply(Known),
    /// A queue waits, and the paste does not show why.
    LastErrorNotShown,
    /// A long queue delivers without an error.
    SingleDestinationThroughput,
    /// The queue's trouble lies elsewhere.
    NotAReceiveConnectorQuestion,
    /// A pair would be captured if mail went that way.
    RelayWouldCaptureExchange,
    /// A connector lets a large range relay.
    OpenRelay,
    /// Connectors of one name differ between servers.
    PartialServerConfig,
    /// A custom connector takes Exchange servers, as it should.
    OkIntendedInternalConnector,
    /// A pattern that no queue fails on yet.
    Latent(Pattern),
}

impl Code {
    /// The code of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LogContradictsPrediction => "log-contradicts-prediction",
            Self::PermissionGroupMissing => "permission-group-missing",
            Self::XAnonymousTlsSuppressed => "x-anonymous-tls-suppressed",
            Self::HubRoleConnectorOn25 => "hub-role-connector-on-25",
            Self::LastErrorNotShown => "last-error-not-shown",
            Self::SingleDestinationThroughput => "single-destination-throughput",
            Self::InputTruncated => "input-truncated",
            Self::RangesNotNested => "ranges-not-nested",
            Self::RelayCapturesExchange => "relay-captures-exchange",
            Self::RelayCapturesExchangeExternallySecured => "relay-captures-exchange-externally-secured",
            Self::DefaultConnectorMissingExchangeAuth => "default-connector-missing-exchange-auth",
            Self::EdgeConnectorMissingExchangeAuth => "edge-connector-missing-exchange-auth",
            Self::ConnectorFqdnMismatch => "connector-fqdn-mismatch",
            Self::ExchangeAuthNotOffered => "exchange-auth-not-offered",
            Self::SmtpInspection => "smtp-inspection",
            Self::InternalTransportCertificateMissing => "internal-transport-certificate-missing",
            Self::Reply(known) => known.code(),
            Self::NotAReceiveConnectorQuestion => "not-a-receive-connector-question",
            Self::RelayWouldCaptureExchange => "relay-would-capture-exchange",
            Self::OpenRelay => "open-relay",
            Self::PartialServerConfig => "partial-server-config",
            Self::OkIntendedInternalConnector => "ok-intended-internal-connector",
            Self::Latent(pattern) => pattern.as_str(),
        }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Explains a queue that fails now.
    Blocking,
    /// Would fail, or is exposed.
    Risk,
    /// All else.
    Advice,
}

impl Severity {
    /// The word of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blocking => "blocking",
            Self::Risk => "risk",
            Self::Advice => "advice",
        }
    }
}

/// A promise: `Proven` follows from printed values by rules that are documented or observed, `Likely` rests on a named
/// assumption, `Possible` is a rival that the paste cannot exclude.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Follows from printed values.
    Proven,
    /// Rests on a named assumption.
    Likely,
    /// Cannot be excluded.
    Possible,
}

impl Certainty {
    /// The word of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
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
        crate::ordered::sort_by_key(&mut self.needs, |need| (later(need), left(need), need.effort()));
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

/// What a finding is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Queue identities.
    pub queues: Vec<String>,
    /// Indices of connectors.
    pub connectors: Vec<usize>,
    /// Server names.
    pub servers: Vec<String>,
    /// Addresses.
    pub addresses: Vec<Address>,
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
        let (sender, server) = ("EX1".to_owned(), "EX2".to_owned());
        let source = Gap::SourceInRange { sender: sender.clone(), connector: 0 };
        let port = Gap::Port { sender, server, port: 25 };
        let (addresses, receive, send) = ("server-addresses", "receive-protocol-log", "send-protocol-log");
        assert_eq!(codes(vec![source.clone()]), [addresses, receive, send]);
        assert_eq!(codes(vec![source, port.clone()]), [receive, addresses, send]);
        assert_eq!(codes(vec![port]), [receive, send, addresses]);
        assert_eq!(codes(Vec::new()), [addresses, receive, send]);
    }
}

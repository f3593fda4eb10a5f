//! What each finding says, before any words: one variant for each wrong pattern, with what its sentences name.

use super::authentication::Outcome;
use super::catalogue::Known;
use super::finding::Code;
use super::latent::Latent;
use super::observed::Sign;
use super::way_back::WayBack;
use crate::model::{Address, Size, SmtpReply};

/// A finding's facts, as the words need them.
#[derive(Clone, Debug)]
pub enum Facts {
    /// See [`Code::LogContradictsPrediction`].
    LogContradictsPrediction(Vec<Contradiction>),
    /// See [`Code::PermissionGroupMissing`].
    PermissionGroupMissing {
        /// Identity of the connector.
        connector: String,
        /// Servers that land on it.
        senders: Vec<String>,
        /// What it prints as PermissionGroups.
        groups: Vec<String>,
        /// Whether it admits them as ordinary users.
        as_user: bool,
        /// Whether a queue fails on it now.
        in_trouble: bool,
    },
    /// See [`Code::XAnonymousTlsSuppressed`].
    XAnonymousTlsSuppressed {
        /// Identity of the connector.
        connector: String,
        /// Servers that land on it.
        senders: Vec<String>,
    },
    /// See [`Code::HubRoleConnectorOn25`].
    HubRoleConnectorOn25 {
        /// Identities of the hub connectors.
        connectors: Vec<String>,
        /// Their servers.
        servers: Vec<String>,
        /// Local addresses that the connector binds by itself on that port; empty where it meets the front end on every
        /// address.
        own: Vec<String>,
        /// Whether a queue towards one of the servers is in trouble.
        in_trouble: bool,
        /// Whether it is so with the reply of a connector without Exchange Server authentication.
        refuses: bool,
        /// Exchange servers that it lists and offers no authentication.
        takes: Vec<String>,
    },
    /// See [`Code::InputTruncated`].
    InputTruncated {
        /// Identities of the connectors with cut lists.
        connectors: Vec<String>,
        /// Servers whose sessions stay undecided.
        senders: Vec<String>,
        /// Whether the lists are whole, and entries of them cannot be read.
        masked: bool,
    },
    /// See [`Code::RangesNotNested`].
    RangesNotNested {
        /// The winner by size: identity, range, size.
        winner: (String, String, Size),
        /// The crossing ones: identity, range, size.
        others: Vec<(String, String, Size)>,
        /// The address that is in all of them.
        address: Address,
    },
    /// See [`Code::RelayCapturesExchange`].
    RelayCapturesExchange(CaptureFacts),
    /// See [`Code::RelayCapturesExchangeExternallySecured`].
    RelayCapturesExchangeExternallySecured(CaptureFacts),
    /// See [`Code::DefaultConnectorMissingExchangeAuth`].
    DefaultConnectorMissingExchangeAuth {
        /// Identities of the connectors.
        connectors: Vec<String>,
        /// Whether it is an Edge server's, which has a code of its own.
        edge: bool,
        /// Whether it is the one through which mail to the outside goes.
        outbound: bool,
        /// What they offer.
        auth_mechanism: Vec<String>,
        /// Their servers.
        servers: Vec<String>,
        /// Servers whose mail fails now.
        senders: Vec<String>,
    },
    /// See [`Code::ExchangeAuthNotOffered`].
    ExchangeAuthNotOffered {
        /// Servers whose mail fails.
        senders: Vec<String>,
        /// Target servers without connectors in the paste.
        missing_targets: Vec<String>,
        /// Senders without addresses.
        missing_addresses: Vec<String>,
        /// What shows that authentication is offered all the same.
        signs: Vec<Sign>,
        /// Whether the paste shows a LastError that says so.
        is_said: bool,
    },
    /// See [`Code::EdgeConnectorMissingExchangeAuth`], where the paste does not show the Edge server's connectors.
    EdgeConnectorInQuestion {
        /// Servers whose mail fails.
        senders: Vec<String>,
    },
    /// See [`Code::SmtpInspection`].
    SmtpInspection(PathFacts),
    /// See [`Code::InternalTransportCertificateMissing`].
    InternalTransportCertificateMissing(PathFacts),
    /// See [`Code::Reply`].
    ReplyExplained {
        /// The reply, or what lies behind it.
        known: Known,
        /// The reply; `None` where the catalogue does not know it.
        reply: Option<Known>,
        /// Whether something shows what lies behind it.
        is_shown: bool,
        /// The queues.
        queues: Vec<String>,
        /// The innermost replies, as they are worded.
        replies: Vec<String>,
        /// What speaks for or against it.
        signs: Vec<Sign>,
    },
    /// A queue in which messages wait before they are routed: what may hold them up. See [`Code::Reply`].
    WaitsForRouting {
        /// What may hold them up.
        known: Known,
        /// Identities of the queues.
        queues: Vec<String>,
    },
    /// See [`Code::LastErrorNotShown`].
    LastErrorNotShown {
        /// Identities of the queues.
        queues: Vec<String>,
    },
    /// See [`Code::SingleDestinationThroughput`].
    SingleDestinationThroughput {
        /// Identities of the queues.
        queues: Vec<String>,
    },
    /// See [`Code::NotAReceiveConnectorQuestion`].
    NotAReceiveConnectorQuestion {
        /// The queues.
        queues: Vec<String>,
        /// Why not.
        reason: Elsewhere,
        /// The innermost reply, where one is shown.
        reply: Option<String>,
        /// The same taken apart, where the catalogue does not know it.
        unknown: Option<SmtpReply>,
        /// The wrapper around it.
        outer: Option<String>,
    },
    /// See [`Code::RelayWouldCaptureExchange`].
    RelayWouldCaptureExchange {
        /// The captures.
        captures: Vec<Capture>,
        /// Whether the connectors are disabled, so that this waits for somebody to enable them.
        disabled: bool,
        /// A failing queue of the same pair that uses another port: queue and its port.
        not_the_cause_of: Vec<(String, u16)>,
    },
    /// See [`Code::ConnectorFqdnMismatch`].
    ConnectorFqdnMismatch {
        /// Identity of the connector.
        connector: String,
        /// Its server.
        server: String,
        /// The name that it announces.
        fqdn: String,
        /// Whether a queue fails with the reply that follows from it.
        in_trouble: bool,
    },
    /// See [`Code::OpenRelay`].
    OpenRelay {
        /// Identity of the connector.
        connector: String,
        /// The large ranges, as pasted, with their sizes.
        ranges: Vec<(String, Size)>,
        /// Whether Get-ADPermission shows the right to relay.
        granted: bool,
        /// Whether it is ExternalAuthoritative, which trusts whoever lands there.
        externally_secured: bool,
        /// Whether it is Default Frontend, which has to take every address.
        is_frontend: bool,
    },
    /// See [`Code::PartialServerConfig`].
    PartialServerConfig {
        /// Identities of the connectors that differ from the others.
        connectors: Vec<String>,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// See [`Code::OkIntendedInternalConnector`].
    OkIntendedInternalConnector {
        /// Identities of the connectors.
        connectors: Vec<String>,
        /// Servers that land on them.
        senders: Vec<String>,
    },
    /// See [`Code::Latent`].
    Latent(Latent),
}

impl Facts {
    /// The code that belongs to the facts.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::LogContradictsPrediction(_) => Code::LogContradictsPrediction,
            Self::PermissionGroupMissing { .. } => Code::PermissionGroupMissing,
            Self::XAnonymousTlsSuppressed { .. } => Code::XAnonymousTlsSuppressed,
            Self::HubRoleConnectorOn25 { .. } => Code::HubRoleConnectorOn25,
            Self::InputTruncated { .. } => Code::InputTruncated,
            Self::RangesNotNested { .. } => Code::RangesNotNested,
            Self::RelayCapturesExchange(_) => Code::RelayCapturesExchange,
            Self::RelayCapturesExchangeExternallySecured(_) => Code::RelayCapturesExchangeExternallySecured,
            Self::DefaultConnectorMissingExchangeAuth { edge: true, .. } | Self::EdgeConnectorInQuestion { .. } => {
                Code::EdgeConnectorMissingExchangeAuth
            }
            Self::DefaultConnectorMissingExchangeAuth { .. } => Code::DefaultConnectorMissingExchangeAuth,
            Self::ExchangeAuthNotOffered { .. } => Code::ExchangeAuthNotOffered,
            Self::SmtpInspection(_) => Code::SmtpInspection,
            Self::InternalTransportCertificateMissing(_) => Code::InternalTransportCertificateMissing,
            Self::ReplyExplained { known, .. } | Self::WaitsForRouting { known, .. } => Code::Reply(*known),
            Self::LastErrorNotShown { .. } => Code::LastErrorNotShown,
            Self::SingleDestinationThroughput { .. } => Code::SingleDestinationThroughput,
            Self::NotAReceiveConnectorQuestion { .. } => Code::NotAReceiveConnectorQuestion,
            Self::RelayWouldCaptureExchange { .. } => Code::RelayWouldCaptureExchange,
            Self::ConnectorFqdnMismatch { .. } => Code::ConnectorFqdnMismatch,
            Self::OpenRelay { .. } => Code::OpenRelay,
            Self::PartialServerConfig { .. } => Code::PartialServerConfig,
            Self::OkIntendedInternalConnector { .. } => Code::OkIntendedInternalConnector,
            Self::Latent(latent) => latent.code(),
        }
    }
}

/// One property that differs between connectors of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The property in the spelling of Exchange.
    pub property: &'static str,
    /// Identity and value, in order of the input.
    pub values: Vec<(String, String)>,
}

/// Why a queue's trouble is no matter of receive connectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Elsewhere {
    /// The queue delivers to the outside.
    External,
    /// The queue delivers into a mailbox database on port 475.
    MailboxDelivery,
    /// The reply is of another kind.
    OtherReply,
    /// The queue holds safety copies, and shows no reply.
    Shadow,
}

/// One connector that takes one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The sending server; empty where only the queue text is known.
    pub sender: String,
    /// Its address; `None` where it is not known.
    pub source: Option<Address>,
    /// The target server.
    pub server: String,
    /// TCP port.
    pub port: u16,
    /// The local address, where the connector answers there and not on every address of the server.
    pub local: Option<Address>,
    /// Identity of the capturing connector.
    pub connector: String,
    /// The range that wins, as pasted, with its size.
    pub range: Option<(String, Size)>,
    /// What the connector offers.
    pub auth_mechanism: Vec<String>,
    /// The connector that should have answered: identity, range, size.
    pub instead: Option<(String, String, Size)>,
}

/// The facts of a capture finding.
#[derive(Clone, Debug)]
pub struct CaptureFacts {
    /// Every capture.
    pub captures: Vec<Capture>,
    /// Senders whose addresses are not known.
    pub missing_addresses: Vec<String>,
    /// Why failover did not help.
    pub failover: Failover,
    /// Targets in the sender's own site, where others are elsewhere: they are tried first.
    pub tried_first: Vec<String>,
    /// Number of messages that wait, where shown.
    pub messages: Option<u64>,
    /// What logs say of it.
    pub signs: Vec<Sign>,
    /// What becomes of mail in the opposite direction.
    pub ways_back: Vec<WayBack>,
}

/// A session that was answered otherwise than it should by what is pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The sending server.
    pub sender: String,
    /// Its address.
    pub source: Address,
    /// The target server.
    pub server: String,
    /// TCP port.
    pub port: u16,
    /// Identity of the connector that should answer; `None` where none should.
    pub predicted: Option<String>,
    /// What speaks against it.
    pub witness: Witness,
}

/// What speaks against a prediction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witness {
    /// A receive log names another connector.
    Log {
        /// `connector-id`.
        connector: String,
        /// When, as the log prints it.
        time: Option<String>,
        /// What an Exchange server gets on it; `None` where the paste does not hold it.
        outcome: Option<Outcome>,
    },
    /// The answer to EHLO holds what the predicted connector does not offer.
    Ehlo,
    /// The reply of the queue shows that authentication was offered.
    Reply(String),
}

/// Why failover did not help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failover {
    /// Every server behind the next hop has the trap.
    EveryTarget(Vec<String>),
    /// There is one server only.
    OnlyTarget(String),
    /// This server would take the mail.
    WouldWork(String),
    /// The paste does not tell.
    Unknown,
}

/// The facts of a finding about the path between healthy connectors.
#[derive(Clone, Debug)]
pub struct PathFacts {
    /// Servers whose mail fails.
    pub senders: Vec<String>,
    /// Their targets with the port.
    pub targets: Vec<(String, u16)>,
    /// Identities of the connectors that answer and are as they should be.
    pub healthy: Vec<String>,
    /// Whether no other connector can have answered.
    pub only_healthy: bool,
    /// Identities of connectors that would answer another address, without authentication.
    pub others: Vec<String>,
    /// What speaks for or against it.
    pub signs: Vec<Sign>,
    /// Whether the signs show it, beyond its being possible.
    pub is_shown: bool,
}

//! The facts of each finding: what its sentences name. The code of a finding follows from its facts.
//!
//! One variant stands for one set of sentences. Where a code has several variants, each of them has sentences of its own.
//! This module does not know the words, and it does not know how a finding is detected.

use super::authentication::Outcome;
use super::catalogue::Known;
use super::code::Code;
use super::narrowed::Narrowed;
use super::observed::{LoggedConnector, Sign};
use super::opposite_direction::OppositeDirection;
use crate::model::observation::CommandRule;
use crate::model::{Address, Family, IpRange, Property, SetUpAs, Size, SmtpReply, TransportRole};

/// The facts of one finding.
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
        /// What the connector admits them as.
        admitted_as: AdmittedAs,
        /// Whether a queue fails because of it.
        queues: QueuesFail,
    },
    /// See [`Code::SubmitRightDenied`].
    SubmitRightDenied {
        /// Identity of the connector.
        connector: String,
        /// Servers that land on it.
        senders: Vec<String>,
        /// Whether a queue fails because of it.
        queues: QueuesFail,
    },
    /// See [`Code::XAnonymousTlsSuppressed`]. A queue fails because of it.
    XAnonymousTlsSuppressed {
        /// Identity of the connector.
        connector: String,
        /// Servers that land on it.
        senders: Vec<String>,
    },
    /// See [`Code::XAnonymousTlsSuppressed`]. No queue fails because of it. The identities of the connectors.
    XAnonymousTlsSuppressedUnused(Vec<String>),
    /// See [`Code::HubRoleConnectorOn25`].
    HubRoleConnectorOn25 {
        /// Identities of the hub connectors.
        connectors: Vec<String>,
        /// Local addresses that the connector binds by itself on that port; empty where it meets the front end on every
        /// address.
        own: Vec<String>,
        /// The reply with which queues to these servers fail.
        queues_fail_with: HubReply,
        /// Exchange servers that it lists and offers no authentication.
        takes: Vec<String>,
    },
    /// See [`Code::TransportRoleConflict`].
    TransportRoleConflict {
        /// Identity of the connector that is not meant to be on the port.
        connector: String,
        /// Its role.
        role: TransportRole,
        /// Identities of the connectors of the other service there.
        others: Vec<String>,
        /// The port.
        port: u16,
        /// The reply with which queues to the server fail.
        queues_fail_with: HubReply,
    },
    /// See [`Code::InputTruncated`].
    InputTruncated {
        /// Identities of the connectors with cut lists.
        connectors: Vec<String>,
        /// Servers whose sessions stay undecided.
        senders: Vec<String>,
        /// Why entries of the lists are not known.
        hidden: HiddenEntries,
    },
    /// See [`Code::RangesNotNested`]. The ranges decide which connector answers a failing queue.
    RangesNotNested {
        /// The winner by size.
        winner: ConnectorRange,
        /// The ranges that cross it.
        others: Vec<ConnectorRange>,
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
        /// What setup made the connectors for.
        made_for: ServerMail,
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
        /// Whether the paste shows a LastError with this reply.
        reply: ReplyIs,
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
        /// What narrows it down.
        narrowed: Option<Narrowed>,
        /// Whether the paste shows the cause.
        cause: CauseIs,
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
        /// Failing queues between the same servers that use another port.
        not_the_cause_of: Vec<QueuePort>,
        /// Queues that use such a way now and show another reply.
        other_replies: Vec<QueueReply>,
        /// Whether mail takes each of these ways now, by such a queue.
        in_use: InUse,
    },
    /// See [`Code::RelayWouldCaptureExchange`]. The connectors are disabled, and would take these sessions if somebody
    /// enabled them.
    DisabledRelayWouldCaptureExchange(Vec<Capture>),
    /// See [`Code::ConnectorFqdnMismatch`].
    ConnectorFqdnMismatch {
        /// Identity of the connector.
        connector: String,
        /// Its server.
        server: String,
        /// The name that it announces.
        fqdn: String,
        /// Whether a queue fails with the reply that follows from it.
        queues: QueuesFail,
    },
    /// See [`Code::OpenRelay`].
    OpenRelay {
        /// Identity of the connector.
        connector: String,
        /// The large ranges.
        ranges: Vec<PastedRange>,
        /// Whether the paste shows the right to relay.
        right: RightIs,
        /// Why everybody in the ranges may relay.
        through: RelayThrough,
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
    /// See [`Code::DefaultConnectorDisabled`].
    DefaultConnectorDisabled(UnservedFacts),
    /// See [`Code::DefaultConnectorNarrowed`].
    DefaultConnectorNarrowed(UnservedFacts),
    /// See [`Code::DefaultConnectorIpv6Gap`].
    DefaultConnectorIpv6Gap(UnservedFacts),
    /// See [`Code::DefaultConnectorEdited`].
    DefaultConnectorEdited(Vec<Edit>),
    /// See [`Code::RangesNotNested`]. No failing queue leads to these pairs.
    RangesCross(Vec<RangePair>),
    /// See [`Code::EqualRanges`].
    EqualRanges(Vec<RangePair>),
    /// See [`Code::WholeInternetOnOwnAddress`]. The value is the local address and port.
    WholeInternetOnOwnAddress(Vec<ConnectorValue>),
    /// See [`Code::ConnectorNeverChosen`].
    ConnectorNeverChosen(Vec<Shadowed>),
    /// A queue fails with the reply of a connector whose limit is reached. See [`Code::Reply`].
    LimitReached {
        /// The reply: of connections or of messages.
        reply: Known,
        /// The connectors with their limits.
        limited: Vec<Limited>,
    },
    /// Connectors that take Exchange servers have the limits of a relay. See [`Known::ConnectionLimit`].
    LimitLow(Vec<Limited>),
    /// Front ends have the limits that setup leaves them, and nothing fails. See [`Known::ConnectionLimit`].
    LimitInQuestion(Vec<Limited>),
    /// See [`Code::NobodyMaySubmit`]: the identities.
    NobodyMaySubmit(Vec<String>),
    /// See [`Code::RelayCapturesUm`].
    RelayCapturesUm(Vec<Held>),
    /// See [`Code::RelayHoldsOwnAddress`].
    RelayHoldsOwnAddress(Vec<Held>),
    /// See [`Code::RelayCapturesNatGateway`]. The paste shows the gateways.
    RelayCapturesNatGateway(Vec<Held>),
    /// See [`Code::RelayCapturesNatGateway`]. A gateway may be in these subnets.
    GatewayInQuestion(Vec<ConnectorValue>),
    /// See [`Code::RelayClientNotMatched`]. A log shows clients that a connector of setup refused.
    RelayClientNotMatched(Vec<RefusedClient>),
    /// See [`Code::RelayClientNotMatched`]. Only the reply is shown.
    RelayClientInQuestion,
    /// See [`Code::RelayClientNotMatched`]. Connectors of setup grant anonymous senders more than setup does.
    RelayGrantedOnDefault(Vec<String>),
    /// Connectors without the right to relay, which [`Known::UnableToRelay`] says.
    RelayRightMissing(Vec<String>),
    /// See [`Code::HybridRelayRightMissing`].
    HybridRelayRightMissing(Vec<String>),
    /// See [`Code::HcwPickedOtherConnector`].
    HcwPickedOtherConnector {
        /// The connectors that carry the settings, with their TlsDomainCapabilities.
        picked: Vec<ConnectorValue>,
        /// The connectors on which Exchange Online lands.
        lands_on: Vec<String>,
    },
    /// See [`Code::RelayCapturesLoadBalancer`]. The value holds the single addresses.
    RelayCapturesLoadBalancer(Vec<ConnectorValue>),
    /// See [`Code::FrontendVsBackendPermission`].
    FrontendVsBackendPermission {
        /// The connector that has the right.
        front: String,
        /// The connector on which Exchange checks the right.
        behind: String,
        /// Who holds the right.
        user: String,
        /// The right.
        right: &'static str,
    },
    /// See [`Code::ReceiveConnectorTlsCertificateNameStale`]. The value is the name of the certificate.
    TlsCertificateNameStale(Vec<ConnectorValue>),
    /// See [`Code::HybridTlsDomainCapabilitiesStale`]. The value is that of TlsDomainCapabilities.
    TlsDomainCapabilitiesStale(Vec<ConnectorValue>),
    /// See [`Code::RemoteIpRangesLimit`].
    RemoteIpRangesLimit(Vec<EntryCount>),
    /// See [`Code::ProtocolLoggingOff`]: the identities.
    ProtocolLoggingOff(Vec<String>),
    /// See [`Code::StartTlsNotOffered`]. A reply to EHLO lacks it.
    StartTlsNotOffered {
        /// The host that answered.
        host: String,
        /// Identities of the connectors on that port that offer TLS.
        offering: Vec<String>,
        /// Identities of those that do not.
        silent: Vec<String>,
        /// Whether the reply holds X-ANONYMOUSTLS.
        is_exchange_tls: bool,
    },
    /// See [`Code::StartTlsNotOffered`]. Event 12014 names the connector.
    ConnectorWithoutCertificate {
        /// Its name.
        connector: String,
        /// The certificate that it looks for.
        wanted: String,
    },
    /// See [`Code::ConnectorThatAnswered`].
    ConnectorThatAnswered(LoggedConnector),
    /// See [`Code::ConnectorThatAnswered`]. A reply to EHLO tells it.
    ConnectorByEhlo(EhloFacts),
    /// See [`Code::CommandRefused`].
    CommandRefused {
        /// The rule that refused it.
        rule: CommandRule,
        /// The names that the error prints.
        named: Vec<String>,
        /// Identities of the connectors that stand in the way.
        in_the_way: Vec<String>,
        /// What the connector that the error names has on the endpoint: its ranges, as pasted.
        ranges: Vec<String>,
    },
    /// See [`Code::LogContradictsPrediction`]. A reply to EHLO is not that of the connector that should have answered.
    EhloContradictsPrediction(EhloFacts),
}

impl Facts {
    /// The sessions that a connector takes now, by this finding.
    pub(super) fn captures_now(&self) -> &[Capture] {
        match self {
            Self::RelayCapturesExchange(facts) | Self::RelayCapturesExchangeExternallySecured(facts) => &facts.captures,
            _ => &[],
        }
    }

    /// The code that belongs to the facts.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::LogContradictsPrediction(_) | Self::EhloContradictsPrediction(_) => Code::LogContradictsPrediction,
            Self::PermissionGroupMissing { .. } => Code::PermissionGroupMissing,
            Self::SubmitRightDenied { .. } => Code::SubmitRightDenied,
            Self::XAnonymousTlsSuppressed { .. } | Self::XAnonymousTlsSuppressedUnused(_) => {
                Code::XAnonymousTlsSuppressed
            }
            Self::HubRoleConnectorOn25 { .. } => Code::HubRoleConnectorOn25,
            Self::TransportRoleConflict { .. } => Code::TransportRoleConflict,
            Self::InputTruncated { .. } => Code::InputTruncated,
            Self::RangesNotNested { .. } | Self::RangesCross(_) => Code::RangesNotNested,
            Self::RelayCapturesExchange(_) => Code::RelayCapturesExchange,
            Self::RelayCapturesExchangeExternallySecured(_) => Code::RelayCapturesExchangeExternallySecured,
            Self::DefaultConnectorMissingExchangeAuth { made_for: ServerMail::ToEdge, .. }
            | Self::EdgeConnectorInQuestion { .. } => Code::EdgeConnectorMissingExchangeAuth,
            Self::DefaultConnectorMissingExchangeAuth { .. } => Code::DefaultConnectorMissingExchangeAuth,
            Self::ExchangeAuthNotOffered { .. } => Code::ExchangeAuthNotOffered,
            Self::SmtpInspection(_) => Code::SmtpInspection,
            Self::InternalTransportCertificateMissing(_) => Code::InternalTransportCertificateMissing,
            Self::ReplyExplained { known, .. } | Self::WaitsForRouting { known, .. } => Code::Reply(*known),
            Self::LimitReached { reply, .. } => Code::Reply(*reply),
            Self::LimitLow(_) | Self::LimitInQuestion(_) => Code::Reply(Known::ConnectionLimit),
            Self::RelayRightMissing(_) => Code::Reply(Known::UnableToRelay),
            Self::LastErrorNotShown { .. } => Code::LastErrorNotShown,
            Self::SingleDestinationThroughput { .. } => Code::SingleDestinationThroughput,
            Self::NotAReceiveConnectorQuestion { .. } => Code::NotAReceiveConnectorQuestion,
            Self::RelayWouldCaptureExchange { .. } | Self::DisabledRelayWouldCaptureExchange(_) => {
                Code::RelayWouldCaptureExchange
            }
            Self::ConnectorFqdnMismatch { .. } => Code::ConnectorFqdnMismatch,
            Self::OpenRelay { .. } => Code::OpenRelay,
            Self::PartialServerConfig { .. } => Code::PartialServerConfig,
            Self::OkIntendedInternalConnector { .. } => Code::OkIntendedInternalConnector,
            Self::DefaultConnectorDisabled(_) => Code::DefaultConnectorDisabled,
            Self::DefaultConnectorNarrowed(_) => Code::DefaultConnectorNarrowed,
            Self::DefaultConnectorIpv6Gap(_) => Code::DefaultConnectorIpv6Gap,
            Self::DefaultConnectorEdited(_) => Code::DefaultConnectorEdited,
            Self::EqualRanges(_) => Code::EqualRanges,
            Self::WholeInternetOnOwnAddress(_) => Code::WholeInternetOnOwnAddress,
            Self::ConnectorNeverChosen(_) => Code::ConnectorNeverChosen,
            Self::NobodyMaySubmit(_) => Code::NobodyMaySubmit,
            Self::RelayCapturesUm(_) => Code::RelayCapturesUm,
            Self::RelayHoldsOwnAddress(_) => Code::RelayHoldsOwnAddress,
            Self::RelayCapturesNatGateway(_) | Self::GatewayInQuestion(_) => Code::RelayCapturesNatGateway,
            Self::RelayClientNotMatched(_) | Self::RelayClientInQuestion | Self::RelayGrantedOnDefault(_) => {
                Code::RelayClientNotMatched
            }
            Self::HybridRelayRightMissing(_) => Code::HybridRelayRightMissing,
            Self::HcwPickedOtherConnector { .. } => Code::HcwPickedOtherConnector,
            Self::RelayCapturesLoadBalancer(_) => Code::RelayCapturesLoadBalancer,
            Self::FrontendVsBackendPermission { .. } => Code::FrontendVsBackendPermission,
            Self::TlsCertificateNameStale(_) => Code::ReceiveConnectorTlsCertificateNameStale,
            Self::TlsDomainCapabilitiesStale(_) => Code::HybridTlsDomainCapabilitiesStale,
            Self::RemoteIpRangesLimit(_) => Code::RemoteIpRangesLimit,
            Self::ProtocolLoggingOff(_) => Code::ProtocolLoggingOff,
            Self::StartTlsNotOffered { .. } | Self::ConnectorWithoutCertificate { .. } => Code::StartTlsNotOffered,
            Self::CommandRefused { .. } => Code::CommandRefused,
            Self::ConnectorThatAnswered(_) | Self::ConnectorByEhlo(_) => Code::ConnectorThatAnswered,
        }
    }
}

/// Whether a queue of the paste fails because of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QueuesFail {
    /// At least one fails now.
    Now,
    /// None fails in the paste.
    NotYet,
}

/// What a connector without the group of Exchange servers admits them as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AdmittedAs {
    /// They authenticate, and no group admits them.
    Nobody,
    /// They count as ordinary users.
    Users,
}

/// The reply with which queues to a server with a hub connector on port 25 fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HubReply {
    /// No queue fails.
    None,
    /// 421 4.3.2 Service not available.
    NotAvailable,
    /// 451 5.7.3, the reply of a connector without Exchange Server authentication.
    CannotAchieve,
}

/// Why entries of a list are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HiddenEntries {
    /// The paste cuts the list off.
    CutOff,
    /// The list is whole, and entries of it cannot be read.
    Unreadable,
}

/// What setup makes a connector for, of those that take mail from Exchange servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServerMail {
    /// Mail to the server.
    ToServer,
    /// Mail to an Edge server.
    ToEdge,
    /// Mail to the outside, which the front end passes on.
    ToOutside,
}

/// Whether the paste shows the reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReplyIs {
    /// A LastError shows it.
    Shown,
    /// No LastError shows it.
    Hidden,
}

/// Whether the paste shows the cause of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CauseIs {
    /// Other output shows it.
    Shown,
    /// It is one possible cause.
    Possible,
}

/// Whether the paste shows the right to relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RightIs {
    /// It follows from printed rights or groups.
    Shown,
    /// It is inferred.
    Inferred,
}

/// Why everybody in a range may relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelayThrough {
    /// The connector is externally secured and trusts whoever lands there.
    ExternallySecured,
    /// Default Frontend, which has to take every address, gives anonymous senders the right.
    DefaultFrontend,
    /// Another connector gives anonymous senders the right.
    OtherConnector,
}

/// A connector with one of its ranges.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnectorRange {
    /// Identity of the connector.
    pub connector: String,
    /// The range, as pasted.
    pub range: String,
    /// How many addresses the range holds.
    pub size: Size,
}

/// A range, as pasted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PastedRange {
    /// The text.
    pub text: String,
    /// How many addresses the range holds.
    pub size: Size,
}

/// A connector with one value of it, as printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ConnectorValue {
    /// Identity of the connector.
    pub connector: String,
    /// The value.
    pub value: String,
}

/// Two connectors with ranges that Exchange refuses together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RangePair {
    /// Identity of the first connector.
    pub first: String,
    /// Its range.
    pub first_range: IpRange,
    /// Identity of the second connector.
    pub second: String,
    /// Its range.
    pub second_range: IpRange,
}

/// A queue with the port that its mail uses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QueuePort {
    /// Identity of the queue.
    pub queue: String,
    /// TCP port.
    pub port: u16,
}

/// A queue with the reply that its LastError shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QueueReply {
    /// Identity of the queue.
    pub queue: String,
    /// The innermost reply.
    pub reply: String,
}

/// Whether mail takes the ways that a finding speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InUse {
    /// All of them.
    All,
    /// Only some, or none.
    NotAll,
}

/// A client that a connector refused to relay for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RefusedClient {
    /// Its address; `None` where the log does not show it.
    pub client: Option<Address>,
    /// Identity of the connector.
    pub connector: String,
}

/// A connector with the number of its remote ranges.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntryCount {
    /// Identity of the connector.
    pub connector: String,
    /// How many ranges it lists.
    pub entries: usize,
}

/// One property that differs between connectors of one name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Difference {
    /// The property in the spelling of Exchange.
    pub property: &'static str,
    /// The values, in order of the input.
    pub values: Vec<ConnectorValue>,
}

/// Why a queue's trouble is no matter of receive connectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// The range that wins.
    pub range: Option<PastedRange>,
    /// What the connector offers.
    pub auth_mechanism: Vec<String>,
    /// The connector that should have answered.
    pub instead: Option<ConnectorRange>,
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
    pub ways_back: Vec<OppositeDirection>,
}

/// A session that was answered otherwise than it should by what is pasted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// The answer to EHLO holds what the predicted connector cannot say.
    Ehlo(Unsayable),
    /// The reply of the queue shows that authentication was offered.
    Reply(String),
}

/// A word of a reply to EHLO that a connector cannot say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unsayable {
    /// The word or line of the reply.
    pub said: String,
    /// The property that excludes it.
    pub property: Property,
    /// Its value, as printed.
    pub value: String,
}

/// A reply to EHLO, set against the connectors of the server that gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EhloFacts {
    /// The name that the reply begins with.
    pub host: String,
    /// The client, as the server saw it.
    pub client: Option<Address>,
    /// The connectors that may have given the reply: the one that answered, where only one is left.
    pub left: Vec<String>,
    /// Whether the first of them is the answer, and not only one that may be.
    pub is_answered: bool,
    /// The connector that should have answered by what is pasted.
    pub predicted: Option<String>,
    /// The connectors that cannot have given it, and why.
    pub excluded: Vec<(String, Unsayable)>,
    /// The connectors that say more than the reply holds.
    pub lacking: Vec<(String, Vec<&'static str>)>,
}

/// Why failover did not help.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// Their targets.
    pub targets: Vec<ServerPort>,
    /// Identities of the connectors that answer and are as they should be.
    pub healthy: Vec<String>,
    /// Whether no other connector can have answered.
    pub only_healthy: bool,
    /// Whether another connector may take the mail on a port that only a field report names.
    pub has_rival_on_reported_port: bool,
    /// Identities of connectors that would answer another address, without authentication.
    pub others: Vec<String>,
    /// What speaks for or against it.
    pub signs: Vec<Sign>,
    /// Whether the signs show the cause.
    pub cause: CauseIs,
}

/// A server with a port.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServerPort {
    /// Name of the server.
    pub server: String,
    /// TCP port.
    pub port: u16,
}

/// The facts of a connector of setup that does not serve everybody any more.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnservedFacts {
    /// Who is not served, by connector.
    pub unserved: Vec<Unserved>,
    /// Whether a queue fails with the reply that follows.
    pub queues: QueuesFail,
}

/// Addresses that nobody answers in the place of a connector of setup.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unserved {
    /// Identity of the connector.
    pub connector: String,
    /// What it is made for.
    pub is: SetUpAs,
    /// Its port.
    pub port: u16,
    /// Address family.
    pub family: Family,
    /// The addresses without a connector, which get 421 4.3.2; empty where nothing listens at all.
    pub ranges: Vec<IpRange>,
}

/// One edit of connectors of setup, the same on each of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// Identities of the connectors.
    pub connectors: Vec<String>,
    /// The property in the spelling of Exchange.
    pub property: &'static str,
    /// What was done to it.
    pub change: Change,
    /// What comes of it.
    pub harm: Harm,
}

/// What was done to a property.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// A member is gone.
    Lacks(String),
    /// A member was added.
    Has(String),
    /// It has this value instead of that of setup.
    Is(String, String),
}

/// Who is worse off by an edit of a connector of setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Harm {
    /// Exchange servers fail with 454 4.7.0.
    ServersTemporary,
    /// Exchange servers count as ordinary users and get 550 5.7.1.
    ServersAsUsers,
    /// Senders without a login get 530 5.7.1.
    AnonymousRefused,
    /// Users log in and may not submit.
    UsersRefused,
    /// The front end cannot hand users' mail over.
    UserProxyFails,
    /// The Transport service cannot hand mail to the outside over to the front end.
    OutboundProxyFails,
    /// Partners with mutual TLS may not submit.
    PartnersRefused,
    /// No TLS for anybody who is not an Exchange server.
    NoStartTls,
    /// Another service answers.
    OtherService,
    /// Nobody listens on the port of setup.
    PortGone,
    /// Replies with 421 4.4.2 to a sender that is too fast.
    TooFast,
    /// Replies with 421 4.3.2 to a sender with too many connections.
    TooMany,
    /// Clients cannot log in this way.
    NoLogin,
    /// Passwords may cross the network in clear text.
    ClearPasswords,
    /// Senders without a login may submit where setup admits none.
    AnonymousAdmitted,
    /// Users may log in on a port that faces servers.
    UsersAdmitted,
    /// Whoever lands there is trusted.
    Trusted,
    /// None that is documented.
    NoneKnown,
}

impl Harm {
    /// Whether somebody is refused.
    #[must_use]
    pub fn is_failure(self) -> bool {
        self <= Self::TooFast
    }
}

/// A connector with the bindings on which nothing ever lands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shadowed {
    /// Identity of the connector.
    pub connector: String,
    /// Whether it has no other bindings that matter.
    pub everywhere: bool,
    /// The bindings on which nothing lands.
    pub bindings: Vec<ShadowedBinding>,
}

/// A binding on which no connection lands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShadowedBinding {
    /// The binding, as pasted.
    pub binding: String,
    /// Identities of the connectors that take everything there. Without any, no range of the connector is of the
    /// binding's address family.
    pub taken_by: Vec<String>,
}

/// An address that a relay connector holds and should not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// Identity of the connector.
    pub connector: String,
    /// The address.
    pub address: Address,
    /// The port on which it lands there.
    pub port: u16,
    /// The range that holds it, as pasted.
    pub range: String,
}

/// A connector with limits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Limited {
    /// Its identity.
    pub connector: String,
    /// The limits.
    pub values: Vec<Limit>,
}

/// A limit of a connector.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// The property.
    pub property: Property,
    /// The value, as printed.
    pub value: String,
}

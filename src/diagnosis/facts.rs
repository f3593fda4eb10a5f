//! The facts of each finding: what its sentences name. The code of a finding follows from its facts.
//!
//! One variant stands for one set of sentences. Where a code has several variants, each of them has sentences of its own.
//! The types of the facts stand in the modules below. This module does not know the words, and it does not know how a
//! finding is detected.

mod capture;
mod contradiction;
mod named;
mod setup;
mod state;

use super::catalogue::Known;
use super::code::Code;
use super::narrowed::Narrowed;
use super::observed::{LoggedConnector, Sign};
use crate::model::observation::CommandRule;
use crate::model::{Address, SmtpReply, TransportRole};

pub use capture::{Capture, CaptureFacts, Failover};
pub use contradiction::{Contradiction, EhloFacts, Unsayable, Witness};
pub use named::{
    ConnectorRange, ConnectorValue, Difference, EntryCount, Held, Limit, Limited, PastedRange, PathFacts, QueuePort,
    QueueReply, RangePair, RefusedClient, ServerPort, Shadowed, ShadowedBinding,
};
pub use setup::{Change, Edit, Harm, Unserved, UnservedFacts};
pub use state::{
    AdmittedAs, CauseIs, Elsewhere, HiddenEntries, HubReply, InUse, QueuesFail, RelayThrough, ReplyIs, RightIs,
    ServerMail,
};

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

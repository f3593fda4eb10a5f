//! The facts of patterns in how connectors are used: relays, clients, limits, certificates.

use super::catalogue::Known;
use super::finding::Code;
use super::latent::Pattern;
use crate::model::Address;

/// The facts of a pattern, as the words need them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InUse {
    /// A limit of connectors.
    Limits {
        /// The reply that follows: of connections or of messages.
        reply: Known,
        /// The connectors with their limits, as printed.
        limited: Vec<Limited>,
        /// Whether a queue fails with the reply.
        reached: bool,
    },
    /// Limits of the front end as setup leaves them, where nothing fails in the paste.
    LimitsInQuestion(Vec<Limited>),
    /// See [`Pattern::NobodyMaySubmit`]: identities.
    NobodyMaySubmit(Vec<String>),
    /// See [`Code::XAnonymousTlsSuppressed`]: identities.
    Suppressed(Vec<String>),
    /// See [`Pattern::RelayCapturesUm`] and [`Pattern::RelayHoldsOwnAddress`].
    OwnAddress {
        /// Which of them.
        pattern: Pattern,
        /// What is held.
        held: Vec<Held>,
    },
    /// See [`Pattern::RelayCapturesNatGateway`].
    Gateway {
        /// Gateways of the paste that are held.
        held: Vec<Held>,
        /// Without any: connectors with the subnets in which a gateway may be.
        subnets: Vec<(String, String)>,
    },
    /// See [`Pattern::RelayClientNotMatched`].
    ClientNotMatched {
        /// Clients with the connectors that refused them; an address that is not known is empty.
        clients: Vec<(String, String)>,
        /// Connectors of setup that grant anonymous senders more than setup does.
        granted: Vec<String>,
    },
    /// Connectors without the right to relay, which [`Known::UnableToRelay`] says.
    RightMissing {
        /// Their identities.
        connectors: Vec<String>,
        /// Whether they are made for mail from Exchange Online: see [`Pattern::HybridRelayRightMissing`].
        hybrid: bool,
    },
    /// See [`Pattern::HcwPickedOtherConnector`].
    HcwPickedOther {
        /// The connectors that carry the settings, with their TlsDomainCapabilities.
        picked: Vec<(String, String)>,
        /// The connectors on which Exchange Online lands.
        lands_on: Vec<String>,
    },
    /// See [`Pattern::RelayCapturesLoadBalancer`]: identities with the single addresses.
    LoadBalancer(Vec<(String, String)>),
    /// See [`Pattern::FrontendVsBackendPermission`].
    RightInFront {
        /// The connector that has the right.
        front: String,
        /// The connector on which it is checked.
        behind: String,
        /// Who holds it.
        user: String,
        /// The right.
        right: &'static str,
    },
    /// See [`Pattern::ReceiveConnectorTlsCertificateNameStale`]: identities with the names.
    StaleCertificate(Vec<(String, String)>),
    /// See [`Pattern::HybridTlsDomainCapabilitiesStale`]: identities with the values.
    StaleCapabilities(Vec<(String, String)>),
    /// See [`Pattern::RemoteIpRangesLimit`]: identities with the number of entries.
    ManyEntries(Vec<(String, usize)>),
    /// See [`Pattern::ProtocolLoggingOff`]: identities.
    LoggingOff(Vec<String>),
}

impl InUse {
    /// The code that belongs to the facts.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::Latent(match self {
            Self::Limits { reply, .. } => return Code::Reply(*reply),
            Self::LimitsInQuestion(_) => return Code::Reply(Known::ConnectionLimit),
            Self::NobodyMaySubmit(_) => Pattern::NobodyMaySubmit,
            Self::Suppressed(_) => return Code::XAnonymousTlsSuppressed,
            Self::OwnAddress { pattern, .. } => *pattern,
            Self::Gateway { .. } => Pattern::RelayCapturesNatGateway,
            Self::ClientNotMatched { .. } => Pattern::RelayClientNotMatched,
            Self::RightMissing { hybrid: true, .. } => Pattern::HybridRelayRightMissing,
            Self::RightMissing { .. } => return Code::Reply(Known::UnableToRelay),
            Self::HcwPickedOther { .. } => Pattern::HcwPickedOtherConnector,
            Self::LoadBalancer(_) => Pattern::RelayCapturesLoadBalancer,
            Self::RightInFront { .. } => Pattern::FrontendVsBackendPermission,
            Self::StaleCertificate(_) => Pattern::ReceiveConnectorTlsCertificateNameStale,
            Self::StaleCapabilities(_) => Pattern::HybridTlsDomainCapabilitiesStale,
            Self::ManyEntries(_) => Pattern::RemoteIpRangesLimit,
            Self::LoggingOff(_) => Pattern::ProtocolLoggingOff,
        })
    }

    /// Whether it explains an SMTP reply where it is sure.
    #[must_use]
    pub const fn explains_reply(&self) -> bool {
        matches!(
            self,
            Self::Limits { reached: true, .. }
                | Self::ClientNotMatched { .. }
                | Self::RightMissing { .. }
                | Self::RightInFront { .. }
        )
    }
}

/// An address that a relay connector holds and should not.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limited {
    /// Its identity.
    pub connector: String,
    /// The properties in the spelling of Exchange, with their values.
    pub values: Vec<(&'static str, String)>,
}

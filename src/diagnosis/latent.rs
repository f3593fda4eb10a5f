//! Patterns that no queue fails on yet: their codes and their facts.
//!
//! They have a table of their own, as replies have, so that the findings of a failing queue stay in view.

use super::finding::Code;
pub use super::in_use::{Held, InUse, Limited};
use crate::model::{Family, IpRange, SetUpAs};

/// The patterns, in the fixed order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// A connector of setup is disabled and nothing else answers in its place.
    DefaultConnectorDisabled,
    /// A connector of setup does not take every address any more, and nothing else takes the rest.
    DefaultConnectorNarrowed,
    /// A connector of setup lost IPv6.
    DefaultConnectorIpv6Gap,
    /// A connector of setup offers or admits something else than setup gave it.
    DefaultConnectorEdited,
    /// Two connectors have one range on one binding.
    EqualRanges,
    /// A custom connector takes everything on a local address of its own.
    WholeInternetOnOwnAddress,
    /// A connector that no connection ever lands on.
    ConnectorNeverChosen,
    /// A custom connector admits nobody.
    NobodyMaySubmit,
    /// A relay connector of 2007 or 2010 takes what its server sends to itself.
    RelayCapturesUm,
    /// A relay connector holds a gateway.
    RelayCapturesNatGateway,
    /// A relay connector may hold a load balancer.
    RelayCapturesLoadBalancer,
    /// A relay connector takes what its server sends to itself.
    RelayHoldsOwnAddress,
    /// The settings for Exchange Online are on a connector on which it does not land.
    HcwPickedOtherConnector,
    /// A connector for Exchange Online does not let it relay.
    HybridRelayRightMissing,
    /// A client that should relay lands on a connector of setup.
    RelayClientNotMatched,
    /// A right is granted in front, and checked behind.
    FrontendVsBackendPermission,
    /// TlsCertificateName names a certificate that is not there.
    ReceiveConnectorTlsCertificateNameStale,
    /// TlsDomainCapabilities names an authority that Exchange Online has left.
    HybridTlsDomainCapabilitiesStale,
    /// Almost as many ranges as fit.
    RemoteIpRangesLimit,
    /// Suspected connectors write no protocol log.
    ProtocolLoggingOff,
}

impl Pattern {
    /// The code of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DefaultConnectorDisabled => "default-connector-disabled",
            Self::DefaultConnectorNarrowed => "default-connector-narrowed",
            Self::DefaultConnectorIpv6Gap => "default-connector-ipv6-gap",
            Self::DefaultConnectorEdited => "default-connector-edited",
            Self::EqualRanges => "equal-ranges",
            Self::WholeInternetOnOwnAddress => "whole-internet-on-own-address",
            Self::ConnectorNeverChosen => "connector-never-chosen",
            Self::NobodyMaySubmit => "nobody-may-submit",
            Self::RelayCapturesLoadBalancer => "relay-captures-load-balancer",
            Self::RelayCapturesUm => "relay-captures-um",
            Self::RelayHoldsOwnAddress => "relay-holds-own-address",
            Self::RelayCapturesNatGateway => "relay-captures-nat-gateway",
            Self::HcwPickedOtherConnector => "hcw-picked-other-connector",
            Self::HybridRelayRightMissing => "hybrid-relay-right-missing",
            Self::RelayClientNotMatched => "relay-client-not-matched",
            Self::FrontendVsBackendPermission => "frontend-vs-backend-permission",
            Self::ReceiveConnectorTlsCertificateNameStale => "receive-connector-tlscertificatename-stale",
            Self::HybridTlsDomainCapabilitiesStale => "hybrid-tlsdomaincapabilities-stale",
            Self::RemoteIpRangesLimit => "remoteipranges-limit",
            Self::ProtocolLoggingOff => "protocol-logging-off",
        }
    }
}

/// The facts of a pattern, as the words need them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Latent {
    /// [`Pattern::DefaultConnectorDisabled`], [`Pattern::DefaultConnectorNarrowed`] or
    /// [`Pattern::DefaultConnectorIpv6Gap`].
    Unserved {
        /// Which of them.
        pattern: Pattern,
        /// Who is not served, by connector.
        unserved: Vec<Unserved>,
        /// Whether a queue fails with the reply that follows.
        in_trouble: bool,
    },
    /// See [`Pattern::DefaultConnectorEdited`].
    Edited(Vec<Edit>),
    /// Ranges that Exchange refuses together: crossing ones, or [`Pattern::EqualRanges`].
    Conflict {
        /// Whether they are equal.
        equal: bool,
        /// Identity and range of the one and of the other.
        pairs: Vec<[(String, IpRange); 2]>,
    },
    /// See [`Pattern::WholeInternetOnOwnAddress`]: identities with the local address and port.
    WholeInternet(Vec<(String, String)>),
    /// See [`Pattern::ConnectorNeverChosen`].
    NeverChosen(Vec<Shadowed>),
    /// A pattern in how a connector is used.
    InUse(InUse),
}

impl Latent {
    /// The code that belongs to the facts.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::Latent(match self {
            Self::Unserved { pattern, .. } => *pattern,
            Self::Edited(_) => Pattern::DefaultConnectorEdited,
            Self::Conflict { equal: false, .. } => return Code::RangesNotNested,
            Self::Conflict { equal: true, .. } => Pattern::EqualRanges,
            Self::WholeInternet(_) => Pattern::WholeInternetOnOwnAddress,
            Self::NeverChosen(_) => Pattern::ConnectorNeverChosen,
            Self::InUse(facts) => return facts.code(),
        })
    }
}

impl From<InUse> for Latent {
    fn from(facts: InUse) -> Self {
        Self::InUse(facts)
    }
}

/// Addresses that nobody answers in the place of a connector of setup.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A member is gone.
    Lacks(String),
    /// A member was added.
    Has(String),
    /// It has this value instead of that of setup.
    Is(String, String),
}

/// Who is worse off by an edit of a connector of setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shadowed {
    /// Identity of the connector.
    pub connector: String,
    /// Whether it has no other bindings that matter.
    pub everywhere: bool,
    /// The bindings as pasted, with identities of the connectors that take everything there; without any: no range of
    /// the connector is of the binding's address family.
    pub bindings: Vec<(String, Vec<String>)>,
}

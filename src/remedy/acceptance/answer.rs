//! What Exchange answers to a plan: accepted, refused by a rule, or open by what the paste hides.
//!
//! This module has the names of the rules. It does not check them.

use crate::model::{Address, IpRange};
use crate::remedy::quoting::Unquotable;
use crate::remedy::typed::RangeFault;

/// Whether a plan can be carried out. Connectors are named by identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Every rule passes on printed values.
    Accepted,
    /// Every rule passes on what is visible; what the paste does not show has a say.
    AsShown(Vec<Unseen>),
    /// Exchange would refuse a step.
    Refused(Refusal),
    /// Exchange has nothing against it, but it does not do what it is for.
    Unfit(Unfit),
}

impl Acceptance {
    /// Whether the plan may be shown as ready.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        matches!(self, Self::Accepted | Self::AsShown(_))
    }

    /// Whether Exchange accepts it; `None` where the paste does not show what a rule needs.
    #[must_use]
    pub const fn answer(&self) -> Option<bool> {
        match self {
            Self::Accepted => Some(true),
            Self::AsShown(_) => None,
            Self::Refused(_) | Self::Unfit(_) => Some(false),
        }
    }
}

/// What a rule needs and the paste does not show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// A value of a connector, not whole: its identity and the property.
    Value(String, &'static str),
    /// Whether UseDowngradedExchangeServerAuth is set for this server.
    DowngradedAuthentication(String),
    /// Whether this server is an Edge server.
    ServerRole(String),
    /// Two connectors have an equal range on an identical binding, and other bindings of theirs meet only because one is
    /// the wildcard. Exchange stops at the first pair of bindings that meets, and nothing tells which pair that is.
    BindingOrder {
        /// The range.
        range: IpRange,
        /// The other connector.
        other: String,
    },
}

/// The step that Exchange would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Position of the step in the plan.
    pub step: usize,
    /// The connector that it changes.
    pub connector: String,
    /// The rule.
    pub rule: Rule,
}

/// A rule of the cmdlets, with what breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// No entry is left.
    NoRangeLeft,
    /// The same range on the same binding.
    EqualRange {
        /// The range.
        range: IpRange,
        /// The other connector.
        other: String,
    },
    /// Two ranges overlap and neither is inside the other.
    CrossingRanges {
        /// Range of the changed connector.
        range: IpRange,
        /// The other range.
        crosses: IpRange,
        /// The other connector.
        other: String,
    },
    /// A connector of another transport service has the endpoint.
    RoleConflict {
        /// The other connector.
        other: String,
    },
    /// With ExchangeServer the FQDN must be the server's own name.
    FqdnNotTheServers {
        /// The FQDN.
        fqdn: String,
    },
    /// BasicAuthRequireTLS needs BasicAuth and Tls.
    BasicAuthRequireTlsAlone,
    /// RequireTLS needs Tls.
    RequireTlsWithoutTls,
    /// DomainSecureEnabled needs Tls and excludes ExternalAuthoritative.
    DomainSecureWithoutTls,
    /// ExternalAuthoritative excludes ExchangeServer and password authentication.
    ExternalAuthoritativeExcludes,
    /// ExternalAuthoritative needs ExchangeServers.
    ExternalAuthoritativeNeedsExchangeServers,
    /// `Custom` cannot be set.
    CustomIsNoInput,
    /// More entries than Active Directory takes.
    TooManyEntries {
        /// Entries afterwards.
        entries: usize,
    },
    /// A connector of this name exists.
    NameTaken,
    /// A name may not hold a backslash.
    NameWithBackslash,
    /// A new connector cannot be of this transport role.
    RoleNotForNew,
    /// ExtendedProtectionPolicy needs RequireTLS.
    ExtendedProtectionWithoutRequireTls,
    /// LiveCredentialEnabled needs BasicAuth or BasicAuthRequireTLS.
    LiveCredentialWithoutBasicAuth,
    /// ConnectionInactivityTimeout is above ConnectionTimeout.
    InactivityBeyondTimeout,
    /// The banner does not begin with 220, or is not plain ASCII.
    BannerWithoutStatus,
    /// A binding to a multicast or broadcast address.
    GroupAddressBound {
        /// The address.
        address: Address,
    },
    /// AdvertiseClientSettings needs ExchangeUsers.
    ClientSettingsWithoutExchangeUsers,
    /// BinaryMimeEnabled needs ChunkingEnabled.
    BinaryMimeWithoutChunking,
    /// ExchangeLegacyServers on an Edge server.
    LegacyServersOnEdge,
    /// LongAddressesEnabled on an Edge server.
    LongAddressesOnEdge,
    /// SuppressXAnonymousTls on an Edge server.
    SuppressAnonymousTlsOnEdge,
    /// SuppressXAnonymousTls needs UseDowngradedExchangeServerAuth on the server.
    SuppressAnonymousTlsNotDowngraded,
    /// An entry of RemoteIPRanges that is no range.
    InvalidRange {
        /// The entry as typed.
        entry: String,
        /// What Exchange finds wrong with it.
        fault: RangeFault,
    },
    /// An entry of Bindings that is no local address with a port.
    InvalidBinding {
        /// The entry as typed.
        entry: String,
    },
}

/// Why a plan does not do what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// An address still lands elsewhere.
    LandsElsewhere {
        /// The address.
        address: Address,
        /// The server.
        server: String,
        /// Where it lands; `None` = nowhere.
        connector: Option<String>,
    },
    /// No entry that could be changed is visible.
    NothingVisible {
        /// The connector.
        connector: String,
    },
    /// The old value is not shown whole, so it could not be written back.
    OldValueHidden {
        /// The connector.
        connector: String,
        /// The property.
        property: &'static str,
    },
    /// A name cannot be written safely into a script.
    Unquotable {
        /// The connector, with the offending characters replaced.
        connector: String,
        /// Why.
        why: Unquotable,
    },
    /// Nobody knows who uses the connector, so no list can be written.
    ClientsUnknown {
        /// The connector.
        connector: String,
    },
    /// It would make things worse; the consequences say how.
    Harmful,
}

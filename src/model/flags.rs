//! Members of the flag enumerations that a receive connector prints, spelt as Exchange spells them.
//!
//! Text lists members in ascending bit order joined with `, `; `None` stands alone; an unknown member survives as it
//! was written. Names and bits: recorded output (2019) and observed behaviour (2013 CU23).

use std::fmt;

use super::label::loose;
use crate::intake::blanks::trim;

/// A member of such an enumeration, for readers of any of them.
pub trait Member: Clone + PartialEq + 'static {
    /// Every known member with its bit.
    const ALL: &'static [(Self, u32)];
    /// Reads one member.
    fn read(text: &str) -> Self;
    /// The spelling of Exchange.
    fn as_str(&self) -> &str;
    /// Whether this version knows it.
    fn is_known(&self) -> bool;
}

macro_rules! flags {
    ($(#[$doc:meta])* $name:ident { $($member:ident = $bit:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", stringify!($member), "`, bit ", stringify!($bit), ".")] $member,)+
            /// A member that this version does not know, as written.
            Other(String),
        }

        impl $name {
            /// Every known member in the order in which Exchange prints them.
            pub const ALL: &'static [(Self, u32)] = &[$((Self::$member, $bit)),+];

            /// The spelling of Exchange.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$member => stringify!($member),)+
                    Self::Other(text) => text,
                }
            }

            /// Reads one member in any letter case, with letters that pictures confuse; an unknown one is kept.
            #[must_use]
            pub fn read(text: &str) -> Self {
                let text = trim(text);
                $(if text.eq_ignore_ascii_case(stringify!($member)) { return Self::$member; })+
                let misread = Self::ALL.iter().find(|(member, _)| loose(member.as_str()) == loose(text));
                misread.map_or_else(|| Self::Other(text.to_owned()), |(member, _)| member.clone())
            }
        }

        impl Member for $name {
            const ALL: &'static [(Self, u32)] = Self::ALL;

            fn read(text: &str) -> Self {
                Self::read(text)
            }

            fn as_str(&self) -> &str {
                self.as_str()
            }

            fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

flags! {
    /// What a receive connector offers and accepts for authentication (AuthMechanism).
    AuthMechanism {
        Tls = 1, Integrated = 2, BasicAuth = 4, BasicAuthRequireTLS = 8, ExchangeServer = 16,
        ExternalAuthoritative = 32,
    }
}

flags! {
    /// Who may use a receive connector (PermissionGroups). `Custom` is computed from extra or missing rights.
    PermissionGroup {
        AnonymousUsers = 1, ExchangeUsers = 2, ExchangeServers = 4, ExchangeLegacyServers = 8, Partners = 16,
        Custom = 32,
    }
}

flags! {
    /// The transport service that a receive connector belongs to (TransportRole; Exchange 2013 and later).
    TransportRole {
        Cafe = 1, Mailbox = 2, ClientAccess = 4, UnifiedMessaging = 16, HubTransport = 32, Edge = 64,
        FrontendTransport = 16384,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_exchanges_own_and_unknown_members_survive() {
        assert_eq!(AuthMechanism::read("basicauthrequiretls").as_str(), "BasicAuthRequireTLS");
        assert_eq!(PermissionGroup::read("Exchangeservers"), PermissionGroup::ExchangeServers);
        assert_eq!(TransportRole::read("SomethingNew").as_str(), "SomethingNew");
        assert_eq!(AuthMechanism::read("TIs"), AuthMechanism::Tls);
        assert_eq!(TransportRole::read("HubTransp0rt"), TransportRole::HubTransport);
    }
}

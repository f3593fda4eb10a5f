//! The delivery types of queues, as Exchange names them.
//!
//! This module does not know what kind of hop a delivery type means: the diagnosis does.

use strum::{IntoStaticStr, VariantArray};

/// How a queue delivers its mail (documented: queue properties, NextHopSolutionKey).
///
/// The order is that of the numbers of Exchange (observed behaviour, 2013 CU23).
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
pub enum DeliveryType {
    /// Waits before it is routed.
    Undefined,
    /// To the Internet, by MX records.
    DnsConnectorDelivery,
    /// Into a mailbox database of Exchange 2007 and 2010.
    MapiDelivery,
    /// To a gateway that does not speak SMTP.
    NonSmtpGatewayDelivery,
    /// To the smart hosts of a send connector.
    SmartHostConnectorDelivery,
    /// To servers in another AD site.
    SmtpRelayToRemoteAdSite,
    /// To a routing group of Exchange 2003.
    SmtpRelayToTiRg,
    /// To a server in the same AD site.
    SmtpRelayWithinAdSite,
    /// To an Edge server that is subscribed to the AD site.
    SmtpRelayWithinAdSiteToEdge,
    /// No route is known.
    Unreachable,
    /// Copies for the case that another server loses its mail.
    ShadowRedundancy,
    /// Asks another server about shadow copies.
    Heartbeat,
    /// To a delivery agent.
    DeliveryAgent,
    /// Into a mailbox database of Exchange 2013 and later.
    SmtpDeliveryToMailbox,
    /// To members of a database availability group.
    SmtpRelayToDag,
    /// To servers of a delivery group.
    SmtpRelayToMailboxDeliveryGroup,
    /// To source servers of a send connector.
    SmtpRelayToConnectorSourceServers,
    /// To servers that are named one by one.
    SmtpRelayToServers,
}

impl DeliveryType {
    /// Every delivery type.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The spelling of Exchange.
    #[must_use]
    pub fn spelling(self) -> &'static str {
        self.into()
    }

    /// The delivery type of this name, in any letter case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        // The documentation of NextHopSolutionKey writes the words out.
        if name.eq_ignore_ascii_case("SmtpRelayToRemoteActiveDirectorySite") {
            return Some(Self::SmtpRelayToRemoteAdSite);
        }
        Self::ALL.iter().copied().find(|known| known.spelling().eq_ignore_ascii_case(name))
    }
}

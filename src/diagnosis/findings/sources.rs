//! The sources on which the findings rest.
//!
//! Each source stands here once. Each finding names its own sources in its row.

use std::fmt;

/// Something that a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub title: &'static str,
    /// Where it can be read; `None` for observations and reports.
    pub link: Option<&'static str>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.link {
            Some(link) => write!(f, "{}, {link}", self.title),
            None => f.write_str(self.title),
        }
    }
}

const fn page(title: &'static str, link: &'static str) -> Source {
    Source { title, link: Some(link) }
}

pub(super) const RECEIVE_CONNECTORS: Source = page(
    "Microsoft documentation: Receive connectors",
    "https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors",
);
pub(super) const SET_RECEIVE_CONNECTOR: Source = page(
    "Microsoft documentation: Set-ReceiveConnector",
    "https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector",
);
pub(super) const KB_979175: Source = page("Microsoft support: KB 979175", "https://support.microsoft.com/kb/979175");
pub(super) const KB_979174: Source = page(
    "Microsoft documentation: 454 4.7.0 Temporary authentication failure",
    "https://learn.microsoft.com/exchange/troubleshoot/client-connectivity/454-4-7-0-temporary-authentication-failure",
);
pub(super) const KB_5006982: Source = page(
    "Microsoft support: KB 5006982, on-premises Exchange queues back up",
    "https://support.microsoft.com/topic/on-premises-exchange-queues-back-up-because-of-incorrect-default-value-kb5006982-545e2489-c1a4-4489-a031-716f12303b1d",
);
pub(super) const ANONYMOUS_RELAY: Source = page(
    "Microsoft documentation: Allow anonymous relay on Exchange servers",
    "https://learn.microsoft.com/exchange/mail-flow/connectors/allow-anonymous-relay",
);
/// The rule by which auditors look for anonymous senders: "Exchange internal Receive connectors must not allow anonymous
/// connections", on Mailbox and on Edge servers.
pub(super) const STIG_ANONYMOUS: Source = Source {
    title: "DISA STIG for Exchange 2016, anonymous connections to internal receive connectors: V-228391 (Mailbox), V-221245 (Edge)",
    link: None,
};
pub(super) const PROTOCOL_LOGGING: Source = page(
    "Microsoft documentation: Protocol logging",
    "https://learn.microsoft.com/exchange/mail-flow/connectors/protocol-logging",
);
pub(super) const QUEUES: Source = page(
    "Microsoft documentation: Queues (NextHopSolutionKey)",
    "https://learn.microsoft.com/exchange/mail-flow/queues/queues",
);
pub(super) const ONLINE_ADDRESSES: Source = page(
    "Microsoft documentation: Microsoft 365 URLs and IP address ranges",
    "https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges",
);
pub(super) const PREFERENCE_VARIABLES: Source = page(
    "Microsoft documentation: about_Preference_Variables ($FormatEnumerationLimit)",
    "https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_preference_variables",
);
pub(super) const OBSERVED: Source =
    Source { title: "Observed behaviour (Exchange 2013 CU23), taken as valid up to SE", link: None };
pub(super) const FIELD: Source = Source { title: "Field reports", link: None };

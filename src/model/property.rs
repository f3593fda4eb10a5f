//! Names of Exchange properties: which objects have them, how Exchange spells them, how the report spells them.
//!
//! The lists follow the order of Format-List (documented; recorded output of 2013 and 2019). Retyped and recognised-from-
//! picture labels are tolerated where they can mean one property only: `TIsDomain`, `SNextHopConnector`, `Next Hop Domain`.

/// Properties of `Get-Queue` (2013; 2007 and 2010 have the first few).
const QUEUE: &[&str] = &[
    "RunspaceId",
    "DeliveryType",
    "NextHopDomain",
    "TlsDomain",
    "NextHopConnector",
    "Status",
    "MessageCount",
    "LastError",
    "RetryCount",
    "LastRetryTime",
    "NextRetryTime",
    "FirstRetryTime",
    "DeferredMessageCount",
    "LockedMessageCount",
    "MessageCountsPerPriority",
    "DeferredMessageCountsPerPriority",
    "RiskLevel",
    "OutboundIPPool",
    "NextHopCategory",
    "IncomingRate",
    "OutgoingRate",
    "Velocity",
    "OverrideSource",
    "QueueIdentity",
    "PriorityDescriptions",
    "Identity",
    "IsValid",
    "ObjectState",
];

/// Properties of `Get-ReceiveConnector`.
pub(crate) const RECEIVE_CONNECTOR: &[&str] = &[
    "RunspaceId",
    "AuthMechanism",
    "Banner",
    "BinaryMimeEnabled",
    "Bindings",
    "ChunkingEnabled",
    "DefaultDomain",
    "DeliveryStatusNotificationEnabled",
    "EightBitMimeEnabled",
    "SmtpUtf8Enabled",
    "BareLinefeedRejectionEnabled",
    "DomainSecureEnabled",
    "EnhancedStatusCodesEnabled",
    "LongAddressesEnabled",
    "OrarEnabled",
    "SuppressXAnonymousTls",
    "ProxyEnabled",
    "AdvertiseClientSettings",
    "Fqdn",
    "ServiceDiscoveryFqdn",
    "TlsCertificateName",
    "Comment",
    "Enabled",
    "ConnectionTimeout",
    "ConnectionInactivityTimeout",
    "MessageRateLimit",
    "MessageRateSource",
    "MaxInboundConnection",
    "MaxInboundConnectionPerSource",
    "MaxInboundConnectionPercentagePerSource",
    "MaxHeaderSize",
    "MaxHopCount",
    "MaxLocalHopCount",
    "MaxLogonFailures",
    "MaxMessageSize",
    "MaxProtocolErrors",
    "MaxRecipientsPerMessage",
    "PermissionGroups",
    "PipeliningEnabled",
    "ProtocolLoggingLevel",
    "RemoteIPRanges",
    "RequireEHLODomain",
    "RequireTLS",
    "EnableAuthGSSAPI",
    "ExtendedProtectionPolicy",
    "LiveCredentialEnabled",
    "TlsDomainCapabilities",
    "Server",
    "TransportRole",
    "RejectReservedTopLevelRecipientDomains",
    "RejectReservedSecondLevelRecipientDomains",
    "RejectSingleLabelRecipientDomains",
    "AcceptConsumerMail",
    "SizeEnabled",
    "TarpitInterval",
    "AuthTarpitInterval",
    "MaxAcknowledgementDelay",
    "AdminDisplayName",
    "ExchangeVersion",
    "Name",
    "DistinguishedName",
    "Identity",
    "Guid",
    "ObjectCategory",
    "ObjectClass",
    "WhenChanged",
    "WhenCreated",
    "WhenChangedUTC",
    "WhenCreatedUTC",
    "OrganizationId",
    "Id",
    "OriginatingServer",
    "IsValid",
    "ObjectState",
];

/// The kinds of objects whose properties are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Queue,
    ReceiveConnector,
}

impl Of {
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Queue => QUEUE,
            Self::ReceiveConnector => RECEIVE_CONNECTOR,
        }
    }

    /// The spelling of Exchange for a label, and its index; `None` for a name that the object does not have.
    ///
    /// `hint` is where it probably is: labels come in the order of the list.
    pub(super) fn canonical(self, label: &str, hint: usize) -> Option<(&'static str, usize)> {
        let names = self.names();
        if let Some(&name) = names.get(hint).filter(|name| **name == label) {
            return Some((name, hint));
        }
        // Some may be left out.
        let (before, behind) = names.split_at_checked(hint).unwrap_or((names, &[]));
        let is_it = |&(_, name): &(usize, &&str)| name.eq_ignore_ascii_case(label);
        let found = (hint..).zip(behind).find(is_it).or_else(|| (0..).zip(before).find(is_it));
        if let Some((at, &name)) = found {
            return Some((name, at));
        }
        // Spaced display names (Queue Viewer) and misread letters (`TIsDomain`).
        if !label.contains([' ', 'I', 'l', '1', '0']) && !label.starts_with('S') {
            return None;
        }
        let loose = loose(label);
        let fits = |name: &str| {
            let name = self::loose(name);
            name == loose || (name.len() > 8 && loose.len() == name.len().saturating_add(1) && loose.ends_with(&name))
        };
        let found = names.iter().position(|n| fits(n))?;
        names.get(found).map(|&n| (n, found))
    }
}

/// Letters that pictures confuse are one letter; blanks and case do not count.
pub(super) fn loose(label: &str) -> String {
    label
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c.to_ascii_lowercase() {
            'i' | '1' | '|' => 'l',
            '0' => 'o',
            c => c,
        })
        .collect()
}

/// `RemoteIPRanges` to `remote_ip_ranges`, `SuppressXAnonymousTls` to `suppress_x_anonymous_tls`.
pub(crate) fn snake_case(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len().saturating_add(8));
    for (index, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            if !snake.is_empty() && !snake.ends_with('_') {
                snake.push('_');
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(index.saturating_add(1)).copied();
        let starts = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase() || b.is_ascii_digit() || (b.is_uppercase() && after.is_some_and(char::is_lowercase))
            });
        if starts && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// The spelling of Exchange for a name of the report; an unknown one stays as it is.
pub(super) fn spelt(snake: &str) -> String {
    let names = QUEUE.iter().chain(RECEIVE_CONNECTOR);
    names.copied().find(|n| snake_case(n) == snake).unwrap_or(snake).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_names_as_the_report_does() {
        for (name, snake) in [
            ("RemoteIPRanges", "remote_ip_ranges"),
            ("RequireTLS", "require_tls"),
            ("SuppressXAnonymousTls", "suppress_x_anonymous_tls"),
            ("EnableAuthGSSAPI", "enable_auth_gssapi"),
            ("OutboundIPPool", "outbound_ip_pool"),
            ("SmtpUtf8Enabled", "smtp_utf8_enabled"),
            ("WhenChangedUTC", "when_changed_utc"),
            ("RequireEHLODomain", "require_ehlo_domain"),
            ("Next Hop Domain", "next_hop_domain"),
        ] {
            assert_eq!(snake_case(name), snake);
        }
    }

    #[test]
    fn knows_retyped_labels() {
        let name = |label| Of::Queue.canonical(label, 0).map(|(n, _)| n);
        assert_eq!(name("TIsDomain"), Some("TlsDomain"));
        assert_eq!(name("SNextHopConnector"), Some("NextHopConnector"));
        assert_eq!(name("Next Hop Domain"), Some("NextHopDomain"));
        assert_eq!(name("nexthopdomain"), Some("NextHopDomain"));
        assert_eq!(name("NextH0pDomain"), Some("NextHopDomain"));
        assert_eq!(name("Sender"), None);
        assert_eq!(name("MessageId"), None);
    }
}

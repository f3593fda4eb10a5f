//! The properties of queues and receive connectors: THE table, one row per property.
//!
//! A row says how Exchange spells the property and the report names it, where an object keeps it and how it is read
//! ([`Slot`]), and what it decides. Reading, merging, completing, comparing, the notes about cut values, typed commands
//! and the report loop over the rows. A new property is one row here; one whose value is more than a text needs a field
//! in its object too.
//!
//! Sources: Format-List (documented; recorded output of 2013 and 2019). Rows that have a field come first, in the order
//! in which reports tell them; the others follow in the order of Format-List.

use super::label::{Labelled, find};
use super::slot::{AnySlot, Entry, Slot};
use super::{
    AuthMechanism, Binding, PermissionGroup, Place, Queue, ReceiveConnector, RemoteIpRange, Shown, TransportRole,
    read_queue, values,
};
use crate::intake::Field;

/// What a diagnosis takes from a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decides {
    /// Which server sends.
    Sender,
    /// Where the queue delivers.
    Target,
    /// Whether the queue waits, and since when.
    Waiting,
    /// Why delivery fails.
    Failure,
    /// Which receive connector answers.
    Answer,
    /// Whether an Exchange server can authenticate and submit.
    Authentication,
    /// What else the connector offers, and to whom.
    Offer,
    /// How many connections the connector takes.
    Limit,
}

/// The field of a receive connector that keeps a property, by the type of its value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `True` or `False`.
    Truth(&'static Slot<ReceiveConnector, bool>),
    /// Text as printed.
    Text(&'static Slot<ReceiveConnector, String>),
    /// Members of TransportRole.
    TransportRoles(&'static Slot<ReceiveConnector, Vec<TransportRole>>),
    /// Members of AuthMechanism.
    AuthMechanisms(&'static Slot<ReceiveConnector, Vec<AuthMechanism>>),
    /// Members of PermissionGroups.
    PermissionGroups(&'static Slot<ReceiveConnector, Vec<PermissionGroup>>),
    /// Bindings.
    Bindings(&'static Slot<ReceiveConnector, Vec<Binding>>),
    /// Remote IP ranges.
    Ranges(&'static Slot<ReceiveConnector, Vec<RemoteIpRange>>),
}

impl Kind {
    fn slot(self) -> &'static dyn AnySlot<ReceiveConnector> {
        match self {
            Self::Truth(slot) => slot,
            Self::Text(slot) => slot,
            Self::TransportRoles(slot) => slot,
            Self::AuthMechanisms(slot) => slot,
            Self::PermissionGroups(slot) => slot,
            Self::Bindings(slot) => slot,
            Self::Ranges(slot) => slot,
        }
    }
}

/// One row of a table. `K` is how the object keeps the property.
struct Row<K: 'static> {
    spelling: &'static str,
    wire_name: &'static str,
    kind: Option<K>,
    decides: Option<Decides>,
    is_read_only: bool,
    is_compared: bool,
}

impl<K: Copy> Row<K> {
    const fn new(spelling: &'static str, wire_name: &'static str) -> Self {
        Self { spelling, wire_name, kind: None, decides: None, is_read_only: false, is_compared: false }
    }

    /// The object has a field for it. Without one, the text is kept as printed (`others`).
    const fn kept(mut self, kind: K) -> Self {
        self.kind = Some(kind);
        self
    }

    const fn decides(mut self, decides: Decides) -> Self {
        self.decides = Some(decides);
        self
    }

    /// No cmdlet sets it.
    const fn read_only(mut self) -> Self {
        self.is_read_only = true;
        self
    }

    /// Connectors of one name on several servers should have the same value.
    const fn compared(mut self) -> Self {
        self.is_compared = true;
        self
    }
}

/// The field of a receive connector or another object, and how its value is read.
macro_rules! slot {
    ($field:ident, $read:expr) => {
        slot!(ReceiveConnector.$field, $read)
    };
    ($object:ident.$field:ident, $read:expr) => {
        Slot::<$object, _> { get: |object| &object.$field, get_mut: |object| &mut object.$field, read: $read }
    };
}

/// A table: `SpellingOfExchange name_of_the_report .more().about().it();` per row.
macro_rules! properties {
    ($(#[$doc:meta])* $table:ident, $kind:ty { $($spelling:ident $wire_name:ident $(.$set:ident($($value:tt)*))*;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $table {
            $(#[doc = stringify!($spelling)] $spelling,)+
        }

        impl $table {
            /// Every property, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$spelling),+];

            fn row(self) -> &'static Row<$kind> {
                match self {
                    $(Self::$spelling => {
                        static ROW: Row<$kind> =
                            Row::<$kind>::new(stringify!($spelling), stringify!($wire_name))$(.$set($($value)*))*;
                        &ROW
                    })+
                }
            }

            /// The spelling of Exchange.
            #[must_use]
            pub fn spelling(self) -> &'static str {
                self.row().spelling
            }

            /// The name in the report.
            #[must_use]
            pub fn wire_name(self) -> &'static str {
                self.row().wire_name
            }

            /// What a diagnosis takes from it; `None` for nothing.
            #[must_use]
            pub fn decides(self) -> Option<Decides> {
                self.row().decides
            }

            /// The property of this name, in the spelling of Exchange.
            #[must_use]
            pub fn named(spelling: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|property| property.spelling() == spelling)
            }

            /// The property that a label means; `None` where the object has no such property.
            pub(super) fn of_label(label: &str) -> Option<Self> {
                find(Self::ALL, |property| property.spelling(), label)
            }
        }

        impl Labelled for $table {
            fn of_label(label: &str) -> Option<Self> {
                Self::of_label(label)
            }
        }
    };
}

use Decides::{Answer, Authentication, Failure, Limit, Offer, Sender, Target, Waiting};

properties! {
    /// A property of `Get-ReceiveConnector`.
    Property, Kind {
        Enabled enabled .kept(Kind::Truth(&slot!(enabled, values::boolean))).decides(Answer).compared();
        TransportRole transport_role
            .kept(Kind::TransportRoles(&slot!(transport_role, values::flags))).decides(Answer).compared();
        Bindings bindings .kept(Kind::Bindings(&slot!(bindings, bindings))).decides(Answer).compared();
        RemoteIPRanges remote_ip_ranges
            .kept(Kind::Ranges(&slot!(remote_ip_ranges, ranges))).decides(Answer).compared();
        AuthMechanism auth_mechanism
            .kept(Kind::AuthMechanisms(&slot!(auth_mechanism, values::flags))).decides(Authentication).compared();
        PermissionGroups permission_groups
            .kept(Kind::PermissionGroups(&slot!(permission_groups, values::flags)))
            .decides(Authentication).compared();
        Fqdn fqdn .kept(Kind::Text(&slot!(fqdn, values::text))).decides(Offer);
        RequireTLS require_tls .kept(Kind::Truth(&slot!(require_tls, values::boolean))).decides(Offer).compared();
        SuppressXAnonymousTls suppress_x_anonymous_tls
            .kept(Kind::Truth(&slot!(suppress_x_anonymous_tls, values::boolean))).decides(Authentication).compared();
        MaxMessageSize max_message_size .kept(Kind::Text(&slot!(max_message_size, values::text)));
        ProtocolLoggingLevel protocol_logging_level
            .kept(Kind::Text(&slot!(protocol_logging_level, values::logging_level)));
        RunspaceId runspace_id .read_only();
        Banner banner;
        BinaryMimeEnabled binary_mime_enabled;
        ChunkingEnabled chunking_enabled;
        DefaultDomain default_domain;
        DeliveryStatusNotificationEnabled delivery_status_notification_enabled;
        EightBitMimeEnabled eight_bit_mime_enabled;
        SmtpUtf8Enabled smtp_utf8_enabled;
        BareLinefeedRejectionEnabled bare_linefeed_rejection_enabled;
        DomainSecureEnabled domain_secure_enabled .decides(Offer).compared();
        EnhancedStatusCodesEnabled enhanced_status_codes_enabled;
        LongAddressesEnabled long_addresses_enabled;
        OrarEnabled orar_enabled;
        ProxyEnabled proxy_enabled .read_only();
        AdvertiseClientSettings advertise_client_settings;
        ServiceDiscoveryFqdn service_discovery_fqdn;
        TlsCertificateName tls_certificate_name .decides(Offer).compared();
        Comment comment;
        ConnectionTimeout connection_timeout;
        ConnectionInactivityTimeout connection_inactivity_timeout;
        MessageRateLimit message_rate_limit .decides(Limit);
        MessageRateSource message_rate_source;
        MaxInboundConnection max_inbound_connection .decides(Limit);
        MaxInboundConnectionPerSource max_inbound_connection_per_source .decides(Limit).compared();
        MaxInboundConnectionPercentagePerSource max_inbound_connection_percentage_per_source .decides(Limit);
        MaxHeaderSize max_header_size;
        MaxHopCount max_hop_count;
        MaxLocalHopCount max_local_hop_count;
        MaxLogonFailures max_logon_failures;
        MaxProtocolErrors max_protocol_errors;
        MaxRecipientsPerMessage max_recipients_per_message;
        PipeliningEnabled pipelining_enabled;
        RequireEHLODomain require_ehlo_domain;
        EnableAuthGSSAPI enable_auth_gssapi;
        ExtendedProtectionPolicy extended_protection_policy;
        LiveCredentialEnabled live_credential_enabled;
        TlsDomainCapabilities tls_domain_capabilities .decides(Offer).compared();
        Server server .decides(Answer);
        RejectReservedTopLevelRecipientDomains reject_reserved_top_level_recipient_domains;
        RejectReservedSecondLevelRecipientDomains reject_reserved_second_level_recipient_domains;
        RejectSingleLabelRecipientDomains reject_single_label_recipient_domains;
        AcceptConsumerMail accept_consumer_mail .read_only();
        SizeEnabled size_enabled;
        TarpitInterval tarpit_interval;
        AuthTarpitInterval auth_tarpit_interval;
        MaxAcknowledgementDelay max_acknowledgement_delay;
        AdminDisplayName admin_display_name .read_only();
        ExchangeVersion exchange_version .read_only();
        Name name .decides(Answer);
        DistinguishedName distinguished_name .read_only();
        Identity identity .decides(Answer).read_only();
        Guid guid .read_only();
        ObjectCategory object_category .read_only();
        ObjectClass object_class .read_only();
        WhenChanged when_changed .read_only();
        WhenCreated when_created .read_only();
        WhenChangedUTC when_changed_utc .read_only();
        WhenCreatedUTC when_created_utc .read_only();
        OrganizationId organization_id .read_only();
        Id id .read_only();
        OriginatingServer originating_server .read_only();
        IsValid is_valid .read_only();
        ObjectState object_state .read_only();
    }
}

properties! {
    /// A property of `Get-Queue` (2013; 2007 and 2010 have the first few).
    QueueProperty, &'static dyn AnySlot<Queue> {
        Identity identity .kept(&slot!(Queue.identity, read_queue::identity)).decides(Sender);
        DeliveryType delivery_type .kept(&slot!(Queue.delivery_type, read_queue::delivery_type)).decides(Target);
        Status status .kept(&slot!(Queue.status, read_queue::status)).decides(Waiting);
        MessageCount message_count .kept(&slot!(Queue.message_count, values::count)).decides(Waiting);
        NextHopDomain next_hop_domain .kept(&slot!(Queue.next_hop_domain, values::text)).decides(Target);
        NextHopConnector next_hop_connector .kept(&slot!(Queue.next_hop_connector, values::text)).decides(Target);
        LastError last_error .kept(&slot!(Queue.last_error, read_queue::last_error)).decides(Failure);
        RunspaceId runspace_id;
        TlsDomain tls_domain;
        RetryCount retry_count;
        LastRetryTime last_retry_time .decides(Waiting);
        NextRetryTime next_retry_time .decides(Waiting);
        FirstRetryTime first_retry_time;
        DeferredMessageCount deferred_message_count;
        LockedMessageCount locked_message_count;
        MessageCountsPerPriority message_counts_per_priority;
        DeferredMessageCountsPerPriority deferred_message_counts_per_priority;
        RiskLevel risk_level;
        OutboundIPPool outbound_ip_pool;
        NextHopCategory next_hop_category .decides(Target);
        IncomingRate incoming_rate;
        OutgoingRate outgoing_rate;
        Velocity velocity;
        OverrideSource override_source;
        QueueIdentity queue_identity .decides(Sender);
        PriorityDescriptions priority_descriptions;
        IsValid is_valid;
        ObjectState object_state;
    }
}

impl Property {
    /// Where a connector keeps it; `None` for one whose text is kept as printed.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        self.row().kind
    }

    /// The same, whatever the type of its value.
    pub(crate) fn slot(self) -> Option<&'static dyn AnySlot<ReceiveConnector>> {
        self.kind().map(Kind::slot)
    }

    /// The properties that a connector has a field for.
    pub(crate) fn kept() -> impl Iterator<Item = (Self, &'static dyn AnySlot<ReceiveConnector>)> {
        Self::ALL.iter().filter_map(|property| Some((*property, property.slot()?)))
    }

    /// Whether Set- and New-ReceiveConnector take it as a parameter.
    #[must_use]
    pub fn is_settable(self) -> bool {
        !self.row().is_read_only
    }

    /// Whether connectors of one name on several servers should have the same value.
    #[must_use]
    pub fn is_compared(self) -> bool {
        self.row().is_compared
    }

    /// Whether anything of it is shown.
    #[must_use]
    pub fn is_shown(self, connector: &ReceiveConnector) -> bool {
        match self {
            Self::Identity | Self::Id => connector.has_whole_name() && !connector.server.is_empty(),
            Self::Name => !connector.name.is_empty(),
            Self::Server => !connector.server.is_empty(),
            _ => match self.slot() {
                Some(slot) => !slot.is_absent(connector),
                None => connector.others.iter().any(|(name, _)| **name == *self.wire_name()),
            },
        }
    }

    /// The whole value as Exchange prints it.
    #[must_use]
    pub fn printed(self, connector: &ReceiveConnector) -> Option<String> {
        match self.slot() {
            Some(slot) => slot.printed(connector),
            None => connector.other(self).map(str::to_owned),
        }
    }

    /// The entries that are compared; a value that is no list is one entry.
    #[must_use]
    pub fn entries(self, connector: &ReceiveConnector) -> Shown<Vec<Entry>> {
        if let Some(slot) = self.slot() {
            return slot.entries(connector);
        }
        let (name, place) = (self.wire_name(), connector.place);
        if connector.others_cut.iter().any(|cut| cut == name) {
            return Shown::Cut { visible: None, place };
        }
        let value = connector.others.iter().find(|(known, _)| **known == *name);
        value.map_or(Shown::Absent, |(_, text)| Shown::Whole { value: vec![Entry::of_text(text.trim())], place })
    }

    /// Whether both connectors show the same whole value.
    #[must_use]
    pub fn is_same(self, one: &ReceiveConnector, other: &ReceiveConnector) -> bool {
        self.slot().is_some_and(|slot| slot.is_same(one, other))
    }

    /// Where the value stands; `None` where it has no field, or is not shown.
    #[must_use]
    pub fn place(self, connector: &ReceiveConnector) -> Option<Place> {
        self.slot().and_then(|slot| slot.place(connector))
    }
}

impl QueueProperty {
    /// Where a queue keeps it; `None` for one whose text is kept as printed.
    pub(super) fn slot(self) -> Option<&'static dyn AnySlot<Queue>> {
        self.row().kind
    }

    /// The properties that a queue has a field for.
    pub(super) fn kept() -> impl Iterator<Item = (Self, &'static dyn AnySlot<Queue>)> {
        Self::ALL.iter().filter_map(|property| Some((*property, property.slot()?)))
    }
}

fn bindings(field: &Field<'_>, source: usize) -> Shown<Vec<Binding>> {
    values::list(field, source, Binding::read)
}

fn ranges(field: &Field<'_>, source: usize) -> Shown<Vec<RemoteIpRange>> {
    values::list(field, source, RemoteIpRange::read)
}

/// The spelling of Exchange for a name of the report; an unknown one stays as it is.
pub(super) fn spelling_of(wire_name: &str) -> &str {
    let queue = QueueProperty::ALL.iter().map(|p| (p.wire_name(), p.spelling()));
    let mut all = queue.chain(Property::ALL.iter().map(|p| (p.wire_name(), p.spelling())));
    all.find(|(name, _)| *name == wire_name).map_or(wire_name, |(_, spelling)| spelling)
}

#[cfg(test)]
mod tests {
    use super::super::label::snake_case;
    use super::*;

    #[test]
    fn names_of_the_report_follow_from_the_spelling() {
        let connector = ReceiveConnector::unknown_at(Place { source: 0, line: 1 });
        for property in Property::ALL {
            assert_eq!(snake_case(property.spelling()), property.wire_name());
            assert_eq!((property.printed(&connector), property.is_shown(&connector)), (None, false));
        }
        for property in QueueProperty::ALL {
            assert_eq!(snake_case(property.spelling()), property.wire_name());
        }
    }
}

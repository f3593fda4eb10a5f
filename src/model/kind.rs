//! What a record is: decided by the names of its fields and the command above it, never by its values alone.
//!
//! `Status :`, `Identity :` or `RunspaceId :` alone decide nothing: message tracking, transport rules and every remote
//! shell print them (field reports).

use super::command::Command;
use super::label::Labelled;
use super::property::{Property, QueueProperty};
use crate::intake::{Layout, Record, Value};

/// The kinds of records that mean something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Queue,
    ReceiveConnector,
    ExchangeServer,
    /// Records of addresses: `Get-NetIPAddress`, `Resolve-DnsName`, `ipconfig`.
    Address,
    /// Queued messages, message tracking and the like: only the replies in them count.
    Message,
    /// A line of an SMTP protocol log.
    LogLine,
    Permission,
    SendConnector,
    Certificate,
    ComponentState,
    TransportService,
    /// Recognised, of no use.
    Other(&'static str),
    Unknown,
}

/// Names of the fields of one record; letter case, blanks and what stands for them do not count.
struct Names<'r>(&'r Record<'r>);

impl Names<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.fields.iter().take(200).any(|f| {
            f.name.eq_ignore_ascii_case(name)
                || (f.name.contains([' ', '_', '-'])
                    && f.name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).eq_ignore_case(name))
        })
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|n| self.has(n))
    }

    /// Whether the command above can have printed them: known properties, and no groups or counts of objects.
    fn belong_to<P: Labelled>(&self) -> bool {
        !(self.has("Count") && self.has_any(&["Group", "Name"]))
            && self.0.fields.iter().take(200).any(|f| P::of_label(&f.name).is_some())
    }

    fn has_any_of(&self, properties: &[Property]) -> bool {
        properties.iter().any(|property| self.has(property.spelling()))
    }

    fn has_any_of_queue(&self, properties: &[QueueProperty]) -> bool {
        properties.iter().any(|property| self.has(property.spelling()))
    }

    fn count(&self, names: &[&str]) -> usize {
        names.iter().filter(|n| self.has(n)).count()
    }
}

trait EqIgnoreCase {
    fn eq_ignore_case(self, name: &str) -> bool;
}

impl<I: Iterator<Item = char>> EqIgnoreCase for I {
    fn eq_ignore_case(self, name: &str) -> bool {
        self.map(|c| c.to_ascii_lowercase()).eq(name.chars().map(|c| c.to_ascii_lowercase()))
    }
}

/// Properties that only transport services have (documented: Get-TransportService, Get-FrontendTransportService).
const TRANSPORT_SERVICE: &[&str] = &[
    "ReceiveProtocolLogPath",
    "SendProtocolLogPath",
    "InternalTransportCertificateThumbprint",
    "UseDowngradedExchangeServerAuth",
    "IntraOrgConnectorProtocolLoggingLevel",
    "InternalDNSAdapterEnabled",
    "ExternalDNSAdapterEnabled",
    "InternalDNSServers",
    "ExternalDNSServers",
    "MaxPerDomainOutboundConnections",
];

/// Properties that only queues have (documented: queue properties).
const QUEUE: &[QueueProperty] =
    &[QueueProperty::NextHopDomain, QueueProperty::DeliveryType, QueueProperty::NextHopConnector];

/// Whether the command prints objects that are neither queues nor receive connectors.
fn is_foreign(command: Command<'_>) -> bool {
    const PRINT_OURS: [&str; 5] =
        ["Get-ReceiveConnector", "Set-ReceiveConnector", "New-ReceiveConnector", "Get-Queue", "Import-Clixml"];
    command.cmdlet.contains('-') && !PRINT_OURS.iter().any(|cmdlet| command.is(cmdlet))
}

/// Whether a record of no known kind may be the rest of a queue or a receive connector: it has an identity as they have,
/// `SERVER\name`, and the command above it does not print other objects.
pub(super) fn may_be_ours(record: &Record<'_>, command: Command<'_>) -> bool {
    let is_identity = |text: &str| {
        text.split_once('\\').is_some_and(|(server, name)| {
            let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
            !server.is_empty() && server.chars().all(is_host) && name.starts_with(|c: char| c.is_alphanumeric())
        })
    };
    let is_named = record.fields.iter().take(200).any(|field| {
        let is_label = QueueProperty::of_label(&field.name) == Some(QueueProperty::Identity)
            || record.layout == Layout::Pairs && field.name.eq_ignore_ascii_case("queue");
        is_label && matches!(&field.value, Value::Text(text) if is_identity(text.trim()))
    });
    is_named && !is_foreign(command)
}

/// The kind of a record.
pub(super) fn of(record: &Record<'_>, command: Command<'_>) -> Kind {
    let names = Names(record);
    let marked: [(&[&str], usize, Kind); 9] = [
        (&["connector-id", "session-id"], 2, Kind::LogLine),
        (&["GroupByValue", "Details"], 2, Kind::Other("Get-QueueDigest")),
        // `Select-Object -ExpandProperty RemoteIPRanges`: whose they are, the records do not say.
        (&["LowerBound", "UpperBound"], 2, Kind::Other(Property::RemoteIPRanges.spelling())),
        (&["AddressSpaces", "SmartHosts", "SourceTransportServers", "DNSRoutingEnabled"], 1, Kind::SendConnector),
        (&["Thumbprint", "CertificateDomains", "Services", "NotAfter"], 2, Kind::Certificate),
        (&["Component", "State"], 2, Kind::ComponentState),
        (&["ExtendedRights", "User"], 2, Kind::Permission),
        (TRANSPORT_SERVICE, 1, Kind::TransportService),
        (&["recipient-status", "message-id"], 2, Kind::Message),
    ];
    if record.layout == Layout::Log && names.count(&["1", "9"]) == 2 {
        return Kind::LogLine;
    }
    for (wanted, least, kind) in marked {
        if names.count(wanted) >= least {
            return kind;
        }
    }
    let is_message = names.has_any(&[
        "EventId",
        "MessageId",
        "MessageSubject",
        "InternetMessageId",
        "RecipientStatus",
        "FromAddress",
    ]);
    if is_message {
        return Kind::Message;
    }
    let by_command = |cmdlets: &[&str]| cmdlets.iter().any(|c| command.is(c));
    if by_command(&["Get-SendConnector"]) && names.has_any(&["Name", "Identity"]) {
        return Kind::SendConnector;
    }
    let foreign = is_foreign(command);
    if names.has_any_of(&[Property::RemoteIPRanges, Property::AuthMechanism, Property::PermissionGroups])
        || (names.has_any_of(&[Property::Bindings, Property::TransportRole]) && !foreign && !names.has("PhysicalPath"))
        || (by_command(&["Get-ReceiveConnector"]) && names.belong_to::<Property>() && !names.has_any_of_queue(QUEUE))
    {
        return Kind::ReceiveConnector;
    }
    let is_queue = names.has_any_of_queue(QUEUE)
        || (names.has_any_of_queue(&[QueueProperty::MessageCount])
            && names.has_any_of_queue(&[QueueProperty::Status, QueueProperty::Identity]))
        || names.has_any_of_queue(&[QueueProperty::LastError])
        || (by_command(&["Get-Queue"]) && names.belong_to::<QueueProperty>());
    if is_queue {
        return Kind::Queue;
    }
    if names.has("AdminDisplayVersion")
        || (names.has("ServerRole") && names.has_any(&["Name", "Edition", "Site"]))
        || (names.has("Site") && names.has_any(&["Name", "Identity", "Fqdn"]) && by_command(&["Get-ExchangeServer"]))
    {
        return Kind::ExchangeServer;
    }
    if names.has("IPAddress") || names.has("IP4Address") || names.has("IPv4Address") {
        return Kind::Address;
    }
    Kind::Unknown
}

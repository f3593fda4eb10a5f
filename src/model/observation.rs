//! What other commands and logs of the input show: sessions, permissions, certificates, component states.
//!
//! Nothing here is concluded; each observation says what stands where. They confirm or refute what the configuration
//! alone would suggest.

use super::address::Address;
use super::binding::Endpoint;
use super::others::Others;
use super::queue::LastError;
use super::{Identity, Place};

/// All observations of one input, each kind in the order of the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observations {
    /// Sessions of SMTP protocol logs.
    pub sessions: Vec<LoggedSession>,
    /// Answers to EHLO.
    pub ehlo: Vec<Ehlo>,
    /// Rights on receive connectors (`Get-ADPermission`).
    pub permissions: Vec<Permission>,
    /// Send connectors (`Get-SendConnector`).
    pub send_connectors: Vec<Named>,
    /// Certificates (`Get-ExchangeCertificate`).
    pub certificates: Vec<Named>,
    /// Transport services (`Get-TransportService`, `Get-TransportServer`, `Get-FrontendTransportService`).
    pub transport_services: Vec<Named>,
    /// States of server components (`Get-ServerComponentState`).
    pub components: Vec<ComponentState>,
    /// Events of MSExchangeTransport that name a connector.
    pub events: Vec<TransportEvent>,
    /// Default gateways (`ipconfig`).
    pub gateways: Vec<Gateway>,
    /// Commands that Exchange refused.
    pub refused_commands: Vec<RefusedCommand>,
}

/// An error of `Set-ReceiveConnector` or `New-ReceiveConnector`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedCommand {
    /// The rule that refused the command.
    pub rule: CommandRule,
    /// The names that the error prints: the connector in the way, or the values of Fqdn that are allowed.
    pub named: Vec<String>,
    /// Where.
    pub place: Place,
}

/// A rule of the cmdlets, as an error tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::VariantArray)]
pub enum CommandRule {
    /// A connector of another transport service has the endpoint.
    TransportRoles,
    /// The ranges of another connector are equal or overlap in part.
    Ranges,
    /// With ExchangeServer, Fqdn must be the server's own name.
    Fqdn,
    /// BasicAuthRequireTLS needs BasicAuth and Tls.
    BasicAuthRequireTls,
    /// RequireTLS needs Tls.
    RequireTls,
    /// ExternalAuthoritative excludes ExchangeServer and passwords.
    ExternalAuthoritative,
    /// ExternalAuthoritative needs ExchangeServers.
    ExternalAuthoritativeGroups,
    /// DomainSecureEnabled needs Tls and excludes ExternalAuthoritative.
    DomainSecure,
    /// ExtendedProtectionPolicy needs RequireTLS.
    ExtendedProtection,
    /// LiveCredentialEnabled needs passwords.
    LiveCredential,
    /// ConnectionTimeout must not be below ConnectionInactivityTimeout.
    Timeouts,
    /// The banner must begin with 220.
    Banner,
    /// Custom cannot be set.
    CustomGroup,
    /// ExchangeLegacyServers on an Edge server.
    LegacyServersOnEdge,
    /// AdvertiseClientSettings needs ExchangeUsers.
    ClientSettings,
    /// SuppressXAnonymousTls needs UseDowngradedExchangeServerAuth.
    SuppressAnonymousTls,
    /// The transport role of a new connector.
    NewRole,
}

/// One event of MSExchangeTransport that names a connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportEvent {
    /// What happened.
    pub kind: EventKind,
    /// Name of the receive connector; of the send connector where the server authenticated to another one.
    pub connector: String,
    /// The client, where the event prints it.
    pub source: Option<Address>,
    /// The computer that logged it, where the print says so.
    pub computer: Option<String>,
    /// Where.
    pub place: Place,
}

/// What an event tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// 1035: a client failed to authenticate.
    InboundAuthentication {
        /// The name of the error, such as `LogonDenied`.
        error: String,
        /// `ExchangeAuth`, `Ntlm`, `Login`, ..
        mechanism: String,
    },
    /// 2017: the server failed to authenticate to another one.
    OutboundAuthentication {
        /// The name of the error.
        error: String,
        /// The mechanism.
        mechanism: String,
        /// The other server, as its service principal name.
        target: String,
    },
    /// 1020 and 1021: a connector has too many connections, in all or from one source.
    TooManyConnections {
        /// Whether they are counted by source.
        per_source: bool,
        /// The limit, as printed.
        limit: Option<String>,
    },
    /// 12014: the connector has no certificate to offer STARTTLS with.
    NoCertificate {
        /// The name that was looked for: a domain name, or issuer and subject.
        wanted: String,
        /// Fqdn of the connector.
        fqdn: String,
    },
}

/// A default gateway of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    /// The server, as far as the output names it.
    pub server: Option<String>,
    /// Its address.
    pub address: Address,
    /// Where.
    pub place: Place,
}

/// One session of an SMTP receive or send log: it names the connector that really answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedSession {
    /// `connector-id`: `SERVER\Name` in a receive log, the name of a send connector in a send log.
    pub connector: String,
    /// Whether the log is one of receive connectors.
    pub is_receive: bool,
    /// `session-id`.
    pub id: String,
    /// `date-time` of its first line, as printed: ISO 8601 in UTC, so that the order of the text is that of time.
    pub time: Option<String>,
    /// `local-endpoint`, where it can be read.
    pub local: Option<Endpoint>,
    /// `remote-endpoint`, where it can be read.
    pub remote: Option<Endpoint>,
    /// The host that greeted (send log) or said EHLO (receive log).
    pub remote_host: Option<String>,
    /// The name that the logging server said EHLO with (send log).
    pub own_host: Option<String>,
    /// The first answer to EHLO that is shown.
    pub ehlo: Option<Ehlo>,
    /// The client's commands in order, first words in capitals; long sessions are cut off.
    pub commands: Vec<String>,
    /// What the client used of what was offered, in order: `STARTTLS`, `X-ANONYMOUSTLS`, `AUTH NTLM`, ..
    pub used: Vec<String>,
    /// The rights that the session got, in the words of the log (`SMTPSubmit`, ..), the last ones.
    pub rights: Option<Vec<String>>,
    /// Whether a message was taken.
    pub has_submitted: bool,
    /// Whether no line is missing: the sequence numbers count from 0.
    pub is_gapless: bool,
    /// Whether the client of a receive log cannot be the transport service of Exchange: it writes verbs in small letters,
    /// gives no fully qualified name of its own, or takes a person's time between an answer and the next command.
    pub is_typed: bool,
    /// Failure replies of the session, in order, with their places.
    pub failures: Vec<(LastError, Place)>,
    /// Its first line.
    pub place: Place,
}

impl LoggedSession {
    /// The receive connector that a receive log names; `None` for a session of a send log.
    #[must_use]
    pub fn receive_connector(&self) -> Option<Identity<'_>> {
        Identity::parse(&self.connector).filter(|_| self.is_receive)
    }
}

/// An answer to EHLO, in a transcript or in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ehlo {
    /// The host that answered; empty where only its greeting is shown.
    pub host: String,
    /// The address that it greeted: `Hello [10.0.0.1]`.
    pub client: Option<Address>,
    /// The extensions as written, one or several in each text: `X-ANONYMOUSTLS`, `AUTH NTLM LOGIN`.
    pub extensions: Vec<String>,
    /// Whether all of the answer is shown, from the greeted host to the line with `250` and a blank.
    pub is_whole: bool,
    /// Whether the greeting before it is asterisks, as a device leaves it that inspects SMTP.
    pub is_masked: bool,
    /// The greeting before it, with its `220`, where it is shown.
    pub greeting: Option<String>,
    /// Whether the session was secured by TLS before it.
    pub is_secured: bool,
    /// Whether it has the form of Exchange's answers, and no greeting of another program stands before it.
    pub is_exchange: bool,
    /// The host or address that was asked, and the port (`telnet HOST 25`).
    pub asked: Option<(String, Option<u16>)>,
    /// Its first line.
    pub place: Place,
}

impl Ehlo {
    /// Whether a word stands in the answer.
    #[must_use]
    pub fn offers(&self, word: &str) -> bool {
        self.extensions.iter().any(|e| e.split_whitespace().any(|w| w.eq_ignore_ascii_case(word)))
    }
}

/// One entry of `Get-ADPermission`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The connector, as far as the output or its command names it.
    pub connector: Option<String>,
    /// User or group.
    pub user: String,
    /// ExtendedRights.
    pub rights: Vec<String>,
    /// Whether rights are hidden (a cut list).
    pub rights_cut: bool,
    /// Deny, where shown.
    pub deny: Option<bool>,
    /// IsInherited, where shown.
    pub inherited: Option<bool>,
    /// Where.
    pub place: Place,
}

/// An object of which every property is kept as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Identity, name or thumbprint.
    pub name: String,
    /// The server that was asked, as far as the command names it.
    pub server: Option<String>,
    /// Properties: name in snake_case, text as printed, in order of appearance.
    pub properties: Others,
    /// Names of properties of which only a part is visible.
    pub cut: Vec<String>,
    /// Where.
    pub place: Place,
}

/// One row of `Get-ServerComponentState`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentState {
    /// The server, as far as the output or its command names it.
    pub server: Option<String>,
    /// `HubTransport`, `FrontendTransport`, `ServerWideOffline`, ..
    pub component: String,
    /// `Active`, `Inactive`, `Draining`.
    pub state: String,
    /// Where.
    pub place: Place,
}

//! What other commands and logs of the input show: sessions, permissions, certificates, component states.
//!
//! Nothing here is concluded; each observation says what stands where. They confirm or refute what the configuration
//! alone would suggest.

use super::binding::Endpoint;
use super::queue::LastError;
use super::shown::Place;

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
    /// States of server components (`Get-ServerComponentState`).
    pub components: Vec<ComponentState>,
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
    /// `local-endpoint`, where it can be read.
    pub local: Option<Endpoint>,
    /// `remote-endpoint`, where it can be read.
    pub remote: Option<Endpoint>,
    /// The host that greeted (send log) or said EHLO (receive log).
    pub remote_host: Option<String>,
    /// The answer to EHLO, one extension each.
    pub extensions: Vec<String>,
    /// Failure replies of the session, in order, with their places.
    pub failures: Vec<(LastError, Place)>,
    /// Its first line.
    pub place: Place,
}

/// An answer to EHLO in a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ehlo {
    /// The host that answered.
    pub host: String,
    /// The extensions, one each, as written: `X-ANONYMOUSTLS`, `AUTH NTLM LOGIN`.
    pub extensions: Vec<String>,
    /// Its first line.
    pub place: Place,
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
    /// Where.
    pub place: Place,
}

/// An object of which every property is kept as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Identity, name or thumbprint.
    pub name: String,
    /// Properties: name in snake_case, text as printed, in order of appearance.
    pub properties: Vec<(String, String)>,
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

//! The needs: what would settle a finding, which gaps it would close, and how soon an answer is at hand.
//!
//! This module does not know the commands that answer a need, and it does not know the sentences about it.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display};

use super::catalogue::Known;
use super::facts::ServerPort;
use super::narrowed::Narrowed;
use super::trial::Gap;

/// Something that would settle a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Addresses of these servers.
    ServerAddresses(Vec<String>),
    /// All receive connectors of these servers; empty = of the servers behind the next hop.
    ReceiveConnectors(Vec<String>),
    /// The receive connectors of the Edge server, which only its own shell prints.
    EdgeConnectors,
    /// Everything that the analysis can use.
    Everything,
    /// The whole list of a property of these connectors.
    WholeLists(Vec<String>),
    /// The queue as a list, with LastError.
    QueueDetails(Vec<String>),
    /// What the target answers to EHLO: servers with ports.
    EhloReply(Vec<ServerPort>),
    /// The send protocol log of these servers.
    SendProtocolLog(Vec<String>),
    /// The receive protocol log of these servers, which names the connector.
    ReceiveProtocolLog(Vec<String>),
    /// Certificates of these servers.
    Certificates(Vec<String>),
    /// Who uses the connectors of these servers, from where, by their receive logs.
    ConnectorUsers(Vec<String>),
    /// The rights of somebody on these connectors.
    ConnectorPermissions {
        /// The connectors.
        connectors: Vec<String>,
        /// Whose rights; `None` = those of anonymous senders.
        user: Option<String>,
    },
    /// Whose account has the service principal name of SMTP for these host names.
    ServicePrincipalName(Vec<String>),
    /// How these queues move within a minute.
    QueueProgress(Vec<String>),
    /// Who switched the transport components of these servers on and off.
    ComponentRequesters(Vec<String>),
    /// The gateways of these servers.
    GatewayAddress(Vec<String>),
    /// The send connectors, with how they authenticate.
    SendConnectors,
    /// What to look at for a reply of the catalogue.
    NextStep(Check),
    /// The messages of these queues, with their senders.
    QueueMessages(Vec<String>),
}

/// What to look at for a reply of the catalogue, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Check {
    /// The reply.
    pub known: Known,
    /// What narrows it down.
    pub narrowed: Option<Narrowed>,
    /// The sending servers.
    pub senders: Vec<String>,
    /// The target servers, as far as LastError names them.
    pub targets: Vec<String>,
    /// Hosts that LastError names and that are no server of the paste.
    pub far: Vec<FarEnd>,
    /// The connectors that answered, where a log or an event names them.
    pub answered: Vec<String>,
}

impl Check {
    /// The check of a reply at these targets.
    #[must_use]
    pub const fn at(known: Known, targets: Vec<String>) -> Self {
        Self { known, narrowed: None, senders: Vec::new(), targets, far: Vec::new(), answered: Vec::new() }
    }

    /// Whether the right to relay of connectors that are named decides.
    #[must_use]
    pub fn is_about_rights(&self) -> bool {
        self.known == Known::UnableToRelay && !self.answered.is_empty()
    }

    /// Whether the settings of connectors that are named decide.
    #[must_use]
    pub fn is_at_connectors(&self) -> bool {
        let by_settings = matches!(
            self.known,
            Known::NotAuthenticated | Known::AuthTypeUnknown | Known::ConnectionLimit | Known::MessageRateLimit
        );
        by_settings && !self.answered.is_empty()
    }
}

/// The code of the report for a [`Need`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum NeedCode {
    /// Addresses of servers.
    ServerAddresses,
    /// All receive connectors of servers.
    ReceiveConnectors,
    /// Everything that the analysis can use.
    Everything,
    /// The whole list of a property.
    WholeLists,
    /// The queue as a list.
    QueueDetails,
    /// What a target answers to EHLO.
    EhloReply,
    /// A send protocol log.
    SendProtocolLog,
    /// A receive protocol log.
    ReceiveProtocolLog,
    /// Certificates.
    Certificates,
    /// The rights of somebody on connectors.
    ConnectorPermissions,
    /// Who uses the connectors.
    ConnectorUsers,
    /// Whose account has a service principal name.
    ServicePrincipalName,
    /// How queues move.
    QueueProgress,
    /// Who switched transport components on and off.
    ComponentRequesters,
    /// The gateways.
    GatewayOrNatAddress,
    /// What to look at for a reply of the catalogue.
    NextStep,
    /// The send connectors.
    SendConnectors,
    /// The messages of a queue, with their senders.
    QueueMessages,
}

/// A host that a reply names, and that is no server of the paste.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FarEnd {
    /// Its name or address, whole.
    pub host: String,
    /// The port that is printed.
    pub port: Option<u16>,
    /// Whether it is outside the organization.
    pub is_outside: bool,
}

impl Need {
    /// Whether an answer would settle an assumption.
    #[must_use]
    pub const fn settles(&self, gap: &Gap) -> bool {
        match self {
            Self::ServerAddresses(_) => matches!(gap, Gap::SourceInRange { .. }),
            Self::ReceiveConnectors(_) => matches!(
                gap,
                Gap::Enabled { .. }
                    | Gap::Role { .. }
                    | Gap::IsElsewhere { .. }
                    | Gap::PartialList { .. }
                    | Gap::NothingBefore
                    | Gap::Server { .. }
                    | Gap::AllShown { .. }
                    | Gap::NotSuppressed { .. }
                    | Gap::Contradiction { .. }
                    | Gap::Alternative { open: true, .. }
            ),
            // It names connector, source, local address and port.
            Self::ReceiveProtocolLog(_) => matches!(
                gap,
                Gap::SourceInRange { .. }
                    | Gap::SourceChoice { .. }
                    | Gap::BoundAddress { .. }
                    | Gap::OtherFamily { .. }
                    | Gap::Contradiction { .. }
                    | Gap::LocalChoice { .. }
                    | Gap::Port { .. }
                    | Gap::ReportedPort { .. }
                    | Gap::SendConnectorPort { .. }
                    | Gap::Enabled { .. }
                    | Gap::Role { .. }
                    | Gap::IsElsewhere { .. }
                    | Gap::PartialList { .. }
                    | Gap::Crossing { .. }
            ),
            Self::SendProtocolLog(_) => {
                matches!(
                    gap,
                    Gap::SourceChoice { .. }
                        | Gap::Port { .. }
                        | Gap::ReportedPort { .. }
                        | Gap::Target { .. }
                        | Gap::SameAnswer { .. }
                        | Gap::DidNotArrive { .. }
                )
            }
            Self::EhloReply(_) => matches!(gap, Gap::SameAnswer { .. } | Gap::Untouched { .. }),
            Self::QueueDetails(_) => {
                matches!(gap, Gap::Reply { .. } | Gap::StillFails { .. } | Gap::FirstPrintOfQueue { .. })
            }
            Self::ConnectorPermissions { .. } => matches!(gap, Gap::RelayRight { .. } | Gap::RightsShown { .. }),
            Self::ConnectorUsers(_) => matches!(
                gap,
                Gap::MailGoesThere { .. }
                    | Gap::UsedByExchange { .. }
                    | Gap::NotMeant { .. }
                    | Gap::KeepsItsTask { .. }
            ),
            Self::QueueProgress(_) => matches!(gap, Gap::NoBurst { .. } | Gap::StillFails { .. }),
            Self::ServicePrincipalName(_) => matches!(gap, Gap::Explains { .. }),
            Self::GatewayAddress(_) => matches!(gap, Gap::Translates { .. }),
            Self::WholeLists(_)
            | Self::Certificates(_)
            | Self::ComponentRequesters(_)
            | Self::NextStep(_)
            | Self::QueueMessages(_)
            | Self::EdgeConnectors
            | Self::SendConnectors
            | Self::Everything => false,
        }
    }

    /// The order where two settle equally much: what decides more cases, and is sooner at hand, first.
    #[must_use]
    pub const fn effort(&self) -> u8 {
        match self {
            Self::QueueDetails(_) => 0,
            Self::WholeLists(_)
            | Self::QueueProgress(_)
            | Self::QueueMessages(_)
            | Self::ServicePrincipalName(_)
            | Self::ComponentRequesters(_) => 1,
            Self::ReceiveConnectors(_) | Self::EdgeConnectors | Self::Everything => 2,
            Self::ServerAddresses(_) => 3,
            Self::EhloReply(_) | Self::GatewayAddress(_) => 4,
            Self::ConnectorPermissions { .. } => 5,
            Self::NextStep(_) | Self::SendConnectors => 6,
            Self::ReceiveProtocolLog(_) | Self::ConnectorUsers(_) => 7,
            Self::SendProtocolLog(_) => 8,
            Self::Certificates(_) => 9,
        }
    }

    /// The code of the report.
    #[must_use]
    pub const fn code(&self) -> NeedCode {
        match self {
            Self::ServerAddresses(_) => NeedCode::ServerAddresses,
            Self::ReceiveConnectors(_) | Self::EdgeConnectors => NeedCode::ReceiveConnectors,
            Self::Everything => NeedCode::Everything,
            Self::WholeLists(_) => NeedCode::WholeLists,
            Self::QueueDetails(_) => NeedCode::QueueDetails,
            Self::EhloReply(_) => NeedCode::EhloReply,
            Self::SendProtocolLog(_) => NeedCode::SendProtocolLog,
            Self::ReceiveProtocolLog(_) => NeedCode::ReceiveProtocolLog,
            Self::Certificates(_) => NeedCode::Certificates,
            Self::ConnectorPermissions { .. } => NeedCode::ConnectorPermissions,
            Self::GatewayAddress(_) => NeedCode::GatewayOrNatAddress,
            Self::NextStep(_) => NeedCode::NextStep,
            Self::QueueMessages(_) => NeedCode::QueueMessages,
            Self::SendConnectors => NeedCode::SendConnectors,
            Self::ConnectorUsers(_) => NeedCode::ConnectorUsers,
            Self::ServicePrincipalName(_) => NeedCode::ServicePrincipalName,
            Self::QueueProgress(_) => NeedCode::QueueProgress,
            Self::ComponentRequesters(_) => NeedCode::ComponentRequesters,
        }
    }
}

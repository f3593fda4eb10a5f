//! Example facts for every code. The help about a finding is written from them.
//!
//! The names stand for those of the reader. The addresses are from the ranges that are set aside for documentation. No
//! report uses these facts.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::rc::Rc;

use strum::VariantArray as _;

use super::code::Code;
use super::facts::{
    AdmittedAs, Capture, CaptureFacts, CauseIs, Change, ConnectorRange, ConnectorValue, Contradiction, Difference,
    Edit, EhloFacts, Elsewhere, EntryCount, Facts, Failover, Harm, Held, HiddenEntries, HubReply, InUse, Limit,
    Limited, PastedRange, PathFacts, QueuesFail, RangePair, RefusedClient, RelayThrough, ReplyIs, RightIs, ServerMail,
    ServerPort, Shadowed, ShadowedBinding, Unsayable, Unserved, UnservedFacts, Witness,
};
use super::need::{Check, Need};
use super::observed::{LoggedConnector, LoggedGroup, LoggedOutcome};
use crate::diagnosis::catalogue::Known;
use crate::model::observation::CommandRule;
use crate::model::{Address, Family, IpRange, Place, Property, SetUpAs, TransportRole};

/// The server that sends.
const SENDER: &str = "SERVER-A";
/// The server that receives.
const TARGET: &str = "SERVER-B";
/// Another server that receives.
const OTHER: &str = "SERVER-C";
/// A queue of the sender.
const QUEUE: &str = r"SERVER-A\12";
/// A connector that somebody made for devices.
const RELAY: &str = r"SERVER-B\Relay";
/// Another connector that somebody made.
const SCANNERS: &str = r"SERVER-B\Scanners";
/// The connector of setup on port 25.
const FRONTEND: &str = r"SERVER-B\Default Frontend SERVER-B";
/// The connector of setup for other Exchange servers.
const DEFAULT: &str = r"SERVER-B\Default SERVER-B";
/// A range of documentation that holds the sender.
const SUBNET: &str = "192.0.2.0/24";

/// The facts with which a code is explained, each set of sentences once. A reply of the catalogue is explained by its own
/// words, and has none.
pub(crate) fn facts(code: Code) -> Vec<Facts> {
    let (sender, target) = (address(11), address(21));
    match code {
        Code::Reply(known) => of_reply(known),
        Code::LogContradictsPrediction => vec![
            Facts::LogContradictsPrediction(vec![Contradiction {
                sender: SENDER.to_owned(),
                source: sender,
                server: TARGET.to_owned(),
                port: 25,
                predicted: Some(FRONTEND.to_owned()),
                witness: Witness::Log { connector: RELAY.to_owned(), time: None, outcome: None },
            }]),
            Facts::EhloContradictsPrediction(replied(FRONTEND, RELAY)),
        ],
        Code::HubRoleConnectorOn25 => vec![Facts::HubRoleConnectorOn25 {
            connectors: texts([RELAY]),
            own: Vec::new(),
            queues_fail_with: HubReply::None,
            takes: Vec::new(),
        }],
        Code::TransportRoleConflict => vec![Facts::TransportRoleConflict {
            connector: r"SERVER-B\Partner".to_owned(),
            role: TransportRole::FrontendTransport,
            others: texts([DEFAULT]),
            port: 2525,
            queues_fail_with: HubReply::None,
        }],
        Code::SubmitRightDenied => vec![Facts::SubmitRightDenied {
            connector: DEFAULT.to_owned(),
            senders: texts([SENDER]),
            queues: QueuesFail::Now,
        }],
        Code::InputTruncated => vec![
            Facts::InputTruncated {
                connectors: texts([RELAY]),
                senders: texts([SENDER]),
                hidden: HiddenEntries::CutOff,
            },
            Facts::InputTruncated {
                connectors: texts([RELAY]),
                senders: texts([SENDER]),
                hidden: HiddenEntries::Unreadable,
            },
        ],
        Code::RangesNotNested => vec![Facts::RangesNotNested {
            winner: connector_range(RELAY),
            others: vec![ConnectorRange {
                connector: SCANNERS.to_owned(),
                range: "192.0.2.10-192.0.3.255".to_owned(),
                size: range("192.0.2.10-192.0.3.255").size(),
            }],
            address: sender,
        }],
        Code::RelayCapturesExchange => vec![Facts::RelayCapturesExchange(captured(&["Tls"]))],
        Code::RelayCapturesExchangeExternallySecured => {
            vec![Facts::RelayCapturesExchangeExternallySecured(captured(&["Tls", "ExternalAuthoritative"]))]
        }
        Code::DefaultConnectorMissingExchangeAuth => vec![
            missing_authentication(ServerMail::ToServer, DEFAULT),
            missing_authentication(ServerMail::ToOutside, r"SERVER-B\Outbound Proxy Frontend SERVER-B"),
        ],
        Code::EdgeConnectorMissingExchangeAuth => vec![
            missing_authentication(ServerMail::ToEdge, r"SERVER-B\Default internal receive connector SERVER-B"),
            Facts::EdgeConnectorInQuestion { senders: texts([SENDER]) },
        ],
        Code::PermissionGroupMissing => vec![Facts::PermissionGroupMissing {
            connector: DEFAULT.to_owned(),
            senders: texts([SENDER]),
            groups: texts(["ExchangeUsers"]),
            admitted_as: AdmittedAs::Users,
            queues: QueuesFail::Now,
        }],
        Code::XAnonymousTlsSuppressed => {
            vec![Facts::XAnonymousTlsSuppressed { connector: DEFAULT.to_owned(), senders: texts([SENDER]) }]
        }
        Code::ConnectorFqdnMismatch => vec![Facts::ConnectorFqdnMismatch {
            connector: DEFAULT.to_owned(),
            server: TARGET.to_owned(),
            fqdn: "mail.example.com".to_owned(),
            queues: QueuesFail::Now,
        }],
        Code::ExchangeAuthNotOffered => vec![Facts::ExchangeAuthNotOffered {
            senders: texts([SENDER]),
            missing_targets: texts([TARGET]),
            missing_addresses: texts([SENDER]),
            signs: Vec::new(),
            reply: ReplyIs::Shown,
        }],
        Code::SmtpInspection => vec![Facts::SmtpInspection(path())],
        Code::InternalTransportCertificateMissing => vec![Facts::InternalTransportCertificateMissing(path())],
        Code::ConnectorThatAnswered => {
            vec![Facts::ConnectorThatAnswered(logged()), Facts::ConnectorByEhlo(replied(FRONTEND, RELAY))]
        }
        Code::CommandRefused => CommandRule::VARIANTS.iter().map(|rule| refused_command(*rule)).collect(),
        Code::LastErrorNotShown => vec![Facts::LastErrorNotShown { queues: texts([QUEUE]) }],
        Code::SingleDestinationThroughput => vec![Facts::SingleDestinationThroughput { queues: texts([QUEUE]) }],
        Code::NotAReceiveConnectorQuestion => {
            [Elsewhere::External, Elsewhere::MailboxDelivery, Elsewhere::Shadow, Elsewhere::OtherReply]
                .map(|reason| Facts::NotAReceiveConnectorQuestion {
                    queues: texts([QUEUE]),
                    reason,
                    reply: None,
                    unknown: None,
                    outer: None,
                })
                .into()
        }
        Code::RelayWouldCaptureExchange => vec![
            Facts::RelayWouldCaptureExchange {
                captures: vec![capture(&["Tls"])],
                not_the_cause_of: Vec::new(),
                other_replies: Vec::new(),
                in_use: InUse::NotAll,
            },
            Facts::DisabledRelayWouldCaptureExchange(vec![capture(&["Tls"])]),
        ],
        Code::OpenRelay => vec![Facts::OpenRelay {
            connector: RELAY.to_owned(),
            ranges: vec![PastedRange {
                text: "0.0.0.0-255.255.255.255".to_owned(),
                size: IpRange::all(Family::V4).size(),
            }],
            right: RightIs::Shown,
            through: RelayThrough::OtherConnector,
        }],
        Code::PartialServerConfig => vec![Facts::PartialServerConfig {
            connectors: texts([RELAY, r"SERVER-C\Relay"]),
            differences: vec![Difference {
                property: Property::AuthMechanism,
                values: vec![value(RELAY, "Tls"), value(r"SERVER-C\Relay", "Tls, ExchangeServer")],
            }],
        }],
        Code::OkIntendedInternalConnector => {
            vec![Facts::OkIntendedInternalConnector {
                connectors: texts([r"SERVER-B\Internal"]),
                senders: texts([SENDER]),
            }]
        }
        Code::DefaultConnectorDisabled => vec![Facts::DefaultConnectorDisabled(unserved(Family::V4, Vec::new()))],
        Code::DefaultConnectorNarrowed => {
            vec![Facts::DefaultConnectorNarrowed(unserved(Family::V4, vec![range("198.51.100.0/24")]))]
        }
        Code::DefaultConnectorIpv6Gap => vec![Facts::DefaultConnectorIpv6Gap(unserved(Family::V6, Vec::new()))],
        Code::DefaultConnectorEdited => vec![Facts::DefaultConnectorEdited(vec![Edit {
            connectors: texts([FRONTEND]),
            property: Property::PermissionGroups,
            change: Change::Lacks("AnonymousUsers".to_owned()),
            harm: Harm::AnonymousRefused,
        }])],
        Code::EqualRanges => vec![Facts::EqualRanges(vec![RangePair {
            first: RELAY.to_owned(),
            first_range: range(SUBNET),
            second: SCANNERS.to_owned(),
            second_range: range(SUBNET),
        }])],
        Code::WholeInternetOnOwnAddress => {
            vec![Facts::WholeInternetOnOwnAddress(vec![value(RELAY, "192.0.2.21:25")])]
        }
        Code::ConnectorNeverChosen => vec![Facts::ConnectorNeverChosen(vec![Shadowed {
            connector: RELAY.to_owned(),
            everywhere: true,
            bindings: vec![ShadowedBinding { binding: "0.0.0.0:25".to_owned(), taken_by: texts([SCANNERS]) }],
        }])],
        Code::NobodyMaySubmit => vec![Facts::NobodyMaySubmit(texts([RELAY]))],
        Code::RelayCapturesUm => vec![Facts::RelayCapturesUm(vec![held(target)])],
        Code::RelayHoldsOwnAddress => vec![Facts::RelayHoldsOwnAddress(vec![held(target)])],
        Code::RelayCapturesNatGateway => vec![
            Facts::RelayCapturesNatGateway(vec![held(address(1))]),
            Facts::GatewayInQuestion(vec![value(RELAY, SUBNET)]),
        ],
        Code::RelayCapturesLoadBalancer => {
            vec![Facts::RelayCapturesLoadBalancer(vec![value(RELAY, "192.0.2.11, 192.0.2.12")])]
        }
        Code::HcwPickedOtherConnector => vec![Facts::HcwPickedOtherConnector {
            picked: vec![value(RELAY, "mail.protection.outlook.com:AcceptCloudServicesMail")],
            lands_on: texts([FRONTEND]),
        }],
        Code::HybridRelayRightMissing => vec![Facts::HybridRelayRightMissing(texts([FRONTEND]))],
        Code::RelayClientNotMatched => vec![
            Facts::RelayClientNotMatched(vec![RefusedClient {
                client: Some(address(61)),
                connector: FRONTEND.to_owned(),
            }]),
            Facts::RelayGrantedOnDefault(texts([FRONTEND])),
        ],
        Code::FrontendVsBackendPermission => vec![Facts::FrontendVsBackendPermission {
            front: r"SERVER-B\Client Frontend SERVER-B".to_owned(),
            behind: r"SERVER-B\Client Proxy SERVER-B".to_owned(),
            user: r"EXAMPLE\scanner".to_owned(),
            right: "ms-Exch-SMTP-Accept-Any-Sender",
        }],
        Code::StartTlsNotOffered => vec![
            Facts::StartTlsNotOffered {
                host: TARGET.to_owned(),
                offering: texts([FRONTEND]),
                silent: texts([RELAY]),
                is_exchange_tls: false,
            },
            Facts::ConnectorWithoutCertificate {
                connector: FRONTEND.to_owned(),
                wanted: "mail.example.com".to_owned(),
            },
        ],
        Code::ReceiveConnectorTlsCertificateNameStale => {
            vec![Facts::TlsCertificateNameStale(vec![value(FRONTEND, "<I>CN=Issuer<S>CN=mail.example.com")])]
        }
        Code::HybridTlsDomainCapabilitiesStale => vec![Facts::TlsDomainCapabilitiesStale(vec![value(
            FRONTEND,
            "mail.messaging.microsoft.com:AcceptOorgProtocol",
        )])],
        Code::RemoteIpRangesLimit => {
            vec![Facts::RemoteIpRangesLimit(vec![EntryCount { connector: RELAY.to_owned(), entries: 1250 }])]
        }
        Code::ProtocolLoggingOff => vec![Facts::ProtocolLoggingOff(texts([FRONTEND, RELAY]))],
    }
}

/// Findings of the configuration that have the code of a reply.
fn of_reply(known: Known) -> Vec<Facts> {
    let limited = |property: Property, value: &str| {
        let values = vec![Limit { property, value: value.to_owned() }];
        vec![Limited { connector: RELAY.to_owned(), values }]
    };
    match known {
        Known::ConnectionLimit => vec![Facts::LimitLow(limited(Property::MaxInboundConnectionPerSource, "20"))],
        Known::MessageRateLimit => vec![Facts::LimitReached {
            reply: Known::MessageRateLimit,
            limited: limited(Property::MessageRateLimit, "5"),
        }],
        Known::UnableToRelay => vec![Facts::RelayRightMissing(texts([RELAY]))],
        _ => Vec::new(),
    }
}

/// What would settle a finding of this code.
pub(crate) fn needs(code: Code) -> Vec<Need> {
    let addresses = || Need::ServerAddresses(texts([SENDER]));
    let connectors = || Need::ReceiveConnectors(texts([TARGET]));
    let receive_log = || Need::ReceiveProtocolLog(texts([TARGET]));
    let send_log = || Need::SendProtocolLog(texts([SENDER]));
    let users = || Need::ConnectorUsers(texts([TARGET]));
    let rights = || Need::ConnectorPermissions { connectors: texts([RELAY]), user: None };
    match code {
        Code::RelayCapturesExchange | Code::RelayCapturesExchangeExternallySecured => {
            vec![addresses(), connectors(), receive_log()]
        }
        Code::HubRoleConnectorOn25
        | Code::RangesNotNested
        | Code::DefaultConnectorMissingExchangeAuth
        | Code::PermissionGroupMissing
        | Code::SubmitRightDenied
        | Code::XAnonymousTlsSuppressed
        | Code::RelayWouldCaptureExchange => vec![receive_log(), users()],
        Code::EdgeConnectorMissingExchangeAuth => vec![Need::EdgeConnectors, receive_log()],
        Code::InputTruncated => vec![Need::WholeLists(texts([RELAY]))],
        Code::ExchangeAuthNotOffered => vec![connectors(), addresses(), send_log()],
        Code::SmtpInspection => {
            vec![Need::EhloReply(vec![ServerPort { server: TARGET.to_owned(), port: 25 }]), send_log()]
        }
        Code::InternalTransportCertificateMissing => vec![Need::Certificates(texts([TARGET])), send_log()],
        Code::ConnectorFqdnMismatch => vec![Need::ServicePrincipalName(texts(["server-b.example.com"]))],
        Code::LogContradictsPrediction | Code::CommandRefused => vec![connectors()],
        Code::ConnectorThatAnswered => vec![connectors(), receive_log()],
        Code::LastErrorNotShown => vec![Need::QueueDetails(texts([QUEUE]))],
        Code::SingleDestinationThroughput => vec![Need::QueueProgress(texts([QUEUE]))],
        Code::NotAReceiveConnectorQuestion => {
            vec![
                Need::SendConnectors,
                Need::QueueMessages(texts([QUEUE])),
                send_log(),
                Need::QueueProgress(texts([QUEUE])),
            ]
        }
        Code::OpenRelay => vec![rights(), users()],
        Code::RelayCapturesUm | Code::HybridRelayRightMissing => vec![receive_log()],
        Code::RelayCapturesNatGateway => vec![Need::GatewayAddress(texts([TARGET])), users()],
        Code::RelayCapturesLoadBalancer => vec![Need::GatewayAddress(texts([TARGET]))],
        Code::RelayClientNotMatched => vec![rights(), connectors(), receive_log(), users()],
        Code::FrontendVsBackendPermission => vec![Need::ConnectorPermissions {
            connectors: texts([r"SERVER-B\Client Proxy SERVER-B"]),
            user: Some(r"EXAMPLE\scanner".to_owned()),
        }],
        Code::Reply(known) => {
            let (senders, targets) = (texts([SENDER]), texts([TARGET]));
            let mut needs = vec![Need::NextStep(Check { senders, ..Check::at(known, targets) })];
            match known {
                Known::ConnectionLimit => needs.push(receive_log()),
                Known::UnableToRelay => needs.push(rights()),
                Known::ServiceNotActive => needs.push(Need::ComponentRequesters(texts([TARGET]))),
                _ => {}
            }
            needs
        }
        Code::TransportRoleConflict
        | Code::PartialServerConfig
        | Code::OkIntendedInternalConnector
        | Code::DefaultConnectorDisabled
        | Code::DefaultConnectorNarrowed
        | Code::DefaultConnectorIpv6Gap
        | Code::DefaultConnectorEdited
        | Code::EqualRanges
        | Code::WholeInternetOnOwnAddress
        | Code::ConnectorNeverChosen
        | Code::NobodyMaySubmit
        | Code::RelayHoldsOwnAddress
        | Code::HcwPickedOtherConnector
        | Code::HybridTlsDomainCapabilitiesStale => vec![users()],
        Code::StartTlsNotOffered
        | Code::ReceiveConnectorTlsCertificateNameStale
        | Code::RemoteIpRangesLimit
        | Code::ProtocolLoggingOff => Vec::new(),
    }
}

/// Codes that one symptom leads to, so that a reader of one may mean another.
const ALIKE: &[&[Code]] = &[
    // The sender reports: Cannot achieve Exchange Server authentication.
    &[
        Code::RelayCapturesExchange,
        Code::RelayCapturesExchangeExternallySecured,
        Code::DefaultConnectorMissingExchangeAuth,
        Code::EdgeConnectorMissingExchangeAuth,
        Code::HubRoleConnectorOn25,
        Code::TransportRoleConflict,
        Code::XAnonymousTlsSuppressed,
        Code::SmtpInspection,
        Code::InternalTransportCertificateMissing,
        Code::ExchangeAuthNotOffered,
    ],
    // A connector that somebody made lists Exchange servers.
    &[Code::RelayCapturesExchange, Code::RelayWouldCaptureExchange, Code::OkIntendedInternalConnector],
    // Authentication is offered, and fails or admits nobody.
    &[
        Code::PermissionGroupMissing,
        Code::SubmitRightDenied,
        Code::ConnectorFqdnMismatch,
        Code::Reply(Known::TemporaryAuthenticationFailure),
    ],
    // Devices may not relay, or too many may.
    &[
        Code::Reply(Known::UnableToRelay),
        Code::RelayClientNotMatched,
        Code::NobodyMaySubmit,
        Code::ConnectorNeverChosen,
    ],
    &[Code::OpenRelay, Code::RelayCapturesNatGateway, Code::RelayCapturesLoadBalancer, Code::WholeInternetOnOwnAddress],
    &[Code::RelayHoldsOwnAddress, Code::RelayCapturesUm, Code::RelayCapturesNatGateway],
    // Nobody answers, or another connector than before.
    &[
        Code::DefaultConnectorDisabled,
        Code::DefaultConnectorNarrowed,
        Code::DefaultConnectorIpv6Gap,
        Code::DefaultConnectorEdited,
    ],
    &[Code::RangesNotNested, Code::EqualRanges, Code::ConnectorNeverChosen],
    // TLS between servers, and with Exchange Online.
    &[
        Code::StartTlsNotOffered,
        Code::ReceiveConnectorTlsCertificateNameStale,
        Code::Reply(Known::StartTlsRequired),
        Code::Reply(Known::TlsChannel),
        Code::Reply(Known::TlsVersion),
    ],
    &[
        Code::HcwPickedOtherConnector,
        Code::HybridRelayRightMissing,
        Code::HybridTlsDomainCapabilitiesStale,
        Code::Reply(Known::SubjectMismatch),
    ],
    // The connection does not come about.
    &[
        Code::Reply(Known::UnableToConnect),
        Code::Reply(Known::ConnectionDropped),
        Code::Reply(Known::ServiceNotAvailable),
        Code::Reply(Known::ServiceNotActive),
        Code::Reply(Known::ConnectionLimit),
        Code::Reply(Known::BackPressure),
    ],
];

/// Other codes that the same symptom leads to.
pub(crate) fn alike(code: Code) -> Vec<Code> {
    let mut others: Vec<Code> = Vec::new();
    for other in ALIKE.iter().filter(|group| group.contains(&code)).copied().flatten() {
        if *other != code && !others.contains(other) {
            others.push(*other);
        }
    }
    others
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).into()
}

/// An address of documentation.
fn address(host: u8) -> Address {
    Ipv4Addr::new(192, 0, 2, host).into()
}

/// A range that is written in this file.
fn range(text: &str) -> IpRange {
    IpRange::parse(text).unwrap_or(IpRange::all(Family::V4))
}

fn value(connector: &str, value: &str) -> ConnectorValue {
    ConnectorValue { connector: connector.to_owned(), value: value.to_owned() }
}

fn connector_range(connector: &str) -> ConnectorRange {
    ConnectorRange { connector: connector.to_owned(), range: SUBNET.to_owned(), size: range(SUBNET).size() }
}

fn capture(auth_mechanism: &[&str]) -> Capture {
    let everything = IpRange::all(Family::V4);
    Capture {
        senders: Rc::from([SENDER.to_owned()]),
        source: Some(address(11)),
        server: TARGET.to_owned(),
        port: 25,
        local: None,
        connector: RELAY.to_owned(),
        range: Some(PastedRange { text: SUBNET.to_owned(), size: range(SUBNET).size() }),
        auth_mechanism: auth_mechanism.iter().map(|&name| name.to_owned()).collect(),
        instead: Some(ConnectorRange {
            connector: FRONTEND.to_owned(),
            range: everything.to_string(),
            size: everything.size(),
        }),
    }
}

fn captured(auth_mechanism: &[&str]) -> CaptureFacts {
    CaptureFacts {
        captures: vec![capture(auth_mechanism)],
        missing_addresses: Vec::new(),
        failover: Failover::EveryTarget(texts([TARGET, OTHER])),
        tried_first: Vec::new(),
        messages: None,
        signs: Vec::new(),
        ways_back: Vec::new(),
    }
}

fn missing_authentication(made_for: ServerMail, connector: &str) -> Facts {
    Facts::DefaultConnectorMissingExchangeAuth {
        connectors: texts([connector]),
        made_for,
        auth_mechanism: texts(["Tls", "Integrated"]),
        servers: texts([TARGET]),
        senders: texts([SENDER]),
    }
}

fn path() -> PathFacts {
    PathFacts {
        senders: texts([SENDER]),
        targets: vec![ServerPort { server: TARGET.to_owned(), port: 25 }],
        healthy: texts([FRONTEND]),
        only_healthy: true,
        has_rival_on_reported_port: false,
        others: Vec::new(),
        signs: Vec::new(),
        cause: CauseIs::Possible,
    }
}

fn unserved(family: Family, ranges: Vec<IpRange>) -> UnservedFacts {
    UnservedFacts {
        unserved: vec![Unserved {
            connector: FRONTEND.to_owned(),
            is: SetUpAs::DefaultFrontend,
            port: 25,
            family,
            ranges,
        }],
        queues: QueuesFail::NotYet,
    }
}

fn held(address: Address) -> Held {
    Held { connector: RELAY.to_owned(), address, port: 25, range: SUBNET.to_owned() }
}

/// A command that a rule refused, with the names that the error prints.
fn refused_command(rule: CommandRule) -> Facts {
    let (named, in_the_way, ranges) = match rule {
        CommandRule::TransportRoles => (texts([DEFAULT]), texts([DEFAULT]), Vec::new()),
        CommandRule::Ranges => (texts([SCANNERS]), texts([SCANNERS]), texts([SUBNET])),
        CommandRule::Fqdn => (texts(["server-b.example.com", TARGET]), Vec::new(), Vec::new()),
        _ => (Vec::new(), Vec::new(), Vec::new()),
    };
    Facts::CommandRefused { rule, named, in_the_way, ranges }
}

/// A reply to EHLO that one connector gives and the other cannot give, though it should have answered.
fn replied(by: &str, predicted: &str) -> EhloFacts {
    let unsayable =
        Unsayable { said: "X-ANONYMOUSTLS".to_owned(), property: Property::AuthMechanism, value: "Tls".to_owned() };
    EhloFacts {
        host: "server-b.example.com".to_owned(),
        client: Some(address(11)),
        left: texts([by]),
        is_answered: true,
        predicted: Some(predicted.to_owned()),
        excluded: vec![(predicted.to_owned(), unsayable)],
        lacking: Vec::new(),
    }
}

fn logged() -> LoggedConnector {
    let group = LoggedGroup {
        clients: BTreeMap::from([(address(11), None)]),
        offered: Some(texts(["STARTTLS"])),
        ..LoggedGroup::default()
    };
    LoggedConnector {
        connector: RELAY.to_owned(),
        index: None,
        server: Some(TARGET.to_owned()),
        is_server_shown: false,
        by_log: true,
        place: Place { source: 0, line: 1 },
        groups: BTreeMap::from([(LoggedOutcome::LeftAfterEhlo, group)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_the_code_that_it_explains() {
        for code in Code::ALL {
            let facts = facts(*code);
            assert!(!facts.is_empty(), "{}", code.as_str());
            for one in facts {
                assert_eq!(one.code(), *code);
            }
        }
    }

    #[test]
    fn what_looks_alike_looks_alike_from_both_sides() {
        for code in ALIKE.iter().copied().flatten() {
            for other in alike(*code) {
                assert!(alike(other).contains(code), "{} and {}", code.as_str(), other.as_str());
            }
        }
        assert!(alike(Code::ProtocolLoggingOff).is_empty());
    }
}

//! The connectors of which the facts of a finding claim something.
//!
//! The compiler asks here for every new variant of [`Facts`]. This module does not know why a claim holds.

use super::facts::Facts;

impl Facts {
    /// Identities of the connectors of which the finding claims something, in its order; a connector may occur twice.
    pub(crate) fn connectors(&self) -> Vec<&str> {
        fn names(list: &[String]) -> Vec<&str> {
            list.iter().map(String::as_str).collect()
        }
        match self {
            Self::PermissionGroupMissing { connector, .. }
            | Self::SubmitRightDenied { connector, .. }
            | Self::TransportRoleConflict { connector, .. }
            | Self::XAnonymousTlsSuppressed { connector, .. }
            | Self::ConnectorFqdnMismatch { connector, .. }
            | Self::OpenRelay { connector, .. }
            | Self::ConnectorWithoutCertificate { connector, .. }
            | Self::FrontendVsBackendPermission { behind: connector, .. } => vec![connector],
            Self::XAnonymousTlsSuppressedUnused(connectors)
            | Self::HubRoleConnectorOn25 { connectors, .. }
            | Self::InputTruncated { connectors, .. }
            | Self::DefaultConnectorMissingExchangeAuth { connectors, .. }
            | Self::PartialServerConfig { connectors, .. }
            | Self::OkIntendedInternalConnector { connectors, .. }
            | Self::NobodyMaySubmit(connectors)
            | Self::RelayGrantedOnDefault(connectors)
            | Self::RelayRightMissing(connectors)
            | Self::HybridRelayRightMissing(connectors)
            | Self::ProtocolLoggingOff(connectors)
            | Self::StartTlsNotOffered { silent: connectors, .. } => names(connectors),
            Self::RangesNotNested { winner, others, .. } => {
                std::iter::once(winner).chain(others).map(|it| it.connector.as_str()).collect()
            }
            Self::RelayCapturesExchange(facts) | Self::RelayCapturesExchangeExternallySecured(facts) => {
                facts.captures.iter().map(|it| it.connector.as_str()).collect()
            }
            Self::RelayWouldCaptureExchange { captures, .. } | Self::DisabledRelayWouldCaptureExchange(captures) => {
                captures.iter().map(|it| it.connector.as_str()).collect()
            }
            Self::DefaultConnectorDisabled(facts)
            | Self::DefaultConnectorNarrowed(facts)
            | Self::DefaultConnectorIpv6Gap(facts) => facts.unserved.iter().map(|it| it.connector.as_str()).collect(),
            Self::DefaultConnectorEdited(edits) => edits.iter().flat_map(|edit| names(&edit.connectors)).collect(),
            Self::RangesCross(pairs) | Self::EqualRanges(pairs) => {
                pairs.iter().flat_map(|pair| [pair.first.as_str(), pair.second.as_str()]).collect()
            }
            Self::WholeInternetOnOwnAddress(all)
            | Self::GatewayInQuestion(all)
            | Self::RelayCapturesLoadBalancer(all)
            | Self::TlsCertificateNameStale(all)
            | Self::TlsDomainCapabilitiesStale(all)
            | Self::HcwPickedOtherConnector { picked: all, .. } => all.iter().map(|it| it.connector.as_str()).collect(),
            Self::ConnectorNeverChosen(all) => all.iter().map(|it| it.connector.as_str()).collect(),
            Self::LimitReached { limited, .. } | Self::LimitLow(limited) | Self::LimitInQuestion(limited) => {
                limited.iter().map(|it| it.connector.as_str()).collect()
            }
            Self::RelayCapturesUm(held) | Self::RelayHoldsOwnAddress(held) | Self::RelayCapturesNatGateway(held) => {
                held.iter().map(|it| it.connector.as_str()).collect()
            }
            Self::RelayClientNotMatched(clients) => clients.iter().map(|it| it.connector.as_str()).collect(),
            Self::RemoteIpRangesLimit(all) => all.iter().map(|it| it.connector.as_str()).collect(),
            Self::ConnectorByEhlo(facts) => names(&facts.left),
            Self::CommandRefused { in_the_way, .. } => names(in_the_way),
            Self::LogContradictsPrediction(_)
            | Self::EhloContradictsPrediction(_)
            | Self::ExchangeAuthNotOffered { .. }
            | Self::EdgeConnectorInQuestion { .. }
            | Self::SmtpInspection(_)
            | Self::InternalTransportCertificateMissing(_)
            | Self::ReplyExplained { .. }
            | Self::WaitsForRouting { .. }
            | Self::LastErrorNotShown { .. }
            | Self::SingleDestinationThroughput { .. }
            | Self::NotAReceiveConnectorQuestion { .. }
            | Self::RelayClientInQuestion
            | Self::ConnectorThatAnswered(_) => Vec::new(),
        }
    }
}

//! The codes of the findings, in the order of the report.
//!
//! A code is what the report, the page and the help name a finding by. It never changes its meaning. This module does
//! not know the facts behind a code.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::catalogue::Known;

/// Defines [`Code`] from one line for each code: its documentation, its variant and its text.
macro_rules! codes {
    (
        before replies { $($(#[$doc:meta])* $name:ident = $text:literal,)* }
        after replies { $($(#[$late_doc:meta])* $late_name:ident = $late_text:literal,)* }
    ) => {
        /// The code of a finding. It names what is wrong. A code never changes its meaning and is never used again for
        /// something else. The order of the variants is the order of the report.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "String")]
        pub enum Code {
            $($(#[$doc])* $name,)*
            /// The catalogue explains the reply.
            Reply(Known),
            $($(#[$late_doc])* $late_name,)*
        }

        impl Code {
            /// Every code that does not stand for a reply of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$name,)* $(Self::$late_name,)*];

            /// The code as the report writes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Reply(known) => known.code(),
                    $(Self::$late_name => $late_text,)*
                }
            }
        }
    };
}

impl Code {
    /// The code that the report names: what a reply shows and what connectors show may be the same fault.
    #[must_use]
    pub fn in_report(self) -> Self {
        Self::ALL.iter().copied().find(|code| code.as_str() == self.as_str()).unwrap_or(self)
    }
}

impl From<Code> for &'static str {
    fn from(code: Code) -> Self {
        code.as_str()
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// No finding has this code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode(String);

impl fmt::Display for UnknownCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "no finding has the code {:?}", self.0)
    }
}

impl TryFrom<String> for Code {
    type Error = UnknownCode;

    fn try_from(text: String) -> Result<Self, UnknownCode> {
        let replies = Known::VARIANTS.iter().map(|known| Self::Reply(*known));
        let mut all = Self::ALL.iter().copied().chain(replies);
        all.find(|code| code.as_str() == text).ok_or(UnknownCode(text))
    }
}

codes! {
    before replies {
        /// A log names another connector than the configuration that is pasted.
        LogContradictsPrediction = "log-contradicts-prediction",
        /// Two services claim port 25.
        HubRoleConnectorOn25 = "hub-role-connector-on-25",
        /// Two services claim another port.
        TransportRoleConflict = "transport-role-conflict",
        /// A cut list prevents the verdict.
        InputTruncated = "input-truncated",
        /// Ranges cross on one endpoint.
        RangesNotNested = "ranges-not-nested",
        /// A custom connector takes the sessions of Exchange servers.
        RelayCapturesExchange = "relay-captures-exchange",
        /// The same, externally secured.
        RelayCapturesExchangeExternallySecured = "relay-captures-exchange-externally-secured",
        /// A default connector offers no Exchange Server authentication.
        DefaultConnectorMissingExchangeAuth = "default-connector-missing-exchange-auth",
        /// The same on an Edge server.
        EdgeConnectorMissingExchangeAuth = "edge-connector-missing-exchange-auth",
        /// The connector that answers does not admit the group of Exchange servers.
        PermissionGroupMissing = "permission-group-missing",
        /// An entry denies Exchange servers the right to submit mail on the connector that answers.
        SubmitRightDenied = "submit-right-denied",
        /// The connector that answers hides X-ANONYMOUSTLS.
        XAnonymousTlsSuppressed = "x-anonymous-tls-suppressed",
        /// A connector announces a name that is not its server's.
        ConnectorFqdnMismatch = "connector-fqdn-mismatch",
        /// The reply says that authentication was not offered, and the paste does not show by which connector.
        ExchangeAuthNotOffered = "exchange-auth-not-offered",
        /// Something between the servers strips SMTP verbs.
        SmtpInspection = "smtp-inspection",
        /// The target's internal transport certificate does not load.
        InternalTransportCertificateMissing = "internal-transport-certificate-missing",
    }
    after replies {
        /// A receive log or an event names the connector that answered.
        ConnectorThatAnswered = "connector-that-answered",
        /// Exchange refused a command that changes a connector.
        CommandRefused = "command-refused",
        /// A queue waits, and the paste does not show why.
        LastErrorNotShown = "last-error-not-shown",
        /// A long queue delivers without an error.
        SingleDestinationThroughput = "single-destination-throughput",
        /// The queue's trouble lies elsewhere.
        NotAReceiveConnectorQuestion = "not-a-receive-connector-question",
        /// A pair would be captured if mail went that way.
        RelayWouldCaptureExchange = "relay-would-capture-exchange",
        /// A connector lets a large range relay.
        OpenRelay = "open-relay",
        /// Connectors of one name differ between servers.
        PartialServerConfig = "partial-server-config",
        /// A custom connector takes Exchange servers, as it should.
        OkIntendedInternalConnector = "ok-intended-internal-connector",
        /// A connector of setup is disabled and nothing else answers in its place.
        DefaultConnectorDisabled = "default-connector-disabled",
        /// A connector of setup does not take every address any more, and nothing else takes the rest.
        DefaultConnectorNarrowed = "default-connector-narrowed",
        /// A connector of setup lost IPv6.
        DefaultConnectorIpv6Gap = "default-connector-ipv6-gap",
        /// A connector of setup offers or admits something else than setup gave it.
        DefaultConnectorEdited = "default-connector-edited",
        /// Two connectors have one range on one binding.
        EqualRanges = "equal-ranges",
        /// A custom connector takes everything on a local address of its own.
        WholeInternetOnOwnAddress = "whole-internet-on-own-address",
        /// A connector that no connection ever lands on.
        ConnectorNeverChosen = "connector-never-chosen",
        /// A custom connector admits nobody.
        NobodyMaySubmit = "nobody-may-submit",
        /// A relay connector of 2007 or 2010 takes what its server sends to itself.
        RelayCapturesUm = "relay-captures-um",
        /// A relay connector holds a gateway.
        RelayCapturesNatGateway = "relay-captures-nat-gateway",
        /// A relay connector may hold a load balancer.
        RelayCapturesLoadBalancer = "relay-captures-load-balancer",
        /// A relay connector takes what its server sends to itself.
        RelayHoldsOwnAddress = "relay-holds-own-address",
        /// The settings for Exchange Online are on a connector on which it does not land.
        HcwPickedOtherConnector = "hcw-picked-other-connector",
        /// A connector for Exchange Online does not let it relay.
        HybridRelayRightMissing = "hybrid-relay-right-missing",
        /// A client that should relay lands on a connector of setup.
        RelayClientNotMatched = "relay-client-not-matched",
        /// A right is granted in front, and checked behind.
        FrontendVsBackendPermission = "frontend-vs-backend-permission",
        /// A connector does not offer STARTTLS, although its properties say that it does.
        StartTlsNotOffered = "starttls-not-offered",
        /// TlsCertificateName names a certificate that is not there.
        ReceiveConnectorTlsCertificateNameStale = "receive-connector-tlscertificatename-stale",
        /// TlsDomainCapabilities names an authority that Exchange Online has left.
        HybridTlsDomainCapabilitiesStale = "hybrid-tlsdomaincapabilities-stale",
        /// Almost as many ranges as fit.
        RemoteIpRangesLimit = "remoteipranges-limit",
        /// Suspected connectors write no protocol log.
        ProtocolLoggingOff = "protocol-logging-off",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_report_is_read_back() {
        let replies = Known::VARIANTS.iter().map(|known| Code::Reply(*known));
        for code in Code::ALL.iter().copied().chain(replies) {
            assert_eq!(Code::try_from(code.as_str().to_owned()), Ok(code.in_report()), "{code}");
        }
        assert!(Code::try_from("relay-eats-mail".to_owned()).is_err());
    }
}

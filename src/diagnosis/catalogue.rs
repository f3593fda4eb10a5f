//! The catalogue of SMTP replies between Exchange servers, by code **and** words: the same code carries different
//! faults.
//!
//! Sources: observed behaviour (2013 CU23) for the texts and for who says them; documented where Microsoft lists the
//! reply; field reports for what it turned out to be. The reply of a missing Exchange Server authentication is not
//! here: it has findings of its own.

use super::code::Code;
use crate::model::SmtpReply;
use crate::model::queue::squeezed;

/// A reply that the catalogue explains, or what was found behind one: causes have no words of their own (see
/// [`cause_of_reply`](super::cause_of_reply)). In the order of the report: what the next hop or other output singles out, then the
/// reply, then what its words alone leave possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::VariantArray)]
pub enum Known {
    /// Exchange 2003 takes no integrated authentication.
    LegacyIntegratedAuth,
    /// An SMTP virtual server of Exchange 2003 sends to a smart host.
    LegacySmartHost,
    /// The routing group connector uses a virtual server of Exchange 2003 that is disabled.
    LegacyRoutingGroup,
    /// The trust between the domains of two servers is broken.
    AdTrust,
    /// An Edge server or its partner lost the certificate of the subscription.
    EdgeCertificate,
    /// The send connector asks for TLS, and certificate, path or route do not fit.
    SendSideTls,
    /// A receive connector names a certificate that is not there.
    StaleCertificateName,
    /// The transport service asks other DNS servers than the adapters do.
    DnsLookupSetting,
    /// A public DNS server on a network adapter; shown by a connection inside the organization to a public address.
    PublicAddress,
    /// A subdomain is accepted inside and not on the Edge server.
    SubdomainLoop,
    /// The two sides share no Kerberos encryption type: the word of an event.
    KerberosEncryption,
    /// A host outside the organization refuses.
    OutsideRefuses,
    /// 4.7.230, 5.7.230: Exchange Online slows down or blocks an old build.
    OutOfDateServer,
    /// 5.7.64, 5.7.51, 5.7.68: Exchange Online does not recognise the organization.
    TenantAttribution,
    /// 450 4.4.317: Exchange Online was shown another certificate than it expects.
    SubjectMismatch,
    /// 5.7.20 to 5.7.26: the sender's domain does not vouch for the message (SPF, DKIM, reverse DNS, Sender ID).
    SenderUnauthenticated,
    /// 454 4.7.0 Temporary authentication failure.
    TemporaryAuthenticationFailure,
    /// 454 4.7.0 Failed to establish appropriate TLS channel.
    TlsChannel,
    /// 454 4.7.5 Certificate validation failure, or a certificate named on a connector that is not there.
    CertificateValidation,
    /// 451 5.7.3 STARTTLS is required.
    StartTlsRequired,
    /// 451 5.7.3 Cannot load Internal Transport Certificate.
    OwnInternalCertificate,
    /// 451 5.7.3 Require basic authentication, Require XOORG.
    OtherAuthentication,
    /// 421 4.3.2 Service not active.
    ServiceNotActive,
    /// 421 4.3.2 Service not available.
    ServiceNotAvailable,
    /// 421 4.3.2 The maximum number of concurrent connections has exceeded a limit.
    ConnectionLimit,
    /// 421 4.4.2 Message submission rate for this client has exceeded the configured limit.
    MessageRateLimit,
    /// 452 4.3.1 Insufficient system resources.
    BackPressure,
    /// 421 4.4.2 Connection dropped.
    ConnectionDropped,
    /// 421 4.2.1 Unable to connect, 441 4.4.1, socket errors 10060 and 10061, time-outs.
    UnableToConnect,
    /// DNS query failed.
    DnsQueryFailed,
    /// 451 4.7.0 Temporary server error, PRXn.
    FrontendProxy,
    /// 451 4.7.3 The admin has temporarily disallowed this secure domain.
    SecureDomain,
    /// Replies of the mailbox store.
    StoreDriver,
    /// 550 5.7.54, 550 5.7.1 Unable to relay.
    UnableToRelay,
    /// 550 5.7.60, 550 5.7.1 Client does not have permissions to send as this sender.
    SendAs,
    /// 530 5.7.57, 530 5.7.1 Client was not authenticated.
    NotAuthenticated,
    /// 500 5.3.3 Unrecognized command.
    UnrecognizedCommand,
    /// Hop count exceeded, routing loop.
    MailLoop,
    /// 454 4.7.0 Temporary authorization failure.
    AuthorizationLookup,
    /// 454 4.7.0, the negotiated TLS cipher is too weak.
    WeakTls,
    /// 454 4.7.0 Cannot accept TLS as maximum TLS rate exceeded for server.
    TlsRate,
    /// 504 5.7.4 Unrecognized authentication type.
    AuthTypeUnknown,
    /// 535 5.7.3 Authentication unsuccessful, anonymous authentication not allowed.
    LogonFailed,
    /// 535 5.7.3 Unable to proxy authenticated session.
    ClientProxy,
    /// 550 5.7.1 Client does not have permissions to submit to this server.
    SubmitRight,
    /// 550 5.7.1 and 504 5.7.1 Not authorized: XPROXYFROM, XSHADOW, XEXCH50.
    ExchangeRight,
    /// 550 5.7.1 Command not allowed.
    CommandNotAllowed,
    /// 421 4.3.2 System not accepting network messages.
    NotAccepting,
    /// 421 4.4.0 not RFC conformant, 503 Bad sequence of commands, time-outs and too many errors.
    BrokenDialogue,
    /// 451 4.4.0 SMTPSEND.DNS.NoOutboundFrontendServers.
    NoOutboundFrontend,
    /// 554 5.4.4 Configuration changed.
    Rerouted,
    /// 451 4.4.0 Message failed to be made redundant.
    NotRedundant,
    /// 451 4.5.0 Require XAnonymousTls, EHLO, XPROXY, and 451 4.7.0 EHLO Options do not match for proxy.
    ProxyRequirement,
    /// 450 4.7.0 Proxy session setup failed on Frontend, Message not proxied.
    OutboundProxy,
    /// 400 4.4.7 Message delayed, 550 4.4.7 QUEUE.Expired.
    Expired,
    /// 450 4.7.0 Organization queue quota exceeded.
    QueueQuota,
    /// 431 4.3.1 STOREDRV; disk is full.
    TempDriveFull,
    /// 451 4.7.0 Temporary server error, PRX2.
    FrontendDns,
    /// No connector or route to the recipient's domain.
    NoRoute,
    /// Two servers share no TLS version.
    TlsVersion,
    /// Servers of one hybrid connection have different certificates.
    HybridCertificate,
    /// TLS fails, and no certificate is enabled for SMTP.
    UnboundCertificate,
    /// TLS fails, and the certificate for SMTP has no private key.
    KeylessCertificate,
    /// The adapter does not register in DNS.
    DnsRegistration,
    /// The DNS servers of the other domain do not answer for IPv6.
    DnsAaaa,
    /// A rule of the antivirus product on the sending server blocks port 25.
    AvBlocksPort,
    /// A Kerberos ticket that the sending server keeps is damaged or outdated.
    TicketCorrupt,
    /// The filtering engine holds messages up.
    AntimalwareEngine,
    /// Transport rules with patterns take long.
    RulesSlow,
    /// The queue database ran out of sessions.
    EsentSessions,
    /// Events 1018 and 1019: somebody else listens on port 25.
    PortTaken,
    /// A command was refused for the number of remote ranges.
    RangesLimit,
}

/// Who makes a reply up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SaidBy {
    /// The sending server, whatever "responded with" says.
    Sender,
    /// The receiving server.
    Receiver,
    /// Either of them.
    Either,
    /// Exchange Online, of the server that it sends to.
    Cloud,
}

/// Code, words (all of a row must be there), reply. The first row that fits counts.
type Row = (Option<u16>, &'static [&'static str], Known);

const ROWS: &[Row] = &[
    (None, &["server version is out-of-date"], Known::OutOfDateServer),
    (None, &["Sender ID", "Not Permitted"], Known::SenderUnauthenticated),
    (None, &["TenantAttribution"], Known::TenantAttribution),
    (None, &["TenantInboundAttribution"], Known::TenantAttribution),
    (None, &["Cannot connect to remote server", "SubjectMismatch"], Known::SubjectMismatch),
    (None, &["cipher strength is too weak"], Known::WeakTls),
    (None, &["NoOutboundFrontendServers"], Known::NoOutboundFrontend),
    (None, &["Proxy session setup failed on Frontend"], Known::OutboundProxy),
    (None, &["Message not proxied"], Known::OutboundProxy),
    (None, &["STOREDRV", "disk is full"], Known::TempDriveFull),
    (None, &["Temporary server error. Please try again later. PRX2"], Known::FrontendDns),
    (None, &["Cannot load Internal Transport Certificate"], Known::OwnInternalCertificate),
    (None, &["STARTTLS is required"], Known::StartTlsRequired),
    (None, &["Must issue a STARTTLS command first"], Known::StartTlsRequired),
    (None, &["Require STARTTLS"], Known::OtherAuthentication),
    (None, &["Require basic authentication"], Known::OtherAuthentication),
    (None, &["Require XOORG"], Known::OtherAuthentication),
    (None, &["Failed to establish appropriate TLS channel"], Known::TlsChannel),
    (None, &["Temporary authentication failure"], Known::TemporaryAuthenticationFailure),
    (None, &["Certificate validation fail"], Known::CertificateValidation),
    (None, &["The certificate specified in"], Known::CertificateValidation),
    (None, &["Service not active"], Known::ServiceNotActive),
    (None, &["Service not available"], Known::ServiceNotAvailable),
    (None, &["maximum number of concurrent", "exceeded a limit"], Known::ConnectionLimit),
    (None, &["submission rate", "exceeded the configured limit"], Known::MessageRateLimit),
    (None, &["Insufficient system resources"], Known::BackPressure),
    (None, &["temporarily disallowed this secure domain"], Known::SecureDomain),
    (None, &["STOREDRV"], Known::StoreDriver),
    (None, &["DNS query failed"], Known::DnsQueryFailed),
    (None, &["SMTPSEND.DNS"], Known::DnsQueryFailed),
    (None, &["Temporary server error. Please try again later"], Known::FrontendProxy),
    (None, &["Unable to relay"], Known::UnableToRelay),
    (None, &["permissions to send as this sender"], Known::SendAs),
    (None, &["Client was not authenticated"], Known::NotAuthenticated),
    (None, &["Client not authenticated"], Known::NotAuthenticated),
    (None, &["Unrecognized command"], Known::UnrecognizedCommand),
    (None, &["command unrecognized"], Known::UnrecognizedCommand),
    (None, &["Temporary authorization failure"], Known::AuthorizationLookup),
    (None, &["maximum TLS rate exceeded"], Known::TlsRate),
    (None, &["Unrecognized authentication type"], Known::AuthTypeUnknown),
    (None, &["Authentication unsuccessful"], Known::LogonFailed),
    (None, &["anonymous authentication not allowed"], Known::LogonFailed),
    (None, &["Unable to proxy authenticated session"], Known::ClientProxy),
    (None, &["permissions to submit to this server"], Known::SubmitRight),
    (Some(550), &["Not authorized"], Known::ExchangeRight),
    (Some(504), &["Not authorized"], Known::ExchangeRight),
    (None, &["Command not allowed"], Known::CommandNotAllowed),
    (None, &["not accepting network messages"], Known::NotAccepting),
    (None, &["not RFC conformant"], Known::BrokenDialogue),
    (Some(503), &["Send hello first"], Known::BrokenDialogue),
    (Some(503), &["Bad sequence"], Known::BrokenDialogue),
    (None, &["Too many errors on this connection"], Known::BrokenDialogue),
    (None, &["Timeout waiting for client input"], Known::BrokenDialogue),
    (None, &["Configuration changed"], Known::Rerouted),
    (None, &["failed to be made redundant"], Known::NotRedundant),
    (None, &["Require XAnonymousTls"], Known::ProxyRequirement),
    (None, &["Require EHLO"], Known::ProxyRequirement),
    (None, &["Require XPROXY"], Known::ProxyRequirement),
    (None, &["EHLO Options do not match"], Known::ProxyRequirement),
    (None, &["XPROXYTO is required"], Known::ProxyRequirement),
    (None, &["Message delayed"], Known::Expired),
    (None, &["QUEUE.Expired"], Known::Expired),
    (None, &["queue quota exceeded"], Known::QueueQuota),
    (None, &["matching connector cannot be found"], Known::NoRoute),
    (Some(530), &["Not authenticated"], Known::SecureDomain),
    (None, &["SuspiciousRemoteServerError"], Known::ConnectionDropped),
    (None, &["Hop count exceeded"], Known::MailLoop),
    (None, &["Routing Loop"], Known::MailLoop),
    (None, &["Connection dropped"], Known::ConnectionDropped),
    (None, &["Unable to connect"], Known::UnableToConnect),
    (None, &["Failed to connect"], Known::UnableToConnect),
    (None, &["Connection timed out"], Known::UnableToConnect),
    (None, &["SocketTimedout"], Known::UnableToConnect),
    (None, &["Socket error"], Known::UnableToConnect),
    (None, &["Connection refused"], Known::UnableToConnect),
    (None, &["Failed to start listening", "10048", ":25"], Known::PortTaken),
    (None, &["address is already in use", ":25"], Known::PortTaken),
    (None, &["rejected an incoming connection from IP address"], Known::ConnectionLimit),
    (None, &["resource pressure"], Known::BackPressure),
    (None, &["rejecting message submissions because"], Known::BackPressure),
    (None, &["administrative limit for this request"], Known::RangesLimit),
    (None, &["AdminLimitExceeded"], Known::RangesLimit),
];

impl Known {
    /// Looks a reply up by its words.
    #[must_use]
    pub fn find(reply: &SmtpReply) -> Option<Self> {
        let text = reply.squeezed();
        let fits = |(code, words, _): &&Row| {
            code.is_none_or(|code| reply.code == Some(code)) && words.iter().all(|w| text.contains(&squeezed(w)))
        };
        let by_words = || ROWS.iter().find(fits).map(|(.., known)| *known);
        let known = if reply.is_about_authenticity() { Some(Self::SenderUnauthenticated) } else { by_words() };
        // `:2525` is no conflict with the front end.
        known.filter(|known| *known != Self::PortTaken || !text.contains(":2525"))
    }

    /// The code of the finding that explains it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::KerberosEncryption => "kerberos-encryption-type",
            Self::OutsideRefuses => "outside-host-refuses",
            Self::OutOfDateServer => "out-of-date-server",
            Self::TenantAttribution => "tenant-attribution",
            Self::SubjectMismatch => "certificate-subject-mismatch",
            Self::SenderUnauthenticated => "sender-not-authenticated",
            Self::TemporaryAuthenticationFailure => "kerberos-generic",
            Self::TlsChannel => "untrusted-certificate-selected",
            Self::CertificateValidation => "certificate-validation-failure",
            Self::StartTlsRequired => "starttls-required",
            Self::OwnInternalCertificate => "own-internal-transport-certificate-missing",
            Self::OtherAuthentication => "other-authentication-required",
            Self::ServiceNotActive => "component-inactive",
            Self::ServiceNotAvailable => "service-not-available",
            Self::ConnectionLimit => "connection-limit-per-source",
            Self::MessageRateLimit => "message-rate-limit",
            Self::BackPressure => "back-pressure",
            Self::ConnectionDropped => "connection-dropped",
            Self::UnableToConnect => "unable-to-connect",
            Self::DnsQueryFailed => "dns-query-failed",
            Self::FrontendProxy => "frontend-proxy-failed",
            Self::SecureDomain => "domain-secure-list",
            Self::StoreDriver => "store-driver",
            Self::UnableToRelay => "relay-right-missing",
            Self::SendAs => Code::FrontendVsBackendPermission.as_str(),
            Self::NotAuthenticated => "anonymous-not-permitted",
            Self::UnrecognizedCommand => "unrecognized-command",
            Self::MailLoop => "mail-loop",
            Self::AuthorizationLookup => "authorization-lookup-failed",
            Self::WeakTls => "tls-cipher-too-weak",
            Self::TlsRate => "tls-rate-exceeded",
            Self::AuthTypeUnknown => "authentication-type-not-offered",
            Self::LogonFailed => "logon-failed",
            Self::ClientProxy => "client-proxy-failed",
            Self::SubmitRight => "submit-right-missing",
            Self::ExchangeRight => "exchange-right-missing",
            Self::CommandNotAllowed => "command-not-allowed",
            Self::NotAccepting => "transport-paused",
            Self::BrokenDialogue => "smtp-dialogue-broken",
            Self::NoOutboundFrontend => "no-outbound-frontend",
            Self::Rerouted => "routing-recalculated",
            Self::NotRedundant => "shadow-copy-failed",
            Self::ProxyRequirement => "proxy-connector-edited",
            Self::OutboundProxy => "outbound-proxy-failed",
            Self::Expired => "message-delayed-or-expired",
            Self::QueueQuota => "queue-quota",
            Self::TempDriveFull => "temp-drive-full",
            Self::FrontendDns => "frontend-proxy-dns",
            Self::NoRoute => "no-send-connector",
            Self::PublicAddress => "nic-public-dns",
            Self::LegacyIntegratedAuth => "legacy-integrated-auth-disabled",
            Self::LegacySmartHost => "legacy-2003-smarthost",
            Self::LegacyRoutingGroup => "legacy-rgc-wrong-vs",
            Self::AdTrust => "ad-trust-broken",
            Self::EdgeCertificate => "internal-transport-certificate-missing",
            Self::SendSideTls => "send-side-tls-mixed",
            Self::TlsVersion => "tls-version-mismatch",
            Self::StaleCertificateName => "receive-connector-tlscertificatename-stale",
            Self::HybridCertificate => "hybrid-certificate-mismatch",
            Self::DnsLookupSetting => "exchange-dns-lookup-setting",
            Self::DnsRegistration => "dns-registration-off",
            Self::DnsAaaa => "dns-aaaa-remote",
            Self::AvBlocksPort => "av-blocks-port-25",
            Self::SubdomainLoop => "edge-subdomain-loop",
            Self::TicketCorrupt => "kerberos-ticket-corrupt",
            Self::AntimalwareEngine => "antimalware-engine",
            Self::RulesSlow => "transport-rules-slow",
            Self::EsentSessions => "esent-sessions",
            Self::PortTaken => Code::HubRoleConnectorOn25.as_str(),
            Self::RangesLimit => Code::RemoteIpRangesLimit.as_str(),
            Self::KeylessCertificate => "certificate-private-key-missing",
            Self::UnboundCertificate => "smtp-certificate-not-bound",
        }
    }

    /// Whether a receiving server does not allow something to the sender. Said by a host outside, it says nothing of the
    /// connectors here, where the state of a server means the same everywhere.
    #[must_use]
    pub const fn is_refusal(self) -> bool {
        matches!(
            self,
            Self::UnableToRelay
                | Self::SendAs
                | Self::NotAuthenticated
                | Self::TemporaryAuthenticationFailure
                | Self::LogonFailed
                | Self::AuthTypeUnknown
                | Self::SubmitRight
                | Self::ExchangeRight
                | Self::CommandNotAllowed
                | Self::ConnectionLimit
                | Self::MessageRateLimit
                | Self::TlsRate
        )
    }

    /// Whether the receiving system tells of trouble of its own. Said by a host outside, nothing here can change it.
    #[must_use]
    pub const fn is_receivers_trouble(self) -> bool {
        matches!(
            self,
            Self::ServiceNotActive
                | Self::ServiceNotAvailable
                | Self::BackPressure
                | Self::FrontendProxy
                | Self::FrontendDns
                | Self::StoreDriver
                | Self::AuthorizationLookup
                | Self::NotAccepting
                | Self::NotRedundant
                | Self::TempDriveFull
        )
    }

    /// Who makes it up.
    #[must_use]
    pub const fn said_by(self) -> SaidBy {
        match self {
            Self::OwnInternalCertificate
            | Self::OtherAuthentication
            | Self::ConnectionDropped
            | Self::UnableToConnect
            | Self::DnsQueryFailed
            | Self::NoOutboundFrontend
            | Self::Rerouted
            | Self::ProxyRequirement
            | Self::OutboundProxy
            | Self::Expired
            | Self::NoRoute => SaidBy::Sender,
            Self::ServiceNotActive
            | Self::ServiceNotAvailable
            | Self::ConnectionLimit
            | Self::MessageRateLimit
            | Self::BackPressure
            | Self::FrontendProxy
            | Self::StoreDriver
            | Self::UnableToRelay
            | Self::SendAs
            | Self::NotAuthenticated
            | Self::UnrecognizedCommand
            | Self::AuthorizationLookup
            | Self::TlsRate
            | Self::AuthTypeUnknown
            | Self::LogonFailed
            | Self::ClientProxy
            | Self::SubmitRight
            | Self::ExchangeRight
            | Self::CommandNotAllowed
            | Self::NotAccepting
            | Self::NotRedundant
            | Self::QueueQuota
            | Self::TempDriveFull
            | Self::OutOfDateServer
            | Self::TenantAttribution
            | Self::SenderUnauthenticated
            | Self::FrontendDns => SaidBy::Receiver,
            Self::SubjectMismatch => SaidBy::Cloud,
            // Replies of either side, and causes, which nobody says.
            _ => SaidBy::Either,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(code: u16, text: &str) -> SmtpReply {
        SmtpReply { code: Some(code), enhanced_code: None, text: text.to_owned() }
    }

    /// The replies between Exchange servers (observed behaviour, 2013 CU23; field reports), as they are worded.
    #[test]
    fn every_reply_between_servers_is_known() {
        for (code, text, expected) in [
            (
                451,
                "Cannot load Internal Transport Certificate. Exchange Server authentication failed.",
                "own-internal-transport-certificate-missing",
            ),
            (451, "STARTTLS is required to send mail", "starttls-required"),
            (451, "Require basic authentication", "other-authentication-required"),
            (451, "Require STARTTLS to do basic authentication", "other-authentication-required"),
            (451, "Require XOORG extension to send mail", "other-authentication-required"),
            (451, "The admin has temporarily disallowed this secure domain", "domain-secure-list"),
            (454, "Temporary authentication failure", "kerberos-generic"),
            (454, "Temporary authorization failure", "authorization-lookup-failed"),
            (
                454,
                "Temporary authentication failure because negotiated Tls cipher strength is too weak",
                "tls-cipher-too-weak",
            ),
            (454, "Cannot accept TLS as maximum TLS rate exceeded for server", "tls-rate-exceeded"),
            (454, "Failed to establish appropriate TLS channel: UntrustedRoot", "untrusted-certificate-selected"),
            (454, "Certificate validation failure", "certificate-validation-failure"),
            (450, "Certificate validation failed [Message=SubjectMismatch]", "certificate-validation-failure"),
            (502, "command unrecognized", "unrecognized-command"),
            (
                454,
                "The certificate specified in TlsCertificateName of the SendConnector could not be found.",
                "certificate-validation-failure",
            ),
            (504, "Unrecognized authentication type", "authentication-type-not-offered"),
            (535, "Authentication unsuccessful", "logon-failed"),
            (
                535,
                "Unable to proxy authenticated session because either the backend does not support it or failed to resolve the user",
                "client-proxy-failed",
            ),
            (530, "Client was not authenticated", "anonymous-not-permitted"),
            (
                530,
                "SMTP; Client was not authenticated to send anonymous mail during MAIL FROM",
                "anonymous-not-permitted",
            ),
            (530, "Not authenticated", "domain-secure-list"),
            (550, "Client does not have permissions to submit to this server", "submit-right-missing"),
            (
                550,
                "Anonymous client does not have permissions to send as this sender",
                "frontend-vs-backend-permission",
            ),
            (550, "SMTP; Unable to relay recipient in non-accepted domain", "relay-right-missing"),
            (550, "Not authorized", "exchange-right-missing"),
            (504, "Not authorized to send ORAR", "exchange-right-missing"),
            (550, "Command not allowed", "command-not-allowed"),
            (421, "Service not active", "component-inactive"),
            (421, "Service not available", "service-not-available"),
            (
                421,
                "The maximum number of concurrent server connections has exceeded a limit, closing transmission channel PRX7",
                "connection-limit-per-source",
            ),
            (421, "System not accepting network messages", "transport-paused"),
            (452, "Insufficient system resources", "back-pressure"),
            (431, "STOREDRV; disk is full", "temp-drive-full"),
            (421, "Unable to connect", "unable-to-connect"),
            (441, "Failed to connect. Winsock error code: 10061, Win32 error code: 10061", "unable-to-connect"),
            (421, "Remote server response was not RFC conformant", "smtp-dialogue-broken"),
            (421, "Connection timed out", "unable-to-connect"),
            (421, "Connection dropped due to SocketError", "connection-dropped"),
            (421, "Message submission rate for this client has exceeded the configured limit", "message-rate-limit"),
            (421, "Too many errors on this connection, closing transmission channel", "smtp-dialogue-broken"),
            (451, "Timeout waiting for client input", "smtp-dialogue-broken"),
            (
                451,
                "SMTPSEND.SuspiciousRemoteServerError; remote server disconnected abruptly; retry will be delayed",
                "connection-dropped",
            ),
            (451, "DNS query failed with error ErrorRetry", "dns-query-failed"),
            (
                451,
                "SMTPSEND.DNS.NoOutboundFrontendServers; no outbound frontend servers to proxy through",
                "no-outbound-frontend",
            ),
            (554, "SMTPSEND.DNS.NonExistentDomain; nonexistent domain", "dns-query-failed"),
            (554, "Configuration changed", "routing-recalculated"),
            (451, "Message failed to be made redundant", "shadow-copy-failed"),
            (451, "Require XAnonymousTls to send mail", "proxy-connector-edited"),
            (451, "EHLO Options do not match for proxy", "proxy-connector-edited"),
            (451, "XPROXYTO is required to send mail", "proxy-connector-edited"),
            (451, "Temporary server error. Please try again later. PRX3 ", "frontend-proxy-failed"),
            (451, "Temporary server error. Please try again later. PRX2 ", "frontend-proxy-dns"),
            (450, "Proxy session setup failed on Frontend with '", "outbound-proxy-failed"),
            (450, "Message not proxied", "outbound-proxy-failed"),
            (500, "Unrecognized command", "unrecognized-command"),
            (503, "Send hello first", "smtp-dialogue-broken"),
            (
                450,
                "Connecting Exchange server version is out-of-date; connection to Exchange Online throttled for 5 mins/hr.",
                "out-of-date-server",
            ),
            (550, "TenantAttribution; Relay Access Denied", "tenant-attribution"),
            (
                550,
                "TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources",
                "tenant-attribution",
            ),
            (
                450,
                "Cannot connect to remote server [Message=SubjectMismatch Expected Subject: mail.corp.example.]",
                "certificate-subject-mismatch",
            ),
            (400, "Message delayed", "message-delayed-or-expired"),
            (550, "QUEUE.Expired; message expired", "message-delayed-or-expired"),
            (554, "Hop count exceeded - possible mail loop", "mail-loop"),
            (432, "STOREDRV.Deliver; mailbox server is offline", "store-driver"),
            (450, "Organization queue quota exceeded.", "queue-quota"),
            (550, "Sender ID (PRA) Not Permitted", "sender-not-authenticated"),
        ] {
            assert_eq!(Known::find(&reply(code, text)).map(Known::code), Some(expected), "{code} {text}");
        }
    }

    #[test]
    fn what_is_not_in_the_catalogue_is_not_explained() {
        for (code, text) in
            [(550, "User unknown"), (250, "OK"), (451, "Greylisted, try again"), (450, "not authorized yet")]
        {
            assert_eq!(Known::find(&reply(code, text)), None, "{code} {text}");
        }
    }

    #[test]
    fn the_words_decide_and_not_the_code() {
        let known = |code, text| Known::find(&reply(code, text));
        assert_eq!(known(451, "STARTTLS is required to send mail"), Some(Known::StartTlsRequired));
        assert_eq!(known(451, "Cannot achieve Exchange Server authentication"), None);
        assert_eq!(known(421, "Service not available"), Some(Known::ServiceNotAvailable));
        let limit = "The maximum number of concurrent connections has exceeded a limit, closing transmission channel";
        assert_eq!(known(421, limit), Some(Known::ConnectionLimit));
        assert_eq!(known(250, "OK"), None);
    }
}
